"""Läget: what whoever leads a unit must see today. Only read, in a fixed number of queries; nothing of it is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from kvar import law
from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.my_day.lanes import LaneCase, late, pressing_steps, standing_in, wanted_by_law
from kvar.casework.my_day.worklist import Chips, has_child, open_steps_for
from kvar.casework.owner.absences import absences_of_unit
from kvar.casework.owner.duty import OnDuty, Roster, rooms_of
from kvar.casework.owner.ownerless import alone_in_unit, unmanned_units
from kvar.casework.owner.untouched import UntouchedCase, untouched_in_unit
from kvar.casework.postponing import PutOff, postponements_of
from kvar.casework.situation.workload import (
    Load,
    Proposal,
    UnitLoad,
    Weighed,
    known_before,
    loads_of,
    propose,
    unit_loads,
    weighed_tracks,
)
from kvar.content.load import load
from kvar.records.models import Absence, Answer, OpenStep, Track, User

MOST_SHOWN = 25  # rows in a list; the count says how many there are
COUNTED_DAYS = 90  # back in time for what has been put off


@dataclass(frozen=True, kw_only=True)
class MustRow:
    """A case by the step *Min dag* shows of what the law wants today, and who answers. ``more`` of them wait."""

    step: OpenStep
    title: str
    answers: OnDuty
    more: int


@dataclass(frozen=True, kw_only=True)
class OwnerlessCase:
    """A case that nobody answers for in the unit, and who could take it. ``away``: whose it is, where she is away.

    ``step``: the unit's step that gives the case its day. None: none of them has a day.
    """

    track: Track
    step: OpenStep | None
    away: User | None
    proposal: Proposal


@dataclass(frozen=True, kw_only=True)
class OverdueOf:
    """What one person must do today by law and what is late, by *Min dag*'s own words. ``user`` None: nobody has it.

    ``must`` and ``cases`` are cases, ``steps`` late steps; ``earliest`` is the oldest day of them all.
    """

    user: User | None
    must: int
    cases: int
    steps: int
    earliest: date


@dataclass(frozen=True, kw_only=True)
class Situation:
    """The whole page. The counts are of everything; the lists show the first."""

    must: tuple[MustRow, ...]
    must_count: int
    ownerless: tuple[OwnerlessCase, ...]
    ownerless_count: int
    overdue: tuple[OverdueOf, ...]
    late_count: int
    untouched: tuple[UntouchedCase, ...]
    untouched_count: int
    unmanned: tuple[str, ...]
    absences: tuple[Absence, ...]
    loads: tuple[Load, ...]
    units: tuple[UnitLoad, ...]
    put_off: tuple[PutOff, ...]


def situation_of(actor: Actor, *, today: date) -> Situation:
    """What the unit's lead sees today. Every case shown is noted in the actor's look."""
    roster = Roster(actor.administration, on=today)
    steps = open_steps_for(actor, today=today, chips=Chips()).filter(unit=actor.unit)
    weighed = weighed_tracks(actor, today=today)
    loads = loads_of(weighed, roster, unit=actor.unit)
    alone = set(alone_in_unit(actor, roster).values_list("pk", flat=True))
    ownerless = [one for one in weighed if one.track.pk in alone]
    untouched = untouched_in_unit(actor, today=today)
    dated = Q(due__isnull=False, case__in=_shown(ownerless))
    lanes = {"must": wanted_by_law(today), "late": late(today), "alone": dated}
    standing = standing_in(lanes, steps=steps, today=today, fetch=_fetched)
    must, nearest = standing["must"], {one.step.case_id: one.step for one in standing["alone"].shown}
    return Situation(
        must=_must(actor, must.shown[:MOST_SHOWN], roster),
        must_count=must.count,
        ownerless=_ownerless(actor, ownerless[:MOST_SHOWN], loads, roster, nearest=nearest),
        ownerless_count=len(ownerless),
        overdue=_overdue(steps, roster, today),
        late_count=standing["late"].count,
        untouched=tuple(untouched[:MOST_SHOWN]),
        untouched_count=len(untouched),
        unmanned=_unmanned(roster),
        absences=tuple(absences_of_unit(actor, today=today)),
        loads=loads,
        units=unit_loads(actor, roster),
        put_off=postponements_of(actor, since=today - timedelta(days=COUNTED_DAYS)),
    )


def _must(actor: Actor, standing: tuple[LaneCase, ...], roster: Roster) -> tuple[MustRow, ...]:
    """The cases in the order of *Min dag*, each by the step that stands there."""
    told = [one for one in standing if one.step.step in load().steps]
    _note(actor, (one.step.case_id for one in told))
    return tuple(_must_row(one.step, one.more, roster) for one in told)


def _must_row(step: OpenStep, more: int, roster: Roster) -> MustRow:
    about: dict[str, Any] = {"protected": step.case.household.protected, "rooms": rooms_of(step.case)}
    answers = roster.answers(step.responsible_id, unit=step.unit, **about)
    return MustRow(step=step, title=load().steps[step.step].title, answers=answers, more=more)


def _shown(ownerless: list[Weighed]) -> list[UUID]:
    return [one.track.case_id for one in ownerless[:MOST_SHOWN]]


def _fetched(steps: Iterable[UUID]) -> dict[UUID, OpenStep]:
    rows = OpenStep.objects.filter(pk__in=set(steps)).select_related("case__household").order_by("pk")
    return {row.pk: row for row in rows.prefetch_related("case__tracks")}


def _ownerless(
    actor: Actor, waiting: list[Weighed], loads: tuple[Load, ...], roster: Roster, *, nearest: dict[UUID, OpenStep]
) -> tuple[OwnerlessCase, ...]:
    _note(actor, (one.track.case_id for one in waiting))
    proposals = propose(waiting, loads, known=known_before(waiting, unit=actor.unit))
    here = {user.pk: user for user in roster.unit(actor.unit)}
    return tuple(
        OwnerlessCase(
            track=one.track,
            step=nearest.get(one.track.case_id),
            away=here.get(one.track.responsible_id) if one.track.responsible_id else None,
            proposal=proposals[one.track.pk],
        )
        for one in waiting
    )


def _overdue(steps: QuerySet[OpenStep], roster: Roster, today: date) -> tuple[OverdueOf, ...]:
    pressing = steps.filter(wanted_by_law(today) | late(today)).order_by()
    columns: dict[str, Any] = {
        "must": Count("case", distinct=True, filter=wanted_by_law(today)),
        "cases": Count("case", distinct=True, filter=late(today)),
        "steps": Count("pk", filter=late(today)),
        "earliest": Min("due"),
    }
    counted: QuerySet[Any] = pressing.values("responsible").annotate(**columns)
    rows = sorted(counted, key=lambda row: (-row["must"], -row["steps"], str(row["responsible"])))
    return tuple(
        OverdueOf(
            user=roster.people.get(row["responsible"]) if row["responsible"] else None,
            must=row["must"],
            cases=row["cases"],
            steps=row["steps"],
            earliest=row["earliest"],
        )
        for row in rows
    )


def _unmanned(roster: Roster) -> tuple[str, ...]:
    return tuple(load().organisation.unit(unit).label for unit in unmanned_units(roster))


def _note(actor: Actor, cases: Iterable[UUID]) -> None:
    for case in cases:
        actor.look.note("listed", f"case:{case}", actor.relation)


def _with_what_weighs(tracks: QuerySet[Track]) -> QuerySet[Track]:
    """Each with ``child``, and ``children_said`` (None: not known)."""
    said = Answer.objects.filter(Q(shared=True) | Q(unit=OuterRef("unit")), case=OuterRef("case"))
    said = said.filter(question=law.Question.CHILDREN_AFFECTED).order_by("-recorded_at", "-pk")
    return tracks.annotate(child=has_child("case__household"), children_said=Subquery(said.values("yes")[:1]))


@dataclass(frozen=True, kw_only=True)
class ToHandOut:
    """A case that can be handed out, and the unit's step that gives it its day. None: none of them has a day."""

    track: Track
    step: OpenStep | None


def tracks_to_hand_out(actor: Actor, *, today: date, of: UUID | None = None) -> list[ToHandOut]:
    """The unit's open cases that nobody answers for, or those of one person; the oldest first."""
    if of:
        found = Track.objects.filter(unit=actor.unit, case__closed_on=None, case__in=cases_visible_to(actor))
        found = found.filter(responsible=of)
    else:
        found = alone_in_unit(actor, Roster(actor.administration, on=today))
    rows = list(_with_what_weighs(found).select_related("case__household").order_by("case__opened_on", "pk"))
    _note(actor, (track.case_id for track in rows))
    steps = open_steps_for(actor, today=today, chips=Chips()).filter(unit=actor.unit)
    nearest = pressing_steps(steps, today=today, cases={track.case_id for track in rows})
    return [ToHandOut(track=track, step=nearest.get(track.case_id)) for track in rows]
