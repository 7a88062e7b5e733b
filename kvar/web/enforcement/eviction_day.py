"""Who attends, and the page for the day itself."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import ADULT, case_for
from kvar.casework.access_table import Act
from kvar.casework.enforcement.eviction_day import day_set, day_text, decide_attendance, record_day, storage_ends_on
from kvar.casework.enforcement.file import carried_out_on, day_recorded, timed_notice
from kvar.casework.enforcement.following import people_in
from kvar.records.models import Case, EvictionDay
from kvar.web.enforcement.acting import act_here
from kvar.web.enforcement.day_forms import DayForm
from kvar.web.enforcement.forms import AttendanceForm
from kvar.web.enforcement.shown import moment_words
from kvar.web.ui import clock
from kvar.web.ui.page import act_page


@act_page
def attendance(request: HttpRequest, case: UUID, notice: UUID) -> HttpResponse:
    """The adult unit attends every eviction, and the children's unit with a family."""
    found = case_for(request.actor, case, act=Act.ATTEND_EVICTION)
    return act_here(
        request,
        found,
        kind=AttendanceForm,
        act=partial(decide_attendance, notice=timed_notice(found, notice)),
        about=str(notice),
        heading=_("Vem är med vid avhysningen?"),
        submit=_("Spara beslutet"),
        done=_("Det är bestämt vem som är med."),
        initial={"attends": "yes", "who": request.actor.name},
    )


@act_page
def day(request: HttpRequest, case: UUID, notice: UUID) -> HttpResponse:
    """Filled in on the spot. What is typed is kept as a draft; saving leads the adult unit on to the outcome."""
    found = case_for(request.actor, case, act=Act.ATTEND_EVICTION)
    paper = timed_notice(found, notice)
    recorded = day_recorded(paper, request.actor)
    if recorded and request.method == "GET":
        return _recorded(request, found, recorded)
    on, out_on = day_set(paper), carried_out_on(found)
    return act_here(
        request,
        found,
        kind=DayForm,
        act=partial(record_day, notice=paper),
        about=str(notice),
        template="enforcement/day.html",
        onwards="outcomes:record" if request.actor.unit == ADULT else "enforcement:page",
        told={"children": people_in(found, child=True)},
        when=moment_words(paper.eviction_at, clock.today(request)),
        heading=_("Avhysningsdagen"),
        submit=_("Spara dagen"),
        done=_("Dagen är sparad."),
        initial={"on": on, "attended": request.actor.name, "reference": paper.reference} | _known(on, out_on),
        out_on=out_on,
        opens_on=on if clock.today(request) < on else None,
        stored_until=storage_ends_on(found, evicted_on=on),
    )


def _known(on: date, out_on: date | None) -> dict[str, Any]:
    """What is recorded already is not asked for anew."""
    return {"on": max(on, out_on), "carried_out": "yes"} if out_on else {}


def _recorded(request: HttpRequest, case: Case, day: EvictionDay) -> HttpResponse:
    """The record as it stands: it is corrected with a note, never answered a second time."""
    words = {"yes": _("var där"), "no": _("var inte där")}
    children = [
        (child.person.name, words.get(day.children.get(str(child.pk), ""), _("inte känt om barnet var där")))
        for child in people_in(case, child=True)
    ]
    shown = {"case": case, "day": day, "text": day_text(day), "children": children}
    return render(request, "enforcement/day_recorded.html", shown)
