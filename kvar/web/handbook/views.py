"""The handbook as a book: contents, chapters, search, the lists of steps, and old and new paragraphs side by side."""

from datetime import date
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.casework.reading import mark_read, news_of, readings_of
from kvar.content.handbook_file import ChapterTold
from kvar.content.handbook_search import SearchIndex, index_of
from kvar.content.load import load
from kvar.web.handbook.shown import (
    chapters_of_passages,
    entries_of,
    frame_table,
    hits_shown,
    list_shown,
    lists_shown,
    passages_shown,
    unit_shown,
    units_shown,
)
from kvar.web.handbook.text import as_html
from kvar.web.ui import clock
from kvar.web.ui.page import act_page, back_to, page


@page
def contents(request: HttpRequest) -> HttpResponse:
    """The chapters with their passages, and what is new to the reader."""
    chapters = load().handbook.on(clock.today(request))
    entries = entries_of(chapters, news_of(chapters, request.actor))
    return render(
        request,
        "handbook/contents.html",
        {"query": "", "entries": entries, "lists": lists_shown(), "units": units_shown()},
    )


@page
def search(request: HttpRequest) -> HttpResponse:
    """``?q=``: the passages that have the words, best first."""
    query = request.GET.get("q", "").strip()[:200]
    hits = _index(load().digest, clock.today(request)).search(query) if query else ()
    return render(request, "handbook/search.html", {"query": query, "hits": hits_shown(hits)})


@act_page
def chapter(request: HttpRequest, chapter: str) -> HttpResponse:
    """A chapter to read; POST says that it is read."""
    today = clock.today(request)
    found = _chapter(chapter, today)
    if request.method == "POST":
        mark_read(by=request.actor, chapter=found)
        return back_to("handbook:chapter", found.id)
    reading = readings_of(request.actor).get(found.id)
    chapters = load().handbook.on(today)
    shown = {
        "query": "",
        "chapter": found,
        "note": as_html(found.note, chapters=chapters_of_passages(chapters)),
        "passages": passages_shown(found, chapters, reading),
        "entries": entries_of(chapters, {}),
        "reading": reading,
    }
    return render(request, "handbook/chapter.html", shown)


@page
def steps(request: HttpRequest, checklist: str) -> HttpResponse:
    """One checklist or section of the routine, as it reads today, whatever case it is for."""
    if checklist not in load().lists:
        raise Http404
    return render(request, "handbook/steps.html", {"list": list_shown(checklist, today=clock.today(request))})


@page
def unit(request: HttpRequest, unit: str) -> HttpResponse:
    """What a unit answers for, with the steps that carry it out and where the handbook explains them."""
    if unit not in {one.id for one in load().organisation.units}:
        raise Http404
    return render(request, "handbook/unit.html", {"unit": unit_shown(unit, today=clock.today(request))})


@page
def legal_frame(request: HttpRequest) -> HttpResponse:
    """What the paragraphs were called before, and what is new."""
    return render(request, "handbook/legal_frame.html", {"table": frame_table(load().legal_frame.rows)})


def _chapter(id: str, today: date) -> ChapterTold:
    try:
        return load().handbook.chapter(id, on=today)
    except KeyError:
        raise Http404 from None


@lru_cache(maxsize=4)
def _index(digest: str, day: date) -> SearchIndex:
    """One for each edition and day; ``digest`` keeps it apart when the content changes."""
    return index_of(load().handbook.passages(on=day))
