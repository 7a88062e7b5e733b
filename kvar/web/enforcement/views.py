"""Kronofogden in one case: what has happened, what stands, what is to be done; and a new event."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.enforcement.course import record_event
from kvar.casework.enforcement.file import enforcement_file
from kvar.web.enforcement.acting import act_here
from kvar.web.enforcement.forms import EventForm
from kvar.web.enforcement.shown import follow_up_rows, heard_rows, time_rows
from kvar.web.ui import clock
from kvar.web.ui.page import act_page
from kvar.web.ui.page import page as read_page


@read_page
def page(request: HttpRequest, case: UUID) -> HttpResponse:
    """The course, the newest time first; then the day, and what comes after."""
    found = case_for(request.actor, case)
    file, today = enforcement_file(request.actor, found), clock.today(request)
    shown = {
        "file": file,
        "case": found,
        "times": time_rows(file, today=today),
        "coming": follow_up_rows(file, today=today),
        "heard": heard_rows(file, today=today),
        "carried_out": file.course is not None and any(event.carries_out for event in file.course.events),
    }
    return render(request, "enforcement/page.html", shown)


@act_page
def event(request: HttpRequest, case: UUID) -> HttpResponse:
    """Withdrawn, put off, carried out. A new time is a paper of its own and is taken in as one."""
    found = case_for(request.actor, case, act=Act.RECORD_ENFORCEMENT)
    return act_here(
        request,
        found,
        kind=EventForm,
        act=partial(record_event, case=found),
        template="enforcement/event.html",
        heading=_("Vad har hänt hos Kronofogden?"),
        submit=_("Spara"),
        done=_("Händelsen är sparad."),
        initial={"on": clock.today(request)},
    )
