"""What is going to happen, in one shape: meetings, visits, payments, evictions. The calendar page and feeds read it.

Whoever knows of something that happens on a day adds a source; nobody else changes.
"""

from collections.abc import Callable, Iterable
from datetime import date, time

from django.db.models import F

from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.consent.landlord_agenda import landlord_meetings_of
from kvar.casework.enforcement.calendar import evictions_and_follow_ups
from kvar.casework.happening import Happening
from kvar.casework.meetings.ahead import meetings_ahead
from kvar.casework.money.calendar import payments_happening
from kvar.casework.visits import visit_happenings
from kvar.content.load import load
from kvar.records.models import OpenStep

__all__ = ["SOURCES", "Happening", "Source", "happenings_of"]

Source = Callable[[Actor, date, date], Iterable[Happening]]


def deadlines_of(actor: Actor, first: date, last: date) -> Iterable[Happening]:
    """The last days by law of the actor's own unit, from the read model: one query."""
    steps = OpenStep.objects.filter(by_law=True, due__gte=first, due__lte=last, unit=actor.unit)
    steps = steps.filter(case__in=cases_visible_to(actor).filter(closed_on=None)).exclude(ends_on__lt=F("due"))
    for step in steps.select_related("case", "responsible").order_by("due", "case", "step", "subject", "round"):
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
                certain=step.due_certain,
            )


def landlord_meetings_between(actor: Actor, first: date, last: date) -> Iterable[Happening]:
    """For the calendar: the meetings of the adult unit. No household is named there."""
    rows = landlord_meetings_of(actor).filter(day__gte=first, day__lte=last, called_off="")
    for meeting in rows.order_by("day", "pk"):
        yield Happening(
            kind="landlord_meeting",
            day=meeting.day,
            at=meeting.at,
            case=None,
            unit=actor.unit,
            who=meeting.arranged_by,
            route="landlord_meetings:agenda",
            about=(meeting.pk,),
            title=meeting.landlord.name,
        )


SOURCES: tuple[Source, ...] = (
    deadlines_of,
    meetings_ahead,
    visit_happenings,
    payments_happening,
    evictions_and_follow_ups,
    landlord_meetings_between,
)


def happenings_of(actor: Actor, *, first: date, last: date) -> list[Happening]:
    """Everything that happens from ``first`` to ``last`` in the cases that the actor may see, in order of time."""
    found = [happening for source in SOURCES for happening in source(actor, first, last)]
    return sorted(found, key=lambda one: (one.day, one.at or time.min, one.kind))


__all__ = ["SOURCES", "Happening", "Source", "happenings_of"]
