"""Facts: everything a rule may know about one case, as one frozen whole of small parts.

``None`` always means *not known* (nobody has asked, or nobody could answer). It never means no.
Amounts are whole öre. Days are ``datetime.date``. A *subject* is a never-empty text that says what a step or a
deadline is about: ``case``, ``notice:<id>``, ``person:<id>``.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Tenure(StrEnum):
    """How the household holds the home (upplåtelseform)."""

    RENTAL = "rental"
    CONDOMINIUM = "condominium"
    PREMISES = "premises"
    PRIVATE_LET = "private_let"


class Ground(StrEnum):
    """Why the notice was sent. The KFM stage is not a ground: a KFM case keeps its cause (practice.md Q2)."""

    RENT_ARREARS = "rent_arrears"
    FEE_ARREARS = "fee_arrears"
    DISTURBANCE = "disturbance"
    SERIOUS_DISTURBANCE = "serious_disturbance"
    UNLAWFUL_SUBLET = "unlawful_sublet"
    ELECTRICITY_DEBT = "electricity_debt"
    GAS_DEBT = "gas_debt"
    DISTRICT_HEATING_DEBT = "district_heating_debt"
    ENFORCEMENT = "enforcement"
    CHILD_REPORT = "child_report"


class SentBy(StrEnum):
    """How the paper travelled to the social board; only a registered letter counts from its posting day."""

    REGISTERED_LETTER = "registered_letter"
    LETTER = "letter"
    EMAIL = "email"
    E_SERVICE = "e_service"
    HAND = "hand"


class Lives(StrEnum):
    """How a child lives in the home."""

    FULL_TIME = "full_time"
    ALTERNATING = "alternating"
    VISITING = "visiting"
    ELSEWHERE = "elsewhere"


class Question(StrEnum):
    """Questions that only a person can answer; each answer has a source and a day."""

    CHILDREN_AFFECTED = "children_affected"
    INTERPRETER_NEEDED = "interpreter_needed"
    LANDLORD_CONSENT = "landlord_consent"
    LANDLORD_WILLING = "landlord_willing"
    ASSISTANCE_APPLIED_FOR = "assistance_applied_for"
    ASSISTANCE_GRANTED = "assistance_granted"
    SUPPORT_NEEDED = "support_needed"
    MONEY_MANAGEMENT_WANTED = "money_management_wanted"
    EVICTION_LIKELY = "eviction_likely"
    CHILD_REPORT_MADE = "child_report_made"
    CHILD_INVESTIGATION_OPEN = "child_investigation_open"


class StandingState(StrEnum):
    """What a worker has decided about a step."""

    DONE = "done"
    SKIPPED = "skipped"
    POSTPONED = "postponed"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What somebody said, who or what it rests on (``source``, a code), and the day it was said."""

    question: Question
    yes: bool
    source: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Tenancy:
    tenure: Tenure | None = None
    monthly_rent: int | None = None


@dataclass(frozen=True, kw_only=True)
class Service:
    """Delgivning of the underrättelse om återvinning to one tenant; ``served_on`` is None while not known."""

    tenant: str
    served_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One paper that reached the social board.

    ``valid`` is None while nobody has judged whether it meets its form, False when judged not to count.
    ``posted_on`` matters for a registered letter only (JB 12:63). ``position_taken_on`` is the day somebody
    decided to open an investigation or not (SoL 14:2). ``starts_clock`` is False for a paper that never starts a
    period for the household: an early signal, hyresnämnden's notice.
    """

    id: str
    ground: Ground
    arrived_on: date
    cause: Ground | None = None
    sent_by: SentBy | None = None
    posted_on: date | None = None
    rent_due_on: date | None = None
    amount: int | None = None
    valid: bool | None = None
    services: tuple[Service, ...] = ()
    paid_on: date | None = None
    undertaking_received_on: date | None = None
    position_taken_on: date | None = None
    same_debt_as: str | None = None
    starts_clock: bool = True


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
    """What Kronofogden has told the board."""

    applied_on: date | None = None
    time_notice_arrived_on: date | None = None
    eviction_at: datetime | None = None
    evicted_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """``home_kept`` is None where the outcome code does not say (moved, unknown).

    ``final`` is False for an outcome that ends nothing: a respite is running, nobody was reached.
    """

    code: str
    on: date
    home_kept: bool | None = None
    final: bool = True


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What stands for one step: done, skipped or postponed, by a worker's decision on a day.

    ``rests_on`` is the fingerprint of the facts that were shown; when it no longer matches the plan, a skip or a
    postponement falls and the step is open again.
    """

    step: str
    subject: str
    round: int
    state: StandingState
    on: date
    until: date | None = None
    rests_on: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The whole that rules read. ``opened_on`` is the day the case was opened.

    ``saturday_is_working_day``: does Saturday count as a vardag? None = unsettled, and then both days are given.
    """

    opened_on: date
    tenancy: Tenancy = Tenancy()
    notices: tuple[Notice, ...] = ()
    answers: tuple[Answer, ...] = ()
    children: tuple[Child, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    letters_sent: tuple[tuple[str, date], ...] = ()
    enforcement: Enforcement = Enforcement()
    outcome: Outcome | None = None
    responsible_since: date | None = None
    standing: tuple[Standing, ...] = ()
    saturday_is_working_day: bool | None = None

    def answer_to(self, question: Question) -> Answer | None:
        """The standing answer to a question, or None while nobody has answered."""
        found = [answer for answer in self.answers if answer.question is question]
        return max(found, key=lambda answer: answer.on) if found else None


# Grounds where money is owed, and grounds whose clock rests on a tenant or consumer having been served.
UTILITY_GROUNDS = frozenset({Ground.ELECTRICITY_DEBT, Ground.GAS_DEBT, Ground.DISTRICT_HEATING_DEBT})
DEBT_GROUNDS = UTILITY_GROUNDS | {Ground.RENT_ARREARS, Ground.FEE_ARREARS}
SERVED_GROUNDS = DEBT_GROUNDS
