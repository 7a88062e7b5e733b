"""Lärdomar: the reviews of a half year, gathered for the whole city without a name, an administration or a day.

The figures are counted once, by the night after the half year, stored, and only read after that. They are shown where
there are as many reviews as small numbers need, and a code is held back where those who have it, or those who have it
not, are fewer. Protected households are in none of it. That night also chooses whose words are shown, where there are
as many. They are read as they stand, so that what is written over is gone at once. When one may not stand any more, as
when its household has become protected, all words of the half year are gone: one that vanished alone would tell whose.
Their order tells nothing, and the two kinds of words are put in order apart, so that nobody can lay them side by side.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import Unseen
from kvar.content.load import load
from kvar.records.models import LearntHalfYear, Review

DAY = timedelta(days=1)
MOST = 10  # half years shown
TEXTS = ("could_have", "next_time")


@dataclass(frozen=True, kw_only=True)
class HalfYear:
    """``reviews`` None: too few to be shown, and then nothing else is. A count of None is held back.

    ``could_have`` and ``next_time``: what was written, empty where too few have written, and where ``withdrawn``: one
    of the texts may not be shown any more.
    """

    first: date
    reviews: int | None
    counts: tuple[tuple[str, int | None], ...]
    could_have: tuple[str, ...]
    next_time: tuple[str, ...]
    withdrawn: bool = False


def half_year_of(day: date) -> date:
    """The first day of its half year."""
    return date(day.year, 1 if day.month < 7 else 7, 1)


def after(first: date) -> date:
    """The first day of the half year after this one."""
    return date(first.year, 7, 1) if first.month == 1 else date(first.year + 1, 1, 1)


def keep_half_years(today: date) -> int:
    """Count each half year that is over and not yet counted; returns how many. Safe to run twice, and late.

    Every half year gets a row, also one without a review: that there is one says nothing.
    """
    kept = set(LearntHalfYear.objects.values_list("first", flat=True))
    over = [half for half in _half_years(_begins(today), today) if half not in kept]
    for half in over:
        rows = list(_gathered(half))
        figures = figures_of([set(row.hindrances) for row in rows], below=_below())
        LearntHalfYear.objects.create(first=half, stored_at=now(), texts=_chosen(rows), **figures)
    return len(over)


def _chosen(rows: list[Review]) -> dict[str, list[str]]:
    """Whose words are shown, of each kind: nobody's where fewer than are needed have written."""
    wrote = {field: sorted(str(row.pk) for row in rows if getattr(row, field)) for field in TEXTS}
    return {field: ids if len(ids) >= _below() else [] for field, ids in wrote.items()}


def _begins(today: date) -> date:
    """The half year of the first review that may be counted, or the last one that is over."""
    last = half_year_of(half_year_of(today) - DAY)
    first = _countable().order_by("written_on").values_list("written_on", flat=True).first()
    return min(last, half_year_of(first or last))


def figures_of(told: list[set[str]], *, below: int) -> dict[str, object]:
    """How many reviews there are and in how many each code stands; None for what is held back."""
    if len(told) < below:
        return {"reviews": None, "counts": {}}
    found = Counter(code for codes in told for code in codes)
    known = [one.id for one in load().coordination.learning.hindrances]
    return {"reviews": len(told), "counts": {id: _shown(found[id], len(told), below) for id in known}}


def _shown(count: int, of: int, below: int) -> int | None:
    """Held back where few have it, and where so many have it that few have it not."""
    few = any(0 < part < below for part in (count, of - count))
    return None if few else count


def lessons(actor: Actor) -> tuple[HalfYear, ...]:
    """The half years that are counted, the newest first. Raises Unseen."""
    if not may(actor, Act.READ_LESSONS):
        raise Unseen
    return tuple(_half_year(row) for row in LearntHalfYear.objects.all()[:MOST])


def _half_year(row: LearntHalfYear) -> HalfYear:
    labels = load().coordination.learning.hindrances
    texts = _texts(row)
    return HalfYear(
        first=row.first,
        reviews=row.reviews,
        counts=tuple((one.label, row.counts[one.id]) for one in labels if one.id in row.counts),
        withdrawn=texts is None,
        **(texts or dict.fromkeys(TEXTS, ())),
    )


def _texts(row: LearntHalfYear) -> dict[str, tuple[str, ...]] | None:
    """The words of each kind as they stand; None when not all that were chosen may be shown."""
    if row.texts is None:
        return None
    chosen = {id for ids in row.texts.values() for id in ids}
    standing = {str(one.pk): one for one in _countable().filter(pk__in=chosen)}
    if chosen - standing.keys():
        return None
    return {
        field: _in_no_order((getattr(standing[id], field) for id in row.texts[field]), salt=f"{row.pk}:{field}")
        for field in TEXTS
    }


def _in_no_order(texts: Iterable[str], *, salt: str) -> tuple[str, ...]:
    """The same order each time, and by nothing that anybody knows. None where too many have emptied theirs."""
    written = [text for text in texts if text]
    if len(written) < _below():
        return ()
    return tuple(sorted(written, key=lambda text: hashlib.sha256(f"{salt}:{text}".encode()).digest()))


def _gathered(first: date) -> QuerySet[Review]:
    return _countable().filter(written_on__gte=first, written_on__lt=after(first))


def _countable() -> QuerySet[Review]:
    """Never one of a protected household, whatever it was when it was written."""
    return Review.objects.filter(case__household__protected=False)


def _half_years(first: date, today: date) -> Iterator[date]:
    """From ``first`` on, those that are over."""
    while after(first) <= today:
        yield first
        first = after(first)


def _below() -> int:
    return load().organisation.switches.suppress_below
