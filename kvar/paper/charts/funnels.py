"""Funnel plots: each unit's share against how many cases it has, between the limits that chance alone keeps to.

A unit inside the limits is a hollow ring, one outside the inner limits a diamond, one outside the outer a triangle.
"""

from dataclasses import dataclass
from typing import Any

from kvar.paper.charts.drawing import HOLLOW, LINES, PERCENT, WIDE, above, drawn, frame
from kvar.paper.charts.names import Mark, Name, names, texts
from kvar.paper.svg import Svg, drawable

_ROOM = {"left": 48, "right": 14, "top": 82, "bottom": 46}
SHAPES = ("circle", "diamond", "triangle-up")
_LINES = {"inner": [6, 4], "outer": [2, 3]}


@dataclass(frozen=True, kw_only=True)
class Spot:
    """One unit: ``n`` cases, its share (0 to 1, or above), and ``zone`` 0 inside, 1 outside inner, 2 outside outer."""

    name: str
    n: int
    share: float
    zone: int


@dataclass(frozen=True, kw_only=True)
class Limit:
    """The limits as shares for a unit of ``n`` cases."""

    n: int
    inner: tuple[float, float]
    outer: tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class FunnelChart:
    """What to draw. ``share`` is the whole city's, ``zones`` the words for the three shapes, ``inner`` and ``outer``
    the words at the limits (*95 %*), ``whole`` at the city's line, ``counted`` under and ``shared`` above the axes."""

    title: str
    description: str
    counted: str
    shared: str
    whole: str
    zones: tuple[str, str, str]
    inner: str
    outer: str
    share: float
    spots: tuple[Spot, ...]
    limits: tuple[Limit, ...]
    width: int = WIDE
    height: int = 280


def funnel_chart(chart: FunnelChart) -> Svg:
    """The chart as SVG without inline style or script."""
    most = max([spot.n for spot in chart.spots] or [1]) * 1.16
    low, high = _range(chart)
    inside = chart.width - _ROOM["left"] - _ROOM["right"]
    plane = _Plane(width=inside, height=chart.height, most=most, low=low, high=high)
    x = {"field": "n", "type": "quantitative", "scale": {"domain": [0, most], "nice": False}}
    y = {"field": "share", "type": "quantitative", "scale": {"domain": [low, high], "nice": False}}
    axes = {
        "x": x | {"title": drawable(chart.counted), "axis": {"grid": False, "format": ",d", "tickCount": 5}},
        "y": y | {"axis": {"tickCount": 5, **PERCENT} | above(drawable(chart.shared))},
    }
    lines = [_line(chart, plane, kind, end) for kind in _LINES for end in (0, 1)]
    layers = [*lines, _whole(chart), _spots(chart), _texts(chart, plane)]
    return drawn(chart, {**frame(chart, height=chart.height, **_ROOM), "encoding": axes, "layer": layers})


@dataclass(frozen=True, kw_only=True)
class _Plane:
    """Where a number of cases and a share stand, in units from the top left of what is plotted."""

    width: float
    height: float
    most: float
    low: float
    high: float

    def x(self, n: float) -> float:
        return n / self.most * self.width

    def y(self, share: float) -> float:
        return (self.high - share) / (self.high - self.low) * self.height


def _range(chart: FunnelChart) -> tuple[float, float]:
    """From the lowest to the highest that must be seen: every unit, the city, and the limits where the units stand."""
    least = min((spot.n for spot in chart.spots), default=0) * 0.6
    ends = [end for limit in chart.limits if limit.n >= least for end in limit.outer]
    seen = [*ends, *(spot.share for spot in chart.spots), chart.share]
    room = max(0.02, (max(seen) - min(seen)) * 0.06)
    highest = max((spot.share for spot in chart.spots), default=0.0)  # a standardised share can be more than all
    return max(0.0, min(seen) - room), max(min(1.0, max(seen) + room), highest + room)


def _line(chart: FunnelChart, plane: _Plane, kind: str, end: int) -> dict[str, Any]:
    ends = [(limit.n, getattr(limit, kind)[end]) for limit in chart.limits if limit.n <= plane.most]
    values = [{"n": n, "share": share} for n, share in _seen(ends, plane)]
    mark = {"type": "line", "strokeDash": _LINES[kind], "strokeWidth": 1.5, "stroke": LINES[3]}
    return {"data": {"values": values}, "mark": mark}


def _seen(ends: list[tuple[int, float]], plane: _Plane) -> list[tuple[float, float]]:
    """From where the limit comes into what is plotted. Cut here, for a clip in SVG needs ids and ``url``."""
    outside = [place for place, (_n, share) in enumerate(ends) if not plane.low <= share <= plane.high]
    if not outside:
        return list(ends)
    (n, share), *rest = ends[outside[-1] :]
    if not rest:
        return []
    edge = plane.high if share > plane.high else plane.low
    part = (edge - share) / (rest[0][1] - share)
    return [(n + part * (rest[0][0] - n), edge), *rest]


def _whole(chart: FunnelChart) -> dict[str, Any]:
    mark = {"type": "rule", "strokeWidth": 1.5, "stroke": LINES[0]}
    return {"data": {"values": [{"share": chart.share}]}, "mark": mark, "encoding": {"x": None}}


def _spots(chart: FunnelChart) -> dict[str, Any]:
    values = [{"n": one.n, "share": one.share, "zone": drawable(chart.zones[one.zone])} for one in chart.spots]
    words = [drawable(zone) for zone in chart.zones]
    legend = {"orient": "none", "legendX": -_ROOM["left"] + 4, "legendY": -_ROOM["top"] + 4, "direction": "vertical"}
    legend |= {"symbolSize": 90, "symbolStrokeWidth": 2, "rowPadding": 1}
    shape = {"field": "zone", "type": "nominal", "scale": {"domain": words, "range": SHAPES}, "legend": legend}
    fill = {"field": "zone", "scale": {"domain": words, "range": [HOLLOW, LINES[1], LINES[0]]}, "legend": legend}
    stroke = {"field": "zone", "scale": {"domain": words, "range": [LINES[0], LINES[1], LINES[0]]}, "legend": legend}
    mark = {"type": "point", "size": 90, "strokeWidth": 2, "opacity": 1}
    return {"data": {"values": values}, "mark": mark, "encoding": {"shape": shape, "fill": fill, "stroke": stroke}}


def _texts(chart: FunnelChart, plane: _Plane) -> dict[str, Any]:
    """The units' names, those outside first, and the words at the lines."""
    ordered = sorted(chart.spots, key=lambda spot: -spot.zone)
    marks = [Mark(x=plane.x(spot.n), y=plane.y(spot.share), name=drawable(spot.name)) for spot in ordered]
    beside = _line_words(chart, plane)
    return texts([*names(marks, beside=beside, width=plane.width, height=plane.height), *beside])


def _line_words(chart: FunnelChart, plane: _Plane) -> list[Name]:
    """Over the upper limits at the right end, and over the city's line at the left end, where the funnel is wide."""
    told = [Name(text=drawable(chart.whole), x=4, y=plane.y(chart.share) - 9, align="left")]
    for limit in chart.limits[-1:]:
        ends = {chart.outer: limit.outer[1], chart.inner: limit.inner[1]}
        told += [
            Name(text=drawable(word), x=plane.width, y=plane.y(end) - 9, align="right") for word, end in ends.items()
        ]
    return told
