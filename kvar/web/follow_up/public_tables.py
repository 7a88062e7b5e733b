"""The tables of *Jämfört med Kronofogden*: one per measure, a row per year, and what each figure rests on below."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvar.casework.public_figures.measures import LABELS, PublicMeasure
from kvar.casework.public_figures.own import NEW_SERIES, OF_CHILDREN, Period, own_figure
from kvar.casework.public_figures.reading import COUNTRY, SourcedFigure, areas
from kvar.casework.published.reading import Figure, Published
from kvar.casework.published.words import NOT_SHOWN, number

HALVES = (gettext_lazy("{year}"), gettext_lazy("{year}, första halvåret"), gettext_lazy("{year}, andra halvåret"))
COUNTED = (PublicMeasure.EXECUTED, PublicMeasure.FAMILIES, *OF_CHILDREN)
PER = 100_000


class Series(NamedTuple):
    """A measure over years that may stand in one table: where the way of counting changes, a new table begins."""

    measure: str
    label: str | Promise
    first: int = 0
    until: int = 9999


class Told(NamedTuple):
    """The figures of the page and the number that each of their sources has below the tables."""

    figures: tuple[SourcedFigure, ...]
    areas: tuple[str, ...]
    numbers: dict[tuple[str, ...], int]


def _series() -> Iterable[Series]:
    for measure, label in LABELS.items():
        if measure in OF_CHILDREN:
            until, since = gettext_lazy("{label}, till och med 2024"), gettext_lazy("{label}, från 2025")
            yield Series(measure, format_lazy(until, label=label), until=NEW_SERIES)
            yield Series(measure, format_lazy(since, label=label), first=NEW_SERIES)
        elif measure != PublicMeasure.INHABITANTS:
            yield Series(measure, label)


def public_tables(
    figures: tuple[SourcedFigure, ...], ours: Published | None
) -> tuple[list[dict[str, Any]], list[str], list[str]]:
    """The tables; the sources in the order of their numbers; the areas that the page leaves out."""
    shown = areas(figures)
    told = tuple(one for one in figures if one.area in shown)
    numbers: dict[tuple[str, ...], int] = {}
    for one in told:
        numbers.setdefault(_basis(one), len(numbers) + 1)
    tables = [_table(series, Told(told, shown, numbers), ours) for series in _series()]
    others = sorted({one.area for one in figures} - set(shown))
    return [table for table in tables if table["rows"]], [_said(*basis) for basis in numbers], others


def _basis(figure: SourcedFigure) -> tuple[str, ...]:
    return figure.source, figure.on.isoformat(), figure.note


def _said(source: str, on: str, note: str) -> str:
    told = _("%(source)s, %(on)s.") % {"source": source.rstrip("."), "on": on}
    return f"{told} {note.rstrip('.')}." if note else told


def _table(series: Series, told: Told, ours: Published | None) -> dict[str, Any]:
    ours = ours if series.measure in COUNTED else None
    theirs = [one for one in told.figures if one.measure == series.measure]
    years = {Period(one.year, one.half) for one in theirs}
    years |= {Period(quarter.year) for quarter in (ours.quarters if ours else ())}
    within = sorted((one for one in years if series.first <= one.year < series.until), key=lambda p: (p.year, p.half))
    heads = [{"text": _("Period")}, *([{"text": _("Vi, hela staden"), "number": True}] if ours else [])]
    heads += [{"text": _("Kronofogden: %s") % area, "number": True} for area in told.areas]
    rows = [_row(period, series.measure, theirs, told, ours) for period in within]
    return {"caption": series.label, "columns": heads, "rows": rows}


def _row(
    period: Period, measure: str, theirs: list[SourcedFigure], told: Told, ours: Published | None
) -> list[dict[str, Any]]:
    head = {"text": format_lazy(HALVES[period.half], year=period.year), "head": True}
    own = [_own(ours, measure, period, told)] if ours else []
    here = [one for one in theirs if (one.year, one.half) == (period.year, period.half)]
    return [head, *own, *(_public([one for one in here if one.area == area], told) for area in told.areas)]


def _own(ours: Published, measure: str, period: Period, told: Told) -> dict[str, Any]:
    """What is known of a part of the period says nothing of the whole."""
    found = own_figure(ours, measure, period)
    if found is None:
        return {"text": NOT_SHOWN, "number": True}
    if found.figure is None:
        whole = len(period.quarters)
        note = _("%(there)s av %(whole)s kvartal publicerade") % {"there": found.quarters, "whole": whole}
        return {"text": NOT_SHOWN, "number": True, "note": note}
    if measure == PublicMeasure.CHILDREN_PER_100000:
        return _per_inhabitants(found.figure, period, told)
    return {"text": number(found.figure), "number": True}


def _per_inhabitants(children: Figure, period: Period, told: Told) -> dict[str, Any]:
    """Our children by the inhabitants that a file tells of the municipality that year."""
    rows = [one for one in told.figures if (one.measure, one.year) == (PublicMeasure.INHABITANTS, period.year)]
    here = [one for one in rows if one.area.casefold() != COUNTRY.casefold()]
    people = {int(one.value) for one in here}
    if len(people) != 1:
        note = _("källorna säger olika antal invånare") if people else _("antalet invånare är inte inläst")
        return {"text": NOT_SHOWN, "number": True, "note": note}
    if children.hidden and not children.least:
        return {"text": NOT_SHOWN, "number": True}
    rate = f"{children.least / people.pop() * PER:.1f}".replace(".", ",")
    note = _("invånare enligt källa %s") % ", ".join(str(told.numbers[_basis(one)]) for one in here)
    return {"text": _("minst %s") % rate if children.hidden else rate, "number": True, "note": note}


def _public(figures: list[SourcedFigure], told: Told) -> dict[str, Any]:
    """As published, each with the number of its source; a dash where nobody has told."""
    if not figures:
        return {"text": NOT_SHOWN, "number": True}
    values = list(dict.fromkeys(_spaced(one.value) for one in figures))
    marks = ", ".join(str(told.numbers[_basis(one)]) for one in figures)
    return {"text": _(" eller ").join(values), "number": True, "note": _("källa %s") % marks}


def _spaced(value: str) -> str:
    """ "3 042", with a space that does not break."""
    return f"{int(value):,}".replace(",", "\N{NO-BREAK SPACE}") if value.isdecimal() else value
