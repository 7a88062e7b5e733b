"""The course of the case as a picture and as lines: from the notice over the last day to how it went."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.deadlines.explain import is_sure
from kvar.casework.deadlines.served import why_not_counted
from kvar.content.load import load
from kvar.paper.svg import Svg
from kvar.paper.timeline import EventKind, TimelineEvent, TimelineLine, timeline_lines, timeline_svg
from kvar.records.models import Case, Notice

MOST_NOTICES = 3  # a picture of more papers than this tells nothing; all of them stand in their own card


@dataclass(frozen=True, kw_only=True)
class Course:
    """``picture`` is finished SVG; ``lines`` say the same in words."""

    picture: Svg
    lines: tuple[TimelineLine, ...]


def course_of(case: Case, plan: law.Plan, *, today: date) -> Course | None:
    """What has happened and what is to come; None while there is nothing to draw."""
    events = tuple(dict.fromkeys([*_past(case), *_ahead(case, plan, today)]))
    if not events:
        return None
    picture = timeline_svg(events, today=today, title=_("Tidslinje för ärendet"))
    return Course(picture=picture, lines=timeline_lines(events, today=today))


def _past(case: Case) -> Iterator[TimelineEvent]:
    for notice in list(case.notices.all())[-MOST_NOTICES:]:
        yield from _of_notice(notice, case.household.dwelling.tenure)
    if case.outcome and case.outcome_on:
        yield TimelineEvent(day=case.outcome_on, label=_("utfall"), kind=EventKind.PAST)


def _of_notice(notice: Notice, tenure: str) -> Iterator[TimelineEvent]:
    for service in notice.services.all():
        if service.served_on:
            fails = why_not_counted(service, notice, tenure=tenure)
            label = _("delgivning, räknas inte") if fails else _("delgiven")
            yield TimelineEvent(day=service.served_on, label=label, kind=EventKind.PAST)
        elif not notice.paid_on:
            yield TimelineEvent(day=None, label=_("delgivning"), kind=EventKind.PAST, certain=False)
    given = notice.posted_on if notice.posted_on and notice.sent_by == law.SentBy.REGISTERED_LETTER else None
    from_enforcement = notice.ground == law.Ground.ENFORCEMENT
    label = _("från Kronofogden") if from_enforcement else _("meddelande")
    yield TimelineEvent(day=given or notice.arrived_on, label=label, kind=EventKind.PAST)
    if notice.paid_on:
        yield TimelineEvent(day=notice.paid_on, label=_("betald"), kind=EventKind.PAST)


def _ahead(case: Case, plan: law.Plan, today: date) -> Iterator[TimelineEvent]:
    clock = plan.clock_on(today)
    if clock and (day := clock.act_by_on(today)):
        yield TimelineEvent(day=day, label=_("sista dag"), kind=EventKind.DEADLINE, certain=is_sure(clock))
        yield from _order_bar(plan, clock)
    for notice in case.notices.all():
        if notice.eviction_at and not notice.evicted_on:
            yield TimelineEvent(day=notice.eviction_at.date(), label=_("avhysning"), kind=EventKind.FUTURE)
        if notice.evicted_on:
            yield TimelineEvent(day=notice.evicted_on, label=_("avhysning verkställd"), kind=EventKind.PAST)


def _order_bar(plan: law.Plan, clock: law.Deadline) -> Iterator[TimelineEvent]:
    """The first day on which an order to evict may come: the earliest that any reading gives."""
    for bar in plan.deadlines:
        if bar.subject == clock.subject and load().law.value(bar.id).waits:
            days = [bar.earliest_day, *(other.earliest_day for other in bar.alternatives)]
            known = [day for day in days if day]
            if known:
                # The label already says *earliest*, so the day is told as it is, and its mark stays hollow.
                yield TimelineEvent(day=min(known), label=_("tidigaste beslut"), kind=EventKind.FUTURE)
