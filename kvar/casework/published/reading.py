"""The only way out of what is published. Every page, chart, export and command is a function of what stands here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from django.utils.timezone import localdate

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act
from kvar.casework.errors import Unseen
from kvar.casework.measures.measured import ALL
from kvar.casework.published.storing import place_of, written
from kvar.casework.published.tables import Place, is_too_fine
from kvar.records.models import PublishedMeasure, PublishedQuarter

EVERYTHING = written(Place())
Cells = Mapping[str, int | None]


@dataclass(frozen=True)
class Figure:
    """``least``: what the visible numbers come to. ``hidden``: a number among them is not shown, so it may be more."""

    least: int
    hidden: bool

    @property
    def shown(self) -> int | None:
        """The number, where it is known whole."""
        return None if self.hidden else self.least


def added(figures: Iterable[Figure]) -> Figure:
    """The sum of figures; hidden where any of them is."""
    each = list(figures)
    return Figure(sum(one.least for one in each), any(one.hidden for one in each))


@dataclass(frozen=True)
class Published:
    """What has been published of some quarters. ``suppress_below``: the highest threshold any of them was hidden by.

    ``published_on``: the day the last of them was.
    """

    quarters: tuple[date, ...]
    suppress_below: int
    cells: Mapping[tuple[date, str], Cells]
    published_on: date | None = None

    @property
    def measures(self) -> frozenset[str]:
        """The measures that some quarter has."""
        return frozenset(measure for _quarter, measure in self.cells)

    def quarter(self, quarter: date) -> Self:
        """One of the quarters by itself."""
        return replace(self, quarters=(quarter,))

    def sum(
        self, measure: str, *, administration: str = ALL, ground: str = ALL, household: str = ALL, part: str = ALL
    ) -> Figure:
        """One place, all quarters. A quarter in which the measure was not counted is not known, so it is hidden."""
        return self.at(measure, Place(administration, ground, household, part))

    def at(self, measure: str, place: Place) -> Figure:
        """The same, of a place that is told whole."""
        return added(self._figure(quarter, measure, written(place)) for quarter in self.quarters)

    def rows(self, measure: str) -> Iterator[tuple[date, Place, Figure]]:
        """Every number that is not zero, and the sum of them all; where the measure was counted."""
        for quarter in self.quarters:
            cells = self.cells.get((quarter, measure))
            if cells is not None:
                for place in sorted({EVERYTHING, *cells}):
                    yield quarter, place_of(place), self._figure(quarter, measure, place)

    def _figure(self, quarter: date, measure: str, place: str) -> Figure:
        cells = self.cells.get((quarter, measure))
        n = None if cells is None or is_too_fine(place_of(place)) else cells.get(place, 0)
        return Figure(n or 0, n is None)


def published(first_quarter: date, last_quarter: date) -> Published:
    """What has been published of the quarters between two, both included, each named by its first day. Two queries."""
    rows = list(PublishedQuarter.objects.filter(first_day__gte=first_quarter, first_day__lte=last_quarter))
    quarter_of = {row.pk: row.first_day for row in rows}
    found = PublishedMeasure.objects.filter(quarter__in=rows).values_list("quarter", "measure", "cells")
    return Published(
        quarters=tuple(row.first_day for row in rows),
        suppress_below=max((row.suppress_below for row in rows), default=0),
        cells={(quarter_of[quarter], measure): cells for quarter, measure, cells in found.order_by()},
        published_on=max((localdate(row.published_at) for row in rows), default=None),
    )


def published_to(actor: Actor, first_quarter: date, last_quarter: date) -> Published:
    """The same for somebody signed in. Raises Unseen for whoever may not see the follow-up."""
    if not may(actor, Act.SEE_FOLLOW_UP):
        raise Unseen
    return published(first_quarter, last_quarter)


def published_one_by_one(actor: Actor, first_quarter: date, last_quarter: date) -> Iterator[Published]:
    """The same quarter by quarter, so that one at a time is in memory. Raises Unseen at once, not when it is read."""
    if not may(actor, Act.SEE_FOLLOW_UP):
        raise Unseen
    return (published(one, one) for one in published_quarters() if first_quarter <= one <= last_quarter)


def published_quarters() -> tuple[date, ...]:
    """The quarters there is something of, oldest first."""
    return tuple(PublishedQuarter.objects.values_list("first_day", flat=True))
