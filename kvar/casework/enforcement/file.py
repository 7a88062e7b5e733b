"""What the page *Kronofogden* shows of one case, for one actor."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kvar.casework.access import Actor, may_in
from kvar.casework.access_table import Act
from kvar.casework.enforcement.course import EnforcementCourse, enforcement_course
from kvar.casework.enforcement.eviction_day import may_know_why
from kvar.casework.enforcement.following import follow_ups_in, wishes_in
from kvar.casework.errors import Unseen
from kvar.casework.facts import facts_of, with_everything
from kvar.content.load import load
from kvar.records.models import (
    Attendance,
    Case,
    ContactWish,
    Deviation,
    EvictionDay,
    FollowUp,
    Member,
    Notice,
    OpenStep,
)


@dataclass(frozen=True, kw_only=True)
class ComingFollowUp:
    """``ends_on``: after this day the law does not let it go on; None where it sets no such day."""

    step: str
    round: int
    label: str
    due: date | None
    ends_on: date | None


@dataclass(frozen=True, kw_only=True)
class EnforcementFile:
    """``attendances``: each unit's newest decision about the newest time. ``days``: the records of the own unit.

    ``missed``: a report, in draft or settled, for each time that was not confirmed the same day.
    """

    case: Case
    course: EnforcementCourse | None
    attendances: tuple[Attendance, ...]
    missed: tuple[Deviation, ...]
    days: tuple[EvictionDay, ...]
    wishes: tuple[tuple[Member, ContactWish | None], ...]
    coming: tuple[ComingFollowUp, ...]
    heard: tuple[FollowUp, ...]
    declined: int
    may: frozenset[Act]


def enforcement_file(actor: Actor, case: Case) -> EnforcementFile:
    """Everything on the page, from a case that ``case_for`` has given this actor: twenty queries at most."""
    fresh = with_everything(Case.objects.filter(pk=case.pk)).get()
    wishes, course = wishes_in(fresh), enforcement_course(fresh)
    return EnforcementFile(
        case=fresh,
        course=course,
        attendances=_attendances(fresh, actor, course),
        missed=tuple(Deviation.objects.filter(case=fresh, notice__isnull=False)),
        days=tuple(EvictionDay.objects.filter(case=fresh, unit=actor.unit).select_related("recorded_by")),
        wishes=tuple(wishes),
        coming=_coming(fresh, actor),
        heard=tuple(follow_ups_in(fresh, actor=actor)),
        declined=sum(1 for _member, wish in wishes if wish and not wish.yes),
        may=frozenset(act for act in Act if may_in(actor, act, fresh)),
    )


def _attendances(case: Case, actor: Actor, course: EnforcementCourse | None) -> tuple[Attendance, ...]:
    """What was decided for a time that has been replaced says nothing of the new one."""
    if course is None or not course.times:
        return ()
    about = Attendance.objects.filter(case=case, notice=course.times[0].notice).select_related("recorded_by")
    newest = {row.unit: row for row in about}
    for row in newest.values():
        row.reason = row.reason if may_know_why(actor, row) else ""
    return tuple(newest.values())


def _coming(case: Case, actor: Actor) -> tuple[ComingFollowUp, ...]:
    words = {row.step: row.label for row in load().coordination.enforcement.follow_ups}
    rows = OpenStep.objects.filter(case=case, step__in=words, unit=actor.unit).order_by("due", "step", "round")
    return tuple(
        ComingFollowUp(step=row.step, round=row.round, label=words[row.step], due=row.due, ends_on=row.ends_on)
        for row in rows
    )


def day_recorded(notice: Notice, actor: Actor) -> EvictionDay | None:
    """What the actor's own unit has recorded of the day, if anything."""
    return EvictionDay.objects.filter(notice=notice, unit=actor.unit).select_related("recorded_by").first()


def carried_out_on(case: Case) -> date | None:
    """The day of the eviction, as somebody has recorded it already."""
    facts = facts_of(with_everything(Case.objects.filter(pk=case.pk)).get())
    return facts.enforcement.evicted_on


def timed_notice(case: Case, notice: UUID) -> Notice:
    """A paper of this case that tells of a time. Raises Unseen."""
    found = Notice.objects.filter(case=case, pk=notice).exclude(eviction_at=None).first()
    if found is None:
        raise Unseen
    found.case = case
    return found
