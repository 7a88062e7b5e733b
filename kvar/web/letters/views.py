"""The letter as it will look, beside the few things that can be chosen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.consent.on_paper import consent_form_for
from kvar.casework.errors import ActRefused
from kvar.casework.letters.asked import LetterAsks, asks_of
from kvar.casework.letters.consent_paper import LETTER as CONSENT
from kvar.casework.letters.consent_paper import filled_from
from kvar.casework.letters.facts import LetterFacts, about_letter, letter_told, with_chosen
from kvar.casework.letters.issuing import (
    LetterDraft,
    draft_letter,
    may_be_chosen,
    preview_pdf,
)
from kvar.casework.letters.languages import language_choice, languages_of
from kvar.casework.letters.offered import letters_by_addressee, letters_elsewhere
from kvar.casework.letters.oral_consent import CONFIRMS, filled_from_consent, oral_consent
from kvar.casework.letters.sending import letter_rules
from kvar.casework.letters.stop import LANGUAGE, WITHOUT_DAY, LetterStopped
from kvar.casework.letters.undertaking import condominium_words
from kvar.casework.letters.unknown_day import without_words
from kvar.casework.letters.words import About, Chosen
from kvar.casework.letters.writing import is_kept, writes, written_by_words
from kvar.casework.post.queueing import has_post, put_in_post
from kvar.casework.post.sending import send_at_once
from kvar.content.letter_file import SWEDISH
from kvar.content.letter_file import Letter as LetterTold
from kvar.content.load import load
from kvar.records.models import Case
from kvar.web.letters.forms import LetterForm, form_for
from kvar.web.letters.sent import letter_file
from kvar.web.letters.wording import buttons_of, saved
from kvar.web.ui import clock
from kvar.web.ui.letter_paper import drafted_paper
from kvar.web.ui.page import act_page, back_to, form_page, page, put_refusal
from kvar.web.ui.stopped import CHOOSE, FORM, stops_shown

NOTHING_READ = "-"
KEPT = ("belopp", LANGUAGE, "blankett", "samtycke", WITHOUT_DAY)  # what the address has chosen
SEND, QUEUE, AS_PDF = "skicka", "posten", "pdf"  # what a button of the form asks for; any other word: to see the letter


@page
def choose(request: HttpRequest, case: UUID) -> HttpResponse:
    """The letters that the unit writes and that fit the case, when each may be used; and who writes the others."""
    found, unit = case_for(request.actor, case, act=Act.ISSUE_LETTER), request.actor.unit
    shown: dict[str, Any] = {"groups": letters_by_addressee(found, unit=unit), "has_post": has_post(request.actor)}
    shown |= {"elsewhere": letters_elsewhere(found, unit=unit), "not_for_condominium": condominium_words(found)}
    return render(request, "letters/choose.html", {"case": found, **shown})


@act_page
def draft(request: HttpRequest, case: UUID, letter: str) -> HttpResponse:
    """The draft on GET; on POST shown again with what was typed, as PDF, or sent.

    What is shown again after a refusal is the letter as it is now.
    """
    found, told = case_for(request.actor, case, act=Act.ISSUE_LETTER), _known(letter)
    if not writes(request.actor, told):
        return _elsewhere(request, found, told)
    form, about = _read(request, found, told)
    asked = request.POST.get("what", SEND)
    if form.is_bound and asked == CHOOSE:
        form.errors.clear()
    if form.is_bound and form.is_valid() and asked in DONE and (onwards := _done(request, found, form, asked)):
        return onwards
    drafted = _drafted(request, about, form)
    if form.is_valid() and asked == AS_PDF:
        try:
            return letter_file(preview_pdf(drafted.draft), _("utkast-%s.pdf") % found.reference)
        except ActRefused as refusal:
            put_refusal(form, refusal)
    shown = {"draft": drafted.draft, "paper": drafted_paper(drafted.draft.paper) if drafted.draft.paper else None}
    shown["stops"] = stops_shown(dict.fromkeys((*drafted.draft.stops, *form.refused)), asked=request.GET)
    chips = {
        "amounts": _amount_chips(request) if drafted.told.amount_known else [],
        "days": _day_chips(request) if drafted.told.day_unknown else [],
        "languages": _languages(request, told),
    }
    rules = letter_rules(told, with_chosen(about, _chosen(request, form)))
    shown |= {"rules": rules, "hints": drafted.told.hints, "buttons": buttons_of(told, ways=form.needs.ways)}
    shown["typed_in"] = FORM if form.asks else ""
    return form_page(request, "letters/draft.html", form=form, case=found, **shown, **chips)


def _elsewhere(request: HttpRequest, case: Case, letter: LetterTold) -> HttpResponse:
    """What the letter is for, and which unit writes it: nothing of the case, and nothing to press."""
    shown = {"case": case, "told": letter, "written_by": written_by_words(letter), "kept": is_kept(letter)}
    return render(request, "letters/elsewhere.html", shown, status=422 if request.method == "POST" else 200)


@page
def preview(request: HttpRequest, case: UUID, letter: str) -> HttpResponse:
    """The draft as PDF, marked as a draft in its file name. One that cannot be made leads back, and says why."""
    found, told = case_for(request.actor, case, act=Act.ISSUE_LETTER), _known(letter)
    if not writes(request.actor, told):
        return redirect("letters:draft", found.pk, letter)
    form, about = _read(request, found, told)
    drafted = _drafted(request, about, form).draft
    try:
        return letter_file(preview_pdf(drafted), _("utkast-%s.pdf") % found.reference)
    except ActRefused as refusal:
        if refusal.sentence not in " ".join(drafted.stopped_by):  # the page itself says what stops the letter
            messages.warning(request, refusal.sentence)
        asked = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse("letters:draft", args=[found.pk, letter]) + asked)


@dataclass(frozen=True)
class _Drafted:
    told: LetterFacts
    draft: LetterDraft


def _done(request: HttpRequest, case: Case, form: LetterForm, asked: str) -> HttpResponse | None:
    """Send it or put it in today's post, and go onwards; None when that was refused, with the sentence in the form.

    What nobody has read goes nowhere.
    """
    told: dict[str, Any] = {"letter": form.letter.id, "channel": form.cleaned_data["channel"]}
    told |= {"case": case, "by": request.actor, "today": clock.today(request), "chosen": _chosen(request, form)}
    try:
        made = DONE[asked](as_read=request.POST.get("as_read") or NOTHING_READ, **told)
    except ActRefused as refusal:
        put_refusal(form, refusal)
        form.refused = refusal.stops if isinstance(refusal, LetterStopped) else ()
        return None
    if asked == QUEUE:
        messages.success(request, _("Brevet ligger i dagens post."))
        return back_to("case:page", case.pk)
    messages.success(request, saved(form.letter, form.cleaned_data["channel"]))
    return back_to("letters:letter", made.pk)


DONE: dict[str, Callable[..., Any]] = {SEND: send_at_once, QUEUE: put_in_post}


def _read(request: HttpRequest, case: Case, letter: LetterTold) -> tuple[LetterForm, About]:
    """The case read once: for what the form asks, and for the draft."""
    today, language = clock.today(request), Chosen(language=_language(request, letter))
    about = about_letter(letter, case=case, by=request.actor, today=today, chosen=language)
    data = request.POST if request.method == "POST" else None
    return form_for(letter, _asks(request, case, letter, about), data=data, today=today), about


def _asks(request: HttpRequest, case: Case, letter: LetterTold, about: About) -> LetterAsks:
    """What the page asks, and the words it begins with: of a consent form that somebody has made (``?blankett=``), or
    of the oral consent that it confirms (``?samtycke=``, or the only one there is).
    """
    asks, asked = asks_of(letter, about), request.GET.get("blankett", "")
    if CONFIRMS in letter.stopped_by:
        consent = oral_consent(with_chosen(about, Chosen(consent=request.GET.get("samtycke", ""))))
        written_in = letter.written_in(about.chosen.language)
        return filled_from_consent(consent, asks, language=written_in) if consent else asks
    if letter.id != CONSENT or not asked:
        return asks
    try:
        paper = consent_form_for(request.actor, case, UUID(asked))
        return filled_from(paper, asks, language=_language(request, letter))
    except ValueError:
        raise Http404 from None


def _drafted(request: HttpRequest, about: About, form: LetterForm) -> _Drafted:
    told = letter_told(form.letter, with_chosen(about, _chosen(request, form)))
    return _Drafted(told, draft_letter(letter=form.letter.id, told=told, today=about.today))


def _chosen(request: HttpRequest, form: LetterForm) -> Chosen:
    chosen = form.chosen(language=_language(request, form.letter), with_amount=_with_amount(request))
    return replace(chosen, without_day=_without_day(request))


def _without_day(request: HttpRequest) -> bool:
    return request.GET.get(WITHOUT_DAY) == "1"


def _with_amount(request: HttpRequest) -> bool:
    return request.GET.get("belopp") == "1"


def _language(request: HttpRequest, letter: LetterTold) -> str:
    asked = request.GET.get(LANGUAGE, "")
    return asked if asked in languages_of(letter) else SWEDISH


def _amount_chips(request: HttpRequest) -> list[dict[str, Any]]:
    chosen = _with_amount(request)
    return [
        _chip(request, _("Utan belopp"), current=not chosen, belopp="") | {"id": "utan-belopp"},
        _chip(request, _("Med belopp"), current=chosen, belopp="1") | {"id": "med-belopp"},
    ]


def _day_chips(request: HttpRequest) -> list[dict[str, Any]]:
    """Wait for a day that is not certain, or choose that the letter goes without it."""
    chosen = _without_day(request)
    return [
        _chip(request, _("Vänta på dagen"), current=not chosen, utan_dag="") | {"id": "vanta"},
        _chip(request, without_words(), current=chosen, utan_dag="1") | {"id": "utan-dag"},
    ]


def _languages(request: HttpRequest, letter: LetterTold) -> list[dict[str, Any]]:
    """Nothing to choose among is no choice."""
    chosen, offered = _language(request, letter), languages_of(letter)
    return [
        _chip(request, language_choice(one), current=one == chosen, sprak="" if one == SWEDISH else one)
        for one in offered
        if len(offered) > 1
    ]


def _chip(request: HttpRequest, text: str, *, current: bool, **query: str) -> dict[str, Any]:
    """One choice in the address, with the other choices kept."""
    kept = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    asked = urlencode({name: value for name, value in (kept | query).items() if value})
    return {
        "text": text,
        "url": f"{request.path}?{asked}" if asked else request.path,
        "current": current,
        "count": None,
    }


def _known(letter: str) -> LetterTold:
    if not may_be_chosen(letter):  # a confirmation is written on a page of its own
        raise Http404
    return load().letters[letter]
