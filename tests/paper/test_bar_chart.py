"""Bar charts: finished SVG that a strict content policy lets through, and the same numbers that went in."""

import re
from xml.etree import ElementTree as tree

import pytest

from kvar.paper.charts.bars import Bar, BarChart, bar_chart
from kvar.paper.charts.drawing import COLOURS

SVG = "{http://www.w3.org/2000/svg}"
CITY = ("Centrum", "Hisingen", "Nordost", "Sydväst")
BARS = tuple(
    Bar(group=month, series=administration, count=1000 * (place + 1) + turn)
    for turn, month in enumerate(("september 2026", "oktober 2026", "november 2026"))
    for place, administration in enumerate(CITY)
)


def chart(*, bars: tuple[Bar, ...] = BARS, stacked: bool = False, title: str = "Inkomna underrättelser") -> BarChart:
    return BarChart(
        title=title, description="Flest i Sydväst.", counted="Antal underrättelser", bars=bars, stacked=stacked
    )


@pytest.mark.parametrize("stacked", [False, True])
@pytest.mark.parametrize("bars", [BARS, BARS[:1], ()], ids=["many", "one", "none"])
def test_the_chart_needs_no_inline_style_or_script(bars: tuple[Bar, ...], *, stacked: bool) -> None:
    drawn = bar_chart(chart(bars=bars, stacked=stacked))
    assert re.findall(r"<style|<script|\sstyle\s*=|\son\w+\s*=|href|<image|<foreignObject|url\(", drawn) == []


def test_the_chart_is_one_picture_with_title_and_description() -> None:
    root = tree.fromstring(bar_chart(chart()))
    title, description = root[0], root[1]
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]
    assert (title.tag, title.text) == (f"{SVG}title", "Inkomna underrättelser")
    assert (description.tag, description.text) == (f"{SVG}desc", "Flest i Sydväst.")
    named = [key for element in root.iter() if element is not root for key in element.attrib if "aria" in key]
    assert named == []


def test_every_series_has_a_colour_and_a_word_and_every_number_a_bar() -> None:
    root = tree.fromstring(bar_chart(chart()))
    texts = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert {*CITY, "september2026", "oktober2026", "november2026", "Antal underrättelser"} <= set(texts)
    for place, colour in enumerate(COLOURS, 1):
        marked = [element for element in root.iter() if element.get("class") == f"chart-{place}"]
        assert len(marked) == 3 + 1  # three months and the legend
        assert {element.get("fill") for element in marked} == {colour}


def test_twelve_months_keep_their_labels() -> None:
    months = [f"{name} 2026" for name in ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt")]
    bars = tuple(Bar(group=month, series=one, count=3) for month in [*months, "nov 2026", "dec 2026"] for one in CITY)
    texts = ["".join(text.itertext()) for text in tree.fromstring(bar_chart(chart(bars=bars))).iter(f"{SVG}text")]
    assert len([text for text in texts if text.endswith("2026")]) == 12


def test_numbers_are_written_in_swedish() -> None:
    texts = ["".join(text.itertext()) for text in tree.fromstring(bar_chart(chart())).iter(f"{SVG}text")]
    assert "1\u00a0000" in texts or "2\u00a0000" in texts
    assert not any("," in text for text in texts)


def test_stacked_bars_stand_on_each_other() -> None:
    beside, stacked = (_groups(bar_chart(chart(stacked=stacked))) for stacked in (False, True))
    assert len(beside) == 12
    assert len(stacked) == 3


def _groups(drawn: str) -> set[str]:
    """The left edges of the bars."""
    root = tree.fromstring(drawn)
    bars = next(element for element in root.iter() if element.get("class") == "mark-rect role-mark marks")
    return {path.attrib["d"].split(",")[0] for path in bars}


def test_words_in_the_data_stay_words() -> None:
    nasty = '</text><script>alert(1)</script> & "x" \x00\u202e'
    drawn = bar_chart(chart(bars=(Bar(group=nasty, series=nasty, count=1),), title=nasty))
    assert "<script" not in drawn
    assert '</text><script>alert(1)</script> & "x"' in tree.fromstring(drawn)[0].text.strip()  # type: ignore[union-attr]


def test_the_same_chart_is_drawn_once_and_two_charts_share_no_ids() -> None:
    assert bar_chart(chart()) is bar_chart(chart())
    ids = [re.findall(r' id="([^"]+)"', bar_chart(chart(title=title))) for title in ("En", "Två")]
    assert not set(ids[0]) & set(ids[1])


def test_more_series_than_colours_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 4 series, not 5"):
        bar_chart(chart(bars=tuple(Bar(group="a", series=str(number), count=1) for number in range(5))))


def test_a_template_shows_the_chart_as_it_is() -> None:
    drawn = bar_chart(chart())
    assert drawn.__html__() == drawn
