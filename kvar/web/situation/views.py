"""Läget, and handing out: what has no owner, what is late and with whom, who is away, who has how much."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.casework.owner.owning import HandedOut, assign_many
from kvar.casework.situation.reader import situation_of, tracks_to_hand_out
from kvar.casework.tracks import colleagues_of
from kvar.web.situation.forms import HandOutForm
from kvar.web.situation.shown import situation_shown
from kvar.web.ui import clock
from kvar.web.ui.acting import act_form
from kvar.web.ui.page import act_page, back_to
from kvar.web.ui.page import page as read_page


@read_page
def page(request: HttpRequest) -> HttpResponse:
    """The unit today, for whoever leads it."""
    today = clock.today(request)
    shown = situation_shown(situation_of(request.actor, today=today), actor=request.actor, today=today)
    return render(request, "situation/page.html", shown)


@act_page
def hand_out(request: HttpRequest) -> HttpResponse:
    """Give several cases to one colleague. A proposal only fills in the form; somebody presses the button."""
    of = _uuid(request.GET.get("fran", ""))
    tracks = tracks_to_hand_out(request.actor, today=clock.today(request), of=of)
    asked = {str(one.track.case_id) for one in tracks} & set(request.GET.getlist("arende"))
    return act_form(
        request,
        name="situation:hand_out",
        kind=HandOutForm,
        act=partial(assign_many, of=of),
        template="situation/hand_out.html",
        done=_("Fördelningen är sparad."),
        onwards=lambda made: _told(request, made),
        told={"tracks": tracks, "colleagues": colleagues_of(request.actor, today=clock.today(request))},
        initial={"cases": sorted(asked), "user": request.GET.get("till", "")},
        anything=bool(tracks),
    )


def _told(request: HttpRequest, made: HandedOut) -> HttpResponse:
    """What was given and what was not, with the reason of each."""
    given = ngettext("%d ärende har fått ansvarig.", "%d ärenden har fått ansvarig.", len(made.done)) % len(made.done)
    messages.info(request, given)
    for case, sentence in made.failed:
        messages.warning(request, f"{case.reference}: {sentence}")
    return back_to("situation:page")


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
