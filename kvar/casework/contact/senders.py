"""Neutral SMS. No sender is shipped: one is plugged in with the setting ``KVAR_SMS_SENDER``, a path to a class."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.clock import now
from kvar.casework.contact.attempts import record_attempt
from kvar.casework.errors import ActRefused
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, Member, User


class Sender(Protocol):
    """What an SMS sender does. Raises ``NotSent`` when the message did not go."""

    def send(self, *, number: str, text: str) -> None: ...


class NotSent(Exception):
    """The message did not go; its text says why."""


@dataclass(frozen=True, kw_only=True)
class SmsText:
    """A text ready to copy. ``chosen``: it is in the language of the person."""

    id: str
    label: str
    language: str
    text: str
    chosen: bool


def sender() -> Sender | None:
    """The sender that is plugged in, or None: then people send, and Kvar keeps the log."""
    path = settings.SMS_SENDER
    return import_string(path)() if path else None


def texts_for(*, by: Actor, member: Member | None) -> tuple[SmsText, ...]:
    """The neutral texts, in the person's language first. They name a first name and a number, nothing else."""
    phone = User.objects.values_list("phone", flat=True).get(pk=by.id)
    phone = phone or load().organisation.administration(by.administration).phone
    first, spoken = by.name.split()[0], member.person.language.casefold() if member else ""
    found = [
        SmsText(
            id=row.id,
            label=row.label,
            language=row.language,
            text=row.text.replace("{telefon}", phone).replace("{namn}", first),
            chosen=bool(spoken) and (row.label.casefold().startswith(spoken) or row.language == spoken),
        )
        for row in load().coordination.contact.neutral_texts
    ]
    return tuple(sorted(found, key=lambda text: not text.chosen))


def send_sms(*, case: Case, by: Actor, today: date, member: Member, text: str, anyway: str = "") -> JournalEntry:
    """Log one of the neutral texts as sent, and send it where a sender is plugged in. Checked as every contact."""
    words = next((one.text for one in texts_for(by=by, member=member) if one.id == text), None)
    if words is None:
        raise ActRefused(_("Texten finns inte längre. Välj en av dem som visas."), field="text")
    if not member.person.phone:
        raise ActRefused(_("Personen har inget nummer i ärendet. Skriv in det först."), field="member")
    told: dict[str, Any] = {
        "on": today,
        "at": localtime(now()).time().replace(second=0, microsecond=0),
        "way": "sms",
        "result": "sent",
        "member": member,
        "anyway": anyway,
    }
    with transaction.atomic():
        entry = record_attempt(case=case, by=by, today=today, note=words, **told)
        plugged = sender()
        if plugged is not None:
            try:
                plugged.send(number=member.person.phone, text=words)
            except NotSent as error:
                raise ActRefused(_("Meddelandet gick inte iväg: %s Ring i stället.") % error) from error
    return entry
