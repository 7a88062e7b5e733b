"""Uppföljning: what came in, how it went, which children were touched, per administration and month."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.measures.first import MEASURES
from kvar.casework.measures.grid import Cell, Grid, grid_of
from kvar.content.load import load
from kvar.paper.charts.bars import Bar, BarChart, bar_chart
from kvar.paper.charts.drawing import for_page
from kvar.web.follow_up.forms import PeriodForm
from kvar.web.ui import clock, wording
from kvar.web.ui.page import page


@dataclass(frozen=True)
class Measured:
    """One measure on the page: ``figure`` is the finding, the picture, the same numbers as a table, the definition."""

    id: str
    label: str
    figure: dict[str, Any]


@page
def overview(request: HttpRequest) -> HttpResponse:
    """The measures for the chosen period; one query each."""
    form = PeriodForm.asked(request.GET.dict(), today=clock.today(request), month_name=month_name)
    chosen = {"actor": request.actor, "months": form.months, "administrations": form.administrations}
    measures = [_measured(grid_of(question, **chosen)) for question in MEASURES]
    shown = {"form": form, "measures": measures, "held_back": load().organisation.switches.suppress_below}
    return render(request, "follow_up/overview.html", shown)


def month_name(month: date) -> str:
    """ "november 2026"."""
    return f"{_(wording.MONTHS[month.month - 1])} {month.year}"


def _measured(grid: Grid) -> Measured:
    places = [load().organisation.administration(place).label for place in grid.administrations]
    labels = dict(zip(grid.administrations, short_names(places), strict=True))
    finding = _finding(grid, labels)
    svg = for_page(bar_chart, _chart(grid, labels, finding)) if any(cell.count for cell in grid.cells) else ""
    figure = {"finding": finding, "svg": svg, "definition": grid.definition, "table": _table(grid, labels)}
    return Measured(id=grid.id, label=str(grid.label), figure=figure)


def short_names(labels: list[str]) -> list[str]:
    """The names without the words they all begin with: *Centrum*, not *Socialförvaltningen Centrum* four times."""
    words = [label.split() for label in labels]
    shared = 0
    while len(labels) > 1 and all(len(one) > shared + 1 for one in words) and len({one[shared] for one in words}) == 1:
        shared += 1
    return [" ".join(one[shared:]) for one in words]


def _chart(grid: Grid, labels: dict[str, str], finding: str) -> BarChart:
    told = {"title": str(grid.label), "description": finding, "counted": _("Antal"), "bars": _bars(grid, labels)}
    return BarChart(**told, stacked=True, height=220)


def _bars(grid: Grid, labels: dict[str, str]) -> tuple[Bar, ...]:
    return tuple(
        Bar(group=_short_month(cell.month), series=labels[cell.administration], count=cell.count or 0)
        for cell in grid.cells
    )


def _table(grid: Grid, labels: dict[str, str]) -> dict[str, Any]:
    heads = [{"text": _("Månad")}] + [{"text": label, "number": True} for label in labels.values()]
    rows = [[{"text": month_name(month), "head": True}, *map(_cell, cells)] for month, cells in grid.rows]
    return {"caption": grid.label, "columns": heads, "rows": rows}


def _cell(cell: Cell) -> dict[str, Any]:
    return {"text": _held_back() if cell.count is None else cell.count, "number": True}


def _held_back() -> str:
    return _("färre än %d") % load().organisation.switches.suppress_below


def _short_month(month: date) -> str:
    return f"{_(wording.SHORT_MONTHS[month.month - 1])} {month:%y}"


def _finding(grid: Grid, labels: dict[str, str]) -> str:
    """The measure in one sentence."""
    first, last = grid.rows[0][0], grid.rows[-1][0]
    period = month_name(first) if first == last else f"{month_name(first)}–{month_name(last)}"
    said = ", ".join(_said(grid, place, name) for place, name in labels.items())
    return f"{period[0].upper()}{period[1:]}: {said}."


def _said(grid: Grid, place: str, name: str) -> str:
    """A sum that lacks held-back numbers says that it is at least that."""
    total = grid.sum_of(place)
    if all(cell.count is not None for cell in grid.cells if cell.administration == place):
        return f"{name} {total}"
    told = _("%(place)s minst %(n)s") if total else _("%(place)s bara små tal")
    return told % {"place": name, "n": total}
