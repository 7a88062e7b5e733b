"""Who is away, who covers, who leaves."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.access_table import LEADS
from kvar.casework.owner.absences import (
    absence_for,
    absences_of_unit,
    change_absence,
    name_unit_cover,
    report_absence,
    unit_cover_now,
)
from kvar.casework.owner.owning import let_leave
from kvar.casework.tracks import colleagues_of
from kvar.records.models import User
from kvar.web.situation.forms import AbsenceForm, ChangeAbsenceForm, CoverForm, LeaveForm
from kvar.web.situation.shown import absence_shown, cover_sentences
from kvar.web.ui import clock
from kvar.web.ui.acting import act_form
from kvar.web.ui.page import act_page, back_to


@act_page
def absences(request: HttpRequest) -> HttpResponse:
    """The unit's absences, now and coming; and a new one."""
    actor, today = request.actor, clock.today(request)
    colleagues = colleagues_of(actor, today=today)
    found = [absence_shown(one, actor=actor, today=today) for one in absences_of_unit(actor, today=today)]
    return act_form(
        request,
        name="situation:absences",
        kind=AbsenceForm,
        act=report_absence,
        template="situation/absences.html",
        done=_("Frånvaron är sparad."),
        onwards=lambda _made: back_to("situation:absences"),
        told={"people": _people(actor, colleagues), "colleagues": colleagues},
        initial={"user": str(actor.id), "first_day": today},
        absences=found,
        leads=actor.role in LEADS,
    )


def _people(actor: Actor, colleagues: list[User]) -> list[User]:
    """Whose absence the actor may write in."""
    return colleagues if actor.role in LEADS else [user for user in colleagues if user.pk == actor.id]


@act_page
def absence(request: HttpRequest, absence: UUID) -> HttpResponse:
    """Back earlier, away longer, another cover."""
    found = absence_for(request.actor, absence)
    return act_form(
        request,
        name=f"situation:absence:{found.pk}",
        kind=ChangeAbsenceForm,
        act=partial(change_absence, absence=found),
        template="situation/absence.html",
        done=_("Frånvaron är ändrad."),
        onwards=lambda _made: back_to("situation:absences"),
        told={"colleagues": colleagues_of(request.actor, today=clock.today(request))},
        initial={"last_day": found.last_day, "cover": str(found.cover_id or ""), "version": found.version},
        absence=absence_shown(found, actor=request.actor, today=clock.today(request)),
    )


@act_page
def cover(request: HttpRequest) -> HttpResponse:
    """Who covers in the unit when nobody else is named: who it is now and why, and another choice."""
    now = unit_cover_now(request.actor, today=clock.today(request))
    return act_form(
        request,
        name="situation:cover",
        kind=CoverForm,
        act=name_unit_cover,
        template="situation/cover.html",
        initial={"user": str(now.chosen.pk) if now.chosen else ""},
        now=cover_sentences(now),
        done=_("Ersättaren är sparad."),
        onwards=lambda _made: back_to("situation:page"),
        told={"colleagues": colleagues_of(request.actor, today=clock.today(request))},
    )


@act_page
def leave(request: HttpRequest) -> HttpResponse:
    """Somebody leaves: from which day, and who takes over."""
    people = colleagues_of(request.actor, today=clock.today(request))
    return act_form(
        request,
        name="situation:leave",
        kind=LeaveForm,
        act=let_leave,
        template="situation/leave.html",
        done=_("Det är sparat. Ärendena flyttas den dagen."),
        onwards=lambda _made: back_to("situation:page"),
        told={"colleagues": [user for user in people if user.left_on is None]},
    )
