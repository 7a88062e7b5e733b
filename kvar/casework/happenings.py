"""What is going to happen, in one shape: meetings, visits, payments, evictions. The calendar page and feeds read it.

Whoever knows of something that happens on a day adds a source; nobody else changes.
"""

from collections.abc import Callable, Iterable
from datetime import date, time

from kvar.casework.access import Actor
from kvar.casework.enforcement.calendar import evictions_and_follow_ups
from kvar.casework.happening import Happening

Source = Callable[[Actor, date, date], Iterable[Happening]]

SOURCES: tuple[Source, ...] = (evictions_and_follow_ups,)


def happenings_of(actor: Actor, *, first: date, last: date) -> list[Happening]:
    """Everything that happens from ``first`` to ``last`` in the cases that the actor may see, in order of time."""
    found = [happening for source in SOURCES for happening in source(actor, first, last)]
    return sorted(found, key=lambda one: (one.day, one.at or time.min, one.kind))


__all__ = ["SOURCES", "Happening", "Source", "happenings_of"]
