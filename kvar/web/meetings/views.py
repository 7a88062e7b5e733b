"""The case's meetings: everything on one page, and calling, holding and calling off."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, may_in
from kvar.casework.access_table import Act
from kvar.casework.meetings.agenda import agenda_for
from kvar.casework.meetings.calling import call_meeting, call_off_meeting, hold_meeting, missing_consents
from kvar.casework.meetings.reader import meeting_in, together_in, units_in
from kvar.content.load import load
from kvar.web.meetings.acting import act_together
from kvar.web.meetings.forms import CallForm, CallOffForm, HoldForm
from kvar.web.meetings.shown import together_shown
from kvar.web.ui import clock
from kvar.web.ui.page import act_page, page


@page
def overview(request: HttpRequest, case: UUID) -> HttpResponse:
    """Meetings, what was decided, what was agreed."""
    found = case_for(request.actor, case)
    may = may_in(request.actor, Act.HOLD_MEETING, found)
    shown = together_shown(together_in(found), today=clock.today(request))
    kinds = load().coordination.meetings.kinds if may else ()
    return render(request, "meetings/overview.html", {"case": found, "shown": shown, "kinds": kinds, "may": may})


@act_page
def call(request: HttpRequest, case: UUID, kind: str) -> HttpResponse:
    """Call a meeting; its points are proposed from what is open in the case."""
    found = case_for(request.actor, case, act=Act.HOLD_MEETING)
    code = next((one for one in load().coordination.meetings.kinds if one.id == kind), None)
    if code is None:
        raise Http404
    today = clock.today(request)
    units = units_in(found)
    others = tuple(party.id for party in load().coordination.meetings.parties) if code.outside else ()
    return act_together(
        request,
        found,
        kind=CallForm,
        act=call_meeting,
        heading=_("Kalla till %s") % code.label,
        submit=_("Kalla till mötet"),
        done=_("Mötet är bokat. Enheterna har fått veta."),
        about=kind,
        told={"kind": code, "units": units},
        initial={"units": units, "points": "\n".join(agenda_for(found, by=request.actor, today=today))},
        missing=missing_consents(found, invited=others, on=today, unit=request.actor.unit),
    )


@act_page
def hold(request: HttpRequest, case: UUID, meeting: UUID) -> HttpResponse:
    """Write what was said at the meeting."""
    found = case_for(request.actor, case, act=Act.HOLD_MEETING)
    held = meeting_in(found, meeting)
    return act_together(
        request,
        found,
        kind=HoldForm,
        act=partial(hold_meeting, meeting=held),
        heading=_("Anteckningar från %s") % load().coordination.meetings.kind(held.kind).label,
        submit=_("Spara i journalen"),
        done=_("Mötet är antecknat."),
        about=meeting,
        initial={"on": clock.today(request), "version": held.version},
        points=held.points,
    )


@act_page
def call_off(request: HttpRequest, case: UUID, meeting: UUID) -> HttpResponse:
    """The meeting does not take place."""
    found = case_for(request.actor, case, act=Act.HOLD_MEETING)
    called = meeting_in(found, meeting)
    return act_together(
        request,
        found,
        kind=CallOffForm,
        act=partial(call_off_meeting, meeting=called),
        heading=_("Ställ in mötet"),
        submit=_("Ställ in"),
        done=_("Mötet är inställt."),
        about=meeting,
        initial={"version": called.version},
    )
