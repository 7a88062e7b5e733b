"""A unit that has said it is done knew what was there then. When something comes after it, its part is open again."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import JournalEntry, Track

RECEIVED = "received"

# The kinds of entries with which something comes that no done-mark can have known of.
COMES: Mapping[str, Any] = MappingProxyType(
    {
        "notice": gettext_lazy("en underrättelse har kommit"),
        "notice_linked": gettext_lazy("en underrättelse har kommit"),
        "child": gettext_lazy("ett barn har kommit till i hushållet"),
        RECEIVED: gettext_lazy("enheten har tagit emot en överlämning"),
    }
)


def end_marks(entry: JournalEntry) -> list[str]:
    """Take back the marks that this entry's coming ends, and tell the units; returns what the journal says of each.

    Called with every journal entry. Asks the database only for a kind that may end one. A hand-over is the receiver's.
    """
    if entry.kind not in COMES or not entry.shared:
        return []
    marked = Track.objects.filter(case=entry.case, case__closed_on=None).exclude(done_on=None)
    if entry.kind == RECEIVED:
        marked = marked.filter(unit=entry.unit)
    ended = list(marked.order_by("unit"))
    Track.objects.filter(pk__in=[track.pk for track in ended]).update(
        done_on=None, done_by=None, version=F("version") + 1
    )
    for track in ended:
        _tell(track, entry)
    return [_words(track, entry) for track in ended]


def _tell(track: Track, entry: JournalEntry) -> None:
    """The whole unit, which had put the case aside."""
    key = f"open_again:{entry.pk}:{track.unit}"
    place: dict[str, Any] = {"administration": entry.case.administration, "unit": track.unit, "case": entry.case}
    tell(kind="open_again", key=key, today=entry.happened_on, by=entry.by_id, **place)


def _words(track: Track, entry: JournalEntry) -> str:
    assert track.done_on is not None
    unit = capfirst(load().organisation.unit(track.unit).label)
    told = {"unit": unit, "day": journal_day(track.done_on), "what": COMES[entry.kind]}
    return _("%(unit)s var klar %(day)s. Det gäller inte längre, för %(what)s.") % told
