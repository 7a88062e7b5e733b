"""Bulk rows for the units' rooms: a hand-over that a step makes, its receipt, and that a unit is done."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.city import events
from kvar.casework.city.rooms import is_left
from kvar.casework.city.rows import Room
from kvar.casework.city.stage import Cast
from kvar.casework.clock import now
from kvar.casework.steps.handing import between, parts_told, told_rows
from kvar.casework.steps.handovers import ACCEPTED
from kvar.content.load import load
from kvar.records.models import Handover, Track


def handed(room: Room, item: law.PlanItem, by: Actor, today: date, note: str) -> Handover:
    """The hand-over that doing this step makes."""
    unit = item.step.hands_to or ""
    let_in = not any(track.unit == unit for track in room.of[Track])
    room.track(unit)
    told = told_rows(parts_told(room.case, room.plan(), today=today))
    key = {"step": item.step.id, "subject": item.subject, "round": item.round}
    row = Handover(case=room.case, from_unit=by.unit, to_unit=unit, message=note, told=told, **key)
    row.on, row.at, row.by_id, row.let_in = today, now(), by.id, let_in
    room.of[Handover].append(row)
    if note.strip():
        room.enter(by=by, today=today, kind="handed_over", **between(row, note))
    return row


def _received(event: events.HandoverReceived, room: Room, by: Actor, _cast: Cast) -> None:
    for row in [row for row in room.of[Handover] if row.to_unit == by.unit and not row.answer]:
        row.answer, row.answered_on, row.answered_at, row.answered_by_id = ACCEPTED, event.day, now(), by.id
        _receive(room.track(by.unit), by)
        text = _("Mottaget av %(name)s. %(note)s") % {"name": by.name, "note": ""}
        room.enter(by=by, today=event.day, kind="received", text=text.strip(), shown={"handover": str(row.pk)})


def _receive(track: Track, by: Actor) -> None:
    at = now()
    if track.received_at is None:
        track.received_at, track.received_by_id, track.version = at, by.id, track.version + 1


def finish(event: events.UnitDone, room: Room, by: Actor) -> None:
    """The done-mark of a unit that is in the case."""
    track = room.track(by.unit)
    _receive(track, by)
    track.done_on, track.done_by_id, track.version = event.day, by.id, track.version + 1
    unit = capfirst(load().organisation.unit(by.unit).label)
    text = _("%(unit)s är klar. %(note)s") % {"unit": unit, "note": event.note}
    room.enter(by=by, today=event.day, kind="track_done", text=text)


def is_in(room: Room, unit: str) -> bool:
    """Is the unit in the case, and not done?"""
    wanted = any(item.step.unit == unit and law.is_open(item) for item in room.plan().items)
    track = next((row for row in room.of[Track] if row.unit == unit), None)
    return wanted if track is None else track.done_on is None


def left(room: Room, by: Actor) -> list[law.PlanItem]:
    """What the law still wants of the actor's unit."""
    room.changed()
    return [item for item in room.plan().items if is_left(item, by)]


BY_EVENT: dict[type[events.Event], Callable[[Any, Room, Actor, Cast], None]] = {events.HandoverReceived: _received}
