"""Who attends, and the page for the day itself."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import ADULT, case_for
from kvar.casework.access_table import Act
from kvar.casework.enforcement.eviction_day import day_set, decide_attendance, record_day, storage_ends_on
from kvar.casework.enforcement.file import timed_notice
from kvar.casework.enforcement.following import people_in
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
    on = day_set(paper)
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
        initial={"on": on, "attended": request.actor.name, "reference": paper.reference},
        opens_on=on if clock.today(request) < on else None,
        stored_until=storage_ends_on(found, evicted_on=on),
    )
