"""Facts: everything a rule may know about one case, as one frozen whole of small parts.

``None`` always means *not known* (nobody has asked, or nobody could answer). It never means no.
Amounts are whole öre. Days are ``datetime.date``. A *subject* is a never-empty text that says what a step or a
deadline is about: ``case``, ``notice:<id>``, ``person:<id>``.
"""

from dataclasses import dataclass
from datetime import date, datetime

from kvar.law.kinds import Ground, Lives, Question, SentBy, Tenure
from kvar.law.service_methods import Document, Method
from kvar.law.standing import Standing


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody said, who or what it rests on (``source``, a code), and the day it was said.

    ``until``: the last day it holds, as a consent may have; after it nothing is known. None: no such day.
    """

    question: Question
    yes: bool
    source: str
    on: date
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Tenancy:
    """The right to the home. ``monthly_rent`` is öre.

    ``ends_on``: hyrestidens utgång. ``landlord_knew_on``: the landlord learned of what the termination rests on (JB
    12:43). ``increase_final_on``: laga kraft of a decision on past rent (JB 12:55 e). ``extension_disputed_on``: the
    landlord asked hyresnämnden to refuse an extension because of neglected duties (JB 12:46 1 st 2).
    """

    tenure: Tenure | None = None
    monthly_rent: int | None = None
    ends_on: date | None = None
    landlord_knew_on: date | None = None
    increase_final_on: date | None = None
    extension_disputed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Service:
    """Delgivning to one tenant or consumer; ``served_on`` is None while not known.

    ``method``: in which way, ``document``: of which paper. None = nobody has said; it is then taken for the
    underrättelse om återvinning, served in a way that counts (law.md traps 2 and 22).
    """

    tenant: str
    served_on: date | None = None
    method: Method | None = None
    document: Document | None = None


@dataclass(frozen=True, kw_only=True)
class Rent:
    """One rent or fee that was not paid in time: an arrears event. ``amount`` is öre, None while not known."""

    due_on: date
    amount: int | None = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One paper that reached the social board.

    ``valid`` is None while nobody has judged whether it meets its form, False when judged not to count.
    ``posted_on`` matters for a registered letter only (JB 12:63). ``position_taken_on`` is the day somebody
    decided to open an investigation or not (SoL 14:2). ``starts_clock`` is False for a paper that never starts a
    period for the household: an early signal, hyresnämnden's notice. ``terminated_on`` is the day of the uppsägning,
    ``hindered_since`` the day sickness or the like began to hinder payment (JB 12:44 4 st 2). ``early_signal``: nothing
    has been terminated yet. ``eviction_at``: the time that Kronofogden tells of, ``removal``: of an avlägsnande, which
    is not an eviction (UF 16:7 a). ``confirmed_on``, ``copied_on``: this time was confirmed to Kronofogden, and a copy
    sent to the one it concerns (SoF 11:3). ``attendance_on``: the adult unit decided who attends,
    ``child_attendance_on``: the children's unit did. ``day_written_on``: what was seen that day is written down.
    ``undertaking_refused_on``: the board decided not to take on the payment.
    """

    id: str
    ground: Ground | None = None
    arrived_on: date | None = None
    cause: Ground | None = None
    sent_by: SentBy | None = None
    posted_on: date | None = None
    rent_due_on: date | None = None
    amount: int | None = None
    rents: tuple[Rent, ...] = ()
    valid: bool | None = None
    services: tuple[Service, ...] = ()
    paid_on: date | None = None
    undertaking_received_on: date | None = None
    position_taken_on: date | None = None
    same_debt_as: str | None = None
    starts_clock: bool = True
    terminated_on: date | None = None
    hindered_since: date | None = None
    early_signal: bool = False
    eviction_at: datetime | None = None
    removal: bool = False
    confirmed_on: date | None = None
    copied_on: date | None = None
    attendance_on: date | None = None
    child_attendance_on: date | None = None
    day_written_on: date | None = None
    undertaking_refused_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class EarlierNotice:
    """A paper about the same household that came in another case, open or closed; ``cause`` is what lies behind it."""

    id: str
    arrived_on: date
    cause: Ground | None = None


