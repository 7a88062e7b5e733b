"""Öppna data: what is published as one long file, with a dictionary of its words."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from kvar.casework.follow_up_report.open_data import COLUMNS, figures, words
from kvar.casework.published.reading import published_one_by_one, published_quarters
from kvar.web.follow_up.sections import sections
from kvar.web.ui.page import page

CSV = "text/csv; charset=utf-8"


@page
def open_data(request: HttpRequest) -> HttpResponse:
    """What the files hold, and how they are read."""
    shown: dict[str, Any] = {"sections": sections(request, request.actor)}
    quarters = published_quarters()
    if not quarters:
        return render(request, "follow_up/nothing.html", shown)
    return render(request, "follow_up/open_data.html", shown | {"columns": COLUMNS, "quarters": quarters})


@page
def figures_file(request: HttpRequest) -> HttpResponseBase:
    """Every published number, streamed; only the heads before anything is published."""
    quarters = published_quarters()
    read = published_one_by_one(request.actor, quarters[0], quarters[-1]) if quarters else ()
    return StreamingHttpResponse(figures(read), content_type=CSV, headers=_named("kvar-uppfoljning.csv"))


@page
def words_file(request: HttpRequest) -> HttpResponseBase:
    """The data dictionary."""
    return HttpResponse("".join(words()), content_type=CSV, headers=_named("kvar-uppfoljning-ordlista.csv"))


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
