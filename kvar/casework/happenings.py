"""What is going to happen, in one shape: meetings, visits, payments, evictions. The calendar page and feeds read it.

Whoever knows of something that happens on a day adds a source; nobody else changes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time

from kvar.casework.access import Actor
from kvar.records.models import Case, User


@dataclass(frozen=True, kw_only=True)
class Happening:
    """``kind`` is a code of coordination.yaml. ``at`` None: some time that day. ``who`` None: nobody named yet.

    ``route`` and ``about`` say where it is dealt with: a route's name and its arguments.
    """

    kind: str
    day: date
    at: time | None
    case: Case | None
    unit: str
    who: User | None
    route: str
    about: tuple[object, ...]


Source = Callable[[Actor, date, date], Iterable[Happening]]

SOURCES: tuple[Source, ...] = ()


def happenings_of(actor: Actor, *, first: date, last: date) -> list[Happening]:
    """Everything that happens from ``first`` to ``last`` in the cases that the actor may see, in order of time."""
    found = [happening for source in SOURCES for happening in source(actor, first, last)]
    return sorted(found, key=lambda one: (one.day, one.at or time.min, one.kind))
