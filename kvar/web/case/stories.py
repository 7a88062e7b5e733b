"""Journal entries as people read them."""

from datetime import date
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from kvar.casework.casefile import EntryShown
from kvar.web.ui.wording import clock_time, short_day

# What kind of entry it is, as the journal says it.
KINDS = {
    "opened": gettext_lazy("ärendet"),
    "notice": gettext_lazy("underrättelse"),
    "notice_linked": gettext_lazy("underrättelse"),
    "same_debt": gettext_lazy("underrättelse"),
    "notice_unlinked": gettext_lazy("underrättelse"),
    "passing_on": gettext_lazy("skickat vidare"),
    "position": gettext_lazy("ställningstagande"),
    "note": gettext_lazy("anteckning"),
    "attempt": gettext_lazy("kontakt"),
    "attempt_withdrawn": gettext_lazy("kontakt"),
    "safe_contact": gettext_lazy("säker kontakt"),
    "visit": gettext_lazy("hembesök"),
    "consent": gettext_lazy("samtycke"),
    "disclosure": gettext_lazy("berättat"),
    "known_here": gettext_lazy("fråga till annan förvaltning"),
    "meeting": gettext_lazy("möte"),
    "agreement": gettext_lazy("överenskommelse"),
    "decision": gettext_lazy("beslut vid möte"),
    "landlord_meeting": gettext_lazy("möte med hyresvärd"),
    "mobilised": gettext_lazy("samverkan"),
    "answer": gettext_lazy("svar"),
    "household": gettext_lazy("hushåll"),
    "responsible": gettext_lazy("ansvarig"),
    "step": gettext_lazy("steg"),
    "step_postponed": gettext_lazy("steg"),
    "step_withdrawn": gettext_lazy("steg"),
    "correction": gettext_lazy("rättelse"),
    "service": gettext_lazy("delgivning"),
    "letter": gettext_lazy("brev"),
    "post": gettext_lazy("dagens post"),
    "posting": gettext_lazy("brev"),
    "enforcement": gettext_lazy("Kronofogden"),
    "confirmation": gettext_lazy("bekräftelse"),
    "attendance": gettext_lazy("med vid avhysningen"),
    "eviction_day": gettext_lazy("avhysningsdagen"),
    "follow_up": gettext_lazy("uppföljning"),
    "review": gettext_lazy("efterprat"),
    "outcome": gettext_lazy("utfall"),
    "debt": gettext_lazy("skuld"),
    "payment": gettext_lazy("betalning"),
    "undertaking": gettext_lazy("betalningsansvar"),
    "deviation": gettext_lazy("avvikelse"),
    "received": gettext_lazy("mottaget"),
    "handed_over": gettext_lazy("överlämning"),
    "handover_refused": gettext_lazy("överlämning"),
    "handover_taken_back": gettext_lazy("överlämning"),
    "track_done": gettext_lazy("klart"),
    "track_resumed": gettext_lazy("öppnat igen"),
    "shared": gettext_lazy("delat"),
    "child": gettext_lazy("barn"),
    "child_after_closing": gettext_lazy("barn"),
    "moved": gettext_lazy("flytt"),
    "closed": gettext_lazy("avslutat"),
    "reopened": gettext_lazy("öppnat igen"),
}
OTHER = gettext_lazy("händelse")  # what an earlier edition of Kvar wrote
NEVER_SHARED = frozenset({"handed_over", "received", "handover_refused", "handover_taken_back"})  # between colleagues


def entry_words(entry: EntryShown, today: date) -> dict[str, Any]:
    """What the entry component shows."""
    entered = localtime(entry.entered_at)
    written = clock_time(entered) if entered.date() == entry.happened_on else ""
    return {
        "who": entry.by,
        "unit": entry.unit,
        "when": f"{short_day(entry.happened_on, today)} {written}".strip(),
        "kind": str(KINDS.get(entry.kind, OTHER)),
        "title": "",
        "text": entry.text,
        "shared": entry.shared,
        "withdrawn": entry.withdrawn,
        "url": "",
        "share": "" if entry.shared or entry.withdrawn or entry.kind in NEVER_SHARED else entry.id,
    }
