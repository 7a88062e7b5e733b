"""The journal: the single insert that every act ends with."""

import hashlib
import json
import secrets
from datetime import date
from typing import Any

from kvar.casework.access import Actor
from kvar.casework.awaited import end_awaited
from kvar.casework.clock import now
from kvar.casework.done_marks import end_marks
from kvar.records.models import Case, JournalEntry, JournalText


def words_hash(*, salt: str, text: str, shown: dict[str, Any]) -> str:
    """Salted SHA-256 of what an entry says: proves the words without keeping them."""
    body = json.dumps([salt, text, shown], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()


def enter(
    *,
    case: Case,
    by: Actor,
    today: date,
    kind: str,
    text: str,
    shown: dict[str, Any] | None = None,
    shared: bool = True,
    withdraws: JournalEntry | None = None,
    unit: str = "",
) -> JournalEntry:
    """Add one entry. ``shown`` keeps the step, due day, reasons and content edition as they were shown then.

    ``unit``: whose journal it is, where what happened is another unit's than the writer's.
    """
    told: dict[str, Any] = {"kind": kind, "text": text, "shown": shown, "shared": shared, "withdraws": withdraws}
    entry, words = written(case=case, by=by, today=today, unit=unit, **told)
    entry.save()
    words.save()
    end_awaited(case, kind=kind, only="" if shared else entry.unit)
    for ended in end_marks(entry):
        enter(case=case, by=by, today=today, kind="track_resumed", text=ended)
    return entry


def written(
    *,
    case: Case,
    by: Actor,
    today: date,
    kind: str,
    text: str,
    shown: dict[str, Any] | None = None,
    shared: bool = True,
    withdraws: JournalEntry | None = None,
    unit: str = "",
) -> tuple[JournalEntry, JournalText]:
    """The two rows of an entry, not yet stored."""
    salt, shown = secrets.token_hex(16), shown or {}
    entry = JournalEntry(
        case=case,
        kind=kind,
        unit=unit or by.unit,
        shared=shared,
        happened_on=today,
        entered_at=now(),
        by_id=by.id,
        withdraws=withdraws,
        hash=words_hash(salt=salt, text=text, shown=shown),
    )
    return entry, JournalText(entry=entry, text=text, shown=shown, salt=salt)
