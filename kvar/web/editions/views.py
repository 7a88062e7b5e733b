"""The editions of the content: which there are, and what differs between any two days. Read only."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.content.comparison import Kind, Written, differences
from kvar.content.load import load
from kvar.web.editions.forms import DaysForm
from kvar.web.editions.shown import KINDS, chips_shown, editions_shown, reading_of
from kvar.web.ui import clock
from kvar.web.ui.compared import in_short, kinds_shown
from kvar.web.ui.page import form_page, page


@page
def editions(request: HttpRequest) -> HttpResponse:
    """The named editions, oldest first."""
    return render(request, "editions/list.html", {"editions": editions_shown(today=clock.today(request))})


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
    found = differences(Written(load(), before), Written(load(), after))
    return {
        "readings": (reading_of(before, today=today), reading_of(after, today=today)),
        "short": in_short(found),
        "chips": chips_shown(found, before=before, after=after, chosen=kind),
        "kinds": kinds_shown(one for one in found if kind in (None, one.kind)),
    }
