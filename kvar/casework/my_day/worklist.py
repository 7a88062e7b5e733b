"""Min dag: the open steps of the cases I may see, from the read model, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.casefile.sources import SourceShown, sources_of_step
from kvar.casework.casefile.turning import turns_of
from kvar.casework.enforcement.waiting import Unconfirmed, unconfirmed_times
from kvar.casework.intake.known_here import questions_received
from kvar.casework.intake.protection import unmarked_cases_of_protected
from kvar.casework.meetings.due import ToAnswer, promises_to_answer
from kvar.casework.meetings.reader import own_decisions
from kvar.casework.my_day.lanes import LANES, WEEK, LaneCases, has_passed, lanes_of
from kvar.casework.owner.duty import Covered, Roster, covered_by
from kvar.casework.owner.ownerless import alone_in_unit
from kvar.casework.postponing import may_postpone
from kvar.casework.repeats import repeats_of
from kvar.content.load import load
from kvar.records.models import Attempt, Case, Decision, LastDay, Member, Notice, OpenStep


@dataclass(frozen=True, kw_only=True)
class WorkRow:
    """A case on a list, by its most pressing step; ``more`` of its steps stand in the same lane.

    ``address`` is empty for a protected household: it is on the case page only. ``instead``: the actor covers for
    whoever is responsible. ``passed``: the law's time to save the home, that it is about, has run out.
    """

    case: Case
    step: str
    subject: str
    round: int
    title: str
    why: str
    due: date | None
    due_certain: bool
    by_law: bool
    overdue: bool
    household: str
    address: str
    protected: bool
    children: int
    who: str
    mine: bool
    instead: bool
    unit: str
    passed: bool = False
    more: int = 0
    repeat_word: str = ""


@dataclass(frozen=True, kw_only=True)
class Lane:
    id: str
    rows: tuple[WorkRow, ...]
    count: int


@dataclass(frozen=True, kw_only=True)
class Chips:
    """What narrows the page: whose steps, and three yes/no chips."""

    whole_unit: bool = False
    with_children: bool = False
    enforcement: bool = False
    without_contact: bool = False


@dataclass(frozen=True, kw_only=True)
class MyDay:
    lanes: tuple[Lane, ...]
    open_cases: int
    with_children: int
    without_owner: int
    next: "NextStep | None" = None
    unmarked_protected: tuple[Case, ...] = ()
    unconfirmed: Unconfirmed = Unconfirmed()
    questions_waiting: int = 0
    decided: tuple[Decision, ...] = ()
    promised: tuple[ToAnswer, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The one thing the routine asks for now: of the actor's own rows the most pressing, with its rule's words."""

    row: WorkRow
    sources: tuple[SourceShown, ...]
    turns: tuple[str, ...]
    may_wait: bool


def open_steps_for(actor: Actor, *, today: date, chips: Chips) -> QuerySet[OpenStep]:
    """The open steps that count today, in the cases this actor may see."""
    # Closed cases have no open steps: leaving them out here spares the database ten times the rows.
    steps = OpenStep.objects.filter(case__in=cases_visible_to(actor).filter(closed_on=None)).filter(
        Q(appears_on=None) | Q(appears_on__lte=today), Q(ends_on=None) | Q(ends_on__gte=today)
    )
    if chips.with_children:
        steps = steps.filter(has_child("case__household"))
    if chips.enforcement:
        steps = steps.filter(Exists(Notice.objects.filter(case=OuterRef("case"), ground="enforcement")))
    if chips.without_contact:
        steps = steps.exclude(Exists(reached_by(actor).filter(case=OuterRef("case"))))
    return steps


def reached_by(actor: Actor) -> QuerySet[Attempt]:
    """The conversations that this actor may know of."""
    return Attempt.objects.filter(Q(shared=True) | Q(unit=actor.unit), reached=True, withdrawn_on=None)


def has_child(household: str) -> Exists:
    """A child stands in the household that the path names."""
    return Exists(Member.objects.filter(household=OuterRef(household), role="child", until=None))


