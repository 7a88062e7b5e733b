"""Counting a measure: one question to the database, however many cells. Only the finest cells: others add them up."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet

from kvar.casework.measures.days import FirstOfMonth, FirstOfQuarter
from kvar.casework.measures.measured import UNKNOWN, Key, Measure
from kvar.records.models import Case

NEXT_DAY = timedelta(days=1)


def count(
    measure: Measure,
    *,
    first: date,
    until: date,
    seen_on: date,
    quarterly: bool = False,
    cases: QuerySet[Case] | None = None,
) -> Counter[Key]:
    """How many rows stand in each place, of those whose day is in [first, until) and not after ``seen_on``.

    Months, or quarters. Of these cases, or of all.
    """
    rows = measure.find(first, min(until, seen_on + NEXT_DAY), seen_on)
    found = rows.found if cases is None else rows.found.filter(**{f"{rows.case}__in": cases.values("pk")})
    month = (FirstOfQuarter if quarterly else FirstOfMonth)(F(rows.on))
    places = [rows.administration, rows.ground, rows.household, rows.part]
    cells = found.annotate(in_month=month).values_list("in_month", *places).annotate(n=Count("*")).order_by()
    counted: Counter[Key] = Counter()
    for when, place, ground, household, part, number in cells:
        for one in _each(part):
            counted[Key(when, place, ground, household, one)] += number
    return counted


def _each(part: Any) -> Iterable[str]:
    """A row with a list of parts counts once in each; one with an empty part is not known."""
    return set(part) or {UNKNOWN} if isinstance(part, list) else {part or UNKNOWN}
