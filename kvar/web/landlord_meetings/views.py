"""Möten med hyresvärdar: put a case on an agenda, see what may be talked about, print it, write up what was said."""

from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.consent.carrying import LANDLORD
from kvar.casework.consent.consents import consents_in
from kvar.casework.consent.landlord_agenda import (
    agenda_for,
    coming_meetings,
    item_for,
    meetings_with_landlord_of,
    scopes_allowed,
    taken_back_that_day,
)
from kvar.casework.meetings.landlord_meetings import (
    call_off_landlord_meeting,
    put_on_agenda,
    take_off_agenda,
    write_up_talk,
)
from kvar.web.landlord_meetings.forms import CallOffForm, PutOnForm, TakeOffForm, WriteUpForm
from kvar.web.ui import clock, wording
from kvar.web.ui.acting import act_form, act_in_case
from kvar.web.ui.page import BACK, act_page, back_to, page


@act_page
def put_on(request: HttpRequest, case: UUID) -> HttpResponse:
    """Take the case up at a meeting with its own landlord; without consent: what is missing, and the way to it."""
    found, today = case_for(request.actor, case, act=Act.ARRANGE_LANDLORD_MEETING), clock.today(request)
    landlord = found.household.dwelling.landlord
    scopes = scopes_allowed(found, consents_in(found), today=today)
    meetings = meetings_with_landlord_of(found, request.actor, today=today)
    return act_in_case(
        request,
        found,
        kind=PutOnForm,
        act=put_on_agenda,
        template="landlord_meetings/put_on.html",
        done=_("Ärendet står på mötet."),
        onwards=lambda item: back_to("landlord_meetings:agenda", item.meeting_id),
        told={"meetings": meetings, "scopes": scopes},
        initial={"meeting": str(meetings[0].pk) if meetings else "new"},
        landlord=landlord,
        scopes=scopes,
        consent_url=f"{reverse('consents:ask', args=[found.pk])}?{urlencode({'vem': LANDLORD, BACK: request.path})}",
        heading=_("Ta upp med %s") % (landlord.name if landlord else _("hyresvärden")),
        submit=_("Sätt upp på mötet"),
    )


@act_page
def write_up(request: HttpRequest, case: UUID, agenda_item: UUID) -> HttpResponse:
    """What was said about the case in the meeting."""
    found, today = case_for(request.actor, case, act=Act.ARRANGE_LANDLORD_MEETING), clock.today(request)
    item = item_for(request.actor, found, agenda_item)
    meeting = item.meeting
    told = {"name": meeting.landlord.name, "day": wording.day(meeting.day, today)}
    return act_in_case(
        request,
        found,
        kind=WriteUpForm,
        act=partial(write_up_talk, item=item),
        template="landlord_meetings/write_up.html",
        done=_("Det är skrivet i journalen."),
        about=item.pk,
        told={"ended": taken_back_that_day(item, consents_in(found, unit=request.actor.unit))},
        initial={"version": item.version, "at": meeting.at},
        item=item,
        may_write=item.talked is None and not meeting.called_off and meeting.day <= today,
        heading=_("Möte med %(name)s %(day)s") % told,
        submit=_("Skriv i journalen"),
    )


@act_page
def take_off(request: HttpRequest, case: UUID, agenda_item: UUID) -> HttpResponse:
    """The case is not taken up at the meeting."""
    found = case_for(request.actor, case, act=Act.ARRANGE_LANDLORD_MEETING)
    item = item_for(request.actor, found, agenda_item)
    return act_in_case(
        request,
        found,
        kind=TakeOffForm,
        act=partial(take_off_agenda, item=item),
        template="landlord_meetings/take_off.html",
        done=_("Ärendet är borttaget från mötet."),
        onwards=lambda _item: back_to("landlord_meetings:agenda", item.meeting_id),
        about=item.pk,
        initial={"version": item.version},
        item=item,
        heading=_("Ta bort ärendet från mötet?"),
        submit=_("Ta bort"),
    )


@page
def coming(request: HttpRequest) -> HttpResponse:
    """The meetings ahead, by day. No case is named here."""
    found = coming_meetings(request.actor, today=clock.today(request))
    return render(request, "landlord_meetings/coming.html", {"meetings": found})


@page
def agenda(request: HttpRequest, landlord_meeting: UUID) -> HttpResponse:
    """What may be talked about, and what no consent carries any longer."""
    found = agenda_for(request.actor, landlord_meeting, today=clock.today(request))
    return render(request, "landlord_meetings/agenda.html", {"agenda": found})


@page
def sheet(request: HttpRequest, landlord_meeting: UUID) -> HttpResponse:
    """The same on paper, until the meeting has been: only what the consents carry when it is printed."""
    found = agenda_for(request.actor, landlord_meeting, today=clock.today(request))
    return render(request, "landlord_meetings/sheet.html", {"agenda": found})


@act_page
def call_off(request: HttpRequest, landlord_meeting: UUID) -> HttpResponse:
    """The meeting does not take place."""
    found = agenda_for(request.actor, landlord_meeting, today=clock.today(request)).meeting
    return act_form(
        request,
        name=f"landlord_meetings:call_off:{found.pk}",
        kind=CallOffForm,
        act=partial(call_off_landlord_meeting, meeting=found),
        template="landlord_meetings/call_off.html",
        done=_("Mötet är inställt. Meddela %s det, utan att nämna något hushåll.") % found.landlord.name,
        onwards=lambda _meeting: back_to("landlord_meetings:coming"),
        initial={"version": found.version},
        meeting=found,
    )
