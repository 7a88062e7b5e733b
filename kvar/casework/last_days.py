"""The days on which a debt may last be met, kept with the open steps: lists and calendars read them without a plan."""

from collections.abc import Iterable
from datetime import date

from kvar import law
from kvar.casework.facts_of_enforcement import outcome_facts
from kvar.records.models import Case, LastDay

NOTICE = "notice:"


def last_day_rows(case: Case, plan: law.Plan) -> list[LastDay]:
    """Each day that a reading gives, of each time that runs for a debt nobody has met; none for a closed case."""
    if case.closed_on:
        return []
    return [
        LastDay(case=case, subject=clock.subject, deadline=clock.id, day=day, certain=_is_sure(clock))
        for clock in plan.clocks
        if not _is_settled(case, clock)
        for day in _days(clock)
    ]


def worked_to(days: Iterable[LastDay], today: date) -> LastDay | None:
    """Which of one case's days to work to: as ``Plan.clock_on`` has it, and the first of its readings still to come."""
    days = sorted(days, key=lambda row: (row.day, not row.certain))
    ahead = [row for row in days if row.day >= today]
    if ahead or not days:
        return ahead[0] if ahead else None
    latest = days[-1]
    return next(row for row in days if (row.subject, row.deadline) == (latest.subject, latest.deadline))


def _days(clock: law.Deadline) -> list[date]:
    read = [clock.last_day, *(other.last_day for other in clock.alternatives)]
    return sorted({day for day in read if day})


def _is_sure(clock: law.Deadline) -> bool:
    """Nothing that it rests on is missing, and no reading gives an earlier day."""
    return clock.last_day is not None and not clock.missing and clock.act_by == clock.last_day


def _is_settled(case: Case, clock: law.Deadline) -> bool:
    """Has a final outcome ended what the paper was about? One that came after it starts anew."""
    outcome = outcome_facts(case)
    if outcome is None or not outcome.final:
        return False
    return outcome.about is None or clock.subject.removeprefix(NOTICE) in outcome.about
