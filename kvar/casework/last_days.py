"""The days on which a debt may last be met, kept with the open steps: lists and calendars read them without a plan."""

from collections.abc import Iterable
from datetime import date

from kvar import law
from kvar.casework.facts_of_enforcement import outcome_facts
from kvar.casework.undertaking_time import undertaking_deadline
from kvar.content.load import load
from kvar.records.models import Case, LastDay, Notice

NOTICE = "notice:"
NO_TIME = (law.Status.NOT_APPLICABLE, law.Status.NOT_IN_FORCE)


def last_day_rows(case: Case, plan: law.Plan) -> list[LastDay]:
    """Each day that a reading gives, of each time that runs for a debt nobody has met; none for a closed case."""
    if case.closed_on:
        return []
    return [
        LastDay(case=case, subject=clock.subject, deadline=clock.id, day=day, certain=is_sure(clock))
        for clock in plan.clocks
        if not _is_settled(case, clock)
        for day in days_read(clock)
    ]


def days_of(plan: law.Plan, notice: Notice) -> tuple[date | None, date | None]:
    """Of one paper: the last day to save the home, and to take on the debt. They stay when the debt is met."""
    values, subject = load().rules.law, f"{NOTICE}{notice.pk}"
    about = (row for row in plan.deadlines if row.subject == subject and row.status not in NO_TIME)
    clocks = [row for row in about if values.value(row.id).clock]
    undertaking = undertaking_deadline(plan, notice)
    return _earliest(clocks), _earliest([undertaking] if undertaking else [])


def _earliest(times: list[law.Deadline]) -> date | None:
    """The earliest day of every reading; None when one of the times rests on what nobody knows."""
    days = [None if row.missing else row.act_by for row in times]
    return min((day for day in days if day), default=None) if None not in days else None


def keep_days(case: Case, plan: law.Plan) -> None:
    """Write the days on the papers of an open case, where they are others than before. Inside an act."""
    for notice in case.notices.all() if case.closed_on is None else ():
        last_day, undertake_by = days_of(plan, notice)
        if (last_day, undertake_by) != (notice.last_day, notice.undertake_by):
            Notice.objects.filter(pk=notice.pk).update(last_day=last_day, undertake_by=undertake_by)


def worked_to(days: Iterable[LastDay], today: date) -> LastDay | None:
    """Which of one case's days to work to: as ``Plan.clock_on`` has it, and the first of its readings still to come."""
    days = sorted(days, key=lambda row: (row.day, not row.certain))
    ahead = [row for row in days if row.day >= today]
    if ahead or not days:
        return ahead[0] if ahead else None
    latest = days[-1]
    return next(row for row in days if (row.subject, row.deadline) == (latest.subject, latest.deadline))


def days_read(clock: law.Deadline) -> list[date]:
    """The last day by each reading, the earliest first."""
    read = [clock.last_day, *(other.last_day for other in clock.alternatives)]
    return sorted({day for day in read if day})


def is_sure(clock: law.Deadline) -> bool:
    """Nothing that it rests on is missing, and no reading gives an earlier day."""
    return clock.last_day is not None and not clock.missing and clock.act_by == clock.last_day


def _is_settled(case: Case, clock: law.Deadline) -> bool:
    """Has a final outcome ended what the paper was about? One that came after it starts anew."""
    outcome = outcome_facts(case)
    if outcome is None or not outcome.final:
        return False
    return outcome.about is None or clock.subject.removeprefix(NOTICE) in outcome.about
