"""Letters: drafting is pure (facts + text → draft); issuing is an act that stores the final text and its PDF."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.contact.safe_check import Contact, RuleShown, broken_by
from kvar.casework.contact.safe_contact import rules_of
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.letters.facts import Chosen, LetterFacts, letter_facts, notices_for
from kvar.casework.letters.texts import letter_text
from kvar.casework.plans import rewrite_open_steps
from kvar.content.letter_file import LANGUAGES, SWEDISH
from kvar.content.letter_file import Letter as LetterTold
from kvar.content.load import load
from kvar.paper.letter import LetterPaper, as_text
from kvar.paper.pdf import PaperRefused, letter_pdf
from kvar.paper.text import BlankMissing, fill
from kvar.records.models import Case, Letter

PRINTED = {"lattlast": "sv"}  # what the PDF says its language is: easy Swedish is Swedish


@dataclass(frozen=True, kw_only=True)
class LetterDraft:
    """The letter as it would be sent today. ``stopped_by`` says why it cannot be, in Swedish sentences.

    ``paper`` is None while a blank is empty: there is then nothing to show.
    """

    letter: str
    title: str
    paper: LetterPaper | None
    text: str
    stopped_by: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """Tells this text from any other: what was read is what is sent."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def draft_letter(*, letter: str, told: LetterFacts, today: date) -> LetterDraft:
    """Pure: facts and text become a draft, or the sentences that say why it cannot be sent yet."""
    title = load().letters[letter].title
    try:
        filled = fill(letter_text(letter, told.language), blanks=told.blanks, passages=told.passages)
    except BlankMissing as missing:
        stopped = (*told.hindrances, _("Det här saknas: %s.") % ", ".join(missing.names))
        return LetterDraft(letter=letter, title=title, paper=None, text="", stopped_by=stopped)
    paper = LetterPaper(
        title=filled.title,
        sender=told.sender,
        recipient=told.recipient,
        date=today,
        reference=_("Ärende %s") % told.reference,
        blocks=filled.blocks,
        language=PRINTED.get(told.language, told.language),
    )
    return LetterDraft(letter=letter, title=title, paper=paper, text=as_text(paper), stopped_by=told.hindrances)


def preview_pdf(draft: LetterDraft) -> bytes:
    """The draft as PDF. Raises ActRefused with the sentence that says why it cannot be made."""
    if draft.paper is None:
        raise ActRefused(" ".join(draft.stopped_by))
    try:
        return letter_pdf(draft.paper)
    except PaperRefused as refused:
        raise ActRefused(str(refused)) from refused


def issue_letter(
    *,
    case: Case,
    by: Actor,
    today: date,
    letter: str,
    channel: str,
    chosen: Chosen | None = None,
    as_read: str = "",
) -> Letter:
    """Send: the facts are read again now, the final text and PDF are stored unchanged, the step is completed.

    ``as_read`` is the fingerprint of the draft the sender has read; a letter that has changed since is not sent.
    """
    if not may_be_chosen(letter):
        raise ActRefused(_("Det här brevet skickas på en egen sida i ärendet."))
    if channel not in CHANNELS:
        raise ActRefused(_("Välj hur brevet lämnas."), field="channel")
    with transaction.atomic():
        require(by, Act.ISSUE_LETTER, case)
        require_safe_letter(case, channel)
        told = letter_facts(letter=letter, case=case, by=by, today=today, chosen=chosen)
        draft = draft_letter(letter=letter, told=told, today=today)
        if draft.stopped_by:
            raise ActRefused(" ".join(draft.stopped_by))
        if as_read and as_read != draft.fingerprint:
            raise ActRefused(_("Brevet har ändrats sedan du läste det. Läs igenom det en gång till och skicka sedan."))
        _require_first(case=case, today=today, draft=draft, channel=channel)
        issued = store_letter(case=case, by=by, today=today, draft=draft, channel=channel)
        shown = {"letter": str(issued.pk), "sha256": issued.sha256}
        enter(case=case, by=by, today=today, kind="letter", text=_sent(issued, told.language), shown=shown)
        rewrite_open_steps(case)
    return issued


def _sent(issued: Letter, language: str) -> str:
    """What the journal says; another language than Swedish is named."""
    told = {"title": issued.title, "recipient": issued.recipient, "language": LANGUAGES[language][1].lower()}
    if language == SWEDISH:
        return _("%(title)s skickat till %(recipient)s.") % told
    return _("%(title)s skickat till %(recipient)s, på %(language)s.") % told


def may_be_chosen(letter: str) -> bool:
    """Is there such a letter to the household, and is it written from the list of letters?"""
    told = load().letters.get(letter)
    return told is not None and not told.own_page and told.to == "household"


def letters_for(case: Case) -> list[LetterTold]:
    """Those that can be chosen in this case: about a paper that has come, or about none."""
    found = [told for told in load().letters.values() if may_be_chosen(told.id)]
    about_any = [told for told in found if not told.grounds and not told.notice_kinds]
    fitting = [told for told in found if told not in about_any and notices_for(told, case)]
    return fitting + about_any


# How a letter can reach a household; e-mail and SMS say too much.
CHANNELS = ("post", "hand")
POST = "post"


def require_safe_letter(case: Case, channel: str, *, field: str = "channel") -> None:
    """Post goes to the home: refused where a tenant has asked for no letters there (JO 6471-2011)."""
    if channel == POST and (broken := broken_by(letter_rules(case), home_post(case))):
        asked = " ".join(dict.fromkeys(f"{rule.name}: {rule.sentence}" for rule in broken))
        raise ActRefused(_("%s Lämna brevet på ett annat sätt.") % asked, field=field)


def letter_rules(case: Case) -> tuple[RuleShown, ...]:
    """What the tenants have asked of us: a letter is to them."""
    return rules_of(case, role="tenant")


def home_post(case: Case) -> Contact:
    """A letter by post, as a contact."""
    return Contact(way="letter", to=case.household.dwelling.address)


def _require_first(*, case: Case, today: date, draft: LetterDraft, channel: str) -> None:
    """Pressing twice sends once: the very same words are not sent the same way twice in a day."""
    same = {"letter": draft.letter, "text": draft.text, "channel": channel, "issued_on": today}
    if Letter.objects.filter(case=case, **same).exists():
        raise ActRefused(_("Precis det här brevet är redan skickat i dag. Det finns i ärendet."))


def store_letter(*, case: Case, by: Actor, today: date, draft: LetterDraft, channel: str) -> Letter:
    pdf = preview_pdf(draft)
    issued = Letter(
        case=case,
        letter=draft.letter,
        title=draft.title,
        recipient=draft.paper.recipient[0] if draft.paper else "",
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


__all__ = ["CHANNELS", "LetterDraft", "draft_letter", "issue_letter", "letter_facts", "preview_pdf"]
