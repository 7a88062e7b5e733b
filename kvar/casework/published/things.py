"""What a quarter's figures are counted of: each thing once, with its answer to every measure that counts it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from kvar.casework.measures.counting import each_counted
from kvar.casework.measures.measured import Measure
from kvar.casework.published.tables import Table, Thing, tables_with


def counted_tables(measures: Iterable[Measure], *, first: date, until: date, seen_on: date) -> list[Table]:
    """The tables of the rows whose day is in [first, until), as known on ``seen_on``. One question for each measure."""
    found = things_by_sort(measures, first=first, until=until, seen_on=seen_on)
    return [table for things in found.values() for table in tables_with(things)]


def things_by_sort(measures: Iterable[Measure], *, first: date, until: date, seen_on: date) -> dict[str, list[Thing]]:
    """By what they are of. One that a measure counts several times, as by its causes, is several things."""
    answers: dict[tuple[Any, ...], dict[str, str]] = defaultdict(dict)
    for measure in measures:
        times: Counter[tuple[Any, ...]] = Counter()
        for row in each_counted(measure, first=first, until=until, seen_on=seen_on):
            for part in row.parts:
                key = (row.thing, row.site)
                answers[*key, times[key]][measure.id] = part
                times[key] += 1
    found: dict[str, list[Thing]] = defaultdict(list)
    for ((sort, _id), site, _number), parts in answers.items():
        found[sort].append(Thing(site, parts))
    return found
