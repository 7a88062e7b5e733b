"""The measures once more, written by hand in plain SQL for the two databases: what the models cost is seen beside it.

Not the text that the models write: newest and first are sought in the way that is shortest here, and evictions are
gathered once and joined. A test holds every number of them equal to the measures' own.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from kvar import law
from kvar.casework.benchmark.bare_ends import ends
from kvar.casework.benchmark.bare_rows import papers
from kvar.casework.benchmark.bare_words import POSTGRESQL, SQLITE, Bare, Words, known_as
from kvar.casework.measures.dimensions import ground_id
from kvar.casework.statistics.survival import BOUNDS

FAMILY = """CASE WHEN EXISTS (SELECT 1 FROM records_member m WHERE m.household_id = c.household_id AND m.role = 'child')
 THEN 'with_children' ELSE coalesce((SELECT CASE WHEN a.yes THEN 'with_children' ELSE 'without_children' END
 FROM records_answer a WHERE a.case_id = c.id AND a.question = 'children_affected' AND a.shared
 ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1), 'unknown') END"""
EVERY = ("in_month", "in_administration", "in_ground", "in_household")


class Asked(NamedTuple):
    """``[first, until)`` as known on ``seen_on``; one administration by month, or all in their finest cells."""

    first: date
    until: date
    seen_on: date
    administration: str = ""

    @property
    def values(self) -> Mapping[str, Any]:
        return self._asdict() | {"before": min(self.until, self.seen_on + timedelta(days=1))}


def counted(measure: str, asked: Asked) -> Counter[tuple[str, ...]]:
    """Month (``2026-01``) and part; for all administrations also administration, ground and household type between."""
    found: Counter[tuple[str, ...]] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(sql_of(measure, asked), asked.values)
        for *place, part, n in cursor.fetchall():
            for one in _each(part):
                found[(*place, one)] += int(n)
    return found


def _each(part: str) -> Iterable[str]:
    """The causes of a case stand as a list, written as JSON."""
    return set(json.loads(part)) or {"unknown"} if part.startswith("[") else {part or "unknown"}


def sql_of(measure: str, asked: Asked) -> str:
    """The one statement that counts a measure."""
    bare, words = every_bare()[measure], words_here()
    places = [words.month.format(day=bare.day)]
    if not asked.administration:
        places += ["c.administration", _ground(), FAMILY]
    here = "AND c.administration = %(administration)s " if asked.administration else ""
    rows = bare.rows.replace("{family}", FAMILY) + here
    start = _calendar(asked) if bare.calendar else ""
    select = ", ".join(f"{place} AS {name}" for place, name in zip(places, EVERY, strict=False))
    names = ", ".join(EVERY[: len(places)])
    if not bare.waits:
        part = bare.part.replace("{family}", FAMILY)
        return f"{start}SELECT {select}, {part} AS in_part, count(*) AS n {rows} GROUP BY {names}, in_part"
    waits = bare.waits.replace("{seen}", "%(seen_on)s" if words is SQLITE else "%(seen_on)s::date")
    inner = f"SELECT {select}, {bare.part} AS happened, {waits} AS waited, count(*) AS n {rows}"
    grouped = f"{inner} GROUP BY {names}, happened, waited"
    return f"SELECT {names}, {_bucket()} AS in_part, sum(n) AS n FROM ({grouped}) AS days GROUP BY {names}, in_part"


def words_here() -> Words:
    """The words of the database in use."""
    return SQLITE if connection.vendor == "sqlite" else POSTGRESQL


def every_bare() -> dict[str, Bare]:
    """Measure → its rows."""
    words = words_here()
    return papers(words) | ends(words)


def _ground() -> str:
    return known_as("c.cause", {str(ground): ground_id(ground) for ground in law.Ground})


def _bucket() -> str:
    """The days in their parts."""
    after = " ".join(f"WHEN happened <= {bound} THEN 'after_{bound}'" for bound in BOUNDS)
    waiting = " ".join(f"WHEN waited <= {bound} THEN 'open_{bound}'" for bound in BOUNDS)
    return f"CASE {after} WHEN happened IS NOT NULL THEN 'after_more' {waiting} ELSE 'open_more' END"


def _calendar(asked: Asked) -> str:
    """Each day with the working day after it."""
    length = (asked.until - asked.first).days + 14
    days = [asked.first - timedelta(days=14) + timedelta(days=number) for number in range(length)]
    kind = "" if words_here() is SQLITE else "::date"
    rows = ", ".join(f"('{day}'{kind}, '{law.add_working_days(day, 1)}'{kind})" for day in days)
    return f"WITH calendar(day, next) AS (VALUES {rows}) "
