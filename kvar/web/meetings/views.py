"""The case's meetings: everything on one page, and calling, holding and calling off."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, may_in
from kvar.casework.access_table import Act
from kvar.casework.consent.consents import consents_in, every_consent_in
from kvar.casework.consent.invited import fallen_shown_to, parties_without
from kvar.casework.contact.safe_contact import rules_of
from kvar.casework.meetings.agenda import agenda_for, outside_agenda
from kvar.casework.meetings.calling import call_meeting
from kvar.casework.meetings.calling_off import InvitedToTell, call_off_meeting, invited_to_tell
from kvar.casework.meetings.cautions import open_payments
from kvar.casework.meetings.holding import hold_meeting, parties_outside
from kvar.casework.meetings.reader import meeting_in, together_in, units_in, units_working
from kvar.casework.money.asked import what_is_asked
from kvar.content.coordination_meetings import MeetingKind, Party
from kvar.content.load import load
from kvar.records.models import Case
from kvar.web.meetings.acting import act_together, way_to_consent
from kvar.web.meetings.forms import CallForm, CallOffForm, HoldForm, HoldOutsideForm
from kvar.web.meetings.shown import together_shown
from kvar.web.ui import clock
from kvar.web.ui.page import act_page, page


@page
def overview(request: HttpRequest, case: UUID) -> HttpResponse:
    """Meetings, what was decided, what was agreed."""
    found = case_for(request.actor, case)
    may = may_in(request.actor, Act.HOLD_MEETING, found)
    consents, unit = every_consent_in(found), request.actor.unit
    together, today = together_in(found), clock.today(request)
    promised = any(map(open_payments, together.agreements))
    asked = what_is_asked(request.actor, found, today=today) if promised else ()
    shown = together_shown(together, consents, rules_of(found), needed=asked, unit=unit, today=today)
    told = {
        "kinds": load().coordination.meetings.kinds if may else (),
        "meets_landlords": may_in(request.actor, Act.ARRANGE_LANDLORD_MEETING, found) and not found.household.protected,
    }
    return render(request, "meetings/overview.html", {"case": found, "shown": shown, "may": may, **told})


@act_page
def call(request: HttpRequest, case: UUID, kind: str) -> HttpResponse:
    """Call a meeting; its points are proposed from what is open in the case."""
    found, today = case_for(request.actor, case, act=Act.HOLD_MEETING), clock.today(request)
    code = next((one for one in load().coordination.meetings.kinds if one.id == kind), None)
    if code is None:
        raise Http404
    own = request.actor.unit
    points = outside_agenda() if code.outside else agenda_for(found, by=request.actor, today=today)
    return act_together(
        request,
        found,
        kind=CallForm,
        act=call_meeting,
        heading=_("Kalla till %s") % code.label,
        submit=_("Kalla till mötet"),
        done=_("Mötet är bokat. Enheterna har fått veta."),
        about=kind,
        told={"kind": code, "units": units_in(found)},
        initial={"units": units_working(found, own=own), "points": "\n".join(points)},
        missing=_missing(request, found, code, today) if code.outside else None,
    )


def _missing(request: HttpRequest, case: Case, kind: MeetingKind, today: date) -> dict[str, Any] | None:
    """Said once: for whom there is no consent, and where each is written in.

    Of those who are invited; before anybody is, of those whom such a meeting is with.
    """
    words, rows = load().coordination.meetings, consents_in(case, unit=request.actor.unit)
    parties = parties_without(case, rows, invited=_invited(request, kind), on=today)
    if not parties:
        return None
    links = [
        {
            "label": party.label,
            "url": way_to_consent(request, case, kind=party.recipient or "", scope=words.invitation_scope),
        }
        for party in parties
    ]
    return {
        "title": _("Samtycke saknas"),
        "text": _("Utan samtycke kan du kalla till mötet, men inte bjuda in alla."),
        "links": links,
    }


def _invited(request: HttpRequest, kind: MeetingKind) -> list[str]:
    known = {one.id for one in load().coordination.meetings.parties}
    asked = request.POST.getlist("invited") if request.method == "POST" else kind.usually
    return [one for one in asked if one in known]


@act_page
def hold(request: HttpRequest, case: UUID, meeting: UUID) -> HttpResponse:
    """Write what was said at the meeting, and what those from outside got to know."""
    found = case_for(request.actor, case, act=Act.HOLD_MEETING)
    held = meeting_in(found, meeting)
    parties = parties_outside(held)
    fallen = fallen_shown_to(request.actor.unit, held, every_consent_in(found)) if parties else ()
    here = [party.id for party in parties if party.id in held.invited and party not in fallen]
    return act_together(
        request,
        found,
        kind=HoldOutsideForm if parties else HoldForm,
        act=partial(hold_meeting, meeting=held),
        heading=_("Anteckningar från %s") % load().coordination.meetings.kind(held.kind).label,
        submit=_("Spara i journalen"),
        done=_("Mötet är antecknat."),
        about=meeting,
        told={"parties": parties} if parties else None,
        initial={"on": clock.today(request), "version": held.version, "parties": here},
        points=held.points,
        missing=_fallen(fallen),
    )


def _fallen(parties: tuple[Party, ...]) -> dict[str, Any] | None:
    if not parties:
        return None
    who = capfirst(", ".join(party.label for party in parties))
    text = _("%s var inbjuden, men samtycket gäller inte längre. Berätta inget utan samtycke eller stöd i lag.") % who
    return {"title": _("Samtycke saknas"), "text": text, "links": ()}


@act_page
def call_off(request: HttpRequest, case: UUID, meeting: UUID) -> HttpResponse:
    """The meeting does not take place."""
    found, today = case_for(request.actor, case, act=Act.HOLD_MEETING), clock.today(request)
    called = meeting_in(found, meeting)
    invited = invited_to_tell(called, unit=request.actor.unit, today=today)
    return act_together(
        request,
        found,
        kind=CallOffForm,
        act=partial(call_off_meeting, meeting=called),
        heading=_("Ställ in mötet"),
        submit=_("Ställ in"),
        done=" ".join(filter(None, (_("Mötet är inställt."), _to_tell(invited)))),
        about=meeting,
        initial={"version": called.version},
        missing=_whom_to_tell(invited),
    )


def _to_tell(invited: InvitedToTell) -> str:
    text = _("De inbjudna måste få veta det: %s. Det står bland det du ska göra tills det är gjort.")
    return text % ", ".join(invited.told) if invited.told else ""


def _whom_to_tell(invited: InvitedToTell) -> dict[str, Any] | None:
    if not invited.told and not invited.without:
        return None
    parts = [_to_tell(invited)]
    if invited.without:
        parts.append(_("Samtycke saknas för att meddela: %s.") % ", ".join(invited.without))
    return {"title": _("Inbjudna till mötet"), "text": " ".join(filter(None, parts)), "links": ()}
