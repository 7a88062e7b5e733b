"""The gallery of letters: what every letter says, to invented people. Read only; nothing here can be sent."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.editions.in_force import content_of, published
from kvar.casework.letters.examples import example_draft
from kvar.casework.letters.issuing import LetterDraft
from kvar.content.comparison import Difference, Kind, Written, differences
from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.paper.letter import LetterPaper
from kvar.paper.pdf import PaperRefused
from kvar.paper.picture import letter_picture
from kvar.web.letter_gallery.shown import (
    LIMITS,
    SHEET,
    Chosen,
    chosen_from,
    language_chips,
    letter_shown,
    letters_shown,
    story_chips,
)
from kvar.web.ui import clock
from kvar.web.ui.compared import kinds_shown
from kvar.web.ui.days_form import DaysForm
from kvar.web.ui.letter_paper import drafted_paper
from kvar.web.ui.page import form_page, page

DAY = timedelta(days=1)


@page
def letters(request: HttpRequest) -> HttpResponse:
    """All letters, with how easy each language is to read."""
    return render(request, "letter_gallery/list.html", {"groups": letters_shown(), **LIMITS})


@page
def letter(request: HttpRequest, letter: str) -> HttpResponse:
    """``?berattelse=``, ``?sprak=``: one story of the letter in one language, as text and as pictures."""
    told = _known(letter)
    chosen = chosen_from(told, request.GET)
    shown: dict[str, Any] = {"shown": letter_shown(told), "chosen": chosen}
    if chosen:
        draft = _draft(chosen)
        shown |= {"stories": story_chips(chosen), "languages": language_chips(chosen), "draft": draft}
        shown |= {"paper": drafted_paper(draft.paper) if draft.paper else None, **_pictures(chosen, draft)}
    return render(request, "letter_gallery/letter.html", shown)


@page
def sheet(request: HttpRequest, letter: str) -> HttpResponse:
    """One page of the letter as PNG; ``?sida=`` counts from 1."""
    chosen = chosen_from(_known(letter), request.GET)
    sheets = _sheets(_draft(chosen)) if chosen else ()
    asked = request.GET.get(SHEET, "1")
    if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:3]) <= len(sheets):
        raise Http404
    return HttpResponse(sheets[int(asked[:3]) - 1], content_type="image/png")


@page
def compare(request: HttpRequest, letter: str) -> HttpResponse:
    """``?fran=``, ``?till=``: the letter as it read two days, text by text; also one that is gone by now."""
    asked = request.GET if {"fran", "till"} & {*request.GET} else None
    form = DaysForm(asked, today=clock.today(request))
    days = sorted(form.cleaned_data.values()) if form.is_valid() else []
    title = load().letters[letter].title if letter in load().letters else letter
    found = _difference(letter, *days) if days else None
    (kind,) = kinds_shown([found]) if found else (None,)
    shown = {"letter": letter, "title": title, "days": days, "kind": kind, "editions": load().editions}
    shown["own"] = [(one.label, one.starts_on - DAY, one.starts_on) for one in published()]
    if letter not in load().letters and found is None:
        raise Http404
    return form_page(request, "letter_gallery/compare.html", form=form, **shown)


def _difference(letter: str, before: date, after: date) -> Difference | None:
    found = differences(Written(content_of(before), before), Written(content_of(after), after))
    return next((one for one in found if one.kind is Kind.LETTER and one.id == letter), None)


def _known(letter: str) -> Letter:
    if letter not in load().letters:
        raise Http404
    return load().letters[letter]


def _draft(chosen: Chosen) -> LetterDraft:
    return example_draft(letter=chosen.letter.id, story=chosen.story, language=chosen.language)


def _sheets(draft: LetterDraft) -> tuple[bytes, ...]:
    return _drawn(draft.paper) if draft.paper else ()


@lru_cache(maxsize=8)
def _drawn(paper: LetterPaper) -> tuple[bytes, ...]:
    """Drawn once: the page counts its pictures, and the browser then asks for each of them."""
    return letter_picture(paper)


def _pictures(chosen: Chosen, draft: LetterDraft) -> dict[str, Any]:
    """The address of each page's picture; a letter that cannot be printed says why instead."""
    try:
        count = len(_sheets(draft))
    except PaperRefused as refused:
        return {"pictures": [], "refused": str(refused)}
    told = [{"number": number, "of": count} for number in range(1, count + 1)]
    pictures = [
        {
            "url": chosen.url("letter_gallery:sheet", **{SHEET: one["number"]}),
            "alt": _("Sidan %(number)d av %(of)d som bild. Orden är de som står under Text.") % one,
        }
        for one in told
    ]
    return {"pictures": pictures, "refused": ""}
