"""A report as data: what each section says, the same on a page, on paper, in a spreadsheet and on slides."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kvar.paper.charts.drawing import for_page
from kvar.paper.svg import Svg


@dataclass(frozen=True)
class Picture:
    """What to draw, and how. ``shows``: sentences that say in plain words what it shows and what not."""

    draw: Callable[[Any], Svg]
    chart: Any
    shows: tuple[object, ...]  # each a lazy translation

    @property
    def words(self) -> str:
        """What stands under it."""
        return " ".join(map(str, self.shows))

    def for_page(self) -> Svg:
        """Wide, and narrow for a phone."""
        return for_page(self.draw, self.chart)

    def for_paper(self) -> Svg:
        """As wide as a paper."""
        return self.draw(self.chart)


@dataclass(frozen=True)
class Cell:
    """``value``: the number itself, for a spreadsheet; None where there is none, or where it is not known whole."""

    text: str
    value: float | None = None
    share: bool = False


@dataclass(frozen=True)
class Row:
    """``label`` heads the row. A row that is ``together`` holds the sums."""

    label: str
    cells: tuple[Cell, ...]
    together: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """``first``: what the rows are. ``heads``: the columns after it; ``sums``: the last of them is the sum."""

    caption: str
    first: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    sums: bool = False


@dataclass(frozen=True, kw_only=True)
class Section:
    """``finding``: one sentence that claims no more than the table. ``notes``: how it is counted, and what to mind."""

    id: str
    title: str
    finding: str
    notes: tuple[str, ...]
    table: Table
    picture: Picture | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """``lines`` stand on the cover: the period, when it was published, how small numbers are hidden."""

    title: str
    city: str
    period: str
    made_on: date
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
