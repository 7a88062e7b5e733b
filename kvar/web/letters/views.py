"""The letter as it will look, beside the few things that can be chosen; and letters as they were sent."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.access import case_for, letter_for
from kvar.casework.access_table import Act
from kvar.casework.errors import ActRefused
from kvar.casework.letters.facts import LetterFacts
from kvar.casework.letters.issuing import draft_letter, issue_letter, letter_facts, letter_rules, preview_pdf
from kvar.content.load import load
from kvar.records.models import Case, Letter
from kvar.web.letters.forms import LetterForm
from kvar.web.letters.paper import drafted_paper, sent_paper
from kvar.web.ui import clock
from kvar.web.ui.page import act_page, back_to, form_page, page, put_refusal

NOTHING_READ = "-"


@act_page
def draft(request: HttpRequest, case: UUID, letter: str) -> HttpResponse:
    """The draft on GET, sending on POST. What is shown again after a refusal is the letter as it is now."""
    found = case_for(request.actor, case, act=Act.ISSUE_LETTER)
    form = LetterForm(request.POST if request.method == "POST" else None, today=clock.today(request))
    if form.is_bound and form.is_valid() and (issued := _issued(request, found, letter, form)):
        messages.success(request, _("Brevet är sparat. Skriv ut det och lämna det, och ring också."))
        return back_to("letters:letter", issued.pk)
    told = _told(request, found)
    shown = draft_letter(letter=_known(letter), told=told, today=clock.today(request))
    paper = drafted_paper(shown.paper) if shown.paper else None
    amount = {"with_amount": _with_amount(request), "chips": _amount_chips(request) if told.amount_known else []}
    amount |= {"rules": letter_rules(found)}
    return form_page(request, "letters/draft.html", form=form, case=found, draft=shown, paper=paper, **amount)


@page
def preview(request: HttpRequest, case: UUID, letter: str) -> HttpResponse:
    """The draft as PDF, marked as a draft in its file name."""
    found = case_for(request.actor, case, act=Act.ISSUE_LETTER)
    shown = draft_letter(letter=_known(letter), told=_told(request, found), today=clock.today(request))
    return _file(preview_pdf(shown), _("utkast-%s.pdf") % found.reference)


@page
def letter(request: HttpRequest, letter: UUID) -> HttpResponse:
    """A letter as it was sent."""
    issued = letter_for(request.actor, letter)
    channel = dict(LetterForm.base_fields["channel"].choices).get(issued.channel, "")
    shown = {"letter": issued, "case": issued.case, "channel": channel, "paper": sent_paper(issued.text)}
    return render(request, "letters/letter.html", shown)


@page
def pdf(request: HttpRequest, letter: UUID) -> HttpResponse:
    """The stored PDF, unchanged."""
    issued = letter_for(request.actor, letter)
    return _file(bytes(issued.pdf), _("brev-%s.pdf") % issued.case.reference)


def _issued(request: HttpRequest, case: Case, letter: str, form: LetterForm) -> Letter | None:
    """Send it; None when that was refused, with the sentence in the form. What nobody has read is not sent."""
    read = request.POST.get("as_read") or NOTHING_READ
    chosen = {"with_amount": _with_amount(request), "as_read": read, **form.cleaned_data}
    try:
        return issue_letter(case=case, by=request.actor, today=clock.today(request), letter=_known(letter), **chosen)
    except ActRefused as refusal:
        put_refusal(form, refusal)
        return None


def _told(request: HttpRequest, case: Case) -> LetterFacts:
    return letter_facts(case=case, by=request.actor, today=clock.today(request), with_amount=_with_amount(request))


def _with_amount(request: HttpRequest) -> bool:
    return request.GET.get("belopp") == "1"


def _amount_chips(request: HttpRequest) -> list[dict[str, Any]]:
    chosen = _with_amount(request)
    return [
        {"id": "utan-belopp", "text": _("Utan belopp"), "url": request.path, "current": not chosen, "count": None},
        {"id": "med-belopp", "text": _("Med belopp"), "url": f"{request.path}?belopp=1", "current": chosen}
        | {"count": None},
    ]


def _known(letter: str) -> str:
    told = load().letters.get(letter)
    if told is None or not told.grounds:  # a confirmation is written on a page of its own
        raise Http404
    return letter


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