@dataclass(frozen=True, kw_only=True)
class Child:
    id: str
    born_on: date | None = None
    birth_year: int | None = None
    registered: bool | None = None
    lives: Lives | None = None
    source: str | None = None
    known_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One attempt to reach the household; ``reached`` says whether there was a conversation."""

    on: date
    reached: bool
    way: str


@dataclass(frozen=True, kw_only=True)
class Enforcement:
    """Kronofogden's case. ``heard_on``: the defendant was given the chance to comment (UB 16:3).

    ``abroad``: the defendant is abroad. ``confirmed_on``: our confirmation of the newest time was sent (SoF 11:3).
    ``postponed_on``: the newest time was called off, by uppskov or anstånd. ``removal_notice_on``: notice of an
    avlägsnande, which is not an eviction (UB 16:10 a).
    """

    applied_on: date | None = None
    documents_complete_on: date | None = None
    heard_on: date | None = None
    abroad: bool | None = None
    time_notice_arrived_on: date | None = None
    confirmed_on: date | None = None
    eviction_at: datetime | None = None
    postponed_on: date | None = None
    evicted_on: date | None = None
    removal_notice_on: date | None = None
    removal_documents_complete_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PaymentOrder:
    """The way to a title under BFL: the demand (föreläggande), the transfer to court, the order (utslag)."""

    demand_served_on: date | None = None
    transfer_notice_sent_on: date | None = None
    given_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ChildReport:
    """A report of concern for a child. ``decided_on``: the decision to open an investigation or not (SoL 20:2)."""

    arrived_on: date | None = None
    decided_on: date | None = None
    investigation_opened_on: date | None = None
    feedback_asked_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PersonalFile:
    """The board's own file. ``breach_known_at``: a data breach became known (GDPR 33), with time zone."""

    favourable_decision_on: date | None = None
    last_entry_on: date | None = None
    breach_known_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """``home_kept`` is None where the outcome code does not say (moved, unknown).

    ``final`` is False for an outcome that ends nothing: a respite is running, nobody was reached. ``about``: the papers
    that were in the case when it was recorded, None for all of them. One that comes after it starts anew.
    """

    code: str
    on: date
    home_kept: bool | None = None
    final: bool = True
    about: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The whole that rules read. ``opened_on`` is the day the case was opened.

    ``consent_asked_on``: somebody in the household was first asked for consent, whatever the answer.
    ``follow_up_declined_on``: the last of those who hold the home said no to hearing from us again.
    ``saturday_is_working_day``: does Saturday count as a vardag? None = unsettled, and then both days are given.
    """

    opened_on: date
    tenancy: Tenancy = Tenancy()
    notices: tuple[Notice, ...] = ()
    earlier_notices: tuple[EarlierNotice, ...] = ()
    answers: tuple[Answer, ...] = ()
    children: tuple[Child, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    letters_sent: tuple[tuple[str, date], ...] = ()
    enforcement: Enforcement = Enforcement()
    payment_order: PaymentOrder = PaymentOrder()
    child_report: ChildReport = ChildReport()
    personal_file: PersonalFile = PersonalFile()
    outcome: Outcome | None = None
    consent_asked_on: date | None = None
    follow_up_declined_on: date | None = None
    responsible_since: date | None = None
    standing: tuple[Standing, ...] = ()
    saturday_is_working_day: bool | None = None

    def arrival_of(self, notice: Notice) -> date:
        """The day a notice arrived; while that is not known, the day the case was opened."""
        return notice.arrived_on or self.opened_on

    def answer_to(self, question: Question) -> Answer | None:
        """The standing answer to a question, or None while nobody has answered."""
        found = [answer for answer in self.answers if answer.question is question]
        return max(found, key=lambda answer: answer.on) if found else None
