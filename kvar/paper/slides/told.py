"""A presentation as data: what each slide says and what is said to it. No layout, and no content of our own."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Slide:
    """``title`` is the only one of its kind in the deck. ``notes``: what to say, and on what it rests.

    ``part`` stands at the foot of the slide: which part of the deck this is. ``remark`` stands below what is shown, and
    is a link where it has an address.
    """

    title: str
    notes: str
    part: str = ""
    remark: str = ""
    remark_link: str = ""


@dataclass(frozen=True, kw_only=True)
class CoverSlide(Slide):
    """The first slide."""

    lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point of a list; ``link`` makes it a link to that address."""

    text: str
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class PointsSlide(Slide):
    points: tuple[Point, ...]
    numbered: bool = False


@dataclass(frozen=True, kw_only=True)
class Card:
    """A heading (or a number, where the slide is ``big``) and a text below it."""

    head: str
    text: str


@dataclass(frozen=True, kw_only=True)
class CardsSlide(Slide):
    """One to four things beside each other that belong together."""

    cards: tuple[Card, ...]
    big: bool = False


@dataclass(frozen=True, kw_only=True)
class TableSlide(Slide):
    """``widths`` are shares of the whole width, one per column. ``description`` is the alternative text.

    ``numbers``: every column but the first holds numbers, set to the right.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    description: str
    numbers: bool = False


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the chart. ``count`` None is not drawn, and stands in no file: the group's name says why."""

    group: str
    count: int | None


@dataclass(frozen=True, kw_only=True)
class ChartSlide(Slide):
    """Columns to compare. ``series`` names what is counted; ``description`` is the alternative text."""

    series: str
    columns: tuple[Column, ...]
    description: str


@dataclass(frozen=True, kw_only=True)
class DeckPaper:
    """The whole presentation, and what the file says of itself."""

    title: str
    author: str
    subject: str
    made_on: date
    slides: tuple[Slide, ...]


class DeckRefused(Exception):
    """The deck cannot be made. The message is a Swedish sentence for the person who asked for it."""
