"""A letter sent at once from the case: the same one waits for nobody any more."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.letters.addressees import lines_of
from kvar.casework.letters.facts import about_letter
from kvar.casework.money.undertaking_letter import send_letter
from kvar.casework.post.choices import read_choice
from kvar.casework.queued import stop_queued
from kvar.content.load import load
from kvar.records.models import Case, Letter, QueuedLetter


def send_at_once(*, case: Case, by: Actor, today: date, letter: str, channel: str, **told: Any) -> Letter:
    """Send it, and take the same letter to the same recipient out of today's post: nobody gets it twice."""
    with transaction.atomic():
        issued = send_letter(case=case, by=by, today=today, letter=letter, channel=channel, **told)
        waiting = QueuedLetter.objects.filter(case=case, letter=letter, unit=by.unit)
        rows = [row for row in waiting if _same(row, issued, by)]
        stop_queued(rows, by=by, today=today, because=_("Brevet är skrivet direkt från ärendet i stället."))
    return issued


def _same(row: QueuedLetter, issued: Letter, by: Actor) -> bool:
    told = load().letters[row.letter]
    about = about_letter(told, case=row.case, by=by, today=issued.issued_on, chosen=read_choice(row.chosen))
    return "".join(lines_of(told, about)[:1])[:200] == issued.recipient
