"""Where the names of marks stand in a chart: beside their mark, and never on another mark or name. Pure geometry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kvar.paper.charts.drawing import HOLLOW, LETTER

_HIGH = 15.0  # of a line of text
_MARK = 7.0  # half a mark


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A mark at ``x``, ``y`` in the picture's units, and what it is called."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, kw_only=True)
class Name:
    """The text of a mark with its middle line at ``y``; ``align`` is Vega's, of the text at ``x``."""

    text: str
    x: float
    y: float
    align: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        wide = len(self.text) * LETTER
        left = self.x - {"left": 0.0, "right": wide, "center": wide / 2}[self.align]
        return left, self.y - _HIGH / 2, left + wide, self.y + _HIGH / 2


def names(marks: Sequence[Mark], *, beside: Sequence[Name], width: float, height: float) -> list[Name]:
    """A name for every mark that has room for one, the first in the order given first, and none on those ``beside``.
    Those without room have none: the table beside the picture names them all."""
    taken = [(mark.x - _MARK, mark.y - _MARK, mark.x + _MARK, mark.y + _MARK) for mark in marks]
    taken += [name.box for name in beside]
    placed: list[Name] = []
    for mark in marks:
        for name in _places(mark):
            left, top, right, bottom = name.box
            inside = left >= 0 and top >= 0 and right <= width and bottom <= height
            if inside and not any(meets(name.box, box) for box in taken):
                placed.append(name)
                taken.append(name.box)
                break
    return placed


def _places(mark: Mark) -> Iterator[Name]:
    """Beside the mark, then above and below it."""
    for x, y, align in ((11, 0, "left"), (-11, 0, "right"), (0, -16, "center"), (0, 16, "center")):
        yield Name(text=mark.name, x=mark.x + x, y=mark.y + y, align=align)
    for x, y, align in ((9, -13, "left"), (9, 13, "left"), (-9, -13, "right"), (-9, 13, "right")):
        yield Name(text=mark.name, x=mark.x + x, y=mark.y + y, align=align)


def meets(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def texts(told: Sequence[Name]) -> dict[str, Any]:
    """The names as a layer of the chart, at their places in what is plotted; lines behind them give way."""
    layers = []
    for align in ("left", "center", "right"):
        values = [{"text": name.text, "px": name.x, "py": name.y} for name in told if name.align == align]
        mark = {"type": "text", "align": align, "baseline": "middle"}
        for looks in (_HALO, {}):
            layers.append({"data": {"values": values}, "mark": mark | looks, "encoding": _AS_PLACED})
    return {"layer": layers}


_HALO = {"fill": HOLLOW, "stroke": HOLLOW, "strokeWidth": 4, "strokeJoin": "round"}


_AS_PLACED = {
    "x": {"field": "px", "type": "quantitative", "scale": None},
    "y": {"field": "py", "type": "quantitative", "scale": None},
    "text": {"field": "text", "type": "nominal"},
}
