"""Letters as they were sent: to read, as PDF, as text."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.access import letter_for, may_in
from kvar.casework.access_table import Act
from kvar.casework.consent.on_paper import form_printed_as
from kvar.casework.enforcement.confirming import proof_with
from kvar.casework.letters.addressees import way_label
from kvar.casework.post.proving import posting_of, posting_text
from kvar.content.load import load
from kvar.records.models import Letter
from kvar.web.ui.letter_paper import sent_paper
from kvar.web.ui.page import page


@page
def letter(request: HttpRequest, letter: UUID) -> HttpResponse:
    """A letter as it was sent."""
    issued = letter_for(request.actor, letter)
    shown = {"letter": issued, "case": issued.case, "paper": sent_paper(issued.text), **_sending(issued)}
    unproved = issued.unit == request.actor.unit and not (shown["proof"] or shown["posted"])
    shown["form"] = form_printed_as(request.actor, issued)
    shown["may_prove"] = unproved and may_in(request.actor, Act.RECORD_POSTING, issued.case)
    return render(request, "letters/letter.html", shown)


def _sending(issued: Letter) -> dict[str, Any]:
    """How and when it was sent. Of a confirmation the proof says it; it was saved here when somebody wrote it in."""
    proof, posting = proof_with(issued), posting_of(issued)
    if proof is None:
        posted = posting_text(posting) if posting else ""
        return {"way": way_label(issued.channel), "sent_at": issued.issued_at, "proof": None, "posted": posted}
    way = capfirst(load().coordination.enforcement.sending_way(proof.way).label)
    return {"way": way, "sent_at": proof.sent_at, "proof": proof, "posted": ""}


@page
def pdf(request: HttpRequest, letter: UUID) -> HttpResponse:
    """The stored PDF, unchanged."""
    issued = letter_for(request.actor, letter)
    return letter_file(bytes(issued.pdf), _("brev-%s.pdf") % issued.case.reference)


@page
def text(request: HttpRequest, letter: UUID) -> HttpResponse:
    """The stored text, unchanged: to read aloud, to paste, to archive."""
    issued = letter_for(request.actor, letter)
    headers = {"Content-Disposition": f'attachment; filename="{_("brev-%s.txt") % issued.case.reference}"'}
    return HttpResponse(issued.text, content_type="text/plain; charset=utf-8", headers=headers)


def letter_file(content: bytes, name: str) -> HttpResponse:
    """A PDF, shown where it is opened."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
