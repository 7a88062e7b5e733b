"""The handbook as a book: contents, chapters, search, the lists of steps, and old and new paragraphs side by side.

Every page takes ``?dag=``, and shows the wording of that day.
"""

from datetime import date
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.casework.reading import mark_read, news_of, readings_of
from kvar.content.handbook_file import ChapterTold
from kvar.content.handbook_search import SearchIndex, index_of
from kvar.content.load import load
from kvar.web.handbook.frame import frame_table
from kvar.web.handbook.reader import Reader, as_read, reader_of
from kvar.web.handbook.routine import list_shown, lists_shown, unit_shown, units_shown
from kvar.web.handbook.shown import chapters_of_passages, entries_of, hits_shown, passages_shown
from kvar.web.handbook.text import as_html
from kvar.web.ui import clock
from kvar.web.ui.addresses import address_for
from kvar.web.ui.page import act_page, back_to, page


@page
@as_read
def contents(request: HttpRequest) -> HttpResponse:
    """The chapters with their passages, and what is new to the reader; in another day's handbook nothing is new."""
    reader = reader_of(request)
    chapters = load().handbook.on(reader.day)
    entries = entries_of(chapters, {} if reader.kept else news_of(chapters, request.actor), reader)
    shown = {"query": "", "entries": entries, "lists": lists_shown(reader), "units": units_shown(reader)}
    shown["deck_url"] = address_for(request.actor, "deck:page")
    return _read(request, "handbook/contents.html", reader, **shown)


@page
@as_read
def search(request: HttpRequest) -> HttpResponse:
    """``?q=``: the passages that have the words, best first."""
    reader, query = reader_of(request), request.GET.get("q", "").strip()[:200]
    hits = _index(load().digest, reader.day).search(query) if query else ()
    return _read(request, "handbook/search.html", reader, query=query, hits=hits_shown(hits, reader))


@act_page
@as_read
def chapter(request: HttpRequest, chapter: str) -> HttpResponse:
    """A chapter to read; POST says that it is read, as it stands today."""
    if request.method == "POST":
        found = _chapter(chapter, clock.today(request))
        mark_read(by=request.actor, chapter=found)
        return back_to("handbook:chapter", found.id)
    reader = reader_of(request)
    found = _chapter(chapter, reader.day)
    reading = None if reader.kept else readings_of(request.actor).get(found.id)
    chapters = load().handbook.on(reader.day)
    shown = {
        "query": "",
        "chapter": found,
        "note": as_html(found.note, chapters=chapters_of_passages(chapters), reader=reader),
        "passages": passages_shown(found, chapters, reading, reader),
        "entries": entries_of(chapters, {}, reader),
        "reading": reading,
        "local_links": [link for link in load().organisation.local_links if found.id in link.chapters],
    }
    return _read(request, "handbook/chapter.html", reader, **shown)


@page
@as_read
def steps(request: HttpRequest, checklist: str) -> HttpResponse:
    """One checklist or section of the routine, whatever case it is for."""
    if checklist not in load().lists:
        raise Http404
    reader = reader_of(request)
    return _read(request, "handbook/steps.html", reader, list=list_shown(checklist, reader))


@page
@as_read
def unit(request: HttpRequest, unit: str) -> HttpResponse:
    """What a unit answers for, with the steps that carry it out and where the handbook explains them."""
    if unit not in {one.id for one in load().organisation.units}:
        raise Http404
    reader = reader_of(request)
    return _read(request, "handbook/unit.html", reader, unit=unit_shown(unit, reader))


@page
@as_read
def legal_frame(request: HttpRequest) -> HttpResponse:
    """What the paragraphs were called before, and what is new."""
    reader = reader_of(request)
    return _read(request, "handbook/legal_frame.html", reader, table=frame_table(load().legal_frame.rows, reader))


def _read(request: HttpRequest, template: str, reader: Reader, **shown: object) -> HttpResponse:
    """The page with its reader; 422 for a day that cannot be read as one, or is before the first edition."""
    return render(request, template, {"reader": reader, **shown}, status=422 if reader.fault else 200)


def _chapter(id: str, today: date) -> ChapterTold:
    try:
        return load().handbook.chapter(id, on=today)
    except KeyError:
        raise Http404 from None


@lru_cache(maxsize=4)
def _index(digest: str, day: date) -> SearchIndex:
    """One for each edition and day; ``digest`` keeps it apart when the content changes."""
    return index_of(load().handbook.passages(on=day))
