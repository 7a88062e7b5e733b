"""Dated values: which length of time applied on which day, and where that is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from kvar.law.deadline import Source
from kvar.law.errors import NotInForce
from kvar.law.facts import Facts, Notice
from kvar.law.known import KNOWN_DAYS
from kvar.law.periods import Period
from kvar.law.reasons import Reason, ReasonKind


class Rolls(StrEnum):
    """Does a last day that is a day off move to the next working day (2 § lag 1930:173)? Not always settled."""

    YES = "yes"
    NO = "no"
    UNSETTLED = "unsettled"


class Waits(StrEnum):
    """A time during which something may not happen: free on the day it is reached, or once it has passed."""

    REACHED = "reached"
    PASSED = "passed"


class Timing(StrEnum):
    """When a duty without a number of days is to be done."""

    AT_ONCE = "at_once"
    SAME_DAY = "same_day"
    WITHOUT_DELAY = "without_delay"
    BEFORE_TERMINATION = "before_termination"
    AS_SOON_AS_POSSIBLE = "as_soon_as_possible"
    NO_TIME_STATED = "no_time_stated"
    UNTIL_FIRST_INSTANCE_DECISION = "until_first_instance_decision"


@dataclass(frozen=True, kw_only=True, eq=False)
class ValueRow:
    """What applied from ``from_`` to ``until`` (both included; None = still): a period, or a timing without days.

    ``checked`` is False for a row known from a secondary source only, ``start_checked`` False where the row's first
    day has not been read. ``paragraph`` is the exact place, ``link`` its address.
    """

    period: Period | None
    timing: Timing | None
    from_: date
    until: date | None
    source: str
    paragraph: str
    last_checked: date
    checked: bool = True
    start_checked: bool = True
    link: str = ""

    @property
    def length_name(self) -> str:
        """A name code for its length or its timing: ``three_weeks``, ``at_once``."""
        return self.period.name if self.period else str(self.timing)

    @cached_property
    def citation(self) -> Source:
        return Source(id=self.source, paragraph=self.paragraph, link=self.link)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Where the row stands, and that nobody has read it there when that is so."""
        source = Reason(kind=ReasonKind.SOURCE, name=self.source, text=self.paragraph)
        return (source,) if self.checked else (source, Reason(kind=ReasonKind.MISSING, name="row_checked"))


@dataclass(frozen=True, kw_only=True, eq=False)
class LawValue:
    """One rule of the law as data: its words, its rows, and whether its last day rolls by 2 § lag (1930:173).

    ``waits``: a time during which something may not happen, so the answer is its first free day, and it never rolls.
    ``clock``: other days count from this deadline ("frist"). ``rolls_source``: why it rolls or does not.
    """

    name: str
    rule: str
    label: str
    actor: str
    consequence: str
    chosen_by: tuple[str, ...]
    rolls: Rolls
    rolls_source: str
    waits: Waits | None
    clock: bool
    rows: tuple[ValueRow, ...]

    def on(self, day: date) -> ValueRow:
        """The row that applied on a day. Raises NotInForce where there is none."""
        for row in reversed(self.rows):  # most cases are new
            if row.from_ <= day and (row.until is None or day <= row.until):
                return row
        raise NotInForce(self.name, day)

    def chosen_on(self, facts: Facts, notice: Notice) -> date | None:
        """The day that decides which row applies: the first known fact of ``chosen_by``. Today never decides."""
        for name in self.chosen_by:
            day = KNOWN_DAYS[name](facts, notice)
            if day is not None:
                return day
        return None

    def row_for(self, facts: Facts, notice: Notice) -> ValueRow:
        """The row that the facts choose; while none of the choosing facts is known, the newest.

        Raises NotInForce where the chosen day has no row.
        """
        day = self.chosen_on(facts, notice)
        return self.rows[-1] if day is None else self.on(day)


@dataclass(frozen=True, kw_only=True, eq=False)
class LawValues:
    """All values of an edition."""

    values: Mapping[str, LawValue]

    def value(self, name: str) -> LawValue:
        """Raises KeyError for a name that no file holds."""
        return self.values[name]
