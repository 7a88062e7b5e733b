"""The deadlines of a case: the legal last day on its card, and every time that the law gives."""

from collections.abc import Mapping
from datetime import date

from kvar import law
from kvar.casework.deadlines.reckoning import DeadlineShown, deadline_shown
from kvar.content.load import load
from kvar.records.models import Case

NOTICE = "notice:"
NOT_SHOWN = frozenset({law.Status.NOT_APPLICABLE, law.Status.NOT_IN_FORCE})


class CaseDeadlines:
    """The deadlines of one plan on one day, ready to be shown. ``names``: the tenants' by subject."""

    def __init__(self, case: Case, plan: law.Plan, *, today: date, names: Mapping[str, str]) -> None:
        self.plan, self.today, self.names = plan, today, names
        notices = list(case.notices.all())
        self.unjudged = {f"{NOTICE}{row.pk}" for row in notices if row.valid is None}
        self.arrived = {f"{NOTICE}{row.pk}": row.arrived_on for row in notices} if len(notices) > 1 else {}

    def clock(self) -> DeadlineShown | None:
        """The clock to work to today, or the one that has stopped; None where the law gives the household no time."""
        deadline = self.plan.clock_on(self.today) or self._stopped()
        return self._shown(deadline) if deadline else None

    def clock_of(self, subject: str) -> DeadlineShown | None:
        """A paper's own clock today: it runs, has run out or has stopped. Never that of another paper."""
        deadline = self.plan.clock_on(self.today, of=[subject]) or self._stopped(of=subject)
        return self._shown(deadline) if deadline else None

    def nearer_than(self, subject: str) -> DeadlineShown | None:
        """The clock of another paper that still runs, where it ends before this paper's own or its own runs no more."""
        first = self.plan.running_on(self.today, of={row.subject for row in self.plan.clocks})
        own = self.plan.running_on(self.today, of=[subject])
        nearer = own is None or first is None or own.act_by_on(self.today) != first.act_by_on(self.today)
        return self._shown(first) if first and nearer else None

    def passed(self) -> tuple[DeadlineShown, ...]:
        """The clocks of other papers that have run out and given way to the one above, newest first."""
        return tuple(self._shown(row) for row in self.plan.passed_on(self.today))

    def every(self) -> tuple[DeadlineShown, ...]:
        """Every time that applies here, in the order of the rules."""
        return tuple(self._shown(row) for row in self.plan.deadlines if row.status not in NOT_SHOWN)

    def _stopped(self, *, of: str = "") -> law.Deadline | None:
        """The last clock that has been met, came late or never started: what it says is still worth knowing.

        ``of``: only those of this subject.
        """
        told = frozenset({law.Status.MET, law.Status.LATE, law.Status.NOT_STARTED})
        own = [row for row in self.plan.deadlines if not of or row.subject == of]
        found = [row for row in own if row.status in told and load().law.value(row.id).clock]
        return found[-1] if found else None

    def _shown(self, deadline: law.Deadline) -> DeadlineShown:
        return deadline_shown(
            deadline,
            today=self.today,
            names=self.names,
            judged=deadline.subject not in self.unjudged,
            about=self.arrived.get(deadline.subject),
        )
