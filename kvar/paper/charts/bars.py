"""Bar charts: how many, per group along the axis and per series."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kvar.paper.charts.drawing import COLOURS, EDGE, LETTER, WIDE, above, drawn
from kvar.paper.svg import Svg, drawable

LABEL = 30  # the least width of a group whose label can always stand
_AXIS = 40  # the width of the numbers at the side
_STEP = 24  # the height of a group that lies


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One number: how many, in which group along the axis (*oktober 2026*), of which series (*Hisingen*)."""

    group: str
    series: str
    count: int


@dataclass(frozen=True, kw_only=True)
class BarChart:
    """What to draw. Groups and series are drawn in the order they first appear; ``counted`` names the axis.

    With ``lying``, groups whose names have no room beside one another lie under one another: for people, not for time.
    """

    title: str
    description: str
    counted: str
    bars: tuple[Bar, ...]
    stacked: bool = False
    lying: bool = False
    width: int = WIDE
    height: int = 240


def bar_chart(chart: BarChart) -> Svg:
    """The chart as SVG without inline style or script. Raises ``ValueError`` for more series than colours."""
    return drawn(chart, _spec(chart))


def _spec(chart: BarChart) -> dict[str, Any]:
    series = list(dict.fromkeys(drawable(bar.series) for bar in chart.bars))
    if len(series) > len(COLOURS):
        raise ValueError(f"a bar chart has at most {len(COLOURS)} series, not {len(series)}")
    scale = {"domain": series, "range": COLOURS[: len(series)]}
    colour = {
        "field": "series",
        "type": "nominal",
        "sort": None,
        "scale": scale,
        "legend": _legend(series, chart.width),
    }
    beside = {} if chart.stacked else {"xOffset": {"field": "series", "sort": series}}
    along, across = ("y", "x") if _lies(chart) else ("x", "y")
    return {
        "width": chart.width,
        "height": {"step": _STEP} if _lies(chart) else chart.height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": list(_rows(chart))},
        "mark": {"type": "bar", "stroke": EDGE, "strokeWidth": 0.8},
        "encoding": {along: _groups(chart), across: _counts(chart), "color": colour, **beside},
    }


def _crowded(chart: BarChart) -> bool:
    groups = {drawable(bar.group) for bar in chart.bars}
    widest = max((len(word) for group in groups for word in group.split()), default=0) * LETTER
    return len(groups) * max(LABEL, widest) > chart.width - _AXIS


def _lies(chart: BarChart) -> bool:
    return chart.lying and _crowded(chart)


def _rows(chart: BarChart) -> Iterator[dict[str, str | int]]:
    for bar in chart.bars:
        yield {"group": drawable(bar.group), "series": drawable(bar.series), "count": bar.count}


def _groups(chart: BarChart) -> dict[str, Any]:
    """Labels one word a line, so that twelve months have room beside each other; of many groups some go without."""
    axis: dict[str, Any] = {"labelAngle": 0, "labelOverlap": False, "ticks": False, "labelPadding": 6}
    if not _lies(chart):
        axis |= {"labelExpr": "split(datum.label, ' ')", "labelOverlap": "parity" if _crowded(chart) else False}
    return {"field": "group", "type": "ordinal", "sort": None, "title": None, "axis": axis}


def _counts(chart: BarChart) -> dict[str, Any]:
    most = max((bar.count for bar in chart.bars), default=0)
    axis: dict[str, Any] = {
        "tickMinStep": 1,
        "tickCount": min(5, most) or 1,
        "format": ",d",
        "domain": False,
        "ticks": False,
    }
    scale = {} if most else {"scale": {"domain": [0, 1]}}
    title = {"title": drawable(chart.counted)}
    axis |= title | {"orient": "top"} if _lies(chart) else above(drawable(chart.counted))
    return {"field": "count", "type": "quantitative", "axis": axis, **scale}


def _legend(series: list[str], width: int) -> dict[str, Any] | None:
    """As many names in a row as have room."""
    if len(series) < 2:
        return None
    widest = max(len(one) for one in series) * LETTER + 28
    return {"orient": "top", "offset": 34, "symbolType": "square", "columns": max(1, int(width // widest))}
