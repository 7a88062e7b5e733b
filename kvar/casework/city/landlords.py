"""Meetings with landlords in the city, and whom a case has around it. Merged into the acts of the script."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from kvar.casework.access import Actor
from kvar.casework.city.events import Event
from kvar.casework.meetings import landlord_meetings, mobilising


@dataclass(frozen=True, kw_only=True)
class PutOnAgenda(Event):
    """``on``: the day of a meeting that is arranged for it."""

    on: date
    at_clock: time
    place: str
    scope: tuple[str, ...]
    about: str


@dataclass(frozen=True, kw_only=True)
class PartnerSaid(Event):
    partner: str
    state: str
    note: str = ""


def _put_on(event: PutOnAgenda, stage: Any, by: Actor, _: Any) -> None:
    new = landlord_meetings.NewMeeting(day=event.on, at=event.at_clock, place=event.place)
    told: dict[str, Any] = {"meeting": new, "scope": list(event.scope), "about": event.about}
    landlord_meetings.put_on_agenda(case=stage.open_case, by=by, today=event.day, **told)


def _partner(event: PartnerSaid, stage: Any, by: Actor, _: Any) -> None:
    told: dict[str, Any] = {"partner": event.partner, "state": event.state, "note": event.note}
    mobilising.say_mobilised(case=stage.open_case, by=by, today=event.day, version=mobilising.NEW, **told)


LANDLORD_ACTS: dict[type[Event], Callable[[Any, Any, Actor, Any], None]] = {
    PutOnAgenda: _put_on,
    PartnerSaid: _partner,
}
