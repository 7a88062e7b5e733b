"""A unit's meetings: started on a day, written down question by question, with what was decided."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.introduction.decisions import change_decision, decide_change, owners_of
from kvar.casework.introduction.reach import (
    change_for,
    changes_visible_to,
    note_for,
    workshop_for,
    workshops_visible_to,
)
from kvar.casework.introduction.workshops import start_workshop, write_down
from kvar.content.load import load
from kvar.records.models import Workshop
from kvar.web.introduction.forms import ChangeForm, DecisionForm, NoteForm, WorkshopForm
from kvar.web.introduction.shown import change_shown
from kvar.web.ui import clock
from kvar.web.ui.acting import act_form
from kvar.web.ui.page import act_page, back_to, page


def _open(workshop: Workshop) -> HttpResponse:
    return back_to("introduction:workshop", workshop.pk)


@act_page
def workshops(request: HttpRequest) -> HttpResponse:
    """The unit's meetings and what is decided and not yet done; POST starts a meeting."""
    today = clock.today(request)
    decided = changes_visible_to(request.actor).filter(state="open")
    return act_form(
        request,
        name="introduction:workshops",
        kind=WorkshopForm,
        act=start_workshop,
        template="introduction/workshops.html",
        done=_("Träffen är skapad. Skriv ner svaren medan ni pratar."),
        onwards=_open,
        initial={"held_on": today},
        meetings=workshops_visible_to(request.actor),
        changes=[change_shown(change, today=today) for change in decided],
    )


@page
def workshop(request: HttpRequest, workshop: UUID) -> HttpResponse:
    """One meeting: the questions with what was said, and the decisions."""
    found, today = workshop_for(request.actor, workshop), clock.today(request)
    changes = changes_visible_to(request.actor).filter(workshop=found)
    shown = {
        "workshop": found,
        "notes": found.notes.select_related("changed_by"),
        "changes": [change_shown(change, today=today) for change in changes],
    }
    return render(request, "introduction/workshop.html", shown)


@act_page
def note(request: HttpRequest, workshop: UUID, asked: str) -> HttpResponse:
    """What was said on one question. The second of two writers sees what the first one saved."""
    found = note_for(request.actor, workshop, asked)
    hints = {question.id: question.hint for question in load().introduction.questions}
    return act_form(
        request,
        name=f"introduction:note:{found.pk}",
        kind=NoteForm,
        act=partial(write_down, note=found),
        template="introduction/note.html",
        done=_("Svaret är sparat."),
        onwards=lambda _made: _open(found.workshop),
        initial={"text": found.text, "handed_over": found.handed_over, "version": found.version},
        workshop=found.workshop,
        note=found,
        hint=hints.get(found.question, ""),
        version=found.version,
    )


@act_page
def decide(request: HttpRequest, workshop: UUID) -> HttpResponse:
    """A decision of the meeting: what, who and to which day."""
    found = workshop_for(request.actor, workshop)
    return act_form(
        request,
        name=f"introduction:decide:{found.pk}",
        kind=DecisionForm,
        act=partial(decide_change, workshop=found),
        template="introduction/decide.html",
        done=_("Beslutet är sparat."),
        onwards=lambda _made: _open(found),
        told={"owners": owners_of(request.actor, today=clock.today(request))},
        workshop=found,
    )


@act_page
def decision(request: HttpRequest, change: UUID) -> HttpResponse:
    """A decision that is worded anew, moved, done or dropped."""
    found = change_for(request.actor, change)
    stands = {name: getattr(found, name) for name in ("what", "due_on", "state", "reason", "version")}
    return act_form(
        request,
        name=f"introduction:decision:{found.pk}",
        kind=ChangeForm,
        act=partial(change_decision, change=found),
        template="introduction/decision.html",
        done=_("Beslutet är ändrat."),
        onwards=lambda _made: _open(found.workshop),
        told={"owners": owners_of(request.actor, found, today=clock.today(request))},
        initial=stands | {"owner": str(found.owner_id)},
        workshop=found.workshop,
        change=found,
        version=found.version,
    )
