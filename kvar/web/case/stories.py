"""Journal entries as people read them."""

from datetime import date
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar.casework.casefile import EntryShown
from kvar.web.ui.wording import clock_time, short_day


def entry_words(entry: EntryShown, today: date) -> dict[str, Any]:
    """What the entry component shows."""
    entered = localtime(entry.entered_at)
    written = clock_time(entered) if entered.date() == entry.happened_on else ""
    return {
        "who": entry.by,
        "unit": entry.unit,
        "when": f"{short_day(entry.happened_on, today)} {written}".strip(),
        "kind": _kinds().get(entry.kind, entry.kind),
        "title": "",
        "text": entry.text,
        "shared": entry.shared,
        "withdrawn": entry.withdrawn,
        "url": "",
    }


def _kinds() -> dict[str, str]:
    return {
        "opened": _("ärendet"),
        "notice": _("underrättelse"),
        "notice_linked": _("underrättelse"),
        "notice_unlinked": _("underrättelse"),
        "position": _("ställningstagande"),
        "note": _("anteckning"),
        "attempt": _("kontakt"),
        "attempt_withdrawn": _("kontakt"),
        "safe_contact": _("säker kontakt"),
        "visit": _("hembesök"),
        "consent": _("samtycke"),
        "disclosure": _("berättat"),
        "answer": _("svar"),
        "household": _("hushåll"),
        "responsible": _("ansvarig"),
        "step": _("steg"),
        "step_postponed": _("steg"),
        "step_withdrawn": _("steg"),
        "correction": _("rättelse"),
        "service": _("delgivning"),
        "letter": _("brev"),
        "enforcement": _("Kronofogden"),
        "confirmation": _("bekräftelse"),
        "attendance": _("med vid avhysningen"),
        "eviction_day": _("avhysningsdagen"),
        "follow_up": _("uppföljning"),
        "outcome": _("utfall"),
        "debt": _("skuld"),
        "payment": _("betalning"),
        "undertaking": _("betalningsansvar"),
        "deviation": _("avvikelse"),
        "closed": _("avslutat"),
        "reopened": _("öppnat igen"),
    }
