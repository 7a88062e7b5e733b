"""What all charts share: drawn by Vega-Lite, made plain for a strict content policy, in the interface's own type.

No chart says anything with colour alone: shapes, dashes and words say it too, and the colours are steps from dark to
light, so that a grey print and an eye that sees no colours tell them apart. On a dark screen the page's css gives the
classes other colours: ``chart-1`` … of bars, ``line-1`` … and ``mark-1`` … of lines and their marks, ``hollow`` of what
is empty, and ``halo`` around words.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Protocol, TypeVar
from xml.etree import ElementTree as tree

import vl_convert

from kvar.paper.svg import NAMESPACE, Svg, describe, for_screens, written

# Fillings: the theme's accent and amber and two lighter companions, each lighter than the one before, with an edge.
COLOURS = ("#0b5563", "#ad7412", "#86b8c4", "#e6ebee")
EDGE = "#1f2933"
# Lines and marks: all reach 3:1 against white; dashes and shapes tell them apart.
LINES = ("#0b5564", "#8a5a00", "#3f7f8f", "#5b6670")
HOLLOW = "#ffffff"

WIDE, NARROW = 560, 340
"""Units of a picture's whole width. A label of 13 units is 13 pixels on a desk, and 12 on a phone of 360 pixels."""

LETTER = 7.2  # a wide guess at one letter of 13 units


class Chart(Protocol):
    """Every chart is a frozen dataclass with these and its own data."""

    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def width(self) -> int: ...


One = TypeVar("One", bound=Chart)


def for_page(draw: Callable[[One], Svg], chart: One) -> Svg:
    """The chart twice: as it is, and narrow for a phone. The page's css shows the one that its place has room for."""
    return for_screens(wide=draw(chart), narrow=draw(replace(chart, width=NARROW)))  # type: ignore[type-var]


def drawn(chart: Chart, spec: dict[str, Any]) -> Svg:
    """The picture of a Vega-Lite description. The same one is drawn once per process."""
    whole = {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "background": None, "config": _LOOKS} | spec
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    return _drawn(text, title=chart.title, description=chart.description)


@lru_cache(maxsize=256)
def _drawn(spec: str, *, title: str, description: str) -> Svg:
    _know_font()
    made = vl_convert.vegalite_to_svg(json.loads(spec), vl_version="6.4", format_locale="sv-SE", allowed_base_urls=[])
    root = tree.fromstring(made)
    for element in root.iter():
        _make_plain(element)
    root.attrib = {"xmlns": NAMESPACE, "viewBox": root.attrib["viewBox"], "role": "img", "class": "chart"}
    name = "chart-" + sha256(f"{spec}{title}{description}".encode()).hexdigest()[:12]
    describe(root, name=name, title=title, description=description)
    return written(root)


@cache
def _know_font() -> None:
    """Let Vega measure words in the font that the page shows."""
    vl_convert.register_font_directory(str(files("fontpkg_noto_sans") / "files"))


def _make_plain(element: tree.Element) -> None:
    """Drop Vega's English roles, its namespaces and its font; mark what has one of our colours with its class."""
    element.tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    for key in [key for key in element.attrib if key in ("role", "font-family") or key.startswith("aria-")]:
        del element.attrib[key]
    classes = [_CLASSES[key, colour] for key in ("fill", "stroke") if (key, colour := element.get(key)) in _CLASSES]
    if classes:
        element.set("class", " ".join(classes))


_CLASSES: dict[tuple[str, str | None], str] = {
    **{("fill", colour): f"chart-{place}" for place, colour in enumerate(COLOURS, 1)},
    **{("fill", colour): f"mark-{place}" for place, colour in enumerate(LINES, 1)},
    **{("stroke", colour): f"line-{place}" for place, colour in enumerate(LINES, 1)},
    ("fill", HOLLOW): "hollow",
    ("stroke", HOLLOW): "halo",
}

_TEXT = {"labelColor": "currentColor", "titleColor": "currentColor", "labelFontSize": 13, "titleFontSize": 13}
_LOOKS = {
    "font": "Noto Sans",
    "view": {"stroke": None},
    "axis": {**_TEXT, "titleFontWeight": "normal", "domainColor": "currentColor", "aria": False}
    | {"gridColor": "currentColor", "gridOpacity": 0.15, "domainOpacity": 0.5, "tickColor": "currentColor"},
    "legend": {**_TEXT, "aria": False, "title": None, "labelLimit": 300},
    "text": {"color": "currentColor", "fontSize": 13},
}


PERCENT = {"labelExpr": "format(datum.value * 100, ',d') + '\u00a0%'", "domain": False, "ticks": False}


def above(title: str) -> dict[str, Any]:
    """An axis title that stands level above the axis, where it is read first."""
    return {"title": title, "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleY": -12, "titleX": 0}


def frame(chart: Chart, *, height: int, left: int, right: int, top: int, bottom: int) -> dict[str, Any]:
    """A picture of exactly the chart's width, with so much room around what is plotted in ``height`` units."""
    room = {"left": left, "right": right, "top": top, "bottom": bottom}
    return {"autosize": "none", "padding": room, "width": chart.width - left - right, "height": height}
