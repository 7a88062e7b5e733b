"""What the pages of the whole city add up, in plain SQL over the stored cells."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from kvar.casework.benchmark.bare_sql import words_here
from kvar.casework.benchmark.bare_words import SQLITE
from kvar.records.models import PublishedMeasure

ANY = "%"
WHOLE_CITY = "|||%"
"""The places that fix a part, or nothing: of the whole city."""
EACH = {True: "json_each(m.cells) AS cell", False: "jsonb_each_text(m.cells) AS cell(key, value)"}


def added(measures: Iterable[str], places: str) -> list[tuple[Any, ...]]:
    """Measure, place, what the shown numbers of all quarters come to, and in how many of them it is hidden."""
    ids = list(measures)
    sql = f"""SELECT m.measure, cell.key, sum(CAST(cell.value AS integer)), count(*) - count(cell.value)
     FROM {PublishedMeasure._meta.db_table} m, {EACH[words_here() is SQLITE]}
     WHERE m.measure IN ({", ".join(["%s"] * len(ids))}) AND cell.key LIKE %s GROUP BY m.measure, cell.key"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [*ids, places])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
