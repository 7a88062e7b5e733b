"""Run charts: one figure per month (or quarter) around its median, and what the rules have found, marked in words.

A found pattern is a bracket with its words above the figures, and its figures are filled. No arrows, no traffic lights.
"""

from dataclasses import dataclass
from typing import Any

from kvar.paper.charts.drawing import HOLLOW, LETTER, LINES, PERCENT, WIDE, above, drawn, frame
from kvar.paper.charts.names import Name, meets, texts
from kvar.paper.svg import Svg, drawable

_LINE = 20  # of one bracket with its words


@dataclass(frozen=True, kw_only=True)
class Figure:
    """``value`` at a time; None is missing or hidden, and leaves a gap."""

    label: str
    value: float | None


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A pattern over the figures from place ``first`` to ``last``, both included, in a few words."""

    first: int
    last: int
    words: str


@dataclass(frozen=True, kw_only=True)
class RunChart:
    """What to draw. ``middle`` is the words at the median (*median 34 %*); ``share`` when the values are shares.

    Labels stand one word a line (*okt 26*), as many as have room.
    """

    title: str
    description: str
    counted: str
    middle: str
    median: float | None
    figures: tuple[Figure, ...]
    marked: tuple[Marked, ...] = ()
    share: bool = False
    width: int = WIDE
    height: int = 220


def run_chart(chart: RunChart) -> Svg:
    """The chart as SVG without inline style or script."""
    room = {"left": 54, "right": 14, "top": 40 + _LINE * len(chart.marked), "bottom": 46}
    inside = chart.width - room["left"] - room["right"]
    high = _high(chart)
    numbers = PERCENT if chart.share else {"format": ",d", "domain": False, "ticks": False, "tickMinStep": 1}
    title = above(drawable(chart.counted)) | {"titleY": -12 - _LINE * len(chart.marked)}
    axes = {
        "x": {"field": "place", "type": "quantitative", "axis": _times(chart, inside), "title": None}
        | {"scale": {"domain": [-0.5, len(chart.figures) - 0.5], "nice": False}},
        "y": {"field": "value", "type": "quantitative", "axis": {"tickCount": 4, **numbers} | title}
        | {"scale": {"domain": [0, high], "nice": False}},
    }
    layers = [*_median(chart), _line(chart), _points(chart), *_brackets(chart), _words(chart, inside, high)]
    return drawn(chart, {**frame(chart, height=chart.height, **room), "encoding": axes, "layer": layers})


def _high(chart: RunChart) -> float:
    most = max((figure.value for figure in chart.figures if figure.value is not None), default=0)
    return most * 1.12 or 1


def _times(chart: RunChart, inside: float) -> dict[str, Any]:
    """The labels under the axis: every one, or every second, third … from the last, so that none meets another."""
    labels = [drawable(figure.label) for figure in chart.figures]
    widest = max((len(word) for label in labels for word in label.split()), default=1) * LETTER + 6
    every = max(1, -int(-widest * len(labels) // inside)) if labels else 1
    last = len(labels) - 1
    shown = [place for place in range(len(labels)) if (last - place) % every == 0]
    said = " : ".join(f"datum.value == {place} ? {_words_of(labels[place])}" for place in shown)
    axis = {"values": shown, "grid": False, "labelOverlap": False, "labelPadding": 4}
    return axis | ({"labelExpr": f"{said} : ''"} if shown else {})


def _words_of(label: str) -> str:
    """A label as a list of words in Vega's expressions; a quote or a backslash in it stays a letter."""
    quoted = [word.replace("\\", "\\\\").replace("'", "\\'") for word in label.split()]
    return "[" + ", ".join(f"'{word}'" for word in quoted) + "]"


def _median(chart: RunChart) -> list[dict[str, Any]]:
    if chart.median is None:
        return []
    mark = {"type": "rule", "strokeDash": [6, 4], "stroke": LINES[3], "strokeWidth": 1.5}
    return [{"data": {"values": [{"value": chart.median}]}, "mark": mark, "encoding": {"x": None}}]


def _line(chart: RunChart) -> dict[str, Any]:
    mark = {"type": "line", "stroke": LINES[0], "strokeWidth": 2, "invalid": "break-paths-filter-domains"}
    return {"data": {"values": _values(chart)}, "mark": mark}


def _points(chart: RunChart) -> dict[str, Any]:
    """Hollow, and filled where a pattern holds."""
    values = [one for one in _values(chart) if one["value"] is not None]
    fill = {"condition": {"test": "datum.marked", "value": LINES[0]}, "value": HOLLOW}
    mark = {"type": "point", "size": 55, "stroke": LINES[0], "strokeWidth": 2, "opacity": 1}
    return {"data": {"values": values}, "mark": mark, "encoding": {"fill": fill}}


def _values(chart: RunChart) -> list[dict[str, Any]]:
    spans = [range(one.first, one.last + 1) for one in chart.marked]
    return [
        {"place": place, "value": figure.value, "marked": any(place in span for span in spans)}
        for place, figure in enumerate(chart.figures)
    ]


def _brackets(chart: RunChart) -> list[dict[str, Any]]:
    """A line over the figures of each pattern, one under the other; its words stand on it."""
    each = []
    for row, one in enumerate(chart.marked):
        ends = {"from": one.first - 0.3, "to": one.last + 0.3}
        span = {"x": {"field": "from", "type": "quantitative"}, "x2": {"field": "to"}, "y": {"value": _level(row)}}
        mark = {"type": "rule", "stroke": LINES[0], "strokeWidth": 3}
        each.append({"data": {"values": [ends]}, "mark": mark, "encoding": span})
    return each


def _level(row: int) -> float:
    return -4.0 - _LINE * row


def _words(chart: RunChart, inside: float, high: float) -> dict[str, Any]:
    """Over its bracket, pushed in where it would leave the picture; and the median's at its right end."""
    told = []
    for row, one in enumerate(chart.marked):
        half = len(one.words) * LETTER / 2
        middle = ((one.first + one.last) / 2 + 0.5) / len(chart.figures) * inside
        x = max(half - 50, min(middle, inside + 10 - half))
        told.append(Name(text=drawable(one.words), x=x, y=_level(row) - 10, align="center"))
    if chart.median is not None:
        told.append(_middle(chart, inside, high))
    return texts(told)


def _middle(chart: RunChart, inside: float, high: float) -> Name:
    """The median's words: over or under its line, at the end where they meet the fewest figures."""
    line = chart.height * (1 - (chart.median or 0) / high)
    marks = [
        ((place + 0.5) / len(chart.figures) * inside, chart.height * (1 - figure.value / high))
        for place, figure in enumerate(chart.figures)
        if figure.value is not None
    ]
    ends = [(inside, "right"), (0.0, "left")]
    tried = [Name(text=drawable(chart.middle), x=x, y=line + y, align=align) for y in (-10, 12) for x, align in ends]
    return min(tried, key=lambda name: sum(meets(name.box, (x - 5, y - 5, x + 5, y + 5)) for x, y in marks))
