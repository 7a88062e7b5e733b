"""Hand over with a preview of all that is told; receive, say no, take back."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, case_for
from kvar.casework.access_table import Act
from kvar.casework.steps.handing import receiver_of, told_since, what_is_told
from kvar.casework.steps.handovers import (
    accept_handover,
    handover_for,
    refuse_handover,
    take_back_handover,
)
from kvar.casework.steps.handovers import (
    hand_over as hand_over_act,
)
from kvar.casework.steps.waiting import waits_already
from kvar.casework.tracks import colleagues_of
from kvar.content.load import load
from kvar.records.models import Handover
from kvar.web.tracks.acting import act_in_room
from kvar.web.tracks.forms import AcceptForm, HandOverForm, RefuseForm, TakeBackForm
from kvar.web.tracks.rooms import receiving
from kvar.web.tracks.shown import handover_shown
from kvar.web.ui import clock
from kvar.web.ui.page import act_page

ACTS: dict[str, Any] = {
    "accept": (AcceptForm, accept_handover),
    "refuse": (RefuseForm, refuse_handover),
    "take_back": (TakeBackForm, take_back_handover),
}


@act_page
def hand_over(request: HttpRequest, case: UUID, unit: str) -> HttpResponse:
    """To another unit, or within the own one to a colleague. Exactly what they get to know stands on the page."""
    found = case_for(request.actor, case, act=Act.HAND_OVER)
    if unit not in {one.id for one in load().organisation.units}:
        raise Http404
    within = unit == request.actor.unit
    people = colleagues_of(request.actor, today=clock.today(request))
    others = [user for user in people if user.pk != request.actor.id] if within else None
    to = load().organisation.unit(unit).label
    return act_in_room(
        request,
        found,
        kind=HandOverForm,
        act=partial(hand_over_act, unit=unit),
        template="tracks/hand_over.html",
        about=unit,
        told={"colleagues": others},
        heading=_("Lämna över till en kollega") if within else _("Lämna över till %s") % to,
        submit=_("Lämna över"),
        done=_("Överlämnat. Det väntar nu på att någon tar emot."),
        parts=() if within else what_is_told(found, today=clock.today(request)),
        within=within,
        waiting=waits_already(found, request.actor, unit),
    )


@act_page
def handover(request: HttpRequest, case: UUID, handover: UUID) -> HttpResponse:
    """One hand-over: what was told, and an answer from whoever may give one."""
    found = case_for(request.actor, case)
    row = handover_for(request.actor, found, handover)
    row.case = found
    action = _action(request, row)
    kind, act = ACTS[action]
    told = receiving(request, found, to_colleague=row.to_id is not None) if action == "accept" else {}
    return act_in_room(
        request,
        found,
        kind=kind,
        act=lambda case, **said: act(handover=row, **said),
        told=told,
        template="tracks/handover.html",
        about=f"{handover}:{action}",
        heading=_("Överlämning till %s") % receiver_of(row),
        submit={"accept": _("Ta emot"), "refuse": _("Ta inte emot")}.get(action, _("Ta tillbaka")),
        done=_("Svaret är sparat."),
        shown=handover_shown(row, today=clock.today(request)),
        since=told_since(row, today=clock.today(request)),
        action=action,
        may_answer=_may_answer(request.actor, row),
        may_take_back=row.from_unit == request.actor.unit and row.answer == "",
    )


def _may_answer(actor: Actor, row: Handover) -> bool:
    return row.answer == "" and row.to_unit == actor.unit and row.to_id in (None, actor.id)


def _action(request: HttpRequest, row: Handover) -> str:
    """What is asked for, else what this actor would do first."""
    asked = request.POST.get("action") or request.GET.get("gor", "")
    if asked in ACTS:
        return asked
    return "accept" if _may_answer(request.actor, row) else "take_back"
