"""The pictures of the report: exactly the numbers that stand in the table beside them, column by column."""

from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.equal_treatment.answers import share_of
from kvar.casework.follow_up_report.picture_words import SHARES, SUMS
from kvar.casework.follow_up_report.pictures import shares_picture
from kvar.casework.follow_up_report.tables import columns_of, share_cell
from kvar.casework.measures.measured import Kind, Measure
from kvar.casework.published.reading import Published
from kvar.casework.published.tables import Place
from kvar.casework.published.words import number
from kvar.paper.charts.bars import Bar, BarChart, bar_chart
from kvar.paper.report.told import Picture, Row


def picture_over_time(published: Published, measure: Measure, *, title: str, finding: str) -> Picture | None:
    """The sums, or the shares of a measure that has a yes; None where nothing can be drawn."""
    words: dict[str, Any] = {"title": title, "description": finding}
    if measure.kind is Kind.SHARE:
        return shares_picture(shares_of(published, measure)[:-1], words | {"counted": _("Andel ja")}, SHARES)
    return _sums(published, measure, words)


def shares_of(published: Published, measure: Measure) -> list[tuple[str, float | None]]:
    """Each column with its share of yes among those known; the last is the whole period."""
    return [(head, share_of(one, measure, Place())) for head, one in columns_of(published)]


def share_row(published: Published, measure: Measure) -> Row:
    """The shares that the picture draws, for its table."""
    return Row(_("Andel ja"), tuple(share_cell(share) for _head, share in shares_of(published, measure)))


def _sums(published: Published, measure: Measure, words: dict[str, Any]) -> Picture | None:
    """A column that is not known whole is not drawn, and says so below its place."""
    each = [(head, one.sum(measure.id)) for head, one in columns_of(published)[:-1]]
    series = str(measure.label)
    bars = tuple(
        Bar(group=f"{head} {number(one)}" if one.hidden else head, series=series, count=one.shown or 0)
        for head, one in each
    )
    if not any(bar.count for bar in bars):
        return None
    return Picture(bar_chart, BarChart(**words, counted=_("Antal"), bars=bars), SUMS)
