"""Asking whether we may be in touch, and what was heard."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.enforcement.following import people_in, record_follow_up, record_wish, wishes_in
from kvar.casework.enforcement.rounds import round_told
from kvar.content.coordination_enforcement import FollowUpStep
from kvar.content.load import load
from kvar.web.enforcement.acting import act_here
from kvar.web.enforcement.day_forms import FollowUpForm, WishForm
from kvar.web.ui import clock
from kvar.web.ui.page import act_page


@act_page
def wish(request: HttpRequest, case: UUID) -> HttpResponse:
    """*Får vi höra av oss?* Asked before, answered by each adult for himself or herself."""
    found = case_for(request.actor, case, act=Act.FOLLOW_UP)
    return act_here(
        request,
        found,
        kind=WishForm,
        act=partial(record_wish, case=found),
        told={"adults": people_in(found, child=False)},
        heading=_("Får vi höra av oss?"),
        submit=_("Spara svaret"),
        done=_("Svaret är sparat."),
    )


@act_page
def follow_up(request: HttpRequest, case: UUID, due_step: str, turn: int) -> HttpResponse:
    """One round. A child's asks for the decision first."""
    found = case_for(request.actor, case, act=Act.FOLLOW_UP)
    about = _known(due_step)
    child = about.about == "child"
    people = people_in(found, child=child)
    asks = about.about == "household" and any(answer is None for _member, answer in wishes_in(found))
    return act_here(
        request,
        found,
        kind=FollowUpForm,
        act=partial(record_follow_up, case=found, step=due_step, round=turn),
        about=f"{due_step}:{turn}",
        template="enforcement/follow_up.html",
        told={"people": people, "child": child, "asks": asks},
        heading=_("Uppföljning: %s") % about.label.lower(),
        submit=_("Spara uppföljningen"),
        done=_("Uppföljningen är sparad."),
        initial={"on": clock.today(request), "member": str(people[0].pk) if len(people) == 1 else ""},
        child=child,
        turn=round_told(found, due_step, turn, actor=request.actor),
        law=load().source("sol25-23-1").paragraph if child else "",
    )


def _known(step: str) -> FollowUpStep:
    try:
        return load().coordination.enforcement.follow_up(step)
    except KeyError:
        raise Http404 from None
