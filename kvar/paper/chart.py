"""Bar charts as inline SVG, made on the server by Vega-Lite. The page always shows the same numbers as a table too."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree as tree

import vl_convert

from kvar.paper.svg import NAMESPACE, Svg, describe, drawable, written

# The theme's accent and amber, and a lighter and a darker companion; all reach 3:1 against white. The page's css may
# give the classes chart-1 … chart-4 other colours for dark screens.
COLOURS = ("#0b5563", "#8a5a00", "#4f8d9c", "#5b6670")

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
    width: int = 720
    height: int = 240


def bar_chart(chart: BarChart) -> Svg:
    """The chart as SVG without inline style or script. Raises ``ValueError`` when there are more series than colours.

    The same chart is drawn once per process: it is kept by the hash of its description.
    """
    spec = json.dumps(_spec(chart), ensure_ascii=False, sort_keys=True)
    return _drawn(spec, title=chart.title, description=chart.description)


@lru_cache(maxsize=256)
def _drawn(spec: str, *, title: str, description: str) -> Svg:
    _know_font()
    drawn = vl_convert.vegalite_to_svg(json.loads(spec), vl_version="6.4", format_locale="sv-SE", allowed_base_urls=[])
    root = tree.fromstring(drawn)
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
    if element.get("fill") in COLOURS:
        element.set("class", f"chart-{COLOURS.index(element.attrib['fill']) + 1}")


def _spec(chart: BarChart) -> dict[str, Any]:
    series = list(dict.fromkeys(drawable(bar.series) for bar in chart.bars))
    if len(series) > len(COLOURS):
        raise ValueError(f"a bar chart has at most {len(COLOURS)} series, not {len(series)}")
    scale = {"domain": series, "range": COLOURS[: len(series)]}
    colour = {"field": "series", "type": "nominal", "sort": None, "scale": scale, "legend": _legend(series)}
    beside = {} if chart.stacked else {"xOffset": {"field": "series", "sort": series}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": chart.width,
        "height": chart.height,
        "background": None,
        "data": {"values": list(_rows(chart))},
        "mark": {"type": "bar"},
        "encoding": {"x": _groups(chart), "y": _counts(chart), "color": colour, **beside},
        "config": _LOOKS,
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
    axis = {"tickMinStep": 1, "tickCount": min(5, most) or 1, "format": ",d", "titleAngle": 0, "titleAlign": "left"}
    axis |= {"titleAnchor": "end", "titleY": -12, "titleX": 0, "domain": False, "ticks": False}
    scale = {} if most else {"scale": {"domain": [0, 1]}}
    return {"field": "count", "type": "quantitative", "title": drawable(chart.counted), "axis": axis, **scale}


def _legend(series: list[str]) -> dict[str, Any] | None:
    return {"title": None, "orient": "top", "offset": 34, "symbolType": "square"} if len(series) > 1 else None


_TEXT = {"labelColor": "currentColor", "titleColor": "currentColor", "labelFontSize": 13, "titleFontSize": 13}
_LOOKS = {
    "font": "Noto Sans",
    "view": {"stroke": None},
    "axis": {**_TEXT, "titleFontWeight": "normal", "domainColor": "currentColor", "aria": False}
    | {"gridColor": "currentColor", "gridOpacity": 0.15, "domainOpacity": 0.5},
    "legend": {**_TEXT, "aria": False},
}
