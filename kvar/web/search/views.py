"""Sök. A POST, since a name or a personal number never stands in an address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.casework.errors import ActRefused
from kvar.casework.searching import search_cases
from kvar.web.ui import clock
from kvar.web.ui.forms import SearchForm
from kvar.web.ui.page import act_page, form_page, page, put_refusal


@page
def search(request: HttpRequest) -> HttpResponse:
    """The empty field."""
    return render(request, "search/page.html", {"form": SearchForm(today=clock.today(request))})


@act_page
def found(request: HttpRequest) -> HttpResponse:
    """What is found, with the field above it."""
    form, findings = SearchForm(request.POST, today=clock.today(request)), None
    if form.is_valid():
        try:
            findings = search_cases(request.actor, **form.terms())
        except ActRefused as refusal:
            put_refusal(form, refusal)
    return form_page(request, "search/page.html", form=form, findings=findings)
