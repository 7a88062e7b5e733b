"""The journal as a worker may read it: shared entries and those of the own unit, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry

OF_MONEY = ("debt", "payment", "deviation")
NEWEST = 8  # entries on the case page; the rest are one press away


@dataclass(frozen=True, kw_only=True)
class EntryShown:
    """``shared`` False: only the own unit reads it. ``withdrawn``: a later entry took it back."""

    id: UUID
    kind: str
    text: str
    happened_on: date
    entered_at: datetime
    by: str
    unit: str
    shared: bool
    withdrawn: bool


@dataclass(frozen=True, kw_only=True)
class JournalShown:
    entries: tuple[EntryShown, ...]
    more: bool


def entries_visible_to(actor: Actor, case: Case) -> QuerySet[JournalEntry]:
    """Shared entries and those of the actor's own unit. Another unit's own entries are not there at all.

    The household's money is for the units that see the debt and the payments.
    """
    withdrawing = JournalEntry.objects.filter(withdraws=OuterRef("pk"))
    rows = JournalEntry.objects.filter(Q(shared=True) | Q(unit=actor.unit), case=case)
    return (
        (rows if may(actor, Act.SEE_DEBT) else rows.exclude(kind__in=OF_MONEY))
        .select_related("words", "by")
        .annotate(withdrawn=Exists(withdrawing))
        .order_by("-happened_on", "-entered_at", "-id")
    )


def journal_of(actor: Actor, case: Case, *, most: int | None = NEWEST) -> JournalShown:
    """The newest entries, or all of them; one query."""
    rows = list(entries_visible_to(actor, case)[: most + 1 if most else None])
    return JournalShown(entries=tuple(_entry(row) for row in rows[:most]), more=bool(most and len(rows) > most))


def _entry(row: JournalEntry) -> EntryShown:
    words = getattr(row, "words", None)
    return EntryShown(
        id=row.pk,
        kind=row.kind,
        text=words.text if words else _("Texten är gallrad."),
        happened_on=row.happened_on,
        entered_at=row.entered_at,
        by=row.by.name,
        unit=load().organisation.unit(row.unit).label if row.unit else "",
        shared=row.shared,
        withdrawn=row.withdrawn,  # type: ignore[attr-defined]
    )
