"""Which numbers are hidden so that nobody can work out a small one. Pure: numbers in, numbers and holes out.

A number from one to below the threshold is hidden, at margins too, and others with it, so that no difference between
shown numbers gives it back.

**The proof.** For each small number there is a *witness*: another table of whole rows, in which that number is at least
the threshold. Every number that differs between the true table and a witness is hidden. So true table and witness agree
on all that is published, in this measure and in those that share its totals, and nobody who sees only that can tell
them apart: not know the number, nor even that it is small. Being a table of rows, a witness is in order by itself: its
numbers are not negative and all its sums add up. A number hidden for another's sake differs in that witness, so it
cannot be known either. In a proof of this kind it does not matter how the witness was found, only that it is one.

**How it is found.** Rows swap what they hold, until the number has reached the threshold; each time in the way whose
newly hidden numbers cost the reader least (``LOSS``). This is the hypercube method (Repsilber 1994; Giessing 2003) on
rows instead of cells: two rows that swap one column change only the corners of a cube. Adding rows to the cell is
always possible, and hides its totals, so there is always a witness.

**Zero.** A zero whose place fixes two dimensions or fewer is never hidden: where a ground or a household type cannot
have a part, the reader knows that it is zero. Other zeros may be hidden, so a hidden number can be zero.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice, repeat

from kvar.casework.published.moves import Move, changes, swaps
from kvar.casework.published.tables import SITE, Counts, Pattern, Place, Row, Table, tables_of

LOSS = {0: 10**9, 1: 10**7, 2: 4_000, 3: 30, 4: 1}
"""What a hidden number costs the reader, by how many dimensions its place fixes. A total is worth the most."""
LOSS_OF_PAIR: Mapping[Pattern, int] = {(0, SITE): 20_000, (0, 1): 8_000, (0, 2): 8_000, (1, 2): 1_000}
"""Of two dimensions, how an administration answers is worth the most, then what it has to do with."""
TRIES = 300


def suppressed(measures: Mapping[str, Counts], *, below: int) -> dict[str, dict[Place, int | None]]:
    """Every number that is not zero, margins too, and None where it is hidden. ``below``: the smallest to be shown."""
    shown: dict[str, dict[Place, int | None]] = {measure: {} for measure in measures}
    for table in tables_of(measures):
        holes = Holes(table, below)
        holes.protect()
        for measure, place, n in holes.published():
            shown[measure][place] = n
    return shown


class Holes:
    """The cells of a table, numbered as they are met: what each comes to, and whether it is hidden."""

    def __init__(self, table: Table, below: int) -> None:
        self.table, self.below = table, below
        self.patterns = sorted(table.patterns(), key=_loss, reverse=True)  # the dearest first: a dear move is soon left
        self.loss = [_loss(pattern) for pattern in self.patterns]
        self.numbers: dict[tuple[int, Row], int] = {}
        self.cells: list[tuple[int, Row]] = []  # the number of the pattern, and the values
        self.comes_to: list[int] = []
        self.of_row: dict[Row, tuple[int, ...]] = {}
        for row, n in table.rows.items():
            for cell in self._cells_of(row):
                self.comes_to[cell] += n
        self.hidden = {cell for cell, n in enumerate(self.comes_to) if 0 < n < below}

    def protect(self) -> None:
        """Hide what must be hidden, the widest sums first. What one witness shows for another number, it shows."""
        waiting = sorted(self.hidden, key=lambda cell: (len(self.cells[cell][1]), -self.comes_to[cell], cell))
        shown: set[int] = set()
        for cell in waiting:
            if cell not in shown:
                differs = self.witness(cell)
                self.hidden.update(differs)
                shown.update(other for other, by in differs.items() if by > 0 and self._is_enough(other, by))

    def published(self) -> Iterator[tuple[str, Place, int | None]]:
        """Every number of every measure that is not a shown zero."""
        for cell, (pattern, values) in enumerate(self.cells):
            n = None if cell in self.hidden else self.comes_to[cell]
            if n != 0:
                for measure, place in self.table.places(self.patterns[pattern], values):
                    yield measure, place, n

    def _is_enough(self, cell: int, by: int) -> bool:
        return self.comes_to[cell] + by >= self.below

    def witness(self, cell: int) -> dict[int, int]:
        """By how much each cell differs in a table where this one has reached the threshold."""
        pattern, values = self.cells[cell]
        fixed = dict(zip(self.patterns[pattern], values, strict=True))
        rows, differs = Counter(self.table.rows), Counter[int]()
        while not self._is_enough(cell, differs[cell]):
            move = self._cheapest(rows, fixed, differs)
            missing = self.below - self.comes_to[cell] - differs[cell]
            step = min([missing, *(rows[row] for row, sign in move if sign < 0)])
            for row, sign in move:
                rows[row] += sign * step
                for other in self._cells_of(row):
                    differs[other] += sign * step
        return {other: by for other, by in differs.items() if by}

    def _cheapest(self, rows: Counter[Row], fixed: Mapping[int, str], differs: Mapping[int, int]) -> Move:
        """The move that costs least. Changes are tried when no swap is free; a row more is the last, always open."""
        best: tuple[int, Move] | None = None
        for move in chain(islice(swaps(rows, fixed), TRIES), changes(rows, fixed)):
            price = self._price(move, differs, best[0] if best else None)
            if price is not None:
                best = price, move
                if price <= 0:
                    break
        assert best is not None
        return best[1]

    def _price(self, move: Move, differs: Mapping[int, int], limit: int | None) -> int | None:
        """What the newly hidden cost; None where a zero that must be shown would be hidden, or from ``limit`` up."""
        price = 0
        more = [self._cells_of(row) for row, sign in move if sign > 0]
        fewer = [self._cells_of(row) for row, sign in move if sign < 0]
        for loss, up, down in zip(self.loss, zip(*more, strict=True), _together(fewer), strict=False):
            for cell, by in _net(up, down):
                if cell in self.hidden:
                    continue
                if not self.comes_to[cell] and loss > LOSS[3]:
                    return None
                was = differs.get(cell, 0)
                price += loss * (bool(was + by) - bool(was))
            if limit is not None and price >= limit:
                return None
        return price

    def _cells_of(self, row: Row) -> tuple[int, ...]:
        """The cells that a row is counted in, one for each pattern."""
        found = self.of_row.get(row)
        if found is None:
            found = self.of_row[row] = tuple(
                self._number(number, tuple(row[column] for column in pattern))
                for number, pattern in enumerate(self.patterns)
            )
        return found

    def _number(self, pattern: int, values: Row) -> int:
        number = self.numbers.setdefault((pattern, values), len(self.cells))
        if number == len(self.cells):
            self.cells.append((pattern, values))
            self.comes_to.append(0)
        return number


def _together(rows: list[tuple[int, ...]]) -> Iterable[tuple[int, ...]]:
    """The cells of the rows, pattern by pattern; none, again and again, where there are no rows."""
    return zip(*rows, strict=True) if rows else repeat(())


def _net(up: tuple[int, ...], down: tuple[int, ...]) -> Iterable[tuple[int, int]]:
    """By how much a move changes the cells of one pattern. Most often one cell takes what the other gives: nothing."""
    if up == down or up == down[::-1]:
        return ()
    net: dict[int, int] = {}
    for cells, sign in ((up, 1), (down, -1)):
        for cell in cells:
            net[cell] = net.get(cell, 0) + sign
    return [(cell, by) for cell, by in net.items() if by]


def _loss(pattern: Pattern) -> int:
    pair = tuple(min(column, SITE) for column in pattern)
    return LOSS_OF_PAIR.get(pair, LOSS[len(pattern)])
