"""One line of a file: year, half, area, measure, value, note."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kvar.casework.public_figures.measures import PublicMeasure
from kvar.casework.public_figures.safe_text import LineRefused, safe_text

COLUMNS = ("year", "half", "area", "measure", "value", "note")
FIRST_YEAR, LAST_YEAR = 1982, 2100  # Kronofogden's own series of evictions begins in 1982
_HALVES = {"": 0, "0": 0, "1": 1, "2": 2}
AREA_LONGEST, NOTE_LONGEST = 80, 300
WHOLE = re.compile(r"\d{1,7}")
PEOPLE = re.compile(r"[1-9]\d{0,7}")
PART = re.compile(r"\d{1,4}[.,]\d{1,2}")
BETWEEN = re.compile(r"(\d{1,4}) ?[-–] ?(\d{1,4})")
_SPACES = re.compile(r"(?<=\d)[ \N{NO-BREAK SPACE}\u202f](?=\d{3}(?!\d))")

__all__ = ["COLUMNS", "FigureRow", "LineRefused", "figure_row"]


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """``half`` 0 is the whole year. ``value`` is as published: a number, or a small number as "1–5"."""

    year: int
    half: int
    area: str
    measure: str
    value: str
    note: str

    @property
    def key(self) -> tuple[object, ...]:
        """What may stand once in a file."""
        return self.year, self.half, self.area.casefold(), self.measure


def figure_row(names: list[str], cells: list[str]) -> FigureRow:
    """The line by the names of its columns. Raises LineRefused."""
    if len(cells) != len(names):
        sentence = _("har %(cells)s fält, rubrikraden har %(names)s. Sätt citattecken om text med skiljetecken.")
        raise LineRefused(sentence % {"cells": len(cells), "names": len(names)})
    told = dict(zip(names, cells, strict=True))
    measure = told["measure"].casefold()
    return FigureRow(
        year=_year(told["year"]),
        half=_half(told["half"]),
        area=_area(told["area"]),
        measure=_measure(measure),
        value=_value(told["value"], measure),
        note=safe_text(told["note"], longest=NOTE_LONGEST),
    )


def _year(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text) or not FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise LineRefused(_("year är inget år. Skriv fyra siffror, till exempel 2025."))
    return int(text)


def _half(text: str) -> int:
    if text not in _HALVES:
        raise LineRefused(_("half ska vara 1 eller 2, eller tomt för hela året."))
    return _HALVES[text]


def _area(text: str) -> str:
    area = safe_text(text, longest=AREA_LONGEST)
    if not area:
        raise LineRefused(_("area är tomt. Skriv kommunens namn, eller Riket."))
    return area


def _measure(text: str) -> str:
    if text not in {*PublicMeasure}:
        raise LineRefused(_("measure ska vara något av %s.") % ", ".join(PublicMeasure))
    return text


def _value(text: str, measure: str) -> str:
    """As published, with a decimal comma and a dash between. Only the key figure per inhabitant has decimals.

    Inhabitants are one whole number, more than none: we divide by it.
    """
    text = _SPACES.sub("", text)
    people = measure == PublicMeasure.INHABITANTS
    if (PEOPLE if people else WHOLE).fullmatch(text) and text.isascii():
        return str(int(text))
    if PART.fullmatch(text) and text.isascii() and measure == PublicMeasure.CHILDREN_PER_100000:
        return text.replace(".", ",")
    between = BETWEEN.fullmatch(text)
    if between and int(between[1]) < int(between[2]) and not people:
        return f"{int(between[1])}–{int(between[2])}"
    raise LineRefused(_("value är inget tal. Skriv ett helt tal, eller ett intervall som 1–5 när källan gör så."))
