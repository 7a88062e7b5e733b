"""The letter that tells the creditor: sent, it is the message of the undertaking, and told of once."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused
from kvar.casework.letters.issuing import issue_letter
from kvar.casework.letters.words import About
from kvar.casework.money.undertakings import MessageTold, keep_message
from kvar.content.load import load
from kvar.records.models import Case, Letter, Notice, Posting, Undertaking

# How the law knows the ways that such a letter may go.
SENT_BY = {
    "post": law.SentBy.LETTER,
    "registered_letter": law.SentBy.REGISTERED_LETTER,
    "hand": law.SentBy.HAND,
    "secure_mail": law.SentBy.EMAIL,
}


def send_letter(*, case: Case, by: Actor, today: date, letter: str, channel: str, **told: Any) -> Letter:
    """Send any letter of the list; one that undertakes is written into the undertaking in the same act."""
    kind = load().letters.get(letter)

    def message(about: About, issued: Letter) -> None:
        _note(about, issued)

    note = message if kind and kind.undertakes else None
    return issue_letter(case=case, by=by, today=today, letter=letter, channel=channel, message=note, **told)


def letter_about(notice: Notice) -> str:
    """The letter that tells the sender of this paper that the board takes on the debt; empty where there is none."""
    fitting = (told for told in load().letters.values() if told.undertakes and notice.kind in told.notice_kinds)
    return next((told.id for told in fitting if notice.ground in told.grounds), "")


def follow_proof(posting: Posting, *, by: Actor, today: date) -> None:
    """The message was sent when and as the proof says, where its letter is still the message. Inside an act.

    In a closed case too: what the law counts from is the day it was posted (JB 12:44), not the day it was written.
    """
    letter, sent_by = posting.letter, SENT_BY.get(posting.way, "")
    told = {"letter": letter, "sent_on": letter.issued_on, "sent_by": SENT_BY.get(letter.channel, "")}
    row = Undertaking.objects.filter(notice__case=letter.case, **told).first()
    if row is None or (row.sent_on, row.sent_by) == (posting.sent_on, sent_by):
        return
    if row.received_on and row.received_on < posting.sent_on:
        raise ActRefused(_("Beskedet kan inte ha kommit fram innan det skickades. Kontrollera dagen."), field="sent_on")
    as_told = MessageTold(**{field.name: getattr(row, field.name) for field in fields(MessageTold)})
    proved = replace(as_told, sent_on=posting.sent_on, sent_by=sent_by)
    keep_message(case=letter.case, by=by, today=today, undertaking=row, version=row.version, told=proved)


def _note(about: About, issued: Letter) -> None:
    """A second letter about the same changes nothing: the first was the message, and was told of then."""
    row = about.undertaking
    if row is None or row.sent_on:
        return
    told = MessageTold(
        in_writing=True,
        told_to=law.ToldTo.CREDITOR,
        about_the_debt=True,
        sent_by=SENT_BY[issued.channel],
        sent_on=about.today,
        received_on=row.received_on,
        proof=row.proof,
        proof_at=row.proof_at,
    )
    keep_message(case=about.case, by=about.by, today=about.today, undertaking=row, version=row.version, told=told)
    Undertaking.objects.filter(pk=row.pk).update(letter=issued)
