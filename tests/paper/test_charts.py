"""What every chart keeps to: the content policy, words for each mark, no meaning in colour alone, room on a phone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as tree

import pytest

from kvar.paper.charts.drawing import COLOURS, HOLLOW, LETTER, LINES, NARROW, for_page
from kvar.paper.charts.funnels import Spot, funnel_chart
from kvar.paper.charts.names import Mark, meets, names
from kvar.paper.charts.runs import Figure, Marked, run_chart
from kvar.paper.charts.waits import survival_chart
from kvar.paper.svg import Svg
from tests.paper.charts import EXAMPLES, FUNNEL, RUNS, WAITS, Example

SVG = "{http://www.w3.org/2000/svg}"
PLACE = re.compile(r"translate\((?P<x>-?[\d.]+),(?P<y>-?[\d.]+)\)")
each = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)


def root_of(drawn: Svg) -> tree.Element:
    return tree.fromstring(drawn)


def words(drawn: Svg) -> list[str]:
    return ["".join(text.itertext()) for text in root_of(drawn).iter(f"{SVG}text")]


def placed(element: tree.Element, x: float = 0.0) -> Iterator[tuple[tree.Element, float]]:
    """Every element with how far to the right it stands."""
    moved = PLACE.match(element.get("transform", ""))
    here = x + (float(moved["x"]) if moved else 0.0)
    yield element, here
    for child in element:
        yield from placed(child, here)


@each
@pytest.mark.parametrize("width", [560, NARROW])
@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
def test_no_inline_style_no_script_and_nothing_from_elsewhere(example: Example, *, width: int, full: bool) -> None:
    drawn = example.draw(replace(example.chart if full else example.empty, width=width))
    assert (
        re.findall(r"<style|<script|\sstyle\s*=|\son\w+\s*=|href|<image|<foreignObject|url\(|\saria-[^l]", drawn) == []
    )


@each
def test_a_picture_has_a_title_and_a_description(example: Example) -> None:
    root = root_of(example.draw(example.chart))
    assert (root.attrib["role"], root[0].text, root[1].text) == ("img", "Kontakt", "Nordost når färre.")
    assert root.attrib["aria-labelledby"].split() == [root[0].attrib["id"], root[1].attrib["id"]]


@each
def test_the_narrow_picture_is_no_wider_than_a_phone_and_no_word_leaves_it(example: Example) -> None:
    root = root_of(example.draw(replace(example.chart, width=NARROW)))
    assert float(root.attrib["viewBox"].split()[2]) <= NARROW + 1
    for element, x in placed(root):
        if element.tag == f"{SVG}text":
            assert float(element.attrib["font-size"].removesuffix("px")) >= 13
            wide = max((len(line) for line in element.itertext()), default=0) * LETTER * 0.8  # a wide guess, made fair
            left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
            assert left >= -2 and left + wide <= NARROW + 2, "".join(element.itertext())


@each
def test_a_page_gets_both_and_no_id_twice(example: Example) -> None:
    drawn = for_page(example.draw, example.chart)
    wide, narrow = tree.fromstring(f"<div>{drawn}</div>")
    assert (wide.get("class"), narrow.get("class")) == ("wide", "narrow")
    ids = re.findall(r' id="([^"]+)"', drawn)
    assert len(ids) == len(set(ids)) == 4


@each
def test_words_in_the_data_stay_words(example: Example) -> None:
    nasty = "</text><script>'\"\\ & \x00\u202e"
    chart = replace(
        example.chart, **{name: nasty for name in ("title", "counted", "middle") if hasattr(example.chart, name)}
    )
    drawn = example.draw(chart)
    assert "<script" not in drawn and "\u202e" not in drawn
    assert root_of(drawn)[0].text == "</text><script>'\"\\ & "


def _light(colour: str) -> float:
    """Relative luminance (WCAG)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def test_bars_are_told_apart_in_grey_and_lines_are_seen_on_white() -> None:
    for one, next_one in zip(COLOURS, COLOURS[1:], strict=False):
        assert _light(next_one) > _light(one)
        assert _contrast(one, next_one) > 1.6
    assert min(_contrast(colour, HOLLOW) for colour in LINES) >= 3


