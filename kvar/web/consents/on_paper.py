"""The consent form on paper: made from what is asked, printed or had in Word, and taken in when it comes back."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, may_in
from kvar.casework.access_table import Act
from kvar.casework.consent.carrying import LANDLORD
from kvar.casework.consent.on_paper import (
    consent_form_for,
    form_asked_by,
    letters_printed_of,
    make_consent_form,
    recipients_of,
    take_in_form,
)
from kvar.casework.consent.signing import who_sign
from kvar.casework.consent.telling_outside import consent_for, recipient_words
from kvar.casework.errors import ActRefused
from kvar.casework.letters.consent_paper import LETTER, consent_document
from kvar.casework.letters.writing import writes
from kvar.content.letter_file import LANGUAGES, SWEDISH
from kvar.content.load import load
from kvar.records.models import Case, ConsentForm
from kvar.web.consents.forms import PaperForm, ReturnedForm
from kvar.web.ui import clock
from kvar.web.ui.acting import act_in_case
from kvar.web.ui.page import act_page, back_to, page

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@act_page
def form_new(request: HttpRequest, case: UUID) -> HttpResponse:
    """What the paper asks; from a consent on the screen (``?av=``) it says the same."""
    found = case_for(request.actor, case, act=Act.GIVE_CONSENT)
    return act_in_case(
        request,
        found,
        kind=PaperForm,
        act=make_consent_form,
        template="consents/ask.html",
        done=_("Blanketten är gjord. Inget får berättas på den förrän den är tillbaka och inskriven."),
        onwards=lambda made: back_to("consents:form", found.pk, made.pk),
        told={"members": who_sign(found, today=clock.today(request))},
        initial=_begins_with(request, found),
        back="",
        heading=_("Gör en blankett om samtycke"),
        submit=_("Gör blanketten"),
    )


def _begins_with(request: HttpRequest, case: Case) -> dict[str, Any]:
    today, landlord = clock.today(request), case.household.dwelling.landlord
    begins: dict[str, Any] = {"until": today + timedelta(days=load().coordination.contact.consent_days)}
    if asked := request.GET.get("av", ""):
        try:
            return begins | form_asked_by(consent_for(request.actor, case, UUID(asked)), today=today)
        except ValueError:
            raise Http404 from None
    return begins | ({"kind_1": LANDLORD, "name_1": landlord.name} if landlord else {})


@act_page
def form(request: HttpRequest, case: UUID, consent_form: UUID) -> HttpResponse:
    """The paper: print it, have it in Word, and write in what stands on it when it is back."""
    found = case_for(request.actor, case)
    paper = consent_form_for(request.actor, found, consent_form)
    shown = _shown(paper, request)
    if paper.returned_on or not may_in(request.actor, Act.GIVE_CONSENT, found):
        return render(request, "consents/form.html", {"case": found, "form": None, "rules": None, **shown})
    return act_in_case(
        request,
        found,
        kind=ReturnedForm,
        act=partial(take_in_form, form=paper),
        template="consents/form.html",
        done=_("Svaren är inskrivna som samtycken."),
        to="consents:list",
        about=paper.pk,
        told={"form": paper},
        initial={"given_on": clock.today(request), "until": paper.until},
        submit=_("Skriv in svaren"),
        **shown,
    )


def _shown(paper: ConsentForm, request: HttpRequest) -> dict[str, Any]:
    words = load().coordination
    return {
        "paper": paper,
        "heading": _("Blankett för %s") % paper.member.person.name,
        "asked": ", ".join(recipient_words(*one) for one in recipients_of(paper)),
        "scope": ", ".join(words.scope_labels(paper.scope)),
        "direction": words.direction(paper.direction).label,
        "answers": [
            {"to": recipient_words(one.recipient_kind, one.recipient), "refused": one.refused}
            for one in paper.consents.order_by("recorded_at", "pk")
        ],
        "printed": letters_printed_of(paper),
        "languages": [(one, LANGUAGES[one][1]) for one in load().letters[LETTER].languages],
        "prints": _may_print(request, paper),
        "letter": LETTER,
    }


def _may_print(request: HttpRequest, paper: ConsentForm) -> bool:
    """Is it still to be answered, and is its letter one that the unit writes?"""
    own = writes(request.actor, load().letters[LETTER])
    return own and not paper.returned_on and may_in(request.actor, Act.ISSUE_LETTER, paper.case)


@page
def form_file(request: HttpRequest, case: UUID, consent_form: UUID) -> HttpResponse:
    """The paper in Word, to fill in on a screen or by hand."""
    found = case_for(request.actor, case, act=Act.GIVE_CONSENT)
    paper = consent_form_for(request.actor, found, consent_form)
    asked = request.GET.get("sprak", SWEDISH)
    language = asked if asked in load().letters[LETTER].languages else SWEDISH
    try:
        content = consent_document(paper, by=request.actor, today=clock.today(request), language=language)
    except ActRefused as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("consents:form", found.pk, paper.pk)
    name = _("samtycke-%s.docx") % found.reference
    return HttpResponse(content, content_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
