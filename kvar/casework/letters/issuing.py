"""Letters: drafting is pure (facts + text → draft); issuing is an act that stores the final text and its PDF."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.consent.on_paper import print_form
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.letters.around import block_above, swedish_below
from kvar.casework.letters.empty_blanks import empty_blanks
from kvar.casework.letters.facts import LetterFacts, about_letter, letter_facts, letter_told
from kvar.casework.letters.languages import approved_by, how_written, language_name, not_approved
from kvar.casework.letters.sending import guardian_words, require_way, tell_of_letter
from kvar.casework.letters.stop import LetterStopped, Stop
from kvar.casework.letters.texts import letter_text
from kvar.casework.letters.unknown_day import told_without_day
from kvar.casework.letters.values import words_of_letter
from kvar.casework.letters.words import About, Chosen
from kvar.casework.letters.writing import is_shared, require_unit
from kvar.casework.plans import rewrite_open_steps
from kvar.content.letter_file import SWEDISH
from kvar.content.letter_file import Letter as LetterTold
from kvar.content.load import load
from kvar.paper.letter import CityMark, LetterPaper, as_text, with_own_words
from kvar.paper.pdf import PaperRefused, letter_pdf
from kvar.paper.text import BlankMissing, fill
from kvar.records.models import Case, Letter, User


@dataclass(frozen=True, kw_only=True)
class LetterDraft:
    """The letter as it would be sent today. ``stops``: why it cannot be, each with its way forward.

    ``paper`` is None while a blank is empty: there is then nothing to show.
    """

    letter: str
    title: str
    paper: LetterPaper | None
    text: str
    stops: tuple[Stop, ...]
    own_words: str = ""

    @property
    def stopped_by(self) -> tuple[str, ...]:
        """Why it cannot be sent, in Swedish sentences."""
        return tuple(stop.sentence for stop in self.stops)

    @property
    def recipient(self) -> str:
        """The first line of the window; empty for a letter that names nobody."""
        return self.paper.recipient[0][:200] if self.paper and self.paper.recipient else ""

    @property
    def fingerprint(self) -> str:
        """Tells this text from any other: what was read is what is sent."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def draft_letter(*, letter: str, told: LetterFacts, today: date) -> LetterDraft:
    """Pure: facts and text become a draft, or what says why it cannot be sent yet."""
    written = load().letters[letter]
    title, stopped = written.title, (*told.stops, *not_approved(told.language))
    try:
        filled = fill(letter_text(letter, told.language), blanks=told.blanks, passages=told.passages)
    except BlankMissing as missing:
        stopped = (*stopped, *empty_blanks(missing.names, told.ways, stopped=bool(stopped)))
        return LetterDraft(letter=letter, title=title, paper=None, text="", stops=stopped)
    frame = words_of_letter(written.written_in(told.language))
    paper = LetterPaper(
        title=filled.title,
        sender=told.sender,
        recipient=told.recipient,
        date=today,
        reference=frame.case.replace("{arende}", told.reference) if told.reference else "",
        page=frame.page,
        approved_by=approved_by(written, told.language),
        blocks=(
            *block_above(written, told, today),
            *with_own_words(filled.blocks, told.own_words),
            *swedish_below(written, told),
        ),
        **how_written(written.written_in(told.language)),
        **_letterhead(written),
    )
    drafted = {"paper": paper, "text": as_text(paper), "own_words": told.own_words}
    return LetterDraft(letter=letter, title=title, stops=stopped, **drafted)  # type: ignore[arg-type]


def speaks_of_paper(draft: LetterDraft, about: About) -> bool:
    """Would a word of the letter be another, or missing, if the case did not have the paper?"""
    told = letter_told(load().letters[draft.letter], replace(about, notice=None))
    return draft_letter(letter=draft.letter, told=told, today=about.today).text != draft.text


def _letterhead(letter: LetterTold) -> dict[str, Any]:
    """The city above the administration, where the letter has a head at all."""
    organisation = load().organisation
    mark = CityMark(**organisation.mark.model_dump()) if organisation.mark else None
    return (
        {"letterhead": True, "city": organisation.municipality, "mark": mark}
        if letter.letterhead
        else {"letterhead": False}
    )


def preview_pdf(draft: LetterDraft) -> bytes:
    """The draft as PDF. Raises ActRefused with the sentence that says why it cannot be made."""
    if draft.paper is None:
        raise LetterStopped(*draft.stops)
    try:
        return letter_pdf(draft.paper)
    except PaperRefused as refused:
        own = bool(refused.unprintable) and refused.unprintable in draft.own_words
        raise ActRefused(str(refused), field="own_words" if own else None) from refused


