"""The pictures of the report: exactly the numbers that stand in the table beside them, column by column."""

from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.equal_treatment.answers import answers_of, tally
from kvar.casework.follow_up_report.tables import columns_of, share_cell
from kvar.casework.measures.measured import ALL, Kind, Measure
from kvar.casework.published.reading import Published
from kvar.casework.published.tables import Place
from kvar.casework.published.words import NOT_SHOWN, number, share_words
from kvar.casework.statistics.runs import runs_of
from kvar.paper.charts.bars import Bar, BarChart, bar_chart
from kvar.paper.charts.runs import Figure as Dot
from kvar.paper.charts.runs import RunChart, run_chart
from kvar.paper.report.told import Picture, Row

WHOLE_CITY = Place(ALL, ALL, ALL, ALL)


def picture_over_time(published: Published, measure: Measure, *, title: str, finding: str) -> Picture | None:
    """The sums, or the shares of a measure that has a yes; None where nothing can be drawn."""
    words: dict[str, Any] = {"title": title, "description": finding}
    return _shares(published, measure, words) if measure.kind is Kind.SHARE else _sums(published, measure, words)


def shares_of(published: Published, measure: Measure) -> list[tuple[str, float | None]]:
    """Each column with its share of yes among those known; the last is the whole period."""
    each = [(head, tally(one, measure.id, answers_of(measure), WHOLE_CITY)) for head, one in columns_of(published)]
    return [(head, one.yes / one.n if one is not None and one.n else None) for head, one in each]


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
    return Picture(bar_chart, BarChart(**words, counted=_("Antal"), bars=bars))


def _shares(published: Published, measure: Measure, words: dict[str, Any]) -> Picture | None:
    each = shares_of(published, measure)[:-1]
    middle = runs_of([share for _head, share in each]).median
    if middle is None:
        return None
    dots = tuple(Dot(label=head if share is not None else f"{head} {NOT_SHOWN}", value=share) for head, share in each)
    told: dict[str, Any] = {"counted": _("Andel ja"), "figures": dots, "middle": _("median %s") % share_words(middle)}
    return Picture(run_chart, RunChart(**words, **told, median=middle, share=True))
