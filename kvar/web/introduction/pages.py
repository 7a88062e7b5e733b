"""What is only read: the overview, the support package, sheets to print, contacts, what the units handed over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kvar.casework.access import may
from kvar.casework.access_table import Act
from kvar.casework.introduction.reach import notes_handed_over_to, open_changes_told_to
from kvar.content.load import load
from kvar.web.introduction.shown import Way, change_shown, contacts_shown, heard, sections_shown, way_of
from kvar.web.ui import clock
from kvar.web.ui.addresses import passage_read
from kvar.web.ui.page import page


@page
def overview(request: HttpRequest) -> HttpResponse:
    """Where everything is that helps a unit to begin."""
    shown = {
        "holds": may(request.actor, Act.HOLD_WORKSHOP),
        "leads": may(request.actor, Act.READ_HANDED_OVER),
        "reading": _passages("om-handboken", "aktiviteter", request=request),
        "local_links": load().organisation.local_links,
    }
    return render(request, "introduction/overview.html", shown)


@page
def support(request: HttpRequest) -> HttpResponse:
    """For unit heads and 1:e socialsekreterare: the hour's agenda, what to read, what to print."""
    told, today = load().introduction, clock.today(request)
    shown = {
        "agenda": [(row, way_of(row, by=request.actor, today=today)) for row in told.agenda],
        "minutes": sum(row.minutes for row in told.agenda),
        "reading": _passages(*told.reading, request=request),
        "local_links": load().organisation.local_links,
        "holds": may(request.actor, Act.HOLD_WORKSHOP),
    }
    return render(request, "introduction/support.html", shown)


@page
def summary(request: HttpRequest) -> HttpResponse:
    """The routine's three sections on one sheet, for the wall."""
    return render(request, "introduction/summary.html", {"sections": sections_shown()})


@page
def sheet(request: HttpRequest) -> HttpResponse:
    """The questions with empty lines, for paper."""
    shown = {"questions": load().introduction.questions, "lines": range(4), "rows": range(5)}
    return render(request, "introduction/sheet.html", shown)


@page
def contacts(request: HttpRequest) -> HttpResponse:
    """The process leaders; a vacant post and who takes its questions."""
    return render(request, "introduction/contacts.html", {"contacts": contacts_shown()})


@page
def gathered(request: HttpRequest) -> HttpResponse:
    """For the process leaders: by question, what units handed over; and every open decision, the late ones first."""
    today = clock.today(request)
    changes = [change_shown(change, today=today) for change in open_changes_told_to(request.actor)]
    shown = {"questions": heard(notes_handed_over_to(request.actor)), "changes": changes}
    return render(request, "introduction/gathered.html", shown)


def _passages(*ids: str, request: HttpRequest) -> list[Way]:
    ways = (Way(*passage_read(id, today=clock.today(request))) for id in ids)
    return [way for way in ways if way.url]
