"""What Kronofogden's course and the outcome tell the rules."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.utils.timezone import localtime

from kvar import law
from kvar.content.load import load
from kvar.records.models import (
    Attendance,
    Case,
    Confirmation,
    EnforcementEvent,
    EvictionDay,
    Notice,
    NoticeLink,
)

R = TypeVar("R", Attendance, Confirmation, EvictionDay)
POSTPONED = "respite"  # an outcome
AUTHORITY, HOUSEHOLD = "enforcement_authority", "household"  # to whom a time is confirmed
HOLDERS = ("tenant", "cotenant")
ADULT, CHILDREN = "vuxen", "barn_och_unga"
NEVER = datetime(1900, 1, 1, tzinfo=UTC)  # no link of the paper was undone


def with_own_course(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """The papers with their confirmations, and the days of who attends and of what was seen: what counts of each."""
    decided = Attendance.objects.annotate(day=TruncDate("recorded_at"))
    return notices.annotate(
        attendance_on=_first(decided.filter(unit=ADULT), "day"),
        child_attendance_on=_first(decided.filter(unit=CHILDREN), "day"),
        day_written_on=_first(EvictionDay.objects.filter(unit=ADULT), "on"),
    ).prefetch_related(Prefetch("confirmations", that_count(Confirmation.objects.select_related("sent_by"))))


def that_count(rows: QuerySet[R]) -> QuerySet[R]:
    """Of what is recorded about a paper, what counts in the case where the paper is now.

    What was recorded in another case counts if that is of the same household, and no link was undone since: else the
    copy went to the wrong people, and the one who decided knew another family.
    """
    undone = NoticeLink.objects.filter(notice=OuterRef("notice"), kind="undone").order_by("-recorded_at")
    same_people = Q(case__household=F("notice__case__household"), recorded_at__gt=F("undone_at"))
    found = rows.annotate(undone_at=Coalesce(Subquery(undone.values("recorded_at")[:1]), NEVER))
    return found.filter(Q(case=F("notice__case")) | same_people)


def _first(rows: QuerySet[Any], day: str) -> Subquery:
    of_paper = that_count(rows.filter(notice=OuterRef("pk")))
    return Subquery(of_paper.order_by("recorded_at").values(day)[:1])


def confirmed_on(notice: Notice, recipient: str) -> date | None:
    """The day our confirmation of this time was first sent to the recipient; the paper is from ``with_own_course``."""
    return first_of(row.sent_on for row in notice.confirmations.all() if row.recipient == recipient)


def enforcement_facts(case: Case, notices: list[Notice]) -> law.Enforcement:
    """Kronofogden's case as the rules see it; the newest time is the one that counts."""
    timed = [notice for notice in notices if notice.eviction_at]
    newest = timed[-1] if timed else None
    return law.Enforcement(
        applied_on=first_of(notice.enforcement_applied_on for notice in notices),
        time_notice_arrived_on=newest.arrived_on if newest else None,
        confirmed_on=confirmed_on(newest, AUTHORITY) if newest else None,
        eviction_at=localtime(newest.eviction_at) if newest and newest.eviction_at else None,
        postponed_on=called_off_on(case, timed),
        evicted_on=_carried_out_on(case) or first_of(notice.evicted_on for notice in notices) or _home_lost_on(case),
    )


def called_off_on(case: Case, timed: list[Notice]) -> date | None:
    """The newest day on which the time was called off, at Kronofogden or by an outcome that says so.

    An outcome of the same day as a new time is about the time before: the new one stands.
    """
    kinds = load().coordination.enforcement
    events = [row for row in case.enforcement_events.all() if kinds.event_kind(row.kind).calls_off]
    days = [row.on for row in events if not _is_before(row, timed)]
    replaced = timed[-1].arrived_on if len(timed) > 1 else None
    if case.outcome == POSTPONED and case.outcome_on and case.outcome_on != replaced:
        days.append(case.outcome_on)
    return max(days, default=None)


def _is_before(event: EnforcementEvent, timed: list[Notice]) -> bool:
    """Is it of the day the newest time came, but about the time before?

    It is when it was written down first, and when it lasts to a day that the new time is after.
    """
    if not timed or event.on != timed[-1].arrived_on:
        return False
    if event.recorded_at < timed[-1].taken_in_at:
        return True
    has_end = load().coordination.enforcement.event_kind(event.kind).has_end
    return has_end and len(timed) > 1 and not _covers(event, timed[-1])


def _covers(event: EnforcementEvent, time: Notice) -> bool:
    """Does the respite last to the day of this time, or longer?"""
    return bool(event.until and time.eviction_at and event.until >= localtime(time.eviction_at).date())


def _carried_out_on(case: Case) -> date | None:
    """The day of the eviction, while that is the newest we have heard."""
    newest = max(case.enforcement_events.all(), key=lambda row: (row.on, row.recorded_at), default=None)
    carried_out = newest and load().coordination.enforcement.event_kind(newest.kind).carries_out
    return newest.on if newest and carried_out else None


def follow_up_declined_on(case: Case) -> date | None:
    """The day the last of those who hold the home said no; None while somebody may be asked."""
    holders = [row for row in case.household.members.all() if row.role in HOLDERS and row.until is None]
    newest = [next(reversed([*row.contact_wishes.all()]), None) for row in holders]
    said_no = [wish.said_on for wish in newest if wish and not wish.yes]
    return max(said_no) if said_no and len(said_no) == len(holders) else None


def _home_lost_on(case: Case) -> date | None:
    """An outcome that says so is as good as Kronofogden's own word."""
    outcome = outcome_facts(case)
    return outcome.on if outcome and outcome.home_kept is False else None


def outcome_facts(case: Case) -> law.Outcome | None:
    """The outcome as the rules see it; None while there is none."""
    if not case.outcome or not case.outcome_on:
        return None
    code = load().codes.outcome(case.outcome)
    return law.Outcome(
        code=case.outcome,
        on=case.outcome_on,
        home_kept=code.home_kept,
        final=code.alone_closes,
        about=frozenset(case.outcome_about),
    )


def first_of(days: Iterable[date | None]) -> date | None:
    """The earliest of the days that are known."""
    return min((day for day in days if day), default=None)
