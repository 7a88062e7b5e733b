"""The lanes of *Min dag*: which cases stand in each, by their most pressing step.

Three queries, however many rows: one pass that counts every lane per case, one that picks the most pressing step of the
cases that will be shown, one that fetches what a row shows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Min, Q, QuerySet

from kvar.casework.access import Actor
from kvar.casework.owner.duty import Covered
from kvar.casework.repeats import household_papers
from kvar.records.models import OpenStep, Track

LANES = ("today", "overdue", "week", "new", "waiting")
WEEK = timedelta(days=7)
MOST_PER_LANE = 40  # a screen that is read, not searched; the count says how many there are


Fetch = Callable[[Iterable[UUID]], dict[UUID, OpenStep]]


@dataclass(frozen=True, kw_only=True)
class LaneCase:
    """A case in a lane: its most pressing step there, and how many more of its steps stand in the same lane."""

    step: OpenStep
    more: int


@dataclass(frozen=True, kw_only=True)
class LaneCases:
    """``count`` is the number of cases in the lane, shown or not."""

    shown: tuple[LaneCase, ...]
    count: int


def lanes_of(
    steps: QuerySet[OpenStep], *, actor: Actor, today: date, whole_unit: bool, covered: Covered, alone: QuerySet[Track]
) -> dict[str, LaneCases]:
    """Sort the open steps an actor may see into lanes. ``covered``: for whom the actor answers today.

    ``alone``: the unit's tracks that nobody answers for.
    """
    lanes = _lane_filters(actor, today=today, whole_unit=whole_unit, covered=covered)
    lanes["new"] = Q(unit=actor.unit, case__in=alone.values("case"))
    return standing_in(lanes, steps=steps, today=today)


def standing_in(
    lanes: dict[str, Q], *, steps: QuerySet[OpenStep], today: date, fetch: Fetch | None = None
) -> dict[str, LaneCases]:
    """The cases of each lane by their most pressing step; what may still be saved before what has passed.

    Every page that shows a case by a day picks it here, or by ``pressing_steps``: two pages never name two days.
    ``fetch``: what a row of the page shows, for these steps.
    """
    steps = steps.filter(reduce(or_, lanes.values()))  # what stands in no lane is not fetched, nor counted
    counted = _counted(steps, lanes, today)
    shown = {name: _most_pressing(counted, name) for name in lanes}
    picked = _picked(steps, lanes, today, {case for cases in shown.values() for case, _number in cases})
    fetched = (fetch or _fetched)(picked.values())
    return {
        name: LaneCases(
            shown=tuple(
                LaneCase(step=fetched[picked[name, case]], more=number - 1)
                for case, number in shown[name]
                if picked.get((name, case)) in fetched
            ),
            count=sum(1 for row in counted if row[f"{name}_steps"]),
        )
        for name in lanes
    }


def pressing_steps(steps: QuerySet[OpenStep], *, today: date, cases: set[UUID]) -> dict[UUID, OpenStep]:
    """Case → the step that gives it its day: the nearest of what is still possible. Two queries; no day, no step."""
    picked = _picked(steps, {"dated": Q(due__isnull=False)}, today, cases)
    rows = OpenStep.objects.in_bulk(picked.values())
    return {case: rows[pk] for (_lane, case), pk in picked.items() if pk in rows}


def wanted_by_law(today: date) -> Q:
    """What must be done today by law: its day is today or has passed. Wherever it is counted, it is counted by this."""
    return Q(by_law=True, due__lte=today)


def late(today: date) -> Q:
    """What is late: its day has passed, and it is not already among what the law wants."""
    return Q(due__lt=today) & ~wanted_by_law(today)


def _lane_filters(actor: Actor, *, today: date, whole_unit: bool, covered: Covered) -> dict[str, Q]:
    """Legal and due (today), past (overdue), within a week; late at another unit."""
    own, answering = Q(unit=actor.unit), _answering(actor, covered)
    mine = own if whole_unit else own & (answering | Q(responsible=None))
    legal_now = wanted_by_law(today)
    my_tracks = Track.objects.filter(answering, unit=actor.unit, case__closed_on=None)
    my_cases = list(my_tracks.order_by("case").values_list("case", flat=True))
    return {
        "today": mine & legal_now,
        "overdue": mine & late(today),
        "week": mine & Q(due__gte=today, due__lte=today + WEEK) & ~legal_now,
        "waiting": ~own & Q(shared=True, due__lte=today, case__in=my_cases),
    }


def _answering(actor: Actor, covered: Covered) -> Q:
    """Own, and those of colleagues who are away. A protected case may stand with another cover than the rest."""
    if covered.plain == covered.protected:
        return Q(responsible_id__in=[actor.id, *covered.plain])
    plain = Q(responsible_id__in=covered.plain, case__household__protected=False)
    protected = Q(responsible_id__in=covered.protected, case__household__protected=True)
    return Q(responsible_id=actor.id) | plain | protected


Counted = list[dict[str, object]]


def _counted(steps: QuerySet[OpenStep], lanes: dict[str, Q], today: date) -> Counted:
    """One row per case that stands in any lane: how many steps in each, and the earliest day.

    And the earliest of those whose home the law's time may still save: they come before a case long past.
    """
    may_save = Q(saved_until=None) | Q(saved_until__gte=today)
    numbers = {f"{name}_steps": Count("pk", filter=lane) for name, lane in lanes.items()}
    days = {f"{name}_due": Min("due", filter=lane) for name, lane in lanes.items()}
    days |= {f"{name}_saves": Min("due", filter=lane & may_save) for name, lane in lanes.items()}
    return list(steps.values("case_id").annotate(**numbers, **days).order_by("case_id"))  # type: ignore[arg-type]


def _most_pressing(counted: Counted, lane: str) -> list[tuple[UUID, int]]:
    """The cases to show in a lane, each with its number of steps there: what may be saved, then by the earliest day."""
    standing = [row for row in counted if row[f"{lane}_steps"]]

    def pressing(row: dict[str, object]) -> tuple[object, ...]:
        saves = row[f"{lane}_saves"]
        return (saves is None, saves or row[f"{lane}_due"] or date.max, row["case_id"])

    standing.sort(key=pressing)
    return [(row["case_id"], row[f"{lane}_steps"]) for row in standing[:MOST_PER_LANE]]  # type: ignore[misc]


def has_passed(saved_until: date | None, today: date) -> bool:
    """Has the time that a step is to save run out? Not while nobody knows."""
    return saved_until is not None and saved_until < today


def _picked(
    steps: QuerySet[OpenStep], lanes: dict[str, Q], today: date, cases: set[UUID]
) -> dict[tuple[str, UUID], UUID]:
    """(lane, case) → its most pressing step: what may be saved, the earliest day, what the law asks for, by step."""
    inside = {f"in_{name}": ExpressionWrapper(lane, output_field=BooleanField()) for name, lane in lanes.items()}
    columns = ("pk", "case_id", "saved_until", "due", "by_law", "step", "subject", "round", *inside)
    rows = steps.filter(case_id__in=cases).annotate(**inside).order_by("pk").values_list(*columns)
    best: dict[tuple[str, UUID], tuple[object, ...]] = {}
    for pk, case, until, due, by_law, step, subject, round, *standing in rows:
        # Keys of rows come last: they are new whenever the rows are written anew, by whomever.
        rank = (has_passed(until, today), due or date.max, not by_law, step, subject, round, pk)
        for name, stands in zip(lanes, standing, strict=True):
            if stands and ((name, case) not in best or rank < best[name, case]):
                best[name, case] = rank
    return {key: rank[-1] for key, rank in best.items()}  # type: ignore[misc]


def _fetched(steps: Iterable[UUID]) -> dict[UUID, OpenStep]:
    """What a row shows, for these steps."""
    rows = OpenStep.objects.filter(pk__in=set(steps)).select_related("case__household__dwelling", "responsible")
    repeated = household_papers("case__household")
    shown = rows.prefetch_related("case__household__members", "case__notices", *repeated)
    return {row.pk: row for row in shown.order_by("pk")}
