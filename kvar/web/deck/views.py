"""Bildspelet: for whom, between which editions, what will be in it, and the file."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.casework.deck.about import About
from kvar.casework.deck.figures import counted_for
from kvar.casework.deck.whole import deck_of
from kvar.content.comparison import Written, differences
from kvar.content.load import load
from kvar.paper.slides import deck_pptx, fitted_slides
from kvar.paper.slides.told import DeckPaper, DeckRefused
from kvar.web.deck.forms import DeckForm
from kvar.web.ui import clock
from kvar.web.ui.addresses import address_for
from kvar.web.ui.page import page

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@page
def page_of_deck(request: HttpRequest) -> HttpResponse:
    """The choices, and the titles of what will be in the file."""
    form = _asked(request)
    return _page(request, form) if form.is_valid() else _refused(request, form)


@page
def file(request: HttpRequest) -> HttpResponse:
    """The file to download."""
    form = _asked(request)
    if not form.is_valid():
        return _refused(request, form)
    try:
        content = deck_pptx(_deck(request, form))
    except DeckRefused as refused:
        return _refused(request, form, str(refused))
    name = f"bildspel-{form.administration or 'staden'}-{form.days[1]}.pptx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=PPTX, headers=headers)


def _asked(request: HttpRequest) -> DeckForm:
    own = {"administration": request.actor.administration, "unit": request.actor.unit}
    return DeckForm.asked(request.GET.dict(), today=clock.today(request), **own)


def _page(request: HttpRequest, form: DeckForm) -> HttpResponse:
    try:
        titles = [shown.slide.title for shown in fitted_slides(_deck(request, form))]
    except DeckRefused as refused:
        return _refused(request, form, str(refused))
    return render(request, "deck/page.html", {"form": form, "titles": titles, "query": urlencode(form.data)})


def _refused(request: HttpRequest, form: DeckForm, sentence: str = "") -> HttpResponse:
    shown = {"form": form, "titles": [], "sentence": sentence}
    return render(request, "deck/page.html", shown, status=422)


def _deck(request: HttpRequest, form: DeckForm) -> DeckPaper:
    library, administration = load(), form.administration
    since, on = form.days
    today = clock.today(request)
    counted = counted_for(request.actor, administration=administration, on=today) if administration else ()
    about = About(
        library=library,
        on=on,
        since=since,
        differences=differences(Written(library, since), Written(library, on)),
        administration=administration,
        unit=form.unit,
        counted=counted,
        compare_link=_comparison(request, since, on),
    )
    return deck_of(about)


def _comparison(request: HttpRequest, since: date, on: date) -> str:
    """Where the two days are compared word for word, if there is such a page."""
    address = address_for(request.actor, "editions:compare")
    days = urlencode({"fran": since, "till": on})
    return request.build_absolute_uri(f"{address}?{days}") if address else ""
