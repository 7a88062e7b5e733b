"""Counting a measure: one question to the database, however many cells. The finest cells, which others add up."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from kvar.casework.measures.days import FirstOfMonth, FirstOfQuarter
from kvar.casework.measures.measured import ALL, UNKNOWN, Key, Measure
from kvar.records.models import Case

NEXT_DAY = timedelta(days=1)


def count(
    measure: Measure,
    *,
    first: date,
    until: date,
    seen_on: date,
    quarterly: bool = False,
    administration: str = "",
    cases: QuerySet[Case] | None = None,
    finest: bool = True,
) -> Counter[Key]:
    """How many rows stand in each place, of those whose day is in [first, until) and not after ``seen_on``.

    Months, or quarters. Of one administration, or of all; of these cases, or of all. Not ``finest``: ground and
    household type are summed over (ALL) by the database, which need not find out for each row whether there are
    children.
    """
    rows = measure.find(first, min(until, seen_on + NEXT_DAY), seen_on)
    found = rows.found
    if administration:  # said of the row's own case, so that an index on it can be used
        found = found.filter(**{rows.administration: administration})
    if cases is not None:  # asked by each row: a list of the cases would be drawn up whole, whatever the period
        found = found.filter(Exists(cases.filter(pk=OuterRef(rows.case))))
    month = (FirstOfQuarter if quarterly else FirstOfMonth)(F(rows.on))
    site = [*([] if administration else [rows.administration]), *([rows.ground, rows.household] if finest else [])]
    cells = found.annotate(in_month=month).values_list("in_month", *site, rows.part).annotate(n=Count("*")).order_by()
    counted: Counter[Key] = Counter()
    for when, *stands, part, number in cells:
        place = administration or stands.pop(0)
        ground, household = stands or (ALL, ALL)
        for one in _each(part):
            counted[Key(when, place, ground, household, one)] += number
    return counted


class Counted(NamedTuple):
    """A row that a measure counts. ``thing`` is what the row is of: two measures may count the same thing."""

    thing: tuple[str, Any]
    site: tuple[str, str, str]
    parts: tuple[str, ...]


def each_counted(measure: Measure, *, first: date, until: date, seen_on: date) -> Iterator[Counted]:
    """The rows that ``count`` counts, one by one, with what they are of."""
    rows = measure.find(first, min(until, seen_on + NEXT_DAY), seen_on)
    places = [rows.administration, rows.ground, rows.household, rows.part]
    sort = rows.found.model._meta.label
    for id, place, ground, household, part in rows.found.order_by().values_list("pk", *places).iterator():
        yield Counted((sort, id), (place, ground, household), tuple(sorted(_each(part))))


def _each(part: Any) -> Iterable[str]:
    """A row with a list of parts counts once in each; one with an empty part is not known."""
    return set(part) or {UNKNOWN} if isinstance(part, list) else {part or UNKNOWN}
