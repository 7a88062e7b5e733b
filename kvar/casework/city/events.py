"""What can happen in a synthetic case, as plain frozen values. Each is performed by one act, on its day, by its worker.

``at`` is the moment with offset; ``by`` is a worker's e-mail address. A *thread* is one household's events in order.
``notice`` counts the case's notices from 0, ``tenant`` its tenants from 0.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kvar.casework.told import NoticeTold, PersonTold


@dataclass(frozen=True, kw_only=True)
class Event:
    at: datetime
    by: str
    our_assumption: bool = False  # in a replay: the source does not give the day

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass(frozen=True, kw_only=True)
class NoticeArrives(Event):
    """A paper comes in: in a new case when it is the thread's first, else in the same one."""

    told: NoticeTold
    same_debt_as: int | None = None


@dataclass(frozen=True, kw_only=True)
class ResponsibleNamed(Event):
    worker: str


@dataclass(frozen=True, kw_only=True)
class PositionTaken(Event):
    opened: bool
    reason: str
    notice: int = 0


@dataclass(frozen=True, kw_only=True)
class Served(Event):
    """Somebody has told when a tenant was served; ``on`` None = not known after all."""

    on: date | None
    method: str = ""
    source: str = ""
    notice: int = 0
    tenant: int = 0


@dataclass(frozen=True, kw_only=True)
class Attempted(Event):
    way: str
    reached: bool
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Answered(Event):
    question: str
    yes: bool
    source: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MemberFound(Event):
    """A person turns out to live in the home; ``said`` is for children (registered, lives)."""

    told: PersonTold
    role: str = "child"
    said: tuple[tuple[str, str], ...] = ()
    source: str = ""
    certainty: str = ""


@dataclass(frozen=True, kw_only=True)
class StepDone(Event):
    """The step, if it is in the plan and open that day; else nothing happens, as for a worker who looks in vain."""

    step: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class StepSkipped(Event):
    step: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class StepWithdrawn(Event):
    step: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Event):
    text: str
    shared: bool = True


@dataclass(frozen=True, kw_only=True)
class FactCorrected(Event):
    """A fact of one of the notices gets a new value."""

    fact: str
    new: Any
    reason: str
    notice: int = 0


@dataclass(frozen=True, kw_only=True)
class LetterSent(Event):
    letter: str
    channel: str = "post"


@dataclass(frozen=True, kw_only=True)
class OutcomeRecorded(Event):
    outcome: str
    on: date
    causes: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewWritten(Event):
    """What the units said of an eviction with children: codes of ``coordination.yaml``, and their own words."""

    hindrances: tuple[str, ...]
    took_part: tuple[str, ...]
    could_have: str = ""
    next_time: str = ""


@dataclass(frozen=True, kw_only=True)
class HandoverReceived(Event):
    """The unit receives what has been handed to it."""


@dataclass(frozen=True, kw_only=True)
class UnitDone(Event):
    """The unit does what the law still wants of it, and says that it is done."""

    note: str = "Vår del är klar."


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Event):
    note: str


@dataclass(frozen=True, kw_only=True)
class CaseReopened(Event):
    reason: str


@dataclass(frozen=True, kw_only=True)
class Thread:
    """One household: where it is, and what happens to it. ``name`` is set for the hand-written stories."""

    administration: str
    events: tuple[Event, ...]
    name: str = ""
    title: str = ""
