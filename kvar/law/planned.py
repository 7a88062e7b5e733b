"""What a plan is made of, and what it is made from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from kvar.law.clocks import clock_on, has_passed, passed_clocks
from kvar.law.deadline import Deadline
from kvar.law.reasons import Reason
from kvar.law.steps import OpenQuestion, PlanItem, Section, StepRule
from kvar.law.values import LawValues


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What is written: the name of the edition, its steps, and its values of the law."""

    edition: str
    steps: tuple[StepRule, ...]
    law: LawValues


@dataclass(frozen=True, kw_only=True)
class Plan:
    """``clock`` is the recovery clock to work to on the day the newest paper came, ``clock_on`` that of any day.

    ``clocks``: every clock whose debt is not met, passed or not. ``saved_until``: by subject, the last day on which the
    time to save the home may run; a subject without one is left out. ``questions`` are what people must answer for
    the plan to go on.

    ``with_enforcement``: Kronofogden has been heard from, so section 3 of the routine applies beside ``section``.
    """

    items: tuple[PlanItem, ...]
    section: Section
    section_reasons: tuple[Reason, ...]
    with_enforcement: bool
    deadlines: tuple[Deadline, ...]
    clock: Deadline | None
    clocks: tuple[Deadline, ...]
    saved_until: Mapping[str, date]
    questions: tuple[OpenQuestion, ...]

    def clock_on(self, day: date, *, of: Collection[str] | None = None) -> Deadline | None:
        """The clock to work to on a day: one that still runs before one that has run out.

        ``of``: subjects, such as notices; then only their own clocks, and never that of another paper.
        """
        return clock_on((row for row in self.clocks if of is None or row.subject in of), day)

    def running_on(self, day: date, *, of: Collection[str]) -> Deadline | None:
        """The clock of these subjects to work to on a day; None when none of them runs any longer."""
        clock = self.clock_on(day, of=of)
        return clock if clock and not has_passed(clock, day) else None

    def passed_on(self, day: date) -> tuple[Deadline, ...]:
        """The clocks that have run out by a day, and given way to another: still told, as past."""
        return passed_clocks(self.clocks, day)

    def has_passed(self, subject: str, day: date) -> bool:
        """Has the time to save the home run out, for a notice or for the case? Not while nobody knows."""
        until = self.saved_until.get(subject)
        return until is not None and until < day
