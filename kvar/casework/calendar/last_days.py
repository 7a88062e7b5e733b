"""The last days of the law in the calendar: of each case that somebody may see, the day to work to."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.db.models import Prefetch

from kvar import law
from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.happening import Happening
from kvar.casework.last_days import worked_to
from kvar.content.load import load
from kvar.records.models import LastDay, Track


def last_days_of(actor: Actor, first: date, last: date, *, today: date) -> Iterator[Happening]:
    """The day to work to ``today``, one of each open case that the actor may see: two queries."""
    cases = cases_visible_to(actor).filter(closed_on=None)
    near = LastDay.objects.filter(case__in=cases, day__range=(first, last)).values("case")
    tracks = Track.objects.filter(unit=actor.unit).select_related("responsible")
    rows = LastDay.objects.filter(case__in=near).select_related("case").order_by("case", "day", "subject", "deadline")
    for _case, days in groupby(rows.prefetch_related(Prefetch("case__tracks", tracks)), lambda row: row.case_id):
        found = worked_to(days, today)
        if found and first <= found.day <= last:
            yield _happening(found, actor)


def _happening(found: LastDay, actor: Actor) -> Happening:
    utility = found.deadline in law.UTILITY_PERIODS
    track = next(iter(found.case.tracks.all()), None)
    return Happening(
        kind="deadline" if utility else "last_day",
        day=found.day,
        at=None,
        case=found.case,
        unit=actor.unit,
        who=track.responsible if track else None,
        route="case:page",
        about=(found.case_id,),
        title=load().law.value(found.deadline).label if utility else "",
        certain=found.certain,
        key=f"last_day:{found.case_id}",
    )
