"""Vilka är med? The whole list, and one partner at a time."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.meetings.mobilising import partner_in, partners_in, say_mobilised
from kvar.web.mobilising.forms import PartnerForm
from kvar.web.ui import clock
from kvar.web.ui.acting import act_in_case
from kvar.web.ui.page import act_page, page


@page
def partners(request: HttpRequest, case: UUID) -> HttpResponse:
    """Everybody who may be needed: who is missing and why, then how it stands with the others."""
    found = case_for(request.actor, case, act=Act.MOBILISE)
    shown = partners_in(found, request.actor, today=clock.today(request))
    groups = [
        (_("Saknas"), [one for one in shown if one.missing]),
        (_("Hur det står"), [one for one in shown if one.state]),
        (_("Ingen har frågat"), [one for one in shown if not one.state and not one.missing]),
    ]
    return render(request, "mobilising/partners.html", {"case": found, "groups": groups})


@act_page
def partner(request: HttpRequest, case: UUID, partner: str) -> HttpResponse:
    """How it stands with one of them."""
    found = case_for(request.actor, case, act=Act.MOBILISE)
    shown = partner_in(found, request.actor, partner, today=clock.today(request))
    return act_in_case(
        request,
        found,
        kind=PartnerForm,
        act=partial(say_mobilised, partner=shown.id),
        template="mobilising/partner.html",
        done=_("Det är sparat."),
        to="mobilising:partners",
        about=shown.id,
        initial={"version": shown.version, "state": shown.state, "note": shown.note},
        shown=shown,
        heading=capfirst(shown.label),
        submit=_("Spara"),
    )
