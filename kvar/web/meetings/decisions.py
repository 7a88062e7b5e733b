"""What was decided at a meeting: who does what by when, and how it went."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.meetings import deciding
from kvar.casework.meetings.reader import decision_in, meeting_in
from kvar.web.meetings.acting import act_together
from kvar.web.meetings.forms import DecideForm, EndDecisionForm
from kvar.web.ui import clock
from kvar.web.ui.page import act_page


@act_page
def decide(request: HttpRequest, case: UUID, meeting: UUID) -> HttpResponse:
    """One thing that somebody is to do."""
    found = case_for(request.actor, case, act=Act.HOLD_MEETING)
    return act_together(
        request,
        found,
        kind=DecideForm,
        act=partial(deciding.decide, meeting=meeting_in(found, meeting)),
        heading=_("Skriv ett beslut"),
        submit=_("Spara beslutet"),
        done=_("Beslutet är sparat. Den som ska göra det har fått veta."),
        about=meeting,
        told={"people": deciding.who_may_own(found, today=clock.today(request))},
    )


@act_page
def end_decision(request: HttpRequest, case: UUID, decision: UUID) -> HttpResponse:
    """Done, or dropped with a reason."""
    found = case_for(request.actor, case, act=Act.HOLD_MEETING)
    decided = decision_in(found, decision)
    return act_together(
        request,
        found,
        kind=EndDecisionForm,
        act=partial(deciding.end_decision, decision=decided),
        heading=decided.what,
        submit=_("Spara"),
        done=_("Sparat."),
        about=decision,
        initial={"version": decided.version},
    )
