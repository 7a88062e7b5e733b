"""The cards about contact: how to reach people safely, the visits that wait, who may be told what."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.casefile import CaseFile
from kvar.casework.consent.telling_outside import recipient_words
from kvar.content.load import load
from kvar.web.ui.wording import clock_time, short_day

Card = dict[str, Any]


def safe_contact(file: CaseFile, today: date) -> Card:
    """What to know before the next contact."""
    rows = [{"text": f"{rule.name}: {rule.sentence}", "note": rule.note} for rule in file.contact.rules]
    link = _link(file, "ask_safe_contact", "contact:safe", _("ändra"))
    return {"id": "saker-kontakt", "title": _("Säker kontakt"), "empty": _("Ingen har frågat."), "rows": rows, **link}


def visits(file: CaseFile, today: date) -> Card:
    """Visits that are to come, or that nobody has told about yet."""
    rows = [
        {
            "text": f"{short_day(row.day, today)}, {clock_time(row.start)}–{clock_time(row.end)}",
            "note": _("skriv hur det gick") if row.day < today else row.who.name,
            "url": reverse("visits:visit", args=[file.case.pk, row.pk]) if "plan_visit" in file.may else "",
        }
        for row in file.contact.visits
    ]
    link = _link(file, "plan_visit", "visits:plan", _("planera"))
    return {"id": "besok", "title": _("Hembesök"), "empty": _("Inget är planerat."), "rows": rows, **link}


def consents(file: CaseFile, today: date) -> Card:
    """The consents that stand."""
    words = load().coordination
    rows = [
        {
            "text": f"{capfirst(recipient_words(row.recipient_kind, row.recipient))}",
            "note": ", ".join([*words.scope_labels(row.scope), _until(row.until, today)]),
        }
        for row in file.contact.consents
    ]
    link = {"url": reverse("consents:list", args=[file.case.pk]), "action": _("visa")}
    return {"id": "samtycken", "title": _("Samtycken"), "empty": _("Inget samtycke gäller."), "rows": rows, **link}


def _until(until: date | None, today: date) -> str:
    if until is None:
        return _("medan ärendet är öppet")
    soon = (until - today).days <= load().coordination.contact.consent_told_days
    day = short_day(until, today)
    return _("slutar snart, %s") % day if soon else _("till och med %s") % day


def _link(file: CaseFile, act: str, route: str, words: str) -> Card:
    return {"url": reverse(route, args=[file.case.pk]), "action": words} if act in file.may else {}
