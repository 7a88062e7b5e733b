"""What a case can say in a letter, by the names that the letters' blanks and passages have. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localtime

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.consent.signing import is_of_age, may_sign
from kvar.casework.last_days import is_sure
from kvar.casework.letters.values import hours, kronor
from kvar.casework.undertaking_time import undertaking_deadline
from kvar.content.letter_file import SWEDISH
from kvar.content.load import load
from kvar.content.organisation import Administration
from kvar.paper.days import spoken_day, spoken_time
from kvar.records.models import Case, Member, Notice, Undertaking


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What whoever writes the letter has decided: its language, the blanks that are typed, the passages switched on.

    A typed day is a date; ``lines`` are a tuple of texts; what is left empty is left out. ``to``: the lines of the
    recipient, None while they are as the case knows them. ``child``: whom a letter to a child is to; ``person``: whose
    own letter it is. ``guardian_said_on`` and ``guardian``: when a guardian said yes to it, and who. ``ground`` and
    ``ground_text``: what lets us tell somebody outside. ``own_words``: a paragraph of the writer's own, or nothing.
    ``notice`` and ``meeting``: what a letter that waits was chosen for; empty for one that is sent at once. ``form``:
    the consent form that it prints. ``consent``: the oral one that it confirms. ``without_day``: it goes although the
    last day is not certain, and says none.
    """

    language: str = SWEDISH
    with_amount: bool = False
    typed: Mapping[str, object] = field(default_factory=dict)
    passages: frozenset[str] = frozenset()
    to: tuple[str, ...] | None = None
    child: str = ""
    person: str = ""
    guardian_said_on: date | None = None
    guardian: str = ""
    ground: str = ""
    ground_text: str = ""
    own_words: str = ""
    notice: str = ""
    meeting: str = ""
    form: str = ""
    consent: str = ""
    without_day: bool = False


@dataclass(frozen=True, kw_only=True)
class About:
    """What the words are taken from.

    ``notice``: the one paper that the letter speaks of, with its landlord, amount, account and time; None while there
    is none. ``name`` and ``phone``: of whoever it says to call; her own number, or the office's. ``outside``: it is
    written to somebody outside. ``only_post_to``: by person, the one address that she has asked us to write to.
    """

    case: Case
    notice: Notice | None
    facts: law.Facts
    plan: law.Plan
    by: Actor
    name: str
    phone: str
    today: date
    outside: bool = False
    chosen: Chosen = Chosen()
    written_in: str | None = None
    only_post_to: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """That of the text itself, which may be Swedish beside a fixed block in the language chosen."""
        return self.chosen.language if self.written_in is None else self.written_in

    @property
    def evicted(self) -> bool:
        """The eviction has been carried out: the home is nobody's address any more."""
        return self.facts.enforcement.evicted_on is not None

    @property
    def home_lost(self) -> bool:
        """Evicted, and nothing is told of another home: a paper that came later is of one."""
        day = self.facts.enforcement.evicted_on
        return day is not None and not (self.notice and self.notice.arrived_on > day)

    @property
    def solved(self) -> bool:
        """Paid or taken on, whichever of the papers about the debt it was noted on."""
        own = [row for row in self.facts.notices if self.notice and row.id == str(self.notice.pk)]
        same = [row for one in own for row in law.same_debt(self.facts, one)]
        return any(row.paid_on or row.undertaking_received_on for row in same)

    @property
    def undertaking(self) -> Undertaking | None:
        """What the board has decided on the debt of the paper."""
        return getattr(self.notice, "undertaking", None) if self.notice else None

    @property
    def undertaking_time(self) -> law.Deadline | None:
        """The time within which the creditor must be told that the board takes it on."""
        return undertaking_deadline(self.plan, self.notice) if self.notice else None

    @property
    def children(self) -> list[Member]:
        """Those who are children of the household now."""
        return [one for one in self.case.household.members.all() if one.role == "child" and one.until is None]

    @property
    def child(self) -> Member | None:
        """The one the letter is to: chosen, or the only one there is."""
        found = self.children
        if self.chosen.child:
            return next((one for one in found if str(one.pk) == self.chosen.child), None)
        return found[0] if len(found) == 1 else None

    @property
    def persons(self) -> list[Member]:
        """Those of the household who can have a letter of their own."""
        members = [one for one in self.case.household.members.all() if one.until is None]
        return [one for one in members if may_sign(one, today=self.today)]

    @property
    def person(self) -> Member | None:
        """The one whose own letter it is: chosen, or the only one there is."""
        found, chosen = self.persons, self.chosen.person
        if chosen:
            return next((one for one in found if str(one.pk) == chosen), None)
        return found[0] if len(found) == 1 else None

    @property
    def clock(self) -> law.Deadline | None:
        """The time of the paper that the letter speaks of."""
        return self.plan.clock_on(self.today, of=[f"notice:{self.notice.pk}"]) if self.notice else None

    @property
    def last_day(self) -> date | None:
        """A day is said only when nothing it rests on is missing, and no other reading gives an earlier one."""
        clock = self.clock
        return clock.last_day if clock and is_sure(clock) else None

    @property
    def eviction_at(self) -> datetime | None:
        """Kronofogden's time of the paper that the letter speaks of, while it stands and has not been."""
        stands = law.standing_time(self.facts)
        at = stands.eviction_at if stands and self.notice and stands.id == str(self.notice.pk) else None
        return localtime(at) if at and localtime(at).date() >= self.today else None

    def day(self, day: date | None) -> str:
        """The day in the letter's language; empty while it is not known."""
        return spoken_day(day, written_on=self.today, language=self.language) if day else ""


