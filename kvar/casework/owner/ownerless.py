"""Nobody has it: cases without an owner, and units where nobody is on duty. The head is told within the day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from kvar import law
from kvar.casework.access import ADULT, Actor, cases_visible_to
from kvar.casework.access_table import Role
from kvar.casework.employment import gone, staff
from kvar.casework.night.nightly import done_in_parts
from kvar.casework.owner.duty import Because, Roster
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.records.models import Case, Track, User

OUTSIDE = (Because.NEXT_LEVEL, Because.NOBODY)  # who answers is not in the unit


def nobody_has(today: date) -> Q:
    """A track without a name, or with that of somebody who has left, or who may not see the case any longer."""
    unseen = Q(case__household__protected=True, responsible__cleared=False)
    return Q(responsible=None) | gone("responsible__", on=today) | unseen


def stands_alone(roster: Roster) -> Q:
    """A track that nobody answers for today: nobody has it, or all who could are away. Counted so on every page."""
    away = [user for user in roster.people.values() if roster.works_here(user) and not roster.is_on_duty(user)]

    def unanswered(protected: bool) -> list[UUID]:
        found = ((user.pk, roster.answers(user.pk, unit=user.unit, protected=protected)) for user in away)
        return [pk for pk, answers in found if answers.because in OUTSIDE]

    plain = Q(case__household__protected=False, responsible__in=unanswered(False))
    protected = Q(case__household__protected=True, responsible__in=unanswered(True))
    return nobody_has(roster.on) | plain | protected


def alone_in_unit(actor: Actor, roster: Roster) -> QuerySet[Track]:
    """The parts of open cases of the actor's unit, that she sees, which nobody answers for today."""
    place: dict[str, Any] = {"unit": actor.unit, "case__closed_on": None, "case__in": cases_visible_to(actor)}
    return Track.objects.filter(stands_alone(roster), **place)


def ownerless_tracks(*, today: date) -> QuerySet[Track]:
    """The parts of open cases that nobody answers for."""
    return Track.objects.filter(nobody_has(today), case__closed_on=None)


def heads_of(administration: str, unit: str, *, today: date) -> list[User]:
    """The heads of a unit."""
    return list(staff(on=today, administration=administration, unit=unit, role=Role.UNIT_HEAD))


def those_who_see(case: Case, heads: Iterable[User]) -> list[User]:
    """The heads who may see the case; none for a protected one where none is cleared."""
    return [head for head in heads if head.cleared or not case.household.protected]


def tell_ownerless(track: Track, heads: Sequence[User], *, today: date) -> bool:
    """A case without an owner, told once for each time it comes to stand so; a protected one to a cleared head."""
    place: dict[str, Any] = {"administration": track.case.administration, "unit": track.unit, "case": track.case}
    key = f"ownerless:{track.pk}:{track.version}"
    fit = [head for head in heads if head.cleared or not track.case.household.protected]
    if not fit:
        return tell(kind="ownerless", key=key, today=today, **place)
    told = [tell(kind="ownerless", key=f"{key}:{head.pk}", today=today, to=head.pk, **place) for head in fit]
    return any(told)


def tell_of_ownerless(today: date) -> int:
    """The nightly job: every head is told of the cases that stand without an owner. Each once."""
    heads: dict[tuple[str, str], list[User]] = {}

    def tell_heads(track: Track) -> bool:
        place = (track.case.administration, track.unit)
        if place not in heads:
            heads[place] = heads_of(*place, today=today)
        return tell_ownerless(track, heads[place], today=today)

    waiting = ownerless_tracks(today=today).select_related("case__household").order_by("pk")
    return done_in_parts(list(waiting), tell_heads)


def tell_of_unmanned(today: date) -> int:
    """The nightly job: where a whole unit is away on a working day, the next level is told. Each unit once a day."""
    if not law.is_working_day(today):
        return 0
    city = load().organisation
    return sum(_tell_unmanned(administration.id, today) for administration in city.administrations)


def _tell_unmanned(administration: str, today: date) -> int:
    roster = Roster(administration, on=today)
    return sum(_alarm(roster, administration, unit, today) for unit in unmanned_units(roster))


def unmanned_units(roster: Roster) -> list[str]:
    """The units where somebody is employed and nobody is on duty."""
    return [unit.id for unit in load().organisation.units if roster.unit(unit.id) and not roster.is_manned(unit.id)]


def _alarm(roster: Roster, administration: str, unit: str, today: date) -> bool:
    key = f"unmanned:{administration}:{unit}:{today}"
    place: dict[str, Any] = {"kind": "nobody_on_duty", "today": today, "administration": administration}
    heads = roster.next_level()
    if not heads:  # nobody in the whole administration: it stands for everybody in the coordinating unit
        return tell(key=key, unit=ADULT, **place)
    return any([tell(key=f"{key}:{head.pk}", unit=head.unit, to=head.pk, **place) for head in heads])
