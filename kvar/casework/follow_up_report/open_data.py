"""Open data: every published number as one long table, and what its words mean. A view of the published cube alone.

CSV by RFC 4180: comma, CRLF, every text quoted where it must be. The file begins with a byte order mark: without it the
most common spreadsheet reads Å as two other letters, and what reads UTF-8 as it should passes over it (``utf-8-sig``).
A text that a spreadsheet could take for a formula gets an apostrophe before it.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from django.utils.translation import gettext_lazy as _

from kvar.casework.follow_up_report.values import COUNTED
from kvar.casework.measures.dimensions import GROUNDS, HOUSEHOLD_TYPES
from kvar.casework.measures.registry import MEASURES
from kvar.casework.published.reading import Published
from kvar.casework.published.tabled import TOGETHER
from kvar.content.load import load

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
HEADS = ("quarter", "measure", "administration", "ground", "household", "part", "n", "hidden")
WORD_HEADS = ("column", "id", "label", "definition", "parts", "source", "unit")
EVERY = "all"
"""How a sum over a dimension is written: an empty field would look like something that is missing."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
HIDDEN, SHOWN = "1", "0"

COLUMNS = {
    "quarter": _("Kvartalets första dag."),
    "measure": _("Måttets id. Orden står i ordlistan."),
    "administration": _("Förvaltningens id, eller all."),
    "ground": _("Orsakens id, eller all."),
    "household": _("Hushållstypens id, eller all."),
    "part": _("Svarets id, eller all."),
    "n": _("Antal. Tomt när talet inte visas."),
    "hidden": _("1 när talet inte visas, annars 0. Ett tal som inte visas är aldrig samma sak som noll."),
}
_ABSENT = _(
    "Tal som delas upp på fler än två av förvaltning, orsak, hushåll och del finns inte i filen. En annan plats utan"
    " rad är noll, i de kvartal där måttet har en rad för alla."
)

Line = tuple[str, ...]


def figures(quarters: Iterable[Published]) -> Iterator[str]:
    """The file in pieces, one quarter at a time: however many there are, one is in memory."""
    yield MARK + _written(HEADS)
    for one in quarters:
        for measure in sorted(one.measures):
            yield "".join(map(_written, _lines(one, measure)))


def words() -> Iterator[str]:
    """The data dictionary in pieces: the columns, the measures and the places, each by its id."""
    yield MARK + _written(WORD_HEADS)
    yield from map(_written, _told())


def _lines(published: Published, measure: str) -> Iterator[Line]:
    """A hidden number is empty and marked. The sum of everything has a row also where it is zero."""
    for quarter, place, figure in published.rows(measure):
        n, mark = ("", HIDDEN) if figure.hidden else (str(figure.least), SHOWN)
        yield (quarter.isoformat(), measure, *(one or EVERY for one in place), n, mark)


def _told() -> Iterator[Line]:
    for name in HEADS:
        more = f" {_ABSENT}" if name == "n" else ""
        yield ("", name, name, f"{COLUMNS[name]}{more}", "", "", "")
    for measure in MEASURES:
        parts = "; ".join(f"{part.id}: {part.label}" for part in measure.parts)
        told = (str(measure.label), measure.definition, parts, str(measure.source), COUNTED)
        yield ("measure", measure.id, *told)
    for column, places in (
        ("administration", load().organisation.administrations),
        ("ground", GROUNDS),
        ("household", HOUSEHOLD_TYPES),
    ):
        for place in places:
            yield (column, place.id, str(place.label), "", "", "", "")
        yield (column, EVERY, str(TOGETHER), "", "", "", "")
    yield ("part", EVERY, str(TOGETHER), "", "", "", "")


def _written(line: Line) -> str:
    out = StringIO()
    csv.writer(out).writerow(map(_harmless, line))
    return out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