def issue_letter(
    *,
    case: Case,
    by: Actor,
    today: date,
    letter: str,
    channel: str,
    chosen: Chosen | None = None,
    as_read: str = "",
    answers: User | None = None,
    message: Callable[[About, Letter], None] | None = None,
) -> Letter:
    """Send: the facts are read again now, the final text and PDF are stored unchanged, the step is completed.

    ``as_read`` is the fingerprint of the draft the sender has read; a letter that has changed since is not sent.
    ``answers``: whom the letter says to call, where it is somebody else than whoever sends it.
    ``message`` notes an undertaking's message, with its telling; a letter that undertakes is not sent without.
    """
    if not may_be_chosen(letter) or (load().letters[letter].undertakes and message is None):
        raise ActRefused(_("Det här brevet skickas på en egen sida i ärendet."))
    with transaction.atomic():
        require(by, Act.ISSUE_LETTER, case)
        written = load().letters[letter]
        about = about_letter(written, case=case, by=by, today=today, chosen=chosen or Chosen(), answers=answers)
        draft = ready_draft(written, about, channel=channel, as_read=as_read)
        issued = store_letter(case=case, by=by, today=today, draft=draft, channel=channel)
        tell_of_letter(written, about) if message is None else message(about, issued)
        print_form(about.chosen.form, letter=issued, by=by)
        _enter(issued, written, about)
        rewrite_open_steps(case)
    return issued


def ready_draft(letter: LetterTold, about: About, *, channel: str, as_read: str = "") -> LetterDraft:
    """The letter as it would be sent this way today. Raises ActRefused with what hinders it; reads, changes nothing."""
    require_unit(about.by, letter)
    draft = draft_letter(letter=letter.id, told=letter_told(letter, about), today=about.today)
    if draft.stops:
        raise LetterStopped(*draft.stops)
    require_way(letter, about, channel)
    if as_read and as_read != draft.fingerprint:
        raise ActRefused(_("Brevet har ändrats sedan du läste det. Läs igenom det en gång till och skicka sedan."))
    _require_first(about, draft=draft, channel=channel)
    return draft


def _enter(issued: Letter, letter: LetterTold, about: About) -> None:
    shown = {"letter": str(issued.pk), "sha256": issued.sha256}
    text = _sent(issued, letter, about)
    told: dict[str, Any] = {"kind": "letter", "text": text, "shown": shown, "shared": is_shared(issued)}
    enter(case=about.case, by=about.by, today=about.today, **told)


def _sent(issued: Letter, letter: LetterTold, about: About) -> str:
    """What the journal says; another language than Swedish is named, and so is what it rests on.

    That it was sent is said by its proof, and not before.
    """
    language = about.chosen.language
    told = {"title": issued.title, "recipient": issued.recipient, "language": language_name(language).lower()}
    said = _("Brev skrivet till %(recipient)s: %(title)s.") if issued.recipient else _("Brev skrivet: %(title)s.")
    if language != SWEDISH:
        said = _("Brev skrivet till %(recipient)s, på %(language)s: %(title)s.")
        said = said if issued.recipient else _("Brev skrivet, på %(language)s: %(title)s.")
    rests_on = (guardian_words(letter, about), told_without_day(letter, about))
    return " ".join(filter(None, (said % told, *rests_on)))


def may_be_chosen(letter: str) -> bool:
    """Is there such a letter, and is it written from the list of letters?"""
    told = load().letters.get(letter)
    return told is not None and not told.own_page


def _require_first(about: About, *, draft: LetterDraft, channel: str) -> None:
    """Pressing twice sends once: the very same words are not sent the same way twice in a day."""
    same = {"letter": draft.letter, "text": draft.text, "channel": channel, "issued_on": about.today}
    if Letter.objects.filter(case=about.case, unit=about.by.unit, **same).exists():
        raise ActRefused(_("Precis det här brevet är redan skrivet idag. Det finns i ärendet."))


def store_letter(*, case: Case, by: Actor, today: date, draft: LetterDraft, channel: str) -> Letter:
    pdf = preview_pdf(draft)
    issued = Letter(
        case=case,
        unit=by.unit,
        letter=draft.letter,
        title=draft.title,
        recipient=draft.recipient,
        channel=channel,
        text=draft.text,
        pdf=pdf,
        sha256=hashlib.sha256(pdf).hexdigest(),
        edition=load().rules.edition,
        issued_on=today,
        issued_at=now(),
        by_id=by.id,
    )
    issued.save()
    return issued


__all__ = ["LetterDraft", "draft_letter", "issue_letter", "letter_facts", "preview_pdf"]
