"""The journal of the content: who changed, proposed, switched on and took back what, and why. It only grows."""

from collections.abc import Iterable

from kvar.casework.access import Actor
from kvar.casework.clock import now
from kvar.records.models import ContentDraft, EditionEntry, PublishedEdition


def enter(
    *, draft: ContentDraft, by: Actor, kind: str, text: str, edition: PublishedEdition | None = None
) -> EditionEntry:
    """Add one entry; every act with a draft or an edition ends with it."""
    entry = EditionEntry(draft=draft, edition=edition, kind=kind, at=now(), by_id=by.id, text=text)
    entry.save()
    return entry


def entries_of(draft: ContentDraft) -> Iterable[EditionEntry]:
    """What has been done with a draft and the editions it became, newest first: one query."""
    return draft.entries.select_related("by").order_by("-at", "-id")
