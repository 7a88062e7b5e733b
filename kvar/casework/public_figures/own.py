"""Our own side of the comparison: what is published of the whole city, over a whole year or half of one."""

from dataclasses import dataclass, replace
from datetime import date

from kvar.casework.access import Actor
from kvar.casework.measures.children import (
    REGISTERED_FROM,
    evicted_children_from_2025,
    evicted_children_until_2024,
)
from kvar.casework.measures.dimensions import WITH_CHILDREN
from kvar.casework.measures.enforcement import evictions
from kvar.casework.measures.measured import ALL
from kvar.casework.public_figures.measures import PublicMeasure
from kvar.casework.published.reading import Figure, Published, published_quarters, published_to

MONTHS = {0: (1, 4, 7, 10), 1: (1, 4), 2: (7, 10)}
"""The quarters of a whole year, of its first half and of its second."""

NEW_SERIES = REGISTERED_FROM.year
"""Kronofogden tells children by registration from this year, by permanent home before it (practice.md 5.4)."""

OF_CHILDREN = (PublicMeasure.CHILDREN, PublicMeasure.CHILDREN_PER_100000)
"""Both tell of the same children, and break where the way of counting them does."""


@dataclass(frozen=True)
class Period:
    """``half`` 0: the whole year."""

    year: int
    half: int = 0

    @property
    def quarters(self) -> tuple[date, ...]:
        return tuple(date(self.year, month, 1) for month in MONTHS[self.half])


@dataclass(frozen=True)
class OwnFigure:
    """``figure`` None: some quarter of the period is not published, ``quarters`` says how many are."""

    figure: Figure | None
    quarters: int


def own_published(actor: Actor) -> Published | None:
    """All that is published, or None. Three queries. Raises Unseen for whoever may not see the follow-up."""
    quarters = published_quarters()
    return published_to(actor, quarters[0], quarters[-1]) if quarters else None


def own_figure(found: Published | None, measure: str, period: Period) -> OwnFigure | None:
    """Our figure beside Kronofogden's, of children how many. None for what we do not count, or have not published."""
    ours = _of(measure, period.year)
    there = tuple(quarter for quarter in period.quarters if found and quarter in found.quarters)
    if found is None or ours is None or not there:
        return None
    if len(there) < len(period.quarters):
        return OwnFigure(None, len(there))
    household = WITH_CHILDREN if measure == PublicMeasure.FAMILIES else ALL
    return OwnFigure(replace(found, quarters=there).sum(ours, household=household), len(there))


def _of(measure: str, year: int) -> str | None:
    """Which of our measures counts the same."""
    if measure in (PublicMeasure.EXECUTED, PublicMeasure.FAMILIES):
        return evictions.id
    if measure in OF_CHILDREN:
        return (evicted_children_from_2025 if year >= NEW_SERIES else evicted_children_until_2024).id
    return None
