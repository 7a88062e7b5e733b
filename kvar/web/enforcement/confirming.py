"""The confirmation of a time: the letter as it will be, and the proof that it was sent."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.enforcement.confirming import draft_confirmation, letter_to, record_sending
from kvar.casework.enforcement.course import nothing_left_to_send, recipients_of
from kvar.casework.enforcement.file import timed_notice
from kvar.casework.facts_of_enforcement import AUTHORITY
from kvar.casework.letters.issuing import preview_pdf
from kvar.casework.letters.languages import languages_of
from kvar.casework.owner.duty import answering
from kvar.casework.tracks import colleagues_of
from kvar.content.letter_file import SWEDISH
from kvar.records.models import Case, Notice, User
from kvar.web.enforcement.acting import act_here
from kvar.web.enforcement.forms import ConfirmationForm
from kvar.web.ui import clock
from kvar.web.ui.letter_paper import drafted_paper
from kvar.web.ui.page import act_page, page
from kvar.web.ui.stopped import stops_shown


@act_page
def confirm(request: HttpRequest, case: UUID, notice: UUID, recipient: str) -> HttpResponse:
    """The letter beside the proof. ``preview`` writes the chosen name into the letter and saves nothing."""
    found, paper = _asked(request, case, notice, recipient)
    today = clock.today(request)
    colleagues = colleagues_of(request.actor, today=today)
    chosen, over = answering(found, by=request.actor, today=today), nothing_left_to_send(paper, today=today)

    letter = partial(_letter, notice=paper, recipient=recipient, chosen=chosen, colleagues=colleagues, request=request)
    to_authority = recipient == AUTHORITY
    return act_here(
        request,
        found,
        kind=ConfirmationForm,
        act=partial(record_sending, notice=paper, recipient=recipient),
        about=f"{notice}:{recipient}",
        template="enforcement/confirm.html",
        beside=letter,
        told={"colleagues": colleagues, "recipient": recipient},
        initial=_initial(found, chosen, None if over else today, to_authority=to_authority),
        heading=_("Bekräfta tiden till Kronofogden") if to_authority else _("Skicka kopian av bekräftelsen"),
        submit=_("Den är skickad"),
        done=_("Det är sparat att den är skickad."),
        notice=paper,
        recipient=recipient,
        late=(today - paper.arrived_on).days,
        over=over,
    )


@page
def preview(request: HttpRequest, case: UUID, notice: UUID, recipient: str) -> HttpResponse:
    """The letter as PDF, to print or to attach."""
    found, paper = _asked(request, case, notice, recipient)
    today = clock.today(request)
    colleagues = {str(user.pk): user for user in colleagues_of(request.actor, today=today)}
    chosen = colleagues.get(request.GET.get("svarar", ""))
    answers = chosen or answering(found, by=request.actor, today=today) or request.user
    told: dict[str, Any] = {"notice": paper, "recipient": recipient, "by": request.actor, "today": today}
    draft = draft_confirmation(**told, answers=answers, language=_language(request.GET.get("sprak"), recipient))
    name = _("bekraftelse-%s.pdf") % found.reference
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(preview_pdf(draft), content_type="application/pdf", headers=headers)


def _initial(case: Case, chosen: User | None, sent_on: date | None, *, to_authority: bool) -> dict[str, Any]:
    to = _("Kronofogden") if to_authority else case.household.name
    return {"answers": str(chosen.pk) if chosen else "", "language": SWEDISH, "sent_on": sent_on, "sent_to": to}


def _letter(
    form: ConfirmationForm,
    *,
    notice: Notice,
    recipient: str,
    chosen: User | None,
    colleagues: list[User],
    request: HttpRequest,
) -> dict[str, Any]:
    """The letter with the name that is chosen in the form as it is now. Without a name there is no letter yet."""
    answers = _named(form, colleagues) or chosen
    if answers is None:
        return {"letter": None, "answers": None, "paper": None, "stops": []}
    today = clock.today(request)
    told: dict[str, Any] = {"notice": notice, "recipient": recipient, "by": request.actor, "today": today}
    language = _language(form["language"].value() if "language" in form.fields else SWEDISH, recipient)
    draft = draft_confirmation(**told, answers=answers, language=language)
    shown = drafted_paper(draft.paper) if draft.paper else None
    return {
        "letter": draft,
        "answers": answers,
        "paper": shown,
        "language": language,
        "stops": stops_shown(draft.stops),
    }


def _language(asked: object, recipient: str) -> str:
    """The language asked for, where the letter has it."""
    return asked if isinstance(asked, str) and asked in languages_of(letter_to(recipient)) else SWEDISH


def _asked(request: HttpRequest, case: UUID, notice: UUID, recipient: str) -> tuple[Case, Notice]:
    found = case_for(request.actor, case, act=Act.CONFIRM_TIME)
    paper = timed_notice(found, notice)
    if recipient not in recipients_of(paper):
        raise Http404
    return found, paper


def _named(form: ConfirmationForm, colleagues: list[User]) -> User | None:
    chosen = form["answers"].value()
    return next((user for user in colleagues if str(user.pk) == chosen), None)
