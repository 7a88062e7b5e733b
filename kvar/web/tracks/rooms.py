"""The own unit's room: receive, be done, open again, and share something of one's own."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.plans import plan_of
from kvar.casework.sharing import own_entry_for, share_entry
from kvar.casework.tracks import (
    colleagues_of,
    finish_track,
    legal_items_left,
    receive_case,
    responsible_in,
    resume_track,
)
from kvar.law import PlanItem
from kvar.records.models import Case
from kvar.web.tracks.acting import act_in_room
from kvar.web.tracks.forms import FinishForm, ReceiveForm, ResumeForm, ShareForm
from kvar.web.ui import clock
from kvar.web.ui.page import act_page


@act_page
def receive(request: HttpRequest, case: UUID) -> HttpResponse:
    """The receipt, and who is responsible from now on: one press."""
    found = case_for(request.actor, case, act=Act.RECEIVE_CASE)
    words = {"heading": _("Ta emot ärendet"), "submit": _("Vi har tagit emot"), "done": _("Ärendet är mottaget.")}
    lead = _("De andra enheterna ser vem som tog emot och när, och vem som är ansvarig. Inga sista dagar flyttas.")
    told = receiving(request, found)
    return act_in_room(request, found, kind=ReceiveForm, act=receive_case, lead=lead, told=told, **words)


def receiving(request: HttpRequest, case: Case, *, to_colleague: bool = False) -> dict[str, Any]:
    """What the form of a receipt needs. Whoever is handed a case by a colleague is responsible by saying yes."""
    people = None if to_colleague else colleagues_of(request.actor, today=clock.today(request))
    return {
        "me": str(request.actor.id),
        "colleagues": people,
        "responsible": responsible_in(case, request.actor.unit),
    }


@act_page
def finish(request: HttpRequest, case: UUID) -> HttpResponse:
    """Vi är klara: the own unit's done-mark."""
    found = case_for(request.actor, case, act=Act.FINISH_TRACK)
    words = {"heading": _("Vår enhet är klar"), "submit": _("Vi är klara"), "done": _("Er del är klar.")}
    lead = _("Det du skriver läser alla enheter i ärendet. Ärendet kan avslutas först när alla enheter är klara.")
    left = legal_items_left(plan_of(found, unit=request.actor.unit), request.actor.unit, today=clock.today(request))
    return act_in_room(
        request,
        found,
        kind=FinishForm,
        act=finish_track,
        template="tracks/finish.html",
        lead=lead,
        left=[_left(found, item) for item in left],
        **words,
    )


def _left(case: Case, item: PlanItem) -> dict[str, str]:
    """A step that the law wants of the unit, and where it is done."""
    url = reverse("case:step", args=[case.pk, item.step.id, item.subject, item.round])
    return {"title": item.step.title, "url": url}


@act_page
def resume(request: HttpRequest, case: UUID) -> HttpResponse:
    """There is more to do after all."""
    found = case_for(request.actor, case, act=Act.FINISH_TRACK)
    words = {"heading": _("Öppna vår del igen"), "submit": _("Öppna igen"), "done": _("Er del är öppen igen.")}
    return act_in_room(request, found, kind=ResumeForm, act=resume_track, **words)


@act_page
def share(request: HttpRequest, case: UUID, entry: UUID) -> HttpResponse:
    """An own entry, said again for all units; what they will read stands on the page."""
    found = case_for(request.actor, case, act=Act.SHARE_ENTRY)
    own = own_entry_for(request.actor, found, entry)
    words = {"heading": _("Dela med de andra enheterna"), "submit": _("Dela"), "done": _("Anteckningen är delad.")}
    return act_in_room(
        request,
        found,
        kind=ShareForm,
        act=partial(share_entry, entry=own),
        template="tracks/share.html",
        to="case:journal",
        about=str(entry),
        text=own.words.text,
        shared_already=hasattr(own, "sharing"),
        **words,
    )
