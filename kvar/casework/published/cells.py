"""The cells of a table, numbered as they are met: what each comes to, which rows are in it, and which rows could be."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from kvar.casework.published.tables import NOT_COUNTED, SITE, Pattern, Row, Table

LOSS = {0: 10**9, 1: 10**7, 2: 4_000}
"""What a hidden number costs the reader, by how many dimensions its place fixes. A total is worth the most."""
LOSS_OF_PAIR: Mapping[Pattern, int] = {(0, SITE): 20_000, (0, 1): 8_000, (0, 2): 8_000, (1, 2): 1_000}
"""Of two dimensions, how an administration answers is worth the most, then what it has to do with."""
NOWHERE = -1
"""The cell of a row that the measure does not count."""

Site = tuple[str, ...]


class Cells:
    """``patterns``: the dearest first, so that a dear move is soon left."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.patterns = sorted(table.patterns, key=lambda pattern: -_loss(table.dimensions(pattern)))
        self.loss = [_loss(table.dimensions(pattern)) for pattern in self.patterns]
        self.places: list[tuple[int, Row]] = []  # the number of the pattern, and the values
        self.comes_to: list[int] = []
        self.numbers: dict[tuple[int, Row], int] = {}
        self.of_row: dict[Row, tuple[int, ...]] = {}
        self.changed = cache(self._changed)
        self.where = cache(self._where)
        for row, n in table.rows.items():
            for cell in self.of(row):
                if cell != NOWHERE:
                    self.comes_to[cell] += n

    def of(self, row: Row) -> tuple[int, ...]:
        """The cells that a row is counted in, one for each pattern."""
        found = self.of_row.get(row)
        if found is None:
            found = self.of_row[row] = tuple(self.at(number, row) for number in range(len(self.patterns)))
        return found

    def at(self, number: int, row: Row) -> int:
        """The cell of one pattern that a row is counted in."""
        pattern = self.patterns[number]
        if row[pattern[-1]] == NOT_COUNTED:
            return NOWHERE
        key = number, _some(row, pattern)
        cell = self.numbers.get(key)
        if cell is None:
            cell = self.numbers[key] = len(self.places)
            self.places.append(key)
            self.comes_to.append(0)
        return cell

    def fixed(self, cell: int) -> dict[int, str]:
        """The columns that a cell fixes, and at what."""
        number, values = self.places[cell]
        return dict(zip(self.patterns[number], values, strict=True))

    def _changed(self, swapped: int, unlike: int) -> tuple[int, ...]:
        """The patterns that see it when two rows, unlike in some columns, swap some of these. Bits are columns."""
        left = unlike & ~swapped
        return tuple(
            number for number, columns in enumerate(self._masks) if columns & swapped & unlike and columns & left
        )

    def touched(self, columns: frozenset[int]) -> tuple[int, ...]:
        """The patterns that see it when a row changes in some columns."""
        return tuple(number for number, mask in enumerate(self._masks) if mask & bits(columns))

    @cached_property
    def _masks(self) -> list[int]:
        return [bits(pattern) for pattern in self.patterns]

    def _where(self, columns: Pattern) -> Mapping[Row, Mapping[Site, list[Row]]]:
        """The rows by their values in some columns, and then by where they stand."""
        found: dict[Row, dict[Site, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in self.table.rows:
            found[_some(row, columns)][row[:SITE]].append(row)
        return found

    def could_be(self, row: Row, columns: frozenset[int]) -> bool:
        """May a row have these answers beside its others? In each group they stand together as in some true row."""
        return all(
            _some(row, group) in seen for group, seen in self._stand_together if columns & group and group - columns
        )

    @cached_property
    def _stand_together(self) -> list[tuple[frozenset[int], set[Row]]]:
        return [(group, {_some(row, group) for row in self.table.rows}) for group in self.table.groups]


def bits(columns: Iterable[int]) -> int:
    """A set of columns as one number."""
    return sum(1 << column for column in columns)


def _some(row: Row, columns: Iterable[int]) -> Row:
    return tuple([row[column] for column in columns])


def _loss(dimensions: tuple[int, ...]) -> int:
    return LOSS_OF_PAIR.get(dimensions, LOSS[len(dimensions)])
