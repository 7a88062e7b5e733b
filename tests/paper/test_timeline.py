"""The timeline of a case: nothing hidden behind anything else, and no uncertain day shown as certain."""

import re
from datetime import date, timedelta
from itertools import combinations
from random import Random
from xml.etree import ElementTree as tree

import pytest

from kvar.paper.labels import Label, Wanted, place_labels
from kvar.paper.timeline import EventKind, TimelineEvent, timeline_lines, timeline_svg

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 11, 23)


def event(day: date | None, label: str, kind: EventKind = EventKind.PAST, *, certain: bool = True) -> TimelineEvent:
    return TimelineEvent(day=day, label=label, kind=kind, certain=certain)


EVENTS = (
    event(date(2026, 12, 1), "tidigaste beslut", EventKind.FUTURE),
    event(date(2026, 11, 3), "delgiven"),
    event(date(2026, 11, 27), "sista dag", EventKind.DEADLINE),
    event(date(2026, 11, 6), "meddelande"),
    event(None, "Kronofogden", EventKind.FUTURE),
)


def picture(events: tuple[TimelineEvent, ...] = EVENTS, *, width: int = 1160) -> tree.Element:
    return tree.fromstring(timeline_svg(events, today=TODAY, width=width))


def labels(root: tree.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def test_the_picture_needs_no_inline_style_or_script() -> None:
    drawn = timeline_svg(EVENTS, today=TODAY)
    assert re.findall(r"<style|<script|\sstyle\s*=|\son\w+\s*=|href|url\(|#[0-9a-f]{3}", drawn) == []
    assert drawn.__html__() == drawn


def test_the_picture_scales_and_tells_its_events_in_words() -> None:
    root = picture()
    assert "width" not in root.attrib
    assert root.attrib["viewBox"].startswith("0 0 1160 ")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == [root[0].attrib["id"], root[1].attrib["id"]]
    assert root[1].text == (
        "Idag är det den 23 november 2026; delgiven: den 3 november 2026; meddelande: den 6 november 2026; "
        "sista dag: den 27 november 2026; tidigaste beslut: den 1 december 2026; Kronofogden: inte känt."
    )


def test_days_stand_in_their_order_with_today_between() -> None:
    marks = [float(mark.attrib["cx"]) for mark in picture().iter(f"{SVG}circle")]
    today = next(line for line in picture().iter(f"{SVG}line") if line.attrib["class"] == "tl-now")
    assert marks == sorted(marks)
    assert len(marks) == 4
    assert marks[1] < float(today.attrib["x1"]) < marks[2]


def test_the_time_that_is_left_runs_from_today_to_the_last_day() -> None:
    lines = {line.attrib["class"]: line.attrib for line in picture().iter(f"{SVG}line")}
    assert lines["tl-past"]["x2"] == lines["tl-left"]["x1"]
    gone = tuple(one for one in EVENTS if one.kind is not EventKind.DEADLINE)
    assert "tl-left" not in {line.attrib["class"] for line in picture(gone).iter(f"{SVG}line")}


@pytest.mark.parametrize(
    ("kind", "shown"),
    [(EventKind.DEADLINE, "sista dag tidigast 27 nov"), (EventKind.PAST, "sista dag troligen 27 nov")],
)
def test_a_day_that_is_not_certain_is_never_written_as_certain(kind: EventKind, shown: str) -> None:
    events = (event(date(2026, 11, 27), "sista dag", kind, certain=False),)
    root = picture(events)
    assert labels(root) == ["idag", shown]
    assert next(root.iter(f"{SVG}circle")).attrib["class"] == "tl-mark tl-hollow"
    (line,) = timeline_lines(events, today=TODAY)
    assert line.day.startswith(shown.removeprefix("sista dag ").split()[0])
    assert not line.certain


def test_what_is_not_known_is_said_and_has_no_place_on_the_line() -> None:
    assert "Kronofogden: inte känt" in labels(picture())
    last = timeline_lines(EVENTS, today=TODAY)[-1]
    assert (last.label, last.day, last.distance, last.certain) == ("Kronofogden", "inte känt", "", False)


def test_the_lines_of_text_are_in_order_with_their_distance() -> None:
    told = [(line.label, line.day, line.distance) for line in timeline_lines(EVENTS, today=TODAY)]
    assert told[:3] == [
        ("delgiven", "den 3 november 2026", "för 20 dagar sedan"),
        ("meddelande", "den 6 november 2026", "för 17 dagar sedan"),
        ("sista dag", "den 27 november 2026", "om 4 dagar"),
    ]


def test_a_day_of_another_year_shows_its_year() -> None:
    assert labels(picture((event(date(2027, 1, 13), "avhysning", EventKind.FUTURE),))) == [
        "idag",
        "avhysning 13 jan 2027",
    ]


@pytest.mark.parametrize("events", [(), (event(TODAY, "ärende öppnat"),), (event(None, "delgiven"),)])
def test_a_case_where_little_is_known_still_has_a_picture(events: tuple[TimelineEvent, ...]) -> None:
    assert labels(picture(events))[0] == "idag"


def test_a_long_or_hostile_label_is_cut_and_stays_text() -> None:
    nasty = "</text><script>alert(1)</script>\x00\u202e" + "x" * 10_000
    drawn = timeline_svg((event(TODAY, nasty),), today=TODAY)
    assert "<script" not in drawn
    assert max(len(label) for label in labels(tree.fromstring(drawn))) < 60
    assert len(timeline_lines((event(TODAY, nasty),), today=TODAY)[0].label) == len(nasty)


def _boxes(placed: list[Label]) -> list[tuple[int, float, float]]:
    return [(label.row, label.left, label.right) for label in placed]


@pytest.mark.parametrize("width", [360, 1160])
@pytest.mark.parametrize("seed", range(40))
def test_no_label_covers_another_or_leaves_the_picture(seed: int, width: int) -> None:
    random = Random(seed)
    wanted = [
        Wanted(text="x" * random.randint(3, 44), x=random.uniform(16, width - 16), above=number % 2 == 0)
        for number in range(random.randint(1, 14))
    ]
    boxes = _boxes(place_labels(wanted, width=width))
    assert all(left >= 0 and right <= width for _, left, right in boxes)
    for (row, left, right), (other_row, other_left, other_right) in combinations(boxes, 2):
        assert row != other_row or right < other_left or other_right < left


@pytest.mark.parametrize("seed", range(20))
def test_every_event_is_drawn_inside_the_picture(seed: int) -> None:
    random = Random(seed)
    events = tuple(
        event(TODAY + timedelta(days=random.randint(-400, 400)), f"händelse nummer {number}") for number in range(12)
    )
    root = picture(events, width=random.choice([360, 1160]))
    _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
    texts = list(root.iter(f"{SVG}text"))
    marks = list(root.iter(f"{SVG}circle"))
    assert (len(texts), len(marks)) == (13, 12)
    assert all(10 < float(text.attrib["y"]) < height for text in texts)
    assert all(0 < float(mark.attrib["cx"]) < width for mark in marks)
