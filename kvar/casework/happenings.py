"""What is going to happen, in one shape: meetings, visits, payments, evictions. The calendar page and feeds read it.

Whoever knows of something that happens on a day adds a source; nobody else changes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db.models import F

from kvar.casework.access import Actor, cases_visible_to
from kvar.content.load import load
from kvar.records.models import Case, OpenStep, User


@dataclass(frozen=True, kw_only=True)
class Happening:
    """``kind`` is a code of coordination.yaml. ``at`` None: some time that day. ``who`` None: nobody named yet.

    ``route`` and ``about`` say where it is dealt with: a route's name and its arguments. ``title``: what, in Kvar only.
    """

    kind: str
    day: date
    at: time | None
    case: Case | None
    unit: str
    who: User | None
    route: str
    about: tuple[object, ...]
    title: str = ""


Source = Callable[[Actor, date, date], Iterable[Happening]]


def deadlines_of(actor: Actor, first: date, last: date) -> Iterable[Happening]:
    """The last days by law of the actor's own unit, from the read model: one query."""
    steps = OpenStep.objects.filter(by_law=True, due__gte=first, due__lte=last, unit=actor.unit)
    steps = steps.filter(case__in=cases_visible_to(actor).filter(closed_on=None)).exclude(ends_on__lt=F("due"))
    for step in steps.select_related("case", "responsible").order_by("due", "pk"):
        if step.step in load().steps and step.due is not None:
            yield Happening(
                kind="deadline",
                day=step.due,
                at=None,
                case=step.case,
                unit=step.unit,
                who=step.responsible,
                route="case:step",
                about=(step.case_id, step.step, step.subject, step.round),
                title=load().steps[step.step].title,
            )


SOURCES: tuple[Source, ...] = (deadlines_of,)


def happenings_of(actor: Actor, *, first: date, last: date) -> list[Happening]:
    """Everything that happens from ``first`` to ``last`` in the cases that the actor may see, in order of time."""
    found = [happening for source in SOURCES for happening in source(actor, first, last)]
    return sorted(found, key=lambda one: (one.day, one.at or time.min, one.kind))