def _field(about: About, name: str) -> str:
    field = (about.notice.fields if about.notice else {}).get(name, {})
    return str(field.get("value") or "") if field.get("state") == "value" else ""


def _time(about: About) -> str:
    at = about.eviction_at
    return spoken_time(at, written_on=about.today, language=about.language) if at else ""


def _store(about: About) -> str:
    known = [row.stored_at for row in about.case.eviction_days.all() if row.unit == about.by.unit and row.stored_at]
    return known[-1] if known else ""


def _amount(about: About) -> str:
    told = about.chosen.with_amount and about.notice and about.notice.amount
    return kronor(told, language=about.language) if told else ""


def _office(about: About) -> Administration:
    return load().organisation.administration(about.by.administration)


def _first_name(about: About) -> str:
    return about.child.person.name.split(" ")[0] if about.child else ""


def _home(about: About) -> str:
    """A protected address is written in no letter: whoever lives there knows it."""
    if about.case.household.protected:
        return ""
    return about.case.household.dwelling.address.split(",")[0].strip()


# The days of the case that a letter's fixed block may say; those that are typed are known as days already.
DAYS: Mapping[str, Callable[[About], date | None]] = {
    "sista_dag": lambda about: about.last_day,
    "kfm_tid": lambda about: about.eviction_at,
    "magasin_sista_dag": lambda about: law.stored_until(about.plan.deadlines),
}
# An empty text is *not known*: a letter that needs the word is then stopped, by name.
WORDS: Mapping[str, Callable[[About], str]] = {
    "barnets_namn": _first_name,
    "namn": lambda about: about.person.person.name if about.person else "",
    "hyresvard": lambda about: about.notice.sender_name if about.notice else "",
    "elbolag": lambda about: about.notice.sender_name if about.notice else "",
    "inkom_dag": lambda about: about.day(about.notice.arrived_on if about.notice else None),
    "bostad": _home,
    "belopp": _amount,
    "betalning": lambda about: _field(about, "payment_account"),
    "sista_dag": lambda about: about.day(about.last_day),
    "malnummer": lambda about: about.notice.reference if about.notice else "",
    "kfm_tid": _time,
    "avhyst_dag": lambda about: about.day(about.facts.enforcement.evicted_on),
    "magasin": _store,
    "magasin_sista_dag": lambda about: about.day(law.stored_until(about.plan.deadlines)),
    "besluts_dag": lambda about: about.day(about.undertaking.decided_on if about.undertaking else None),
    "beslutat_av": lambda about: about.undertaking.decided_by if about.undertaking else "",
    "handlaggare": lambda about: about.name,
    "telefon": lambda about: about.phone,
    "telefontid": lambda about: hours(_office(about).phone_hours, language=about.language),
    "besoksadress": lambda about: _office(about).visiting_address,
    "kontaktcenter": lambda about: load().organisation.contact_centre,
    "budgetradgivning": lambda about: load().organisation.debt_advice_phone,
}


# Typed or not: what is left empty follows whatever else is chosen.
FOLLOWS = frozenset({"barnets_namn"})


def _last_day_is(about: About, *, past: bool) -> bool:
    return about.last_day is not None and (about.last_day < about.today) is past


# Children are spoken of until somebody has said no with a source, and no child has been found since.
PASSAGES: Mapping[str, Callable[[About], bool]] = {
    "sista_dag_saker": lambda about: _last_day_is(about, past=False),
    "sista_dag_osaker": lambda about: about.last_day is None,
    "sista_dag_passerad": lambda about: _last_day_is(about, past=True),
    "barn": lambda about: law.section_of(about.facts) is not law.Section.WITHOUT_CHILDREN,
    "magasin_kant": lambda about: bool(_store(about)),
    "bor_kvar": lambda about: not about.home_lost,
    "avhyst": lambda about: about.home_lost,
    "obetald": lambda about: not about.solved,
    "femton": lambda about: about.child is not None and is_of_age(about.child.person, today=about.today),
}
