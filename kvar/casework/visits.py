"""Visits to a home: planned with a yes or a no of the person (RF 2:6), made, called off; and one day's list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import ADULT, Actor, cases_visible_to, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.contact.attempts import enter_attempt
from kvar.casework.contact.safe_check import Contact
from kvar.casework.contact.safe_contact import require_safe
from kvar.casework.employment import away_on, staff
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.happening import Happening
from kvar.casework.journal import enter
from kvar.casework.matching import folded
from kvar.casework.steps.done_by_act import complete_done
from kvar.casework.twice import require_new
from kvar.content.load import load
from kvar.paper.days import spoken_day
from kvar.records.models import Attempt, Case, JournalEntry, User, Visit


@dataclass(frozen=True, kw_only=True)
class VisitTold:
    """What somebody plans. ``agreed`` None: nobody has asked the person. ``units``: other units that come along."""

    day: date
    start: time
    end: time
    who: UUID
    second: UUID | None = None
    units: tuple[str, ...] = ()
    agreed: bool | None = None
    purpose: str = ""
    safety: str = ""


def plan_visit(*, case: Case, by: Actor, today: date, told: VisitTold, anyway: str = "") -> Visit:
    """Plan a visit. Refuses one to somebody who has said no, and one against what the household has asked of us."""
    _require_possible(told, today)
    with transaction.atomic():
        require(by, Act.PLAN_VISIT, case)
        _require_people(told, by, case)
        require_safe(case, Contact(way="home_visit", at=told.start), anyway=anyway)
        values = _values(told) | {"recorded_by_id": by.id, "unit": by.unit}
        require_new(Visit.objects.filter(case=case, result="", called_off_on=None), **values)
        visit = Visit.objects.create(case=case, recorded_at=now(), **values)
        text = _("Hembesök planerat %(day)s. %(agreed)s %(anyway)s") % {
            "day": spoken_day(told.day, written_on=today),
            "agreed": agreed_words(told.agreed),
            "anyway": _("Trots vad personen har bett om, därför att: %s") % anyway if anyway else "",
        }
        layer: dict[str, Any] = {"shown": {"visit": str(visit.pk)}, "shared": for_all(visit)}
        enter(case=case, by=by, today=today, kind="visit", text=text.strip(), **layer)
    return visit


def for_all(visit: Visit) -> bool:
    """Is it in the shared layer? Where the coordinating unit goes: a visit that it is not at is the others' own."""
    return ADULT in (visit.unit, *visit.units)


def _values(told: VisitTold) -> dict[str, Any]:
    people = {"who_id": told.who, "second_id": told.second, "units": sorted(told.units), "agreed": told.agreed}
    words = {"purpose": told.purpose[:300], "safety": told.safety[:300]}
    return {"day": told.day, "start": told.start, "end": told.end, **people, **words}


def _require_possible(told: VisitTold, today: date) -> None:
    if told.day < today:
        raise ActRefused(_("Dagen har varit. Välj idag eller en dag framåt."), field="day")
    if told.end <= told.start:
        raise ActRefused(_("Besöket slutar innan det börjar. Kontrollera klockslagen."), field="end")
    if told.second == told.who:
        raise ActRefused(_("Det är samma person två gånger. Välj en annan, eller ingen."), field="second")
    if told.agreed is False:
        sentence = _("Personen har sagt nej. Gå inte hem, utan föreslå en annan plats eller ett samtal.")
        raise ActRefused(sentence, field="agreed")


def _require_people(told: VisitTold, by: Actor, case: Case) -> None:
    """Colleagues of the administration who work on the day of the visit, cleared where the household is protected."""
    going = {"who": told.who} | ({"second": told.second} if told.second else {})
    people = staff(on=told.day, administration=by.administration, pk__in=going.values())
    known = {pk: (name, cleared) for pk, name, cleared in people.values_list("pk", "name", "cleared")}
    away = set(away_on(told.day).filter(user__in=known).values_list("user", flat=True))
    for field, pk in going.items():
        name, cleared = known.get(pk, ("", False))
        if not name:
            raise ActRefused(_("Den som går arbetar inte här den dagen. Välj en annan."), field=field)
        if case.household.protected and not cleared:
            sentence = _("Den som går saknar behörighet för skyddade personuppgifter. Välj en annan.")
            raise ActRefused(sentence, field=field)
        if pk in away:
            raise ActRefused(_("%(name)s är borta den dagen. Välj en annan.") % {"name": name}, field=field)


def agreed_words(agreed: bool | None) -> str:
    """What the person has said about our coming."""
    if agreed is None:
        return _("Personen är inte tillfrågad.")
    return _("Personen har sagt ja.") if agreed else _("Personen har sagt nej.")