def my_day(actor: Actor, *, today: date, chips: Chips) -> MyDay:
    """The page's lanes and counts. Every case shown is noted in the actor's look."""
    steps = open_steps_for(actor, today=today, chips=chips)
    roster = Roster(actor.administration, on=today)
    covered = covered_by(actor, roster)
    alone = alone_in_unit(actor, roster)
    whose: dict[str, Any] = {"actor": actor, "whole_unit": chips.whole_unit, "covered": covered, "alone": alone}
    standing = lanes_of(steps, today=today, **whose)
    lanes = [_lane(name, standing[name], actor, today, covered) for name in LANES]
    cases = cases_visible_to(actor).filter(closed_on=None)
    return MyDay(
        lanes=tuple(lanes),
        next=_next(actor, lanes, today=today),
        open_cases=cases.count(),
        with_children=cases.filter(has_child("household")).count(),
        without_owner=alone.count(),
        unconfirmed=unconfirmed_times(actor, today=today),
        unmarked_protected=tuple(unmarked_cases_of_protected(actor)),
        questions_waiting=questions_received(actor).filter(answer="").count(),
        decided=tuple(own_decisions(actor, until=today + WEEK, covered=covered)),
        promised=promises_to_answer(actor, today=today, covered=covered, whole_unit=chips.whole_unit),
    )


def _next(actor: Actor, lanes: list[Lane], *, today: date) -> NextStep | None:
    """What the law wants today first, then what is late, then this week; a home that may be saved before one long past.

    Only what the actor answers for, and what nobody does: that is everybody's in the unit until somebody has it. In a
    lane her own comes first.
    """
    standing = [lane for lane in lanes if lane.id in ("today", "overdue", "week")]
    answered = [
        (row.passed, number, not (row.mine or row.instead), row)
        for number, lane in enumerate(standing)
        for row in lane.rows
        if row.mine or row.instead or not row.who
    ]
    if not answered:
        return None
    found = min(answered, key=lambda one: one[:3])[-1]
    rule = load().steps[found.step]
    sources = sources_of_step(rule, opened_on=found.case.opened_on)
    may_wait = may_postpone(actor, rule) and not _ends_today(found, today)
    return NextStep(row=found, sources=sources, turns=turns_of(rule), may_wait=may_wait)


def _ends_today(row: WorkRow, today: date) -> bool:
    """Is it the last day already, the step's own by law or the household's?"""
    if row.by_law and row.due and row.due <= today:
        return True
    return LastDay.objects.filter(case=row.case, day=today).exists()


def _lane(name: str, standing: LaneCases, actor: Actor, today: date, covered: Covered) -> Lane:
    for each in standing.shown:
        actor.look.note("listed", f"case:{each.step.case_id}", actor.relation)
    # An edition that can no longer be read has left rows behind, of steps that the one before it does not have.
    told = [each for each in standing.shown if each.step.step in load().steps]
    rows = tuple(_row(each.step, each.more, actor, today, covered) for each in told)
    return Lane(id=name, rows=rows, count=standing.count)


def _row(step: OpenStep, more: int, actor: Actor, today: date, covered: Covered) -> WorkRow:
    library, household = load(), step.case.household
    rule = library.steps[step.step]
    return WorkRow(
        case=step.case,
        step=step.step,
        subject=step.subject,
        round=step.round,
        title=rule.title,
        why=rule.text,
        due=step.due,
        due_certain=step.due_certain,
        by_law=step.by_law,
        overdue=bool(step.due and (step.due < today or (step.at_once and step.due == today))),
        household=household.name,
        address="" if household.protected else household.dwelling.address,
        protected=household.protected,
        children=sum(member.role == "child" and member.until is None for member in household.members.all()),
        who=step.responsible.name if step.responsible else "",
        mine=step.responsible_id == actor.id,
        instead=step.responsible_id in (covered.protected if household.protected else covered.plain),
        unit=library.organisation.unit(step.unit).label,
        passed=has_passed(step.saved_until, today),
        more=more,
        repeat_word=repeats_of(step.case).word,
    )
