"""What a routine says (step rules) and what the plan answers (plan items). Pure data."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kvar.law.kinds import Question, StandingState
from kvar.law.reasons import Reason
from kvar.law.standing import Standing


class Section(StrEnum):
    """Which section of the coordination routine applies; undecided until somebody has answered with a source."""

    FAMILY = "B"
    WITHOUT_CHILDREN = "U"
    UNDECIDED = "undecided"


class Origin(StrEnum):
    LAW = "law"
    LOCAL = "local"


class DueFrom(StrEnum):
    """The event a step's last day is counted from."""

    ARRIVAL = "arrival"  # the notice reached the board
    LATEST_ARRIVAL = "latest_arrival"  # the newest notice that had come when the step became known
    DEADLINE = "deadline"  # the legal last day of the notice (R04, R17, R20, R21, R21b)
    KNOWN = "known"  # the day the step became known: "genast"
    FIRST_CONTACT = "first_contact"  # the first conversation
    INVESTIGATION = "investigation"  # the child's investigation was opened
    INVESTIGATION_ENDED = "investigation_ended"  # it ended, and the child is followed up by decision (SoL 23:1)
    OUTCOME = "outcome"
    NEXT_RENT = "next_rent"
    EVICTION = "eviction"  # the day it was carried out, else the time of the paper, else the newest time set
    PAYMENT = "payment"  # the bank took the last payment; until then the day the step became known
    NEVER = "never"  # "sist": no day of its own


class Skip(StrEnum):
    """Who may decide that a step is not done, with a reason."""

    CASEWORKER = "caseworker"
    LEAD = "lead"  # 1:e socialsekreterare or unit head
    NEVER = "never"


class Per(StrEnum):
    CASE = "case"
    NOTICE = "notice"


@dataclass(frozen=True, kw_only=True)
class DueRule:
    """``working_days`` after (+) or before (−) the event; ``days`` are calendar days and ``months`` months (lag
    1930:173), both rolled forward."""

    counted_from: DueFrom
    working_days: int | None = None
    days: int | None = None
    months: int | None = None


@dataclass(frozen=True, kw_only=True)
class StepRule:
    """One step of a checklist or routine. ``when`` = all of these conditions, ``unless`` = none of them."""

    id: str
    title: str
    text: str
    unit: str
    due: DueRule
    origin: Origin
    sources: tuple[str, ...]
    chapter: int
    leaves: str
    per: Per = Per.CASE
    sections: tuple[Section, ...] = (Section.FAMILY, Section.WITHOUT_CHILDREN, Section.UNDECIDED)
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    done_when: str | None = None  # name of a condition: nobody ticks what the system already knows
    same_as: tuple[str, ...] = ()  # owned by these other steps: shown once, there
    at: tuple[int, ...] = ()  # rounds, in days, for repeated steps
    letter: str | None = None
    shared: bool = True
    hands_to: str | None = None  # doing it gives this unit its room in the case
    stays: bool = False  # goes on after a final outcome; the others end that day
    saves_home: bool = False  # ends on the day when the home that its paper is about was lost
    ends: DueRule | None = None  # how long what it asks for may go on, by law: counted in months, never rolled
    starts_on: date | None = None
    until: date | None = None
    skip: Skip = Skip.CASEWORKER


class State(StrEnum):
    """What a plan item looks like on a given day."""

    NOT_YET = "not_yet"
    OPEN = "open"
    SOON = "soon"
    OVERDUE = "overdue"
    ENDED = "ended"
    POSTPONED = "postponed"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, kw_only=True)
class PlanItem:
    """One step for one subject and round.

    ``due`` may be None (no day of its own, or not computable); ``due_certain`` is False when it is the earliest day
    the known facts allow. ``done_on`` is set when a fact has done it or a worker has. ``rests_on`` is the
    fingerprint of the facts shown with it. ``also`` are the ids of steps in other lists that this one carries.
    """

    step: StepRule
    subject: str
    round: int
    appears_on: date | None
    due: date | None
    due_certain: bool
    ends_on: date | None
    reasons: tuple[Reason, ...]
    rests_on: str
    standing: Standing | None = None
    done_on: date | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """A question the plan needs answered, and the ids of the steps that wait for it.

    ``asked_from``: the day after an answer that holds until a day; None: now.
    """

    question: Question
    steps: tuple[str, ...]
    asked_from: date | None = None

    def is_asked_on(self, day: date) -> bool:
        """Is the answer missing on that day?"""
        return self.asked_from is None or self.asked_from <= day


@dataclass(frozen=True, kw_only=True)
class SeenItem:
    item: PlanItem
    state: State


def is_open(item: PlanItem) -> bool:
    """Is the step still to be done? A skip counts only while the facts it rested on are the same."""
    if item.done_on is not None:
        return False
    standing = item.standing
    if standing is None or standing.state is StandingState.POSTPONED:
        return True
    return standing.state is StandingState.SKIPPED and standing.rests_on != item.rests_on


def due_at_once(item: PlanItem) -> bool:
    """Must it be done *genast* by law? Such a step is overdue from the day it became known (SoL 14:2)."""
    return item.step.due == DueRule(counted_from=DueFrom.KNOWN) and item.step.origin is Origin.LAW


def shown_once(items: list[PlanItem]) -> tuple[PlanItem, ...]:
    """A step that another list owns is left out where an owner is in the plan, and named there."""
    present = {item.step.id for item in items}
    carried: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for owner in item.step.same_as:
            if owner in present and item.step.id not in carried[owner]:
                carried[owner].append(item.step.id)
    own = (item for item in items if not present.intersection(item.step.same_as))
    return tuple(replace(item, also=tuple(carried[item.step.id])) if item.step.id in carried else item for item in own)
