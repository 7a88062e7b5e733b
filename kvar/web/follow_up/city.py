"""Uppföljning of the whole city: what is published, one group of measures at a time."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.casework.published.reading import published_quarters, published_to
from kvar.casework.published.words import hidden_words
from kvar.web.follow_up.forms import CasesForm
from kvar.web.follow_up.groups import chosen_group, group_chips
from kvar.web.follow_up.sections import sections
from kvar.web.ui import clock
from kvar.web.ui.measure_figure import measure_figure
from kvar.web.ui.page import page


@dataclass(frozen=True)
class Measured:
    """One measure on the page: ``figure`` is the finding, the picture, the same numbers as a table, the definition."""

    id: str
    label: str
    figure: dict[str, Any]


@page
def city(request: HttpRequest) -> HttpResponse:
    """The published figures of the chosen quarters. Three queries, however many measures."""
    quarters = published_quarters()
    shown: dict[str, Any] = {"sections": sections(request, request.actor)}
    if not quarters:
        return render(request, "follow_up/nothing.html", shown)
    form, group = (
        CasesForm.asked(request.GET.dict(), today=clock.today(request), quarters=quarters),
        chosen_group(request),
    )
    found = published_to(request.actor, *form.period)
    measures = [Measured(one.id, str(one.label), measure_figure(found, one, form.cases)) for one in group.measures]
    shown |= {
        "kept": {"name": "grupp", "value": group.id},
        "form": form,
        "groups": group_chips(request, group),
        "measures": measures,
    }
    return render(request, "follow_up/city.html", shown | {"hiding": hidden_words(found.suppress_below)})
