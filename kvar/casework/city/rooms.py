"""The units' rooms in the made-up city: what another unit received, and that it is done. As acts."""

from collections.abc import Callable
from typing import Any

from kvar import law
from kvar.casework.access import ADULT, Actor
from kvar.casework.city import events
from kvar.casework.city.stage import Cast, Stage
from kvar.casework.plans import plan_of
from kvar.casework.steps.completing import complete_step
from kvar.casework.steps.handovers import accept_handover
from kvar.casework.tracks import finish_track
from kvar.records.models import Handover, Track


def _received(event: events.HandoverReceived, stage: Stage, by: Actor, _: Cast) -> None:
    waiting = Handover.objects.filter(case=stage.open_case, to_unit=by.unit, answer="")
    for handover in waiting.select_related("case").order_by("at", "pk"):
        accept_handover(handover=handover, by=by, today=event.day)


def _done(event: events.UnitDone, stage: Stage, by: Actor, _: Cast) -> None:
    """What the law still wants of the unit is done first; a unit that is not in the case says nothing."""
    case = stage.open_case
    if not Track.objects.filter(case=case, unit=by.unit, done_on=None).exists():
        return
    for item in plan_of(case, unit=by.unit).items:
        if is_left(item, by):
            key: dict[str, Any] = {"step": item.step.id, "subject": item.subject, "round": item.round}
            complete_step(case=case, by=by, today=event.day, **key)
    if by.unit != ADULT:  # the coordinating unit is done by closing
        finish_track(case=case, by=by, today=event.day, note=event.note)


def is_left(item: law.PlanItem, by: Actor) -> bool:
    """Does the law still want this of the actor's unit?"""
    mine = item.step.unit == by.unit and item.step.origin is law.Origin.LAW
    return mine and law.is_open(item) and item.step.due.months is None and not item.step.done_when


ACTS: dict[type[events.Event], Callable[[Any, Stage, Actor, Cast], None]] = {
    events.HandoverReceived: _received,
    events.UnitDone: _done,
}
