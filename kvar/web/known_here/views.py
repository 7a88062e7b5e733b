"""Är personen aktuell? Asking, what has been asked of us, and answering."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.casefile import member_shown
from kvar.casework.intake.known_here import answer_known_here, ask_known_here, question_received, waiting_questions
from kvar.records.models import Case
from kvar.web.known_here.forms import AnswerForm, AskForm
from kvar.web.ui import clock
from kvar.web.ui.acting import act_form
from kvar.web.ui.page import act_page, back_to, page


@act_page
def ask(request: HttpRequest, case: UUID) -> HttpResponse:
    """Put the question about one person to another administration."""
    found = case_for(request.actor, case, act=Act.ASK_KNOWN_HERE)
    return act_form(
        request,
        name=f"known_here:ask:{found.pk}",
        kind=AskForm,
        act=partial(ask_known_here, case=found),
        template="known_here/ask.html",
        done=_("Frågan är skickad. Svaret kommer i ärendet."),
        onwards=lambda _asked: back_to("case:page", found.pk),
        told={"members": _members(found, request), "own": request.actor.administration},
        case=found,
    )


def _members(case: Case, request: HttpRequest) -> list[object]:
    today = clock.today(request)
    rows = case.household.members.filter(until=None).select_related("person").prefetch_related("statements")
    return [member_shown(row, today=today) for row in rows]


@page
def received(request: HttpRequest) -> HttpResponse:
    """What other administrations wait for us to answer."""
    return render(request, "known_here/received.html", {"waiting": waiting_questions(request.actor)})


@act_page
def answer(request: HttpRequest, question_asked: UUID) -> HttpResponse:
    """Yes, no, or cannot say: nothing more may be told."""
    found = question_received(request.actor, question_asked)
    return act_form(
        request,
        name=f"known_here:answer:{found.question.pk}",
        kind=AnswerForm,
        act=partial(answer_known_here, question=found.question.pk),
        template="known_here/answer.html",
        done=_("Svaret är skickat."),
        onwards=lambda _entry: back_to("known_here:received"),
        found=found,
    )
