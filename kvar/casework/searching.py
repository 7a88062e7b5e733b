"""Search: by name, personal number, coordination number and case number, and by nothing else (SoLPuF 15 §).

Inside the actor's own administration and what the actor may see. A case that is not hers is answered like none at all.
A name is found by the beginning of its words, accents or not: an index over the words of all names is read, and no
name is looked through, so that a city of 55,000 households answers as quickly as a small one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db import connection
from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, cases_visible_to, may
from kvar.casework.access_table import Act
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.names import words_of
from kvar.records.models import Case, Member, Person, Track

MOST = 50
REFERENCE = re.compile(r"([A-Za-zÅÄÖåäö])[\s-]*(\d\d)[\s-]*([2-9A-HJ-NP-Za-hj-np-z]{4})")
LAST = chr(0x10FFFF)


class SoughtBy(StrEnum):
    """The search terms that the law allows."""

    NAME = "name"
    NUMBER = "number"
    REFERENCE = "reference"


@dataclass(frozen=True, kw_only=True)
class Found:
    """A case that was found. ``names``: the people in it who were sought, without the one the household is named for.

    ``address`` is empty for a protected household: it is on the case page only. ``owner``: who is responsible in the
    reader's own unit; empty for nobody.
    """

    case: UUID
    reference: str
    household: str
    address: str
    protected: bool
    names: tuple[str, ...]
    owner: str
    followed_up: bool
    opened_on: date
    closed_on: date | None


@dataclass(frozen=True, kw_only=True)
class Findings:
    """``more``: there were more than are shown."""

    by: SoughtBy
    rows: tuple[Found, ...]
    more: bool


def reference_in(text: str) -> str:
    """The case number as it is written, such as H-26-4KXD; empty when the text is none."""
    found = REFERENCE.fullmatch(text.strip())
    return f"{found[1]}-{found[2]}-{found[3]}".upper() if found else ""


def search_cases(actor: Actor, *, number: str = "", text: str = "") -> Findings:
    """Cases by a number of twelve digits, else by what is written: a case number or a name. Open ones first.

    Three queries, however many are found. Every case found is noted in the actor's look; the term itself never is.
    """
    if not may(actor, Act.SEARCH):
        raise Unseen
    by, wanted, sought = _terms(number, text)
    actor.look.note("searched", by.value)
    cases = cases_visible_to(actor).filter(wanted).select_related("household__dwelling")
    owned = Prefetch("tracks", queryset=Track.objects.filter(unit=actor.unit).select_related("responsible"))
    newest = cases.prefetch_related("household__members__person", owned).order_by(
        F("closed_on").desc(nulls_first=True), "pk"
    )
    rows = list(newest[: MOST + 1])
    for case in rows[:MOST]:
        actor.look.note("found", f"case:{case.pk}", actor.relation)
    found = tuple(_found(case, sought) for case in rows[:MOST])
    return Findings(by=by, rows=found, more=len(rows) > MOST)


Sought = Callable[[Person], bool]


def _terms(number: str, text: str) -> tuple[SoughtBy, Q, Sought]:
    """What is sought: as a condition on cases, and on a person in one of them."""
    if number:
        return (
            SoughtBy.NUMBER,
            _with_one_of(Member.objects.filter(person__personal_number=number)),
            lambda one: one.personal_number == number,
        )
    if reference := reference_in(text):
        return SoughtBy.REFERENCE, Q(reference=reference), lambda one: False
    words = words_of(text)
    if not any(len(word) > 1 for word in words):
        raise ActRefused(
            _("Skriv ett namn, ett personnummer, ett samordningsnummer eller ett ärendenummer."), field="sought"
        )
    named = Member.objects.all()
    for word in words:
        named = named.filter(_begins(word))  # each of its own: every word that is sought begins a word of the name
    return SoughtBy.NAME, _with_one_of(named), lambda one: _is_called(one, words)


def _begins(word: str) -> Q:
    """A word of the name begins so. On PostgreSQL by the index for beginnings, on SQLite as a range of its index."""
    if connection.vendor == "postgresql":
        return Q(person__words__word__startswith=word)
    return Q(person__words__word__gte=word, person__words__word__lt=word + LAST)


def _is_called(person: Person, words: tuple[str, ...]) -> bool:
    own = words_of(person.name)
    return all(any(each.startswith(word) for each in own) for word in words)


def _with_one_of(members: QuerySet[Member]) -> Q:
    """Cases in whose household such a person is, or has been. From the few people found to their cases."""
    return Q(household__in=members.values("household"))


def _found(case: Case, sought: Sought) -> Found:
    household = case.household
    people = {member.person.name: None for member in household.members.all() if sought(member.person)}
    return Found(
        case=case.pk,
        reference=case.reference,
        household=household.name,
        address="" if household.protected else household.dwelling.address,
        protected=household.protected,
        names=tuple(name for name in people if name != household.name),
        owner=next((track.responsible.name for track in case.tracks.all() if track.responsible), ""),
        followed_up=bool(case.outcome) and case.closed_on is None,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
    )
