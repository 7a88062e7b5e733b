"""Published numbers as the tables of a report: the parts down, the period across."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from django.utils.translation import ngettext

from kvar.casework.measures.measured import ALL, Measure
from kvar.casework.published.reading import Figure, Published
from kvar.casework.published.tabled import TOGETHER
from kvar.casework.published.words import number, quarter_words, share_words
from kvar.paper.report.told import Cell, Row, Table

MOST_QUARTERS = 5
"""Columns: of a longer period the years stand beside each other, for a paper has no room for more."""
Place = tuple[str, dict[str, str]]
"""The name of a row, and what it narrows to."""


def columns_of(published: Published) -> list[tuple[str, Published]]:
    """The period in columns: each quarter, or each year with how much of it there is; then all together."""
    quarters = published.quarters
    if len(quarters) <= MOST_QUARTERS:
        each = [(quarter_words(one), published.quarter(one)) for one in quarters]
    else:
        each = list(_years(published))
    return [*each, (str(TOGETHER), published)]


def _years(published: Published) -> Iterator[tuple[str, Published]]:
    for year, some in groupby(published.quarters, key=lambda quarter: quarter.year):
        quarters: tuple[date, ...] = tuple(some)
        told = {"year": year, "n": len(quarters)}
        words = (
            str(year) if len(quarters) == 4 else ngettext("%(year)s, ett kvartal", "%(year)s, %(n)s kvartal", told["n"])
        )
        yield words % told if len(quarters) != 4 else words, replace(published, quarters=quarters)


def measure_table(published: Published, measure: Measure, *, caption: str) -> Table:
    """A measure without the parts that there is nothing of, and their sum."""
    parts: list[Place] = [(str(part.label), {"part": part.id}) for part in measure.parts]
    return places_table(published, measure.id, parts, caption=caption, first=str(measure.label), keep_empty=False)


def places_table(
    published: Published, measure: str, places: Sequence[Place], *, caption: str, first: str, keep_empty: bool
) -> Table:
    """A row for each place of a measure, and their sum."""
    columns = columns_of(published)
    rows = [(label, [one.sum(measure, **at) for _head, one in columns]) for label, at in places]
    shown = [row for row in rows if keep_empty or any(one.least or one.hidden for one in row[1])]
    whole = [one.sum(measure, part=ALL) for _head, one in columns]
    return Table(
        caption=caption,
        first=first,
        heads=tuple(head for head, _one in columns),
        rows=(
            *(Row(label, cells(figures)) for label, figures in shown),
            Row(str(TOGETHER), cells(whole), together=True),
        ),
        sums=True,
    )


def cells(figures: Iterable[Figure]) -> tuple[Cell, ...]:
    return tuple(Cell(number(figure), figure.shown) for figure in figures)


def share_cell(share: float | None, note: str = "") -> Cell:
    """A share, with a note after it; a dash where it is not known."""
    return Cell(f"{share_words(share)} ({note})" if note else share_words(share), share, share=True)
