"""What has been read in: the figures that stand, and every file there has been."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act
from kvar.casework.errors import Unseen
from kvar.casework.public_figures.line import FigureRow
from kvar.content.load import load
from kvar.records.models import PublicFigure, PublicFigures

COUNTRY = "Riket"


@dataclass(frozen=True, kw_only=True)
class SourcedFigure(FigureRow):
    """A figure with where it comes from, and the day that source gave it."""

    source: str
    on: date


@dataclass(frozen=True, kw_only=True)
class ReadIn:
    """One file. ``by``: empty when the command did it. ``stands``: it is the newest of its source."""

    source: str
    on: date
    at: datetime
    by: str
    stands: bool


def read_in(actor: Actor) -> tuple[ReadIn, ...]:
    """Every file, by source, the newest first. Raises Unseen for whoever may not see the follow-up."""
    seen: set[str] = set()
    found = []
    for row in _files(actor):
        name = row.imported_by.name if row.imported_by else ""
        stands = row.source not in seen
        found.append(ReadIn(source=row.source, on=row.on, at=row.imported_at, by=name, stands=stands))
        seen.add(row.source)
    return tuple(found)


def public_figures(actor: Actor) -> tuple[SourcedFigure, ...]:
    """The figures of the newest file of each source. Two queries. Raises Unseen as ``read_in``."""
    newest: dict[str, PublicFigures] = {}
    for row in _files(actor):
        newest.setdefault(row.source, row)
    by_id = {row.pk: row for row in newest.values()}
    rows = PublicFigure.objects.filter(figures__in=by_id).order_by("year", "half", "area", "measure", "figures__source")
    return tuple(_sourced(row, by_id[row.figures_id]) for row in rows)


def areas(figures: Iterable[SourcedFigure]) -> tuple[str, ...]:
    """The municipality as the file calls it, and the country, where they are there."""
    ours = load().organisation.municipality.casefold()
    named = {figure.area for figure in figures}
    own = sorted(area for area in named if f"{ours} ".startswith((f"{area.casefold()} ", f"{area.casefold()}s ")))
    return (*own, *(area for area in sorted(named) if area.casefold() == COUNTRY.casefold()))


def _files(actor: Actor) -> list[PublicFigures]:
    if not may(actor, Act.SEE_FOLLOW_UP):
        raise Unseen
    return list(PublicFigures.objects.select_related("imported_by").order_by("source", "-imported_at", "-id"))


def _sourced(row: PublicFigure, file: PublicFigures) -> SourcedFigure:
    return SourcedFigure(
        year=row.year,
        half=row.half,
        area=row.area,
        measure=row.measure,
        value=row.value,
        note=row.note,
        source=file.source,
        on=file.on,
    )
