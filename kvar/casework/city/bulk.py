"""The city in bulk: the same rows as the acts make (a test compares them), many at a time and flat in memory.

Only for synthetic cities: nothing is checked here, since the script has only what the acts allow.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.city import bulk_notices, bulk_rooms, bulk_steps, events
from kvar.casework.city.acting import Progress, cast
from kvar.casework.city.rows import Room, Store
from kvar.casework.city.stage import Cast
from kvar.casework.clock import as_if, now
from kvar.casework.contact.attempts import NO_ANSWER, REACHED, attempt_text
from kvar.casework.households import CHILDREN_UNIT
from kvar.casework.intake.serving import service_text
from kvar.casework.steps.corrections import CORRECTABLE, correction_text
from kvar.casework.steps.notes import answer_text
from kvar.records.models import (
    Answer,
    Attempt,
    Notice,
    Service,
)

THREADS = 500  # kept in memory at a time


def pour(threads: Iterable[events.Thread], *, total: int, progress: Progress | None = None) -> int:
    """Store the threads' rows; returns how many threads there were."""
    everybody, store, done = cast(), Store(), 0
    for thread in threads:
        room = Room(store)
        for event in thread.events:
            with as_if(event.at):
                BY_EVENT[type(event)](event, room, everybody.actors[event.by], everybody)
        room.hand_over()
        done += 1
        if done % THREADS == 0:
            store.flush()
            if progress:
                progress(done, total)
    store.flush()
    return done


def _responsible(event: events.ResponsibleNamed, room: Room, by: Actor, everybody: Cast) -> None:
    user, track = everybody.users[event.worker], room.track(by.unit)
    track.responsible, track.responsible_since, track.version = user, event.day, track.version + 1
    if track.received_at is None:
        track.received_at, track.received_by_id = now(), by.id
    room.changed()
    room.enter(by=by, today=event.day, kind="responsible", text=_("Ansvarig: %s.") % user.name)


def _position(event: events.PositionTaken, room: Room, by: Actor, _cast: Cast) -> None:
    notice = room.of[Notice][event.notice]
    notice.position = "opened" if event.opened else "not_opened"
    notice.position_reason, notice.position_by_id, notice.position_on = event.reason, by.id, event.day
    room.changed()
    text = _("Utredning inleds. %s") if event.opened else _("Utredning inleds inte. %s")
    shown = {"notice": str(notice.pk)}
    room.enter(by=by, today=event.day, kind="position", text=text % event.reason, shown=shown)


def _served(event: events.Served, room: Room, by: Actor, _cast: Cast) -> None:
    notice = room.of[Notice][event.notice]
    rows = [row for row in room.of[Service] if row.notice_id == notice.pk]
    service = sorted(rows, key=lambda row: (row.tenant.role != "tenant", row.tenant.person.name))[event.tenant]
    text, old = service_text(service, event.on), service.served_on
    service.served_on, service.method, service.source = event.on, event.method, event.source
    service.version += 1
    room.changed()
    shown = {"service": str(service.pk), "old": _iso(old), "new": _iso(event.on), "source": event.source}
    room.enter(by=by, today=event.day, kind="service", text=text, shown=shown)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _attempt(event: events.Attempted, room: Room, by: Actor, _cast: Cast) -> None:
    day, way = event.day, event.way
    told: dict[str, Any] = {"at": event.at.time(), "reached": event.reached, "by_id": by.id, "unit": by.unit}
    row = Attempt(case=room.case, on=day, way=way, result=REACHED if event.reached else NO_ANSWER, **told)
    room.add(row)
    shown = {"on": day.isoformat(), "attempt": str(row.pk)}
    room.enter(by=by, today=day, kind="attempt", text=attempt_text(row, note=event.note), shown=shown)


def _answer(event: events.Answered, room: Room, by: Actor, _cast: Cast) -> None:
    said: dict[str, Any] = {"question": event.question, "yes": event.yes, "source": event.source}
    row = Answer(
        case=room.case,
        note=event.note,
        said_on=event.day,
        recorded_at=now(),
        recorded_by_id=by.id,
        unit=by.unit,
        **said,
    )
    room.add(row)
    if event.question == law.Question.CHILDREN_AFFECTED and event.yes:
        room.track(CHILDREN_UNIT)
    text = answer_text(event.question, yes=event.yes, source=event.source, note=event.note)
    room.enter(by=by, today=event.day, kind="answer", text=text, shown=said)


def _note(event: events.NoteWritten, room: Room, by: Actor, _cast: Cast) -> None:
    room.enter(by=by, today=event.day, kind="note", text=event.text, shared=event.shared)


def _correction(event: events.FactCorrected, room: Room, by: Actor, _cast: Cast) -> None:
    notice, what = room.of[Notice][event.notice], CORRECTABLE[event.fact]
    old = getattr(notice, what.column)
    setattr(notice, what.column, event.new)
    notice.version += 1
    room.changed()
    text = correction_text(what, old=old, new=event.new, reason=event.reason)
    shown = {"fact": event.fact, "old": str(old), "new": str(event.new)}
    room.enter(by=by, today=event.day, kind="correction", text=text, shown=shown)


BY_EVENT: dict[type[events.Event], Callable[[Any, Room, Actor, Cast], None]] = {
    events.ResponsibleNamed: _responsible,
    events.PositionTaken: _position,
    events.Served: _served,
    events.Attempted: _attempt,
    events.Answered: _answer,
    events.NoteWritten: _note,
    events.FactCorrected: _correction,
    **bulk_notices.BY_EVENT,
    **bulk_rooms.BY_EVENT,
    **bulk_steps.BY_EVENT,
}
