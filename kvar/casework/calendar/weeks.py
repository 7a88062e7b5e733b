"""The calendar: what happens week by week, in the actor's own cases or in the whole unit's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.calendar.happenings import happenings_of
from kvar.casework.calendar.last_days import last_days_of
from kvar.casework.happening import Happening
from kvar.content.load import load
from kvar.records.models import Case, Track

DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One row of the calendar. ``household`` is a name, never an address. ``certain`` False: the day may be another."""

    day: date
    at: time | None
    kind: str
    title: str
    reference: str
    household: str
    protected: bool
    who: str
    mine: bool
    route: str
    about: tuple[object, ...]
    certain: bool


def monday_of(day: date) -> date:
    """The first day of the day's week."""
    return day - timedelta(days=day.weekday())


def planned_for(actor: Actor, *, first: date, last: date, whole_unit: bool, today: date) -> tuple[Planned, ...]:
    """What happens from ``first`` to ``last``. Every case shown is noted in the actor's look."""
    actor.look.note("listed", "calendar")
    happenings, seen = seen_happenings(actor, first=first, last=last, whole_unit=whole_unit, today=today)
    rows = [_planned(each, seen.get(each.case.pk) if each.case else None, actor) for each in happenings]
    for case in {each.case.pk: each.case for each in happenings if each.case}.values():
        actor.look.note("listed", f"case:{case.pk}", actor.relation)
    return tuple(rows)


def seen_happenings(
    actor: Actor, *, first: date, last: date, whole_unit: bool, today: date
) -> tuple[list[Happening], dict[UUID, Case]]:
    """What happens, and its cases. Whatever a source gives, a case that the actor may not see is left out here.

    The last days of the law are those to work to ``today``. Nothing is there twice.
    """
    found = [*happenings_of(actor, first=first, last=last), *last_days_of(actor, first, last, today=today)]
    keys = {each.case.pk for each in found if each.case}
    rows = cases_visible_to(actor).filter(pk__in=keys).select_related("household").order_by("pk")
    seen = {case.pk: case for case in rows}
    found = _once(each for each in found if each.case is None or each.case.pk in seen)
    return (found if whole_unit else _own(found, actor)), seen


def _once(found: Iterable[Happening]) -> list[Happening]:
    """In order of time; what would read the same of the same case, such as a step of each of two papers, once."""
    first: dict[tuple[object, ...], Happening] = {}
    for each in sorted(found, key=lambda one: (one.day, one.at or time.min, one.kind)):
        of = (each.case.pk,) if each.case else each.about
        first.setdefault((each.day, each.at, each.kind, each.title, each.who and each.who.pk, *of), each)
    return list(first.values())


def _own(found: Iterable[Happening], actor: Actor) -> list[Happening]:
    """What somebody does herself, and what nobody is named for in a case that is hers."""
    tracks = Track.objects.filter(responsible_id=actor.id, unit=actor.unit, case__closed_on=None)
    hers = set(tracks.values_list("case", flat=True))
    return [
        each
        for each in found
        if (each.who.pk == actor.id if each.who else each.case is not None and each.case.pk in hers)
    ]


def _planned(happening: Happening, case: Case | None, actor: Actor) -> Planned:
    return Planned(
        day=happening.day,
        at=happening.at,
        kind=load().coordination.happening_kind(happening.kind).label,
        title=happening.title,
        reference=case.reference if case else "",
        household=case.household.name if case else "",
        protected=case.household.protected if case else False,
        who=happening.who.name if happening.who else "",
        mine=happening.who is not None and happening.who.pk == actor.id,
        route=happening.route,
        about=happening.about,
        certain=happening.certain,
    )