def test_the_funnel_says_each_unit_its_city_its_limits_and_its_shapes() -> None:
    drawn = funnel_chart(FUNNEL)
    told = {"Centrum", "Nordost", "Hisingen", FUNNEL.whole, "95\u00a0%", "99,8\u00a0%", *FUNNEL.zones, "Antal ärenden"}
    assert told <= set(words(drawn))
    assert "1\u00a0000" in words(drawn)
    dashes = {path.get("stroke-dasharray") for path in root_of(drawn).iter(f"{SVG}path")} - {None}
    assert len(dashes) == 2


def test_a_unit_outside_has_another_shape() -> None:
    def shape(zone: int) -> str:
        spots = (Spot(name="Centrum", n=500, share=0.6, zone=zone),)
        marks = [
            e
            for e in root_of(funnel_chart(replace(FUNNEL, spots=spots))).iter(f"{SVG}path")
            if e.get("stroke-width") == "2"
        ]
        return marks[0].attrib["d"]

    assert len({shape(zone) for zone in (0, 1, 2)}) == 3


def test_the_unit_that_stands_out_is_named_first_when_there_is_no_room_for_all() -> None:
    crowd = [Spot(name=f"Stadsdelen nummer {n}", n=1000 + n, share=0.6, zone=0) for n in range(12)]
    spots = (*crowd, Spot(name="Nordost", n=1005, share=0.6, zone=2))
    said = words(funnel_chart(replace(FUNNEL, spots=spots, width=NARROW)))
    assert "Nordost" in said
    assert len([word for word in said if word.startswith("Stadsdelen")]) < 2 * len(crowd)


def test_names_meet_neither_marks_nor_one_another() -> None:
    marks = [Mark(x=37.0 * (n % 5) + 30, y=23.0 * (n // 5) + 30, name=f"Enhet {n}") for n in range(15)]
    found = names(marks, beside=(), width=300, height=160)
    assert found
    boxes = [name.box for name in found]
    assert not any(meets(one, other) for place, one in enumerate(boxes) for other in boxes[place + 1 :])
    assert not any(meets(box, (mark.x - 6, mark.y - 6, mark.x + 6, mark.y + 6)) for box in boxes for mark in marks)


def test_the_waits_have_a_dash_and_a_name_each_and_say_how_many_are_followed() -> None:
    drawn = survival_chart(WAITS)
    assert {"Barnfamiljer", "Utan barn", "Så många följs ännu", "1\u00a0200", "1\u00a0100", "4", "90"} <= set(
        words(drawn)
    )
    lines = [e for e in root_of(drawn).iter(f"{SVG}path") if e.get("stroke-width") == "2.2"]
    assert len({(line.get("stroke"), line.get("stroke-dasharray")) for line in lines}) == 2
    with pytest.raises(ValueError, match="at most 4 curves, not 5"):
        survival_chart(replace(WAITS, curves=WAITS.curves[:1] * 5))


def test_a_run_is_marked_by_a_line_with_words_and_by_filled_figures() -> None:
    drawn = run_chart(RUNS)
    assert {"tre i rad över medianen", "median 1\u00a0200", "april26"} <= set(words(drawn))
    fills = [
        e.get("fill")
        for e in root_of(drawn).iter(f"{SVG}path")
        if e.get("stroke") == LINES[0] and e.get("fill") != "none"
    ]
    assert (fills.count(LINES[0]), fills.count(HOLLOW)) == (2, 1)  # what is missing has no mark
    assert "tre i rad över medianen" not in words(run_chart(replace(RUNS, marked=())))


def test_many_months_keep_as_many_labels_as_have_room() -> None:
    def labels(width: int) -> list[str]:
        figures = tuple(Figure(label=f"mars {n}", value=n) for n in range(36))
        return [
            word for word in words(run_chart(replace(RUNS, figures=figures, width=width))) if word.startswith("mars")
        ]

    assert labels(560)[-1] == labels(NARROW)[-1] == "mars35"
    assert 12 >= len(labels(560)) > len(labels(NARROW)) >= 4


def test_nothing_breaks_on_words_with_quotes() -> None:
    figures: Any = (Figure(label="d'or \\ 26", value=1.0), Figure(label="b", value=2.0))
    marked = (Marked(first=0, last=1, words="'\\"),)
    assert "d'or\\26" in words(run_chart(replace(RUNS, figures=figures, marked=marked)))
