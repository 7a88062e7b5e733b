"""Bar charts: how many, per group along the axis and per series."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kvar.paper.charts.drawing import COLOURS, EDGE, WIDE, above, drawn
from kvar.paper.svg import Svg, drawable

LABEL = 30  # the least width of a group whose label can always stand


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One number: how many, in which group along the axis (*oktober 2026*), of which series (*Hisingen*)."""

    group: str
    series: str
    count: int


@dataclass(frozen=True, kw_only=True)
class BarChart:
    """What to draw. Groups and series are drawn in the order they first appear; ``counted`` names the axis."""

    title: str
    description: str
    counted: str
    bars: tuple[Bar, ...]
    stacked: bool = False
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
    colour = {"field": "series", "type": "nominal", "sort": None, "scale": scale, "legend": _legend(series)}
    beside = {} if chart.stacked else {"xOffset": {"field": "series", "sort": series}}
    return {
        "width": chart.width,
        "height": chart.height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": list(_rows(chart))},
        "mark": {"type": "bar", "stroke": EDGE, "strokeWidth": 0.8},
        "encoding": {"x": _groups(chart), "y": _counts(chart), "color": colour, **beside},
    }


def _rows(chart: BarChart) -> Iterator[dict[str, str | int]]:
    for bar in chart.bars:
        yield {"group": drawable(bar.group), "series": drawable(bar.series), "count": bar.count}


def _groups(chart: BarChart) -> dict[str, Any]:
    """Labels one word a line, so that twelve months have room beside each other; of many groups some go without."""
    crowded = len({bar.group for bar in chart.bars}) * LABEL > chart.width
    axis = {
        "labelAngle": 0,
        "labelExpr": "split(datum.label, ' ')",
        "labelOverlap": "parity" if crowded else False,
        "ticks": False,
    }
    return {"field": "group", "type": "ordinal", "sort": None, "title": None, "axis": axis | {"labelPadding": 6}}


def _counts(chart: BarChart) -> dict[str, Any]:
    most = max((bar.count for bar in chart.bars), default=0)
    axis = {"tickMinStep": 1, "tickCount": min(5, most) or 1, "format": ",d", "domain": False, "ticks": False}
    scale = {} if most else {"scale": {"domain": [0, 1]}}
    return {"field": "count", "type": "quantitative", "axis": axis | above(drawable(chart.counted)), **scale}


def _legend(series: list[str]) -> dict[str, Any] | None:
    return {"title": None, "orient": "top", "offset": 34, "symbolType": "square"} if len(series) > 1 else None
