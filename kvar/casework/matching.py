"""Is it the same household? Inside one administration, with the reasons shown. Nothing is merged: the worker links.

``same_person`` may be asked at any time. ``same_households`` also looks at the address, the people who live together
and the payment reference: only while one notice is registered (SoLPuF 15 §), only against what the own unit has open
and the last 24 months' notices, and only where the city has not switched it off.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from unicodedata import combining, normalize
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.told import DwellingTold, Match, NoticeTold
from kvar.content.load import load
from kvar.records.models import Case, Notice

MONTHS_24 = timedelta(days=731)
MOST = 8
AFTER_THE_STREET = re.compile(r",|\blgh\b|\b\d{3} ?\d{2}\s+\D", re.IGNORECASE)
# Letters that no accent can be taken from; Swedish sorts w as v.
ALONE = str.maketrans({"æ": "a", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "œ": "oe", "w": "v"})
SHORTEST_PAYMENT_REFERENCE = 5  # shorter numbers are nobody's own
Reasons = Mapping[str, QuerySet[Case]]


def folded(text: str) -> str:
    """The text as it is compared: lower case without accents, single spaces, no punctuation."""
    bare = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return re.sub(r"[^\w]+", " ", bare.casefold()).translate(ALONE).strip()


def home_key(address: str) -> str:
    """The street and its number, however the rest is written: *lgh 1203*, a postcode and a town say no more of it."""
    return folded(re.split(AFTER_THE_STREET, address, maxsplit=1)[0])


def apartment_in(dwelling: DwellingTold) -> str:
    """The number of the apartment, from its own field or from the address."""
    found = re.search(r"\blgh\.?\s*(\d{4})\b", dwelling.address, re.IGNORECASE)
    return dwelling.apartment or (found[1] if found else "")


def digits_of(text: str) -> str:
    """A payment reference as it is compared: its digits."""
    return re.sub(r"\D", "", text)[:40]


def same_households(*, actor: Actor, told: NoticeTold, today: date) -> tuple[Match, ...]:
    """Cases that may concern the same household, with the reasons. Only while one notice is registered."""
    visible = cases_visible_to(actor)
    reasons = _person(visible, told)
    if load().organisation.switches.address_matching:
        near = _home(visible, told, today)
        if near:
            actor.look.note("sought_by_home", f"administration:{actor.administration}", actor.relation)
        reasons |= near
    return _found(actor, visible, reasons)


def same_person(*, actor: Actor, told: NoticeTold, beside: Case) -> tuple[Match, ...]:
    """Cases ``beside`` this one where the told person stands: at any time, since the law lets us search by person."""
    visible = cases_visible_to(actor).exclude(pk=beside.pk)
    return _found(actor, visible, _person(visible, told))


def _person(visible: QuerySet[Case], told: NoticeTold) -> dict[str, QuerySet[Case]]:
    """By personal number; without one, by name and year of birth, or by the name alone: then it is a perhaps."""
    person, path = told.tenant, "household__members__person__"
    same: dict[str, object]
    if person.personal_number:
        same = {f"{path}personal_number": person.personal_number}
    elif person.name and person.birth_year:
        same = {f"{path}name_key": folded(person.name), f"{path}birth_year": person.birth_year}
    elif person.name:
        same = {f"{path}name_key": folded(person.name)}
        return {"name": visible.filter(**{f"{path}administration": F("administration")}, **same)}
    else:
        return {}
    return {"person": visible.filter(**{f"{path}administration": F("administration")}, **same)}


def _home(visible: QuerySet[Case], told: NoticeTold, today: date) -> dict[str, QuerySet[Case]]:
    """Name → cases, only for what was typed: an empty field matches nobody."""
    since = today - MONTHS_24
    recent = visible.filter(
        Q(closed_on=None) | Exists(Notice.objects.filter(case=OuterRef("pk"), arrived_on__gte=since))
    )
    reasons: dict[str, QuerySet[Case]] = {}
    if told.dwelling.address:
        there = recent.filter(
            household__dwelling__administration=F("administration"),
            household__dwelling__address_key=home_key(told.dwelling.address),
        )
        apartment = apartment_in(told.dwelling)
        reasons["address"] = there.filter(household__dwelling__apartment__in=["", apartment]) if apartment else there
        same = {"household__members__person__name_key__in": _names(told)}
        reasons["people"] = there.filter(household__members__person__administration=F("administration"), **same)
    if told.reference:
        paper = {"notices__administration": F("administration"), "notices__reference": told.reference}
        reasons["debt"] = recent.filter(**paper)
    number = digits_of(told.payment_reference)
    if len(number) >= SHORTEST_PAYMENT_REFERENCE:
        paid = {"notices__administration": F("administration"), "notices__payment_reference": number}
        reasons["payment"] = recent.filter(**paid)
    return reasons


def _names(told: NoticeTold) -> list[str]:
    return [key for person in (told.tenant, *told.cotenants) if (key := folded(person.name))]


def _found(actor: Actor, visible: QuerySet[Case], reasons: Reasons) -> tuple[Match, ...]:
    """One small indexed query per reason, then the cases themselves: an OR over all would read every notice."""
    because: dict[UUID, list[str]] = {}
    for name, cases in reasons.items():
        found = cases.order_by("closed_on", "-opened_on", "pk").distinct()
        for case in found.values_list("pk", flat=True)[: MOST * 4]:
            because.setdefault(case, []).append(name)
    if not because:
        return ()
    rows = visible.filter(pk__in=because).select_related("household__dwelling")
    matches = [_match(case, because[case.pk]) for case in rows.annotate(notice_count=Count("notices")).order_by("pk")]
    chosen = tuple(sorted(matches, key=_weight)[:MOST])
    for match in chosen:
        actor.look.note("matched", f"case:{match.case}", actor.relation)
    return chosen


def _weight(match: Match) -> tuple[bool, int, int, str]:
    """Open cases first, then those with most reasons, then the newest."""
    return (match.closed, -len(match.because), -match.opened_on.toordinal() if match.opened_on else 0, match.reference)


def _match(case: Case, names: Iterable[str]) -> Match:
    return Match(
        household=case.household_id,
        case=case.pk,
        reference=case.reference,
        name=case.household.name,
        address="" if case.household.protected else case.household.dwelling.address,
        opened_on=case.opened_on,
        closed=case.closed_on is not None,
        notices=case.notice_count,  # type: ignore[attr-defined]
        because=tuple(names),
    )
