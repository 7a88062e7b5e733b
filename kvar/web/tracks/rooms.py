"""The own unit's room: receive, be done, open again, and share something of one's own."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.sharing import own_entry_for, share_entry
from kvar.casework.tracks import finish_track, receive_case, resume_track
from kvar.web.tracks.acting import act_in_room
from kvar.web.tracks.forms import FinishForm, ReceiveForm, ResumeForm, ShareForm
from kvar.web.ui.page import act_page


@act_page
def receive(request: HttpRequest, case: UUID) -> HttpResponse:
    """The receipt: one press. Who is responsible is said on another page."""
    found = case_for(request.actor, case, act=Act.RECEIVE_CASE)
    words = {"heading": _("Ta emot ärendet"), "submit": _("Vi har tagit emot"), "done": _("Ärendet är mottaget.")}
    lead = _("De andra enheterna ser vem som tog emot och när. Vem som är ansvarig bestämmer ni för sig.")
    return act_in_room(request, found, kind=ReceiveForm, act=receive_case, lead=lead, **words)


@act_page
def finish(request: HttpRequest, case: UUID) -> HttpResponse:
    """Vi är klara: the own unit's done-mark."""
    found = case_for(request.actor, case, act=Act.FINISH_TRACK)
    words = {"heading": _("Vår enhet är klar"), "submit": _("Vi är klara"), "done": _("Er del är klar.")}
    lead = _("Det du skriver läser alla enheter i ärendet. Ärendet kan avslutas först när alla enheter är klara.")
    return act_in_room(request, found, kind=FinishForm, act=finish_track, lead=lead, **words)


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
