"""Ways to make a cell one larger: rows that swap some of what they hold, a row that changes, or a row more."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from kvar.casework.published.tables import Pattern, Row

Move = tuple[tuple[Row, int], ...]
"""Rows and +1 or -1: what is put in the table, and what is taken out."""

OUTSIDE, INSIDE = 12, 40  # how many rows of each sort are tried together, the most alike first


def swaps(rows: Counter[Row], cell: Mapping[int, str]) -> Iterator[Move]:
    """Two rows swap what they hold in some of the cell's columns, so that one of them comes into the cell.

    One lacks just those columns of being in the cell. The other has them, lacks others, and so is never in it. Every
    sum over the swapped columns alone, or over none of them, stays as it was; also where the two rows are alike.
    """
    lacking: dict[Pattern, list[Row]] = defaultdict(list)
    for row in sorted(row for row, n in rows.items() if n > 0):
        if lacks := tuple(column for column, value in cell.items() if row[column] != value):
            lacking[lacks].append(row)
    for size in range(1, len(cell)):
        for columns in combinations(cell, size):
            lenders = [row for lacks, held in lacking.items() if not {*lacks} & {*columns} for row in held]
            for row in sorted(lacking.get(columns, ()), key=lambda row: -rows[row])[:OUTSIDE]:
                for lender in sorted(lenders, key=lambda other: _unlike(row, other))[:INSIDE]:
                    yield _swapped(row, lender, columns)


def changes(rows: Counter[Row], cell: Mapping[int, str]) -> Iterator[Move]:
    """A row outside the cell becomes one inside, the most alike first; then a row more. The last is always possible."""
    there = sorted(row for row, n in rows.items() if n > 0)
    inside = [row for row in there if _is_in(row, cell)]
    outside = [row for row in there if not _is_in(row, cell)]
    for row in sorted(outside, key=lambda row: sum(row[column] != value for column, value in cell.items()))[:INSIDE]:
        changed = tuple(cell.get(column, value) for column, value in enumerate(row))
        for new in dict.fromkeys((changed, *inside[:OUTSIDE])):
            yield (new, 1), (row, -1)
    for row in inside[:OUTSIDE]:
        yield ((row, 1),)


def _is_in(row: Row, cell: Mapping[int, str]) -> bool:
    return all(row[column] == value for column, value in cell.items())


def _unlike(row: Row, other: Row) -> int:
    return sum(mine != theirs for mine, theirs in zip(row, other, strict=True))


def _swapped(row: Row, lender: Row, columns: Pattern) -> Move:
    mine = tuple(lender[column] if column in columns else value for column, value in enumerate(row))
    theirs = tuple(row[column] if column in columns else value for column, value in enumerate(lender))
    return (mine, 1), (theirs, 1), (row, -1), (lender, -1)