def end_visit(
    *, case: Case, by: Actor, today: date, visit: Visit, result: str, version: int, note: str = "", next: str = ""
) -> JournalEntry:
    """How the visit went: an attempt in the log, and the steps that it does, where it came to be."""
    code = load().coordination.contact.visit_result(result)
    if visit.day > today:
        raise ActRefused(_("Besöket har inte varit än. Ställ in det, eller vänta till dagen."), field="result")
    with transaction.atomic():
        require(by, Act.PLAN_VISIT, case)
        _take(visit, version, result=result)
        # The check was made when the visit was planned; what happened is written down whatever was asked since.
        told: dict[str, Any] = {"on": visit.day, "at": visit.start, "way": "home_visit", "next": next[:300]}
        note = f"{code.label}. {note}".strip()
        told |= {"note": note, "shared": for_all(visit)}
        entry = enter_attempt(case=case, by=by, today=today, result=code.attempt, **told)
        made = Attempt.objects.get(pk=entry.words.shown["attempt"])
        Visit.objects.filter(pk=visit.pk).update(attempt=made)
        if code.done:
            note = _("Hembesök gjort.") if for_all(visit) else ""
            complete_done(case=case, by=by, today=today, steps=_steps_done_by(visit), note=note)
    return entry


def _steps_done_by(visit: Visit) -> list[str]:
    there = {visit.unit, *visit.units}
    rules = load().coordination.contact.visit_steps
    return [rule.step for rule in rules if rule.with_unit is None or rule.with_unit in there]


def call_off_visit(*, case: Case, by: Actor, today: date, visit: Visit, version: int, reason: str) -> JournalEntry:
    """The visit will not be. It stays, with the reason in the journal."""
    if not reason.strip():
        raise ActRefused(_("Skriv varför besöket inte blir av."), field="reason")
    with transaction.atomic():
        require(by, Act.PLAN_VISIT, case)
        _take(visit, version, called_off_on=today)
        text = _("Hembesöket %(day)s är inställt. %(reason)s")
        words = text % {"day": spoken_day(visit.day, written_on=today), "reason": reason}
        layer: dict[str, Any] = {"shown": {"visit": str(visit.pk)}, "shared": for_all(visit)}
        return enter(case=case, by=by, today=today, kind="visit", text=words, **layer)


def _take(visit: Visit, version: int, **fields: Any) -> None:
    """One of two who end the same visit is refused, kindly."""
    rows = Visit.objects.filter(pk=visit.pk, version=version, result="", called_off_on=None)
    if not rows.update(version=version + 1, **fields):
        raise ActRefused(_("Någon annan har redan skrivit hur besöket gick. Det du skrev finns kvar här."))


def visit_for(actor: Actor, case: Case, visit: UUID) -> Visit:
    """A visit of the actor's unit, or one it comes along to. Raises Unseen."""
    found = Visit.objects.select_related("who", "second", "attempt").filter(case=case, pk=visit).first()
    if found is None or not _is_own(actor, found):
        raise Unseen
    return found


def _is_own(actor: Actor, visit: Visit) -> bool:
    return actor.unit == visit.unit or actor.unit in visit.units


def visits_of(actor: Actor, case: Case) -> tuple[Visit, ...]:
    """The visits of the actor's unit in a case, the newest first: one query."""
    rows = Visit.objects.filter(case=case).select_related("who", "second").order_by("-day", "-start", "pk")
    return tuple(row for row in rows if _is_own(actor, row))


def visits_between(actor: Actor, first: date, last: date) -> list[Visit]:
    """Planned visits of the actor's unit in the cases that the actor may see: one query."""
    rows = Visit.objects.filter(case__in=cases_visible_to(actor), day__range=(first, last), called_off_on=None)
    found = rows.select_related("case__household__dwelling", "who", "second").order_by("day", "start", "pk")
    return [row for row in found if _is_own(actor, row)]


def visit_happenings(actor: Actor, first: date, last: date) -> Iterable[Happening]:
    """Visits as the calendar knows them."""
    for visit in visits_between(actor, first, last):
        yield Happening(
            kind="visit",
            day=visit.day,
            at=visit.start,
            case=visit.case,
            unit=visit.unit,
            who=visit.who,
            route="visits:visit",
            about=(visit.case_id, visit.pk),
        )


HOUSE = re.compile(r"^(?P<street>.*?)\s+(?P<number>\d+)\s*(?P<letter>[a-zåäö]?)\b", re.I)
POSTAL = re.compile(r"\b(\d{3})\s?(\d{2})\b")


def route_key(address: str) -> tuple[str, str, int, str]:
    """Postal code, street, number, letter: neighbours stand beside each other. What cannot be read comes last."""
    street, _comma, place = address.partition(",")
    postal, house = POSTAL.search(place), HOUSE.search(street.strip())
    code = "".join(postal.groups()) if postal else "~"
    if house is None:
        return (code, folded(street), 0, "")
    return (code, folded(house["street"]), int(house["number"]), house["letter"].casefold())


def in_route_order(visits: Iterable[Visit]) -> list[Visit]:
    """By the hour that was said to the person; at the same hour along the streets, and a protected home last."""
    return sorted(visits, key=_place)


def _place(visit: Visit) -> tuple[Any, ...]:
    household = visit.case.household
    where = ("~~", "", 0, "") if household.protected else route_key(household.dwelling.address)
    return (visit.start, where, "" if household.protected else household.dwelling.apartment, visit.end, visit.pk)


def companions(actor: Actor, *, today: date) -> list[User]:
    """Who may come along: those who work in the administration, each with ``is_away``."""
    return list(staff(on=today, administration=actor.administration))
