"""The editions of the content: which there are, and what differs between any two days. Read only."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.casework.editions.in_force import content_of, published
from kvar.content.comparison import Kind, Written, differences
from kvar.content.load import load
from kvar.web.editions.shown import KINDS, chips_shown, editions_shown, own_shown, reading_of
from kvar.web.ui import clock
from kvar.web.ui.addresses import address_for
from kvar.web.ui.compared import in_short, kinds_shown
from kvar.web.ui.days_form import DaysForm
from kvar.web.ui.page import form_page, page


@page
def editions(request: HttpRequest) -> HttpResponse:
    """The named editions, oldest first, and those that the city has switched on."""
    today = clock.today(request)
    shown = {"editions": editions_shown(today=today), "own": [own_shown(one, today=today) for one in published()]}
    shown |= {"what_if_url": address_for(request.actor, "editions:what_if")}
    return render(request, "editions/list.html", shown)


@page
def compare(request: HttpRequest) -> HttpResponse:
    """``?fran=``, ``?till=``: two days; ``?visa=``: one kind alone. An empty address is a form to fill in."""
    asked = request.GET if {"fran", "till"} & {*request.GET} else None
    form = DaysForm(asked, today=clock.today(request))
    days = sorted(form.cleaned_data.values()) if form.is_valid() else []
    kind = KINDS.get(request.GET.get("visa", ""))
    compared = _compared(*days, kind=kind, today=clock.today(request)) if days else {}
    swapped = bool(days) and days[0] != form.cleaned_data["fran"]
    return form_page(
        request, "editions/compare.html", form=form, editions=load().editions, swapped=swapped, compared=compared
    )


def _compared(before: date, after: date, *, kind: Kind | None, today: date) -> dict[str, Any]:
    found = differences(Written(content_of(before), before), Written(content_of(after), after))
    return {
        "readings": (reading_of(before, today=today), reading_of(after, today=today)),
        "short": in_short(found),
        "chips": chips_shown(found, before=before, after=after, chosen=kind),
        "kinds": kinds_shown(one for one in found if kind in (None, one.kind)),
    }
