"""What is published is stored once, with its holes. What has been hidden is nowhere in the table."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.db import IntegrityError, transaction

from kvar.casework.clock import now
from kvar.casework.measures.measured import ALL, Key
from kvar.casework.published.suppression import Shown, hidden_in
from kvar.casework.published.tables import Place, Table, tables_of
from kvar.records.models import PublishedMeasure, PublishedQuarter

BETWEEN = "|"


def store(quarter: date, counts: Mapping[str, Mapping[Key, int]], *, below: int) -> bool:
    """``store_tables`` for numbers that are not of things in the records, but drawn; how they pair is not known.

    ``counts``: measure id → numbers of the finest places, without margins; those of other months are not looked at.
    """
    numbers = {measure: _of_quarter(quarter, keys) for measure, keys in counts.items()}
    return store_tables(quarter, tables_of(numbers), measures=counts, below=below)


def store_tables(quarter: date, tables: Iterable[Table], *, measures: Iterable[str], below: int) -> bool:
    """Hide small numbers and store one quarter; False when it has been published already, and nothing is changed.

    ``measures``: those that were counted; one without rows is stored too: its numbers are zero. ``below``: the smallest
    number that may be shown.
    """
    shown: Shown = {measure: {} for measure in measures} | hidden_in(tables, below=below)
    with transaction.atomic():
        row = PublishedQuarter(first_day=quarter, suppress_below=below, published_at=now())
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:  # somebody else was first
            return False
        PublishedMeasure.objects.bulk_create(
            PublishedMeasure(quarter=row, measure=measure, cells={written(at): n for at, n in cells.items()})
            for measure, cells in shown.items()
        )
    return True


def written(place: Place) -> str:
    """A place as it stands in the stored cells."""
    return BETWEEN.join(place)


def place_of(text: str) -> Place:
    """What ``written`` wrote."""
    return Place(*text.split(BETWEEN))


def _of_quarter(quarter: date, keys: Mapping[Key, int]) -> Counter[Place]:
    counts: Counter[Place] = Counter()
    for key, n in keys.items():
        if ALL in key[1:]:
            raise ValueError(f"a margin among the counts: {key}")
        if key.month == quarter:
            counts[Place(*key[1:])] += n
    return counts
