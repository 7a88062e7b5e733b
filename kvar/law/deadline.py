"""What every deadline rule answers. The JSON of ``kvar law deadlines`` (contracts.md) is these fields."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kvar.law.reasons import Reason


class Status(StrEnum):
    RUNNING = "running"
    NOT_STARTED = "not_started"
    UNKNOWN = "unknown"
    MET = "met"
    LATE = "late"
    NOT_APPLICABLE = "not_applicable"
    NOT_IN_FORCE = "not_in_force"


class Source(NamedTuple):
    id: str
    paragraph: str
    link: str


class Alternative(NamedTuple):
    """Another reading of the same clock, with the reason it could hold."""

    because: str
    last_day: date | None = None
    earliest_day: date | None = None


class Deadline(NamedTuple):
    """``last_day`` is for a time to act in, ``earliest_day`` for a waiting time. ``status`` says nothing of today."""

    rule: str
    id: str
    label: str
    subject: str
    status: Status
    actor: str
    consequence: str
    source: Source
    starts_on: date | None = None
    last_day: date | None = None
    earliest_day: date | None = None
    alternatives: tuple[Alternative, ...] = ()
    missing: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def act_by(self) -> date | None:
        """The day to work to: the certain last day, else the earliest one the known facts allow (law.md trap 2)."""
        days = [alternative.last_day for alternative in self.alternatives if alternative.last_day]
        return min([self.last_day, *days] if self.last_day else days, default=None)

    def act_by_on(self, on: date) -> date | None:
        """As ``act_by``, on a day: the first reading that has not passed by then, else the earliest there was.

        A reading that has passed cannot be acted on any longer; another that has not may still save the home.
        """
        days = [self.last_day, *(alternative.last_day for alternative in self.alternatives)]
        return min((day for day in days if day and day >= on), default=self.act_by)

    @property
    def certain(self) -> bool:
        return self.last_day is not None
