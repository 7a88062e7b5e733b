"""What people write and find out: a note, an attempt to reach the household, an answer."""

from functools import partial
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.contact.attempts import record_attempt
from kvar.casework.contact.safe_contact import adults_of, may_go_against, rules_of
from kvar.casework.steps.notes import answer_question, write_note
from kvar.content.load import load
from kvar.web.case.acting import act_in
from kvar.web.case.forms import AnswerForm, ContactForm, NoteForm
from kvar.web.ui import clock
from kvar.web.ui.page import act_page


@act_page
def note(request: HttpRequest, case: UUID) -> HttpResponse:
    """A note in the journal, for everybody in the case or for the own unit alone."""
    found = case_for(request.actor, case, act=Act.WRITE_NOTE)
    done = _("Anteckningen är sparad i journalen.")
    return act_in(request, found, kind=NoteForm, act=write_note, template="case/note.html", done=done)


@act_page
def contact(request: HttpRequest, case: UUID) -> HttpResponse:
    """An attempt to reach the household."""
    found = case_for(request.actor, case, act=Act.RECORD_ATTEMPT)
    rules, members = rules_of(found), adults_of(found)
    return act_in(
        request,
        found,
        kind=ContactForm,
        rules=rules,
        told={"members": members, "asked": may_go_against(rules)},
        act=partial(record_attempt, made=True),
        template="case/contact.html",
        done=_("Kontakten är antecknad."),
        initial={"on": clock.today(request)},
    )


@act_page
def answer(request: HttpRequest, case: UUID, question: str) -> HttpResponse:
    """An answer to one of the plan's questions, with its source."""
    found = case_for(request.actor, case, act=Act.ANSWER_QUESTION)
    if question not in set(law.Question):
        raise Http404
    words = load().question(question)
    return act_in(
        request,
        found,
        kind=AnswerForm,
        act=partial(answer_question, question=question),
        template="case/answer.html",
        done=_("Svaret är sparat, med sin källa."),
        about=question,
        told={"question": words.text, "dated": words.dated},
        question=words,
        about_children=question == law.Question.CHILDREN_AFFECTED,
        about_consent=question == law.Question.LANDLORD_CONSENT,
    )
