"""Min dag: the open steps of the cases I may see, from the read model, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import DenseRank, RowNumber

from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.protection import unmarked_cases_of_protected
from kvar.content.load import load
from kvar.records.models import Attempt, Case, Member, Notice, OpenStep

LANES = ("today", "overdue", "week", "new", "waiting")
WEEK = timedelta(days=7)
PRESSING = (F("due").asc(nulls_last=True), "-by_law")
MOST_PER_LANE = 40  # a screen that is read, not searched; the count says how many there are


@dataclass(frozen=True, kw_only=True)
class WorkRow:
    """A case on a list, by its most pressing step; ``more`` of its steps stand in the same lane.

    ``address`` is empty for a protected household: it is on the case page only.
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
    unit: str
    more: int = 0


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
    unmarked_protected: tuple[Case, ...] = ()


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
        steps = steps.exclude(Exists(Attempt.objects.filter(case=OuterRef("case"), reached=True)))
    return steps


def has_child(household: str) -> Exists:
    """A child stands in the household that the path names."""
    return Exists(Member.objects.filter(household=OuterRef(household), role="child", until=None))


def lane_filter(lane: str, *, today: date) -> Q:
    """Which open steps stand in a lane: legal and due (today), past (overdue), within a week."""
    legal_now = Q(by_law=True, due__lte=today)
    return {
        "today": legal_now,
        "overdue": Q(due__lt=today) & ~legal_now,
        "week": Q(due__gte=today, due__lte=today + WEEK) & ~legal_now,
    }[lane]


def my_day(actor: Actor, *, today: date, chips: Chips) -> MyDay:
    """The page's lanes and counts. Every case shown is noted in the actor's look."""
    steps = open_steps_for(actor, today=today, chips=chips)
    own = steps.filter(unit=actor.unit)
    mine = own if chips.whole_unit else own.filter(Q(responsible_id=actor.id) | Q(responsible=None))
    others = steps.exclude(unit=actor.unit).filter(due__lte=today, case__tracks__responsible_id=actor.id)
    lanes = [_lane(name, mine.filter(lane_filter(name, today=today)), actor, today) for name in LANES[:3]]
    lanes.append(_lane("new", own.filter(responsible=None, step="H09"), actor, today))
    lanes.append(_lane("waiting", others, actor, today))
    cases = cases_visible_to(actor).filter(closed_on=None, outcome="")
    return MyDay(
        lanes=tuple(lanes),
        open_cases=cases.count(),
        with_children=cases.filter(has_child("household")).count(),
        without_owner=cases.filter(tracks__unit=actor.unit, tracks__responsible=None).count(),
        unmarked_protected=tuple(unmarked_cases_of_protected(actor)),
    )


def _lane(name: str, steps: QuerySet[OpenStep], actor: Actor, today: date) -> Lane:
    shown = (
        _first_of_each_case(steps)
        .select_related("case__household__dwelling", "responsible")
        .prefetch_related("case__household__members")
        .order_by(*PRESSING, "case__opened_on", "case_id")[:MOST_PER_LANE]
    )
    found = list(shown)
    for step in found:
        actor.look.note("listed", f"case:{step.case_id}", actor.relation)
    rows = tuple(_row(step, actor, today) for step in found)
    return Lane(id=name, rows=rows, count=_cases_in(found))


def _cases_in(found: list[OpenStep]) -> int:
    return found[0].cases_up + found[0].cases_down - 1 if found else 0  # type: ignore[attr-defined]


def _first_of_each_case(steps: QuerySet[OpenStep]) -> QuerySet[OpenStep]:
    """One row per case, its most pressing step, with how many steps of the case and how many cases there are.

    Two ranks counted from both ends give the number of cases, so that a long lane costs no query of its own.
    """
    return steps.annotate(
        turn=Window(RowNumber(), partition_by="case_id", order_by=[*PRESSING, "step", "pk"]),
        in_case=Window(Count("pk"), partition_by="case_id"),
        cases_up=Window(DenseRank(), order_by="case_id"),
        cases_down=Window(DenseRank(), order_by="-case_id"),
    ).filter(turn=1)


def _row(step: OpenStep, actor: Actor, today: date) -> WorkRow:
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
        unit=library.organisation.unit(step.unit).label,
        more=step.in_case - 1,  # type: ignore[attr-defined]
    )
