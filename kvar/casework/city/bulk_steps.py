"""Bulk rows for what is decided in a case: steps done and skipped, the outcome, the closing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import ADULT, Actor
from kvar.casework.city import events
from kvar.casework.city.bulk_rooms import finish, handed, is_in, left
from kvar.casework.city.rows import Room
from kvar.casework.city.stage import Cast
from kvar.casework.steps.completing import final_plan, shown_then
from kvar.content.load import load
from kvar.records.models import Notice, StandingStep


def _open_item(room: Room, step: str) -> law.PlanItem | None:
    stands = {_key(row) for row in room.of[StandingStep] if row.pk in room.since_plan}
    open_items = (item for item in room.plan().items if item.step.id == step and law.is_open(item))
    found = [item for item in open_items if (step, item.subject, item.round) not in stands]
    return min(found, key=lambda item: (item.subject, item.round), default=None)


def _done(event: events.StepDone, room: Room, by: Actor, _cast: Cast) -> None:
    item = _open_item(room, event.step)
    if item:
        text = f"{item.step.title}. {'' if item.step.hands_to else event.note}".strip()
        _stands(room, item, by, event.day, state=law.StandingState.DONE, text=text, reason=event.note)


def _skipped(event: events.StepSkipped, room: Room, by: Actor, _cast: Cast) -> None:
    item = _open_item(room, event.step)
    if item:
        text = _("Görs inte: %(title)s. Skäl: %(reason)s") % {"title": item.step.title, "reason": event.reason}
        _stands(room, item, by, event.day, state=law.StandingState.SKIPPED, text=text, reason=event.reason)


def _stands(
    room: Room, item: law.PlanItem, by: Actor, today: date, *, state: law.StandingState, text: str, reason: str
) -> None:
    key: dict[str, Any] = {"step": item.step.id, "subject": item.subject, "round": item.round}
    # What fell when facts changed is replaced by what stands now.
    room.of[StandingStep] = [row for row in room.of[StandingStep] if _key(row) != tuple(key.values())]
    hands = bool(item.step.hands_to) and state is law.StandingState.DONE  # then the words are for that unit
    row = StandingStep(case=room.case, state=state, on=today, by_id=by.id, reason="" if hands else reason[:400], **key)
    row.rests_on, row.unit = item.rests_on, by.unit
    room.let_stand(row)
    shown = shown_then(item) | {"standing": str(row.pk)}
    if hands:
        shown |= {"handover": str(handed(room, item, by, today, reason).pk)}
    room.enter(by=by, today=today, kind="step", text=text, shown=shown)


def _key(row: StandingStep) -> tuple[str, str, int]:
    return (row.step, row.subject, row.round)


def _outcome(event: events.OutcomeRecorded, room: Room, by: Actor, _cast: Cast) -> None:
    codes, case = load().codes, room.case
    case.outcome, case.outcome_on, case.causes = event.outcome, event.on, list(event.causes)
    case.outcome_about = sorted(str(notice.pk) for notice in room.of[Notice])
    room.changed()
    labels = ", ".join(codes.cause(cause).label for cause in event.causes)
    text = _("Utfall: %(outcome)s. Orsaker: %(causes)s. %(note)s")
    words = text % {"outcome": codes.outcome(event.outcome).label, "causes": labels, "note": event.note}
    shown = {"outcome": event.outcome, "on": event.on.isoformat(), "causes": list(event.causes)}
    room.enter(by=by, today=event.day, kind="outcome", text=words.strip(), shown=shown)


def _unit_done(event: events.UnitDone, room: Room, by: Actor, _cast: Cast) -> None:
    if not is_in(room, by.unit):
        return
    for item in left(room, by):
        _stands(room, item, by, event.day, state=law.StandingState.DONE, text=f"{item.step.title}.", reason="")
    room.changed()
    if by.unit != ADULT:  # the coordinating unit is done by closing
        finish(event, room, by)


def _closed(event: events.CaseClosed, room: Room, by: Actor, _cast: Cast) -> None:
    room.changed()
    final = {"plan": final_plan(room.plan()), "edition": load().rules.edition}
    room.keep_days()
    room.case.closed_on = event.day
    track = room.track(by.unit)
    if track.done_on is None:
        track.done_on, track.done_by_id = event.day, by.id
    room.changed()
    room.enter(by=by, today=event.day, kind="closed", text=event.note, shown=final)


BY_EVENT: dict[type[events.Event], Callable[[Any, Room, Actor, Cast], None]] = {
    events.StepDone: _done,
    events.StepSkipped: _skipped,
    events.OutcomeRecorded: _outcome,
    events.UnitDone: _unit_done,
    events.CaseClosed: _closed,
}
