"""Survival curves: the share that is done (or still waits) day by day, as steps, and how many are still followed.

Each curve has its own dash and its own mark at the bounds, and a name in words above. The bounds stand equally far
apart, for most happens in the first days and the numbers below must have room on a phone: say so beside the picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kvar.paper.charts.drawing import HOLLOW, LINES, PERCENT, WIDE, above, drawn, frame
from kvar.paper.charts.names import Name, texts
from kvar.paper.svg import Svg, drawable

_DASHES = ([1, 0], [7, 4], [2, 3], [9, 3, 2, 3])
_SHAPES = ("circle", "square", "triangle-up", "diamond")
_ROW = 17
_KEY = 19  # of one line of the legend
_LEFT = 50  # from the left edge to what is plotted, but for a little room
_AXIS = 46  # from the axis to the first row of numbers


@dataclass(frozen=True, kw_only=True)
class Stair:
    """At the end of ``day`` the share is so and no longer as before; ``low`` to ``high`` is its interval."""

    day: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One group. ``at_risk`` has a number for each of the chart's ``days``; None is not said."""

    name: str
    stairs: tuple[Stair, ...]
    at_risk: tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True)
class SurvivalChart:
    """What to draw. ``days`` are the bounds of the axis, from 0; ``counted`` names it, ``followed`` the numbers below.

    ``start`` is the share before the first day: 1 for those who wait, 0 for those who are done. Intervals are drawn for
    at most two curves; the table has them all.
    """

    title: str
    description: str
    counted: str
    shared: str
    followed: str
    days: tuple[int, ...]
    curves: tuple[Curve, ...]
    start: float = 0.0
    width: int = WIDE
    height: int = 260


def survival_chart(chart: SurvivalChart) -> Svg:
    """The chart as SVG without inline style or script. Raises ``ValueError`` when there are more curves than dashes."""
    if len(chart.curves) > len(_DASHES):
        raise ValueError(f"a survival chart has at most {len(_DASHES)} curves, not {len(chart.curves)}")
    room = _room(chart)
    inside = chart.width - room["left"] - room["right"]
    places = list(range(len(chart.days)))
    days = {"values": places, "grid": False, "labelExpr": f"{list(chart.days)}[datum.value]", "labelOverlap": False}
    scale = {"domain": [0, places[-1]], "nice": False}
    axes = {
        "x": {"field": "place", "type": "quantitative", "scale": scale, "title": drawable(chart.counted), "axis": days},
        "y": {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1]}}
        | {"axis": {"tickCount": 5, **PERCENT} | above(drawable(chart.shared))},
    }
    bands = [_band(chart, curve) for curve in chart.curves] if len(chart.curves) <= 2 else []
    layers = [*bands, _half(), *_lines(chart), *_legend(chart), texts(_numbers(chart, inside))]
    return drawn(chart, {**frame(chart, height=chart.height, **room), "encoding": axes, "layer": layers})


def _room(chart: SurvivalChart) -> dict[str, int]:
    rows = len(chart.curves) * (2 if len(chart.curves) > 1 else 1)
    legend = _KEY * len(chart.curves) if len(chart.curves) > 1 else 0
    return {"left": 54, "right": 18, "top": 34 + legend, "bottom": _AXIS + 16 + _ROW * (rows + 1)}


def _steps(chart: SurvivalChart, curve: Curve) -> list[dict[str, Any]]:
    first = Stair(day=0, share=chart.start, low=chart.start, high=chart.start)
    stairs = [stair for stair in (first, *curve.stairs) if stair.day <= max(chart.days)]
    told = {"name": drawable(curve.name)}
    return [
        told | {"day": one.day, "place": _place(chart, one.day), "share": one.share, "low": one.low, "high": one.high}
        for one in stairs
    ]


def _place(chart: SurvivalChart, day: int) -> float:
    """How many bounds the day is past, with the part of the way to the next."""
    for number, (before, after) in enumerate(pairwise(chart.days)):
        if day <= after:
            return number + max(0.0, (day - before) / (after - before))
    return float(len(chart.days) - 1)


def _band(chart: SurvivalChart, curve: Curve) -> dict[str, Any]:
    mark = {"type": "area", "interpolate": "step-after", "fill": LINES[chart.curves.index(curve)], "opacity": 0.16}
    ends = {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}}
    return {"data": {"values": _steps(chart, curve)}, "mark": mark, "encoding": ends}


def _half() -> dict[str, Any]:
    mark = {"type": "rule", "strokeDash": [1, 3], "stroke": LINES[3], "strokeWidth": 1.5}
    return {"data": {"values": [{"share": 0.5}]}, "mark": mark, "encoding": {"x": None}}


def _lines(chart: SurvivalChart) -> Iterator[dict[str, Any]]:
    """The steps of each curve, and its marks at the bounds."""
    for number, curve in enumerate(chart.curves):
        steps = _steps(chart, curve)
        yield {"data": {"values": steps}, "mark": {"interpolate": "step-after", **_dashed(number)}}
        yield {"data": {"values": [step for step in steps[1:] if step["day"] in chart.days]}, "mark": _mark(number)}


def _dashed(number: int) -> dict[str, Any]:
    return {"type": "line", "stroke": LINES[number], "strokeDash": _DASHES[number], "strokeWidth": 2.2}


def _mark(number: int) -> dict[str, Any]:
    shape = {"shape": _SHAPES[number], "stroke": LINES[number], "fill": HOLLOW}
    return {"type": "point", "size": 50, "strokeWidth": 2, "opacity": 1, **shape}


def _legend(chart: SurvivalChart) -> Iterator[dict[str, Any]]:
    """A piece of each line with its mark and its name, one under the other above the chart; none for one curve."""
    told = []
    for number, curve in enumerate(chart.curves if len(chart.curves) > 1 else ()):
        y = {"value": _KEY * (number + 0.6) - _room(chart)["top"]}
        ends = {"x": {"value": -_LEFT}, "x2": {"value": 38 - _LEFT}, "y": y}
        yield {"data": {"values": [{}]}, "mark": _dashed(number) | {"type": "rule"}, "encoding": ends}
        middle = {"x": {"value": 19 - _LEFT}, "y": y}
        yield {"data": {"values": [{}]}, "mark": _mark(number), "encoding": middle}
        told.append(Name(text=drawable(curve.name), x=46.0 - _LEFT, y=y["value"], align="left"))
    yield texts(told)


def _numbers(chart: SurvivalChart, inside: float) -> list[Name]:
    """How many are still followed, under each day of the axis; with several groups each has its name above its row."""
    apart = inside / (len(chart.days) - 1)
    left, row = -float(_LEFT), chart.height + _AXIS + 12.0
    told = [Name(text=drawable(chart.followed), x=left, y=row, align="left")]
    for curve in chart.curves:
        if len(chart.curves) > 1:
            row += _ROW
            told.append(Name(text=drawable(curve.name), x=left, y=row, align="left"))
        row += _ROW
        known = [(place, n) for place, n in enumerate(curve.at_risk) if n is not None]
        told += [Name(text=grouped(n), x=place * apart, y=row, align="center") for place, n in known]
    return told


def grouped(n: int) -> str:
    """A whole number as it is written in Swedish: a hard space between thousands."""
    return f"{n:,}".replace(",", "\u00a0")
