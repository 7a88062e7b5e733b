"""What Kronofogden brings into the calendar, and whom we tell of a time."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from kvar import law
from kvar.casework.access import ADULT, Actor, cases_visible_to, notices_visible_to
from kvar.casework.enforcement.course import enforcement_course
from kvar.casework.facts import facts_of, with_everything
from kvar.casework.facts_of_enforcement import with_own_course
from kvar.casework.happening import Happening
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.records.models import Case, Notice, NoticeLink, OpenStep, Track

MONEY_UNIT, CHILDREN_UNIT = "ekonomiskt_bistand", "barn_och_unga"


def tell_of_time(notice: Notice, *, today: date, by: UUID, link: NoticeLink | None = None) -> None:
    """A time has come: the adult unit and financial assistance are told, children's unit unless no child is affected.

    Called inside the transaction that takes the notice in, or that moves it here by a ``link``: each move is told.
    """
    case = notice.case
    if case is None or not notice.eviction_at:
        return
    facts = facts_of(with_everything(Case.objects.filter(pk=case.pk)).get())
    children = law.section_of(facts) is not law.Section.WITHOUT_CHILDREN
    for unit in (ADULT, MONEY_UNIT, *([CHILDREN_UNIT] if children else [])):
        key = f"eviction_time:{link.pk if link else notice.pk}:{case.pk}:{unit}"
        place: dict[str, Any] = {"administration": case.administration, "unit": unit, "case": case}
        tell(kind="eviction_time", key=key, today=today, by=by, **place)


def evictions_and_follow_ups(actor: Actor, first: date, last: date) -> Iterator[Happening]:
    """The times that stand, and the follow-ups that fall due. Six queries."""
    yield from _times(actor, first, last)
    yield from _follow_ups(actor, first, last)


def _times(actor: Actor, first: date, last: date) -> Iterable[Happening]:
    cases = cases_visible_to(actor).filter(closed_on=None)
    near = notices_visible_to(actor).filter(case__in=cases, eviction_at__date__range=(first, last)).values("case")
    for case in _with_course(cases.filter(pk__in=near), notices_visible_to(actor)):
        course = enforcement_course(case)
        stands = course.stands if course else None
        if stands and first <= stands.at.date() <= last:
            at = stands.at
            track = next((row for row in case.tracks.all() if row.unit == actor.unit), None)
            yield Happening(
                kind="eviction",
                day=at.date(),
                at=at.time(),
                case=case,
                unit=actor.unit,
                who=track.responsible if track else None,
                route="enforcement:page",
                about=(case.pk,),
            )


def _with_course(cases: QuerySet[Case], notices: QuerySet[Notice]) -> QuerySet[Case]:
    """The cases with what ``enforcement_course`` reads, and who is responsible: five queries."""
    return cases.select_related("household").prefetch_related(
        Prefetch("tracks", queryset=Track.objects.select_related("responsible")),
        "enforcement_events",
        Prefetch("notices", queryset=with_own_course(notices)),
    )


def _follow_ups(actor: Actor, first: date, last: date) -> Iterable[Happening]:
    steps = [row.step for row in load().coordination.enforcement.follow_ups]
    cases = cases_visible_to(actor).filter(closed_on=None)
    rows = OpenStep.objects.filter(case__in=cases, step__in=steps, unit=actor.unit, due__range=(first, last))
    order = ("due", "case", "step", "subject", "round")
    for row in rows.select_related("case__household", "responsible").order_by(*order):
        if row.due:
            yield Happening(
                kind="follow_up",
                day=row.due,
                at=None,
                case=row.case,
                unit=row.unit,
                who=row.responsible,
                route="enforcement:follow_up",
                about=(row.case_id, row.step, row.round),
            )
