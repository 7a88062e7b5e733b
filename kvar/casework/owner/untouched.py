"""Untouched: cases where a unit has not acted since the newest paper came, whatever the others have done meanwhile.

The newest paper is the last to arrive. An older one that is registered later starts nothing anew; one that is joined to
the case from elsewhere came the moment it was joined.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from kvar import law
from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.night.nightly import done_in_parts
from kvar.casework.owner.duty import Roster, rooms_of
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, Notice, NoticeLink, Track


@dataclass(frozen=True, kw_only=True)
class UntouchedCase:
    """A unit's part of a case, and the day its newest paper came.

    ``others_unit`` and ``others_on``: who acted last of the other units since then, as all may read; empty and None
    when none has.
    """

    track: Track
    since: date
    others_unit: str = ""
    others_on: date | None = None


def untouched_tracks(tracks: QuerySet[Track], *, today: date) -> list[UntouchedCase]:
    """Of these tracks of open cases, those where the unit has not acted for the days that the content says."""
    told = load().coordination.owning.untouched
    joined = NoticeLink.objects.filter(notice=OuterRef("pk"), joined=OuterRef("case")).order_by("-recorded_at", "-pk")
    came = Coalesce(Subquery(joined.values("recorded_at")[:1]), "taken_in_at")
    newest = Notice.objects.filter(case=OuterRef("case")).annotate(came=came).order_by("-arrived_on", "-came", "-pk")
    acts = JournalEntry.objects.filter(case=OuterRef("case"), entered_at__gt=OuterRef("came"))
    acts = acts.exclude(kind__in=told.not_acts)
    others = acts.filter(shared=True).exclude(unit=OuterRef("unit")).order_by("-entered_at", "-id")
    found = (
        tracks.filter(case__closed_on=None, case__outcome="")
        .annotate(since=Subquery(newest.values("arrived_on")[:1]), came=Subquery(newest.values("came")[:1]))
        .filter(since__lte=_latest_arrival(today, told.working_days))
        .filter(~Exists(acts.filter(unit=OuterRef("unit"))))
        .annotate(others_unit=Subquery(others.values("unit")[:1]), others_on=Subquery(others.values("happened_on")[:1]))
        .select_related("case__household", "responsible")
        .prefetch_related("case__tracks")
        .order_by("since", "pk")
    )
    return [_untouched(track) for track in found]


def _untouched(track: Any) -> UntouchedCase:
    return UntouchedCase(track=track, since=track.since, others_unit=track.others_unit or "", others_on=track.others_on)


def _latest_arrival(today: date, working_days: int) -> date:
    """The last day a paper may have come for so many working days to have passed since."""
    day = today
    while law.add_working_days(day, working_days) > today:
        day -= timedelta(days=1)
    return day


def untouched_in_unit(actor: Actor, *, today: date) -> list[UntouchedCase]:
    """The actor's unit's part; one query. Every case is noted in the look."""
    mine = Track.objects.filter(unit=actor.unit, case__in=cases_visible_to(actor))
    found = untouched_tracks(mine, today=today)
    for one in found:
        actor.look.note("listed", f"case:{one.track.case_id}", actor.relation)
    return found


def tell_untouched(today: date) -> int:
    """The job of each morning: whoever answers is told once for each paper that nobody has acted on."""
    found = untouched_tracks(Track.objects.all(), today=today)
    rosters = {place: Roster(place, on=today) for place in sorted(_administrations(found))}
    return done_in_parts(found, lambda one: _tell(one, rosters[one.track.case.administration], today))


def _administrations(found: Iterable[UntouchedCase]) -> set[str]:
    return {one.track.case.administration for one in found}


def _tell(one: UntouchedCase, roster: Roster, today: date) -> bool:
    case: Case = one.track.case
    protected = case.household.protected
    told: dict[str, Any] = {"unit": one.track.unit, "protected": protected, "rooms": rooms_of(case)}
    to = roster.answers(one.track.responsible_id, **told).user
    return tell(
        kind="untouched",
        key=f"untouched:{one.track.pk}:{one.since}",
        today=law.add_working_days(one.since, load().coordination.owning.untouched.working_days),
        administration=case.administration,
        unit=one.track.unit,
        case=case,
        to=to.pk if to else None,
    )
