"""Ways to make a cell one larger: rows that swap some of what they hold, a row that changes, or a row more."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import chain, combinations
from typing import NamedTuple

from kvar.casework.published.cells import Cells, bits
from kvar.casework.published.tables import SITE, Pattern, Row

TAKERS, LENDERS, ALIKE, MODELS = 8, 16, 8, 3  # how many rows of each sort are tried together, the most alike first
Held = Callable[[Row], int]
"""How many there are of a row now."""


class Move(NamedTuple):
    """Rows that are put in the table, and that are taken out. ``seen``: the patterns whose cells may change."""

    more: tuple[Row, ...]
    fewer: tuple[Row, ...]
    seen: tuple[int, ...]


def swaps(cells: Cells, held: Held, cell: Mapping[int, str], is_hidden: Callable[[Row], bool]) -> Iterator[Move]:
    """Two rows swap what they hold in some of the cell's columns, so that one of them comes into the cell.

    One lacks just those columns of being in the cell. The other has them, lacks others, and so is never in it. Every
    sum over the swapped columns alone, or over none of them, stays as it was; also where the two rows are alike. Rows
    from a cell beside it that ``is_hidden`` already come first: to take from them costs nothing more.
    """
    for size in range(1, len(cell)):
        for columns in sorted(combinations(cell, size), reverse=True):  # an answer before a place
            keep = tuple(column for column in cell if column not in columns)
            lenders = cells.where(columns).get(tuple(cell[column] for column in columns), {})
            near = cells.where(keep).get(tuple(cell[column] for column in keep), {})
            takers = (row for rows in near.values() for row in rows if held(row) > 0)
            lacking = (row for row in takers if all(row[column] != cell[column] for column in columns))
            for row in nsmallest(TAKERS, lacking, key=lambda row: not is_hidden(row)):
                for lender in _alike(row, lenders, keep):
                    if held(lender) > 0 and any(lender[column] != cell[column] for column in keep):
                        yield from _swapped(cells, row, lender, columns, cell)


def _alike(row: Row, lenders: Mapping[Row, list[Row]], keep: Pattern) -> Iterator[Row]:
    """The rows to swap with: from the nearest places, and there the most alike."""
    near = sorted(lenders, key=lambda site: _unlike(row[:SITE], site))
    for site in near[:LENDERS]:
        yield from sorted(lenders[site][:ALIKE], key=lambda other: _unlike(row, other))[:2]


def _swapped(cells: Cells, row: Row, lender: Row, columns: Pattern, cell: Mapping[int, str]) -> Iterator[Move]:
    """The swap, with as few columns as may go together: those alone, or all that they have to do with too."""
    unlike = _where_unlike(row, lender)
    for chosen in _wider(cells, frozenset(columns), unlike):
        mine, theirs = _exchanged(row, lender, chosen), _exchanged(lender, row, chosen)
        if cells.could_be(mine, chosen) and cells.could_be(theirs, chosen) and _is_in(mine, cell):
            yield Move((mine, theirs), (row, lender), cells.changed(bits(chosen), bits(unlike)))
            return


def _wider(cells: Cells, columns: frozenset[int], unlike: frozenset[int]) -> Iterable[frozenset[int]]:
    """Some columns, then with them those that their answers must fit with."""
    yield columns
    parts = (column for column in columns if column >= SITE)
    wide = columns.union(*(cells.table.together[column] for column in parts)) & unlike
    if wide != columns:
        yield wide


def changes(cells: Cells, held: Held, cell: Mapping[int, str]) -> Iterator[Move]:
    """A row outside the cell becomes one inside, in few columns or in all; then a row more, which is always open."""
    near = cells.where(tuple(cell))[tuple(cell.values())]
    inside = [row for row in chain.from_iterable(near.values()) if held(row) > 0][:MODELS]
    outside = [row for row in cells.table.rows if held(row) > 0 and not _is_in(row, cell)]
    for model in inside:
        for row in nsmallest(TAKERS, outside, key=lambda row: _unlike(row, model)):
            unlike = _where_unlike(row, model)
            for chosen in (*_wider(cells, unlike.intersection(cell), unlike), unlike):
                new = _exchanged(row, model, chosen)
                if cells.could_be(new, chosen):
                    yield Move((new,), (row,), cells.touched(chosen))
    for model in inside:
        yield Move((model,), (), tuple(range(len(cells.patterns))))


def _where_unlike(row: Row, other: Row) -> frozenset[int]:
    return frozenset(column for column, value in enumerate(row) if other[column] != value)


def _is_in(row: Row, cell: Mapping[int, str]) -> bool:
    return all(row[column] == value for column, value in cell.items())


def _unlike(row: Row, other: Row) -> int:
    return sum(mine != theirs for mine, theirs in zip(row, other, strict=True))


def _exchanged(row: Row, lender: Row, columns: frozenset[int]) -> Row:
    return tuple([lender[column] if column in columns else value for column, value in enumerate(row)])
