"""A measure counted per administration and month, with small numbers of other authorities held back."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act
from kvar.casework.errors import Unseen
from kvar.content.load import load


@dataclass(frozen=True, kw_only=True)
class Cell:
    """``count`` is None when it is held back: between one and the threshold, in another administration."""

    administration: str
    month: date
    count: int | None


@dataclass(frozen=True, kw_only=True)
class Grid:
    """One measure for one period. ``cells`` has a row per month and a column per administration."""

    id: str
    label: str
    definition: str
    administrations: tuple[str, ...]
    rows: tuple[tuple[date, tuple[Cell, ...]], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for _month, row in self.rows for cell in row)

    def sum_of(self, administration: str) -> int:
        """What is shown for one administration, added up."""
        return sum(cell.count or 0 for cell in self.cells if cell.administration == administration)


Question = Callable[[date, date], tuple[QuerySet, str, str]]  # type: ignore[type-arg]


def grid_of(question: Question, *, actor: Actor, months: tuple[date, ...], administrations: tuple[str, ...]) -> Grid:
    """Count a measure for the actor. One query, however many cells."""
    if not may(actor, Act.SEE_FOLLOW_UP):
        raise Unseen
    rows, day, administration = question(months[0], after(months[-1]))
    counted = rows.annotate(month=TruncMonth(day)).values_list("month", administration).annotate(n=Count("pk"))
    counts = {(month, place): n for month, place, n in counted.order_by()}
    return Grid(
        id=question.__name__,
        label=question.label,  # type: ignore[attr-defined]
        definition=inspect.cleandoc(question.__doc__ or ""),
        administrations=administrations,
        rows=tuple((month, _row(month, administrations, counts, actor)) for month in months),
    )


def _row(
    month: date, administrations: Iterable[str], counts: dict[tuple[date, str], int], actor: Actor
) -> tuple[Cell, ...]:
    return tuple(
        Cell(administration=place, month=month, count=_shown(counts.get((month, place), 0), place, actor))
        for place in administrations
    )


def _shown(count: int, administration: str, actor: Actor) -> int | None:
    """One's own running counts are work, not statistics; another authority's small numbers point at people."""
    if administration == actor.administration or count == 0:
        return count
    return count if count >= load().organisation.switches.suppress_below else None


def after(month: date) -> date:
    """The first day of the next month."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """The first days of the months from first to last, both included."""
    months = [first.replace(day=1)]
    while after(months[-1]) <= last:
        months.append(after(months[-1]))
    return tuple(months)
