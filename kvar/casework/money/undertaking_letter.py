"""The letter that tells the creditor: sent, it is the message of the undertaking, and told of once."""

from datetime import date
from typing import Any

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.letters.issuing import issue_letter
from kvar.casework.letters.words import About
from kvar.casework.money.undertakings import MessageTold, keep_message
from kvar.content.load import load
from kvar.records.models import Case, Letter

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

    def message(about: About) -> None:
        _note(about, channel)

    note = message if kind and kind.undertakes else None
    return issue_letter(case=case, by=by, today=today, letter=letter, channel=channel, message=note, **told)


def _note(about: About, channel: str) -> None:
    """A second letter about the same changes nothing: the first was the message, and was told of then."""
    row = about.undertaking
    if row is None or row.sent_on:
        return
    told = MessageTold(
        in_writing=True,
        told_to=law.ToldTo.CREDITOR,
        about_the_debt=True,
        sent_by=SENT_BY[channel],
        sent_on=about.today,
        received_on=row.received_on,
        proof=row.proof,
        proof_at=row.proof_at,
    )
    keep_message(case=about.case, by=about.by, today=about.today, undertaking=row, version=row.version, told=told)
