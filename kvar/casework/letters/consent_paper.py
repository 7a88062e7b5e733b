"""The consent form that somebody has made, as its letter: the same words on the draft's page and in Word."""

from dataclasses import replace
from datetime import date
from typing import Any

from kvar.casework.access import Actor
from kvar.casework.consent.on_paper import form_words
from kvar.casework.errors import ActRefused
from kvar.casework.letters.asked import LetterAsks
from kvar.casework.letters.facts import letter_facts
from kvar.casework.letters.issuing import draft_letter
from kvar.casework.letters.stop import LetterStopped
from kvar.casework.letters.words import Chosen
from kvar.content.load import load
from kvar.paper.docx import letter_docx
from kvar.paper.pdf import PaperRefused
from kvar.records.models import ConsentForm

LETTER = "samtyckesblankett"
# What the form that was made asks: a paper that says something else would come back as an answer to another question.
ASKED = frozenset({"parter", "uppgifter", "till_dag", "lamna", "hamta"})


def filled_from(form: ConsentForm, asks: LetterAsks, *, language: str) -> LetterAsks:
    """What the letter's page begins with, and keeps: what the form asks, of the one who is to sign it."""
    signer = (str(form.member_id), form.member.person.name)
    begins = {**asks.begins_with, **_words(form, language)}
    return replace(asks, persons=(signer,), begins_with=begins, fixed=ASKED, form=str(form.pk))


def consent_document(form: ConsentForm, *, by: Actor, today: date, language: str) -> bytes:
    """The form to fill in with Word or by hand. Raises ActRefused with whatever stops the letter itself."""
    words = _words(form, language)
    passages = frozenset(words.pop("passages"))
    lines = {blank.name for blank in load().letters[LETTER].blanks if blank.asked == "lines"}
    typed = {name: tuple(word.splitlines()) if name in lines else word for name, word in words.items()}
    chosen = Chosen(language=language, typed=typed, passages=passages, person=str(form.member_id))
    told = letter_facts(letter=LETTER, case=form.case, by=by, today=today, chosen=chosen)
    draft = draft_letter(letter=LETTER, told=told, today=today)
    if draft.paper is None or draft.stops:
        raise LetterStopped(*draft.stops)
    try:
        return letter_docx(draft.paper)
    except PaperRefused as refused:
        raise ActRefused(str(refused)) from refused


def _words(form: ConsentForm, language: str) -> dict[str, Any]:
    """In the language of the text itself, which is Swedish beside a fixed block."""
    return form_words(form, load().letters[LETTER].written_in(language))
