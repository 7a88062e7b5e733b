"""Likvärdighet: every measure of how we work beside each other, and one of them close up."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.casework.equal_treatment.comparing import Compared, compare
from kvar.casework.equal_treatment.words import by_chance_words
from kvar.casework.measures.registry import HANDLING
from kvar.casework.published.reading import published_quarters, published_to
from kvar.casework.published.words import hidden_words
from kvar.web.follow_up.close_up import close_up
from kvar.web.follow_up.compared import overview_table
from kvar.web.follow_up.forms import ComparingForm
from kvar.web.follow_up.sections import sections
from kvar.web.ui import clock
from kvar.web.ui.page import page

LONGEST = 20  # quarters


@page
def equal_treatment(request: HttpRequest) -> HttpResponse:
    """All comparisons in one table, and the chosen one with its pictures. Five queries, however many measures."""
    quarters = published_quarters()
    shown: dict[str, Any] = {"sections": sections(request, request.actor)}
    if not quarters:
        return render(request, "follow_up/nothing.html", shown)
    form = ComparingForm.asked(request.GET.dict(), today=clock.today(request), quarters=quarters)
    found = published_to(request.actor, *form.period)
    compared = [compare(found, measure, form.by) for measure in HANDLING]
    chosen = _chosen(request, compared)
    every = published_to(request.actor, *_long_before(quarters, form.period[1]))
    shown |= {"form": form, "table": overview_table(compared, links=_links(request))}
    shown |= {"close_up": close_up(chosen, found, every), "hiding": hidden_words(found.suppress_below)}
    shown |= {"kept": {"name": "matt", "value": chosen.measure.id}, "by_chance": by_chance_words(compared)}
    return render(request, "follow_up/equal_treatment.html", shown)


def _chosen(request: HttpRequest, compared: list[Compared]) -> Compared:
    return next((one for one in compared if one.measure.id == request.GET.get("matt")), compared[0])


def _links(request: HttpRequest) -> dict[str, Any]:
    asked = {name: value for name, value in request.GET.items() if name != "matt"}
    return {one.id: f"?{urlencode({**asked, 'matt': one.id})}#matt" for one in HANDLING}


def _long_before(quarters: tuple[date, ...], last: date) -> tuple[date, date]:
    """Five years up to the last quarter: in a longer row chance alone makes too many patterns."""
    until = [quarter for quarter in quarters if quarter <= last][-LONGEST:]
    return until[0], until[-1]
