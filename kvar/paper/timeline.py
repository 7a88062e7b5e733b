"""The timeline picture of a case: what has happened, today, the last day, and what is to come.

A picture of ``width`` units that scales to its place, and the same events as lines of text for narrow screens, for
paper and for those who listen. Colours come from the page's css: tl-line (the whole line), tl-past (until today),
tl-left (from today to the last day), tl-event with tl-past-event, tl-deadline-event, tl-future-event or tl-today, and
in it tl-mark (with tl-hollow). Without css everything is drawn in the text's own colour.
A day that is not certain is never written as certain: it says *tidigast* or *troligen* and its mark is hollow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from xml.etree import ElementTree as tree

from kvar.paper.days import distance, full_day, short_day
from kvar.paper.labels import LETTER, Anchor, Label, Wanted, place_labels
from kvar.paper.svg import Svg, add, picture, written

_SIDE = 16.0  # free room left and right of the line
_ROW = 19.0  # height of one row of labels
_NEAR = 24.0  # from the line to the nearest row
_MARK = 22.0  # least room between two marks
_LONGEST = 44  # letters in a label before it is cut, fewer in a narrow picture; the text alternative has it whole


class EventKind(StrEnum):
    PAST = "past"
    DEADLINE = "deadline"
    FUTURE = "future"
    TODAY = "today"


@dataclass(frozen=True, kw_only=True)
class TimelineEvent:
    """One event. ``day`` is None when nobody knows it yet. ``certain`` is False for an earliest or probable day."""

    day: date | None
    label: str
    kind: EventKind
    certain: bool = True


@dataclass(frozen=True, kw_only=True)
class TimelineLine:
    """One event as text: *sista dag*, *tidigast den 27 november 2026*, *om 4 dagar*."""

    label: str
    day: str
    distance: str
    kind: EventKind
    certain: bool


def timeline_lines(events: Iterable[TimelineEvent], *, today: date) -> tuple[TimelineLine, ...]:
    """The events as text, in the order of their days, those without a day last."""
    return tuple(
        TimelineLine(
            label=event.label,
            day=_day_text(event, today=today, whole=True),
            distance=distance(event.day, today=today) if event.day else "",
            kind=event.kind,
            certain=event.certain and event.day is not None,
        )
        for event in _ordered(events)
    )


def timeline_svg(
    events: Iterable[TimelineEvent], *, today: date, name: str = "timeline", title: str = "Tidslinje", width: int = 1160
) -> Svg:
    """The picture. ``name`` is unique on the page. An event of kind TODAY is not needed: today is always drawn."""
    known = [event for event in _ordered(events) if event.kind is not EventKind.TODAY]
    places = _places({today, *(event.day for event in known if event.day)}, width=width)
    drawn = [_today(today), *known]  # today first: its label gets the nearest place above the line
    labels = _labels(drawn, places=places, today=today, width=width)
    line = _NEAR + _ROW * max(label.row + 1 for label in labels)
    height = line + _NEAR + _ROW * max(-label.row for label in labels)
    root = picture(width=width, height=height, name=name, title=title, description=_told(known, today=today))
    root.set("class", "timeline")
    _draw_line(root, known, places=places, today=today, y=line)
    for event, label in zip(drawn, labels, strict=True):
        _draw(root, event, label=label, y=line)
    return written(root)


def _today(today: date) -> TimelineEvent:
    return TimelineEvent(day=today, label="idag", kind=EventKind.TODAY)


def _ordered(events: Iterable[TimelineEvent]) -> list[TimelineEvent]:
    return sorted(events, key=lambda event: (event.day is None, event.day or date.max))


def _told(events: list[TimelineEvent], *, today: date) -> str:
    """The description: every event in words."""
    told = [f"{line.label}: {line.day}" for line in timeline_lines(events, today=today)]
    return "; ".join([f"Idag är det {full_day(today)}", *told]) + "."


def _day_text(event: TimelineEvent, *, today: date, whole: bool = False) -> str:
    if event.day is None:
        return "inte känt"
    day = full_day(event.day) if whole else short_day(event.day, today=today)
    if event.certain:
        return day
    return f"troligen {day}" if event.kind is EventKind.PAST else f"tidigast {day}"


def _text(event: TimelineEvent, *, today: date, width: float) -> str:
    if event.kind is EventKind.TODAY:
        return event.label
    longest = min(_LONGEST, int(width / LETTER) - 22)
    label = event.label if len(event.label) <= longest else event.label[: longest - 1] + "…"
    return f"{label} {_day_text(event, today=today)}" if event.day else f"{label}: {_day_text(event, today=today)}"


def _places(days: set[date], *, width: float) -> dict[date, float]:
    """Where each day stands: by its distance in days, but two days never closer than two marks need."""
    ordered = sorted(days)
    steps = [(later - earlier).days for earlier, later in zip(ordered, ordered[1:], strict=False)]
    room = width - 2 * _SIDE
    least = min(_MARK, room / max(len(steps), 1))
    free = room - least * len(steps)
    place, places = _SIDE, {ordered[0]: _SIDE}
    for day, step in zip(ordered[1:], steps, strict=True):
        place += least + free * step / sum(steps)
        places[day] = place
    return places


def _labels(events: list[TimelineEvent], *, places: dict[date, float], today: date, width: float) -> list[Label]:
    wanted = [
        Wanted(
            text=_text(event, today=today, width=width),
            x=places[event.day] if event.day else width,
            above=turn % 2 == 0,
            marked=event.day is not None,
        )
        for turn, event in enumerate(events)
    ]
    return place_labels(wanted, width=width)


def _draw_line(
    root: tree.Element, events: list[TimelineEvent], *, places: dict[date, float], today: date, y: float
) -> None:
    start, now = min(places.values()), places[today]
    ahead = [event.day for event in events if event.kind is EventKind.DEADLINE and event.day and event.day > today]
    _stroke(root, "tl-line", x=(start, max(places.values())), y=y, width=2, opacity=0.35)
    if start < now:
        _stroke(root, "tl-past", x=(start, now), y=y, width=6, opacity=1)
    if ahead:
        _stroke(root, "tl-left", x=(now, places[min(ahead)]), y=y, width=6, opacity=0.6)


def _stroke(root: tree.Element, kind: str, *, x: tuple[float, float], y: float, width: int, opacity: float) -> None:
    style: dict[str, Any] = {"stroke": "currentColor", "stroke_width": width, "stroke_opacity": opacity}
    add(root, "line", class_=kind, x1=x[0], y1=y, x2=x[1], y2=y, stroke_linecap="round", **style)


def _draw(root: tree.Element, event: TimelineEvent, *, label: Label, y: float) -> None:
    x, up = label.wanted.x, label.row >= 0
    near = y - 12 if up else y + 12
    base = y - _NEAR - label.row * _ROW + 6 if up else y + _NEAR + (-label.row - 1) * _ROW + 6
    kind = "tl-today" if event.kind is EventKind.TODAY else f"tl-{event.kind}-event"
    group = add(root, "g", class_=f"tl-event {kind}")
    if event.kind is EventKind.TODAY:
        add(group, "line", class_="tl-now", x1=x, y1=base + 5, x2=x, y2=y + 14, **_thread(2))
    elif event.day:
        if label.row not in (0, -1):
            end = base + 5 if up else base - 13
            add(group, "line", class_="tl-thread", x1=x, y1=near, x2=x, y2=end, **_thread(1))
        _draw_mark(group, event, x=x, y=y)
    weight = "700" if event.kind in (EventKind.TODAY, EventKind.DEADLINE) else "400"
    shape: dict[str, Any] = {"text_anchor": label.anchor.value, "font_size": 13.0, "font_weight": weight}
    add(group, "text", label.wanted.text, x=label.x + _nudge(label), y=base, fill="currentColor", **shape)


def _nudge(label: Label) -> float:
    """A label that starts or ends at its mark lines up with the mark's edge, not with its middle."""
    if not label.wanted.marked:
        return 0.0
    return {Anchor.MIDDLE: 0.0, Anchor.START: -6.0, Anchor.END: 6.0}[label.anchor]


def _thread(width: int) -> dict[str, Any]:
    return {"stroke": "currentColor", "stroke_width": width, "stroke_opacity": 0.8 if width > 1 else 0.4}


def _draw_mark(group: tree.Element, event: TimelineEvent, *, x: float, y: float) -> None:
    """Full for what is certain and has been or is the law's last day; hollow for what is to come or not certain."""
    hollow = not event.certain or event.kind is EventKind.FUTURE
    kind = "tl-mark tl-hollow" if hollow else "tl-mark"
    radius = 7 if event.kind is EventKind.DEADLINE else 6
    fill = "Canvas" if hollow else "currentColor"
    add(group, "circle", class_=kind, cx=x, cy=y, r=radius, fill=fill, stroke="currentColor", stroke_width=2)
