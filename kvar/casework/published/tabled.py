"""A published measure as a table: its parts down, quarters or places across. Pages, sheets and slides show the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kvar.casework.measures.measured import ALL, Measure, Part
from kvar.casework.published.reading import Figure, Published

TOGETHER = _("Totalt")


@dataclass(frozen=True, kw_only=True)
class Cases:
    """Which cases are counted; ALL narrows nothing."""

    administration: str = ALL
    ground: str = ALL
    household: str = ALL

    @property
    def places(self) -> dict[str, str]:
        return {"administration": self.administration, "ground": self.ground, "household": self.household}


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """``label``: the part, or all of them together."""

    label: str | Promise
    figures: tuple[Figure, ...]


@dataclass(frozen=True, kw_only=True)
class Tabled:
    """``heads``: quarters by their first day, or places by their name; the last column and row are the sums."""

    heads: tuple[date | str | Promise, ...]
    rows: tuple[TableRow, ...]

    @property
    def whole(self) -> TableRow:
        """The sums over the parts."""
        return self.rows[-1]

    @property
    def total(self) -> Figure:
        return self.whole.figures[-1]

    @property
    def holes(self) -> bool:
        """Is any number hidden?"""
        return any(figure.hidden for row in self.rows for figure in row.figures)


def by_quarter(published: Published, measure: Measure, cases: Cases) -> Tabled:
    """How it has gone from quarter to quarter."""
    series = [published.quarter(quarter) for quarter in published.quarters]
    rows = tuple(
        TableRow(
            label=part.label,
            figures=tuple(one.sum(measure.id, **cases.places, part=part.id) for one in [*series, published]),
        )
        for part in _with_sum(measure.parts)
    )
    return Tabled(heads=(*published.quarters, TOGETHER), rows=rows)


def _with_sum(parts: tuple[Part, ...]) -> Iterator[Part]:
    yield from parts
    yield Part(ALL, TOGETHER)
