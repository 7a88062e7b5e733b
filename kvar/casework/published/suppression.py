"""Which numbers are hidden so that nobody can work out a small one. Pure: numbers in, numbers and holes out.

A number from one to below the threshold is hidden, at margins too, and others with it, so that no difference between
shown numbers gives it back.

**The proof.** For each small number there is a *witness*: another table of whole rows, in which that number is at least
the threshold. Every number that differs between the true table and a witness is hidden. So true table and witness agree
on all that is published, in this measure and in all that count the same things, and nobody who sees only that can tell
them apart: not know the number, nor even that it is small. Being a table of rows, a witness is in order by itself: its
numbers are not negative and all its sums add up. Its rows are such as could be: what the measures have to do with one
another (``links``) holds in each of them. A number hidden for another's sake differs in that witness, so it
cannot be known either. In a proof of this kind it does not matter how the witness was found, only that it is one.

**How it is found.** Rows swap what they hold, until the number has reached the threshold; each time in the way whose
newly hidden numbers cost the reader least (``LOSS``). This is the hypercube method (Repsilber 1994; Giessing 2003) on
rows instead of cells: two rows that swap one column change only the corners of a cube. Adding rows to the cell is
always possible, and hides its totals, so there is always a witness.

**Finer numbers.** What fixes three or four dimensions is not published (``tables.MOST_FIXED``), has no cell here and no
witness. Where many places are empty such a number can sometimes be worked out.

**Zero.** A zero is never hidden: where a ground cannot have a part, the reader knows that it is zero.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from kvar.casework.published.cells import NOWHERE, Cells
from kvar.casework.published.moves import Move, changes, swaps
from kvar.casework.published.tables import Counts, Place, Row, Table, tables_of

TRIES = 300

Shown = dict[str, dict[Place, int | None]]
"""For each measure every number that is not zero, margins too, and None where it is hidden."""


def suppressed(measures: Mapping[str, Counts], *, below: int) -> Shown:
    """Numbers without their things. ``below``: the smallest to be shown."""
    return {measure: {} for measure in measures} | hidden_in(tables_of(measures), below=below)


def hidden_in(tables: Iterable[Table], *, below: int) -> Shown:
    """The numbers of the tables. A measure stands in one of them."""
    shown: Shown = {}
    for table in tables:
        holes = Holes(table, below)
        holes.protect()
        for measure, place, n in holes.published():
            shown.setdefault(measure, {})[place] = n
    return shown


class Holes:
    """Which cells of a table are hidden: the small, and others for their sake."""

    def __init__(self, table: Table, below: int) -> None:
        self.table, self.below, self.cells = table, below, Cells(table)
        self.small = {cell for cell, n in enumerate(self.cells.comes_to) if 0 < n < below}
        self.hidden = set(self.small)

    def protect(self) -> None:
        """Hide what must be hidden, the dearest sums first. What one witness shows for another number, it shows."""
        places, comes_to = self.cells.places, self.cells.comes_to
        waiting = sorted(self.small, key=lambda cell: (places[cell][0], -comes_to[cell], cell))
        shown: set[int] = set()
        for cell in waiting:
            if cell not in shown:
                differs = self.witness(cell)[1]
                self.hidden.update(differs)
                shown.update(other for other, by in differs.items() if by > 0 and self._is_enough(other, by))

    def published(self) -> Iterator[tuple[str, Place, int | None]]:
        """Every number of every measure that is not a shown zero."""
        for cell, (pattern, values) in enumerate(self.cells.places):
            n = None if cell in self.hidden else self.cells.comes_to[cell]
            if n != 0:
                for measure, place in self.table.places(self.cells.patterns[pattern], values):
                    yield measure, place, n

    def _is_enough(self, cell: int, by: int) -> bool:
        return self.cells.comes_to[cell] + by >= self.below

    def witness(self, cell: int) -> tuple[Counter[Row], dict[int, int]]:
        """A table where this cell has reached the threshold: by how much its rows differ, and its cells."""
        fixed, differs, pattern = self.cells.fixed(cell), Counter[int](), self.cells.places[cell][0]
        moved: Counter[Row] = Counter()

        def held(row: Row) -> int:
            return self.table.rows.get(row, 0) + moved[row] if moved else self.table.rows.get(row, 0)

        while not self._is_enough(cell, differs[cell]):
            found = swaps(self.cells, held, fixed, lambda row: self.cells.at(pattern, row) in self.hidden)
            moves = chain(islice(found, TRIES), changes(self.cells, held, fixed))
            move = self._cheapest(moves, differs)
            missing = self.below - self.cells.comes_to[cell] - differs[cell]
            step = min([missing, *(held(row) for row in move.fewer)])
            for rows, by in ((move.more, step), (move.fewer, -step)):
                for row in rows:
                    moved[row] += by
                    for number in move.seen:
                        differs[self.cells.at(number, row)] += by
        return moved, {other: by for other, by in differs.items() if by and other != NOWHERE}

    def _cheapest(self, moves: Iterable[Move], differs: Mapping[int, int]) -> Move:
        """The move that costs least; the first that is free. The last of them, a row more, is always open."""
        best: tuple[int, Move] | None = None
        for move in moves:
            price = self._price(move, differs, best[0] if best else None)
            if price is not None:
                best = price, move
                if price <= 0:
                    break
        assert best is not None
        return best[1]

    def _price(self, move: Move, differs: Mapping[int, int], limit: int | None) -> int | None:
        """What the newly hidden cost; None where a zero would be hidden, or from ``limit`` up."""
        price, cells = 0, self.cells
        for number in move.seen:
            net: dict[int, int] = {}
            for row in move.more:
                cell = cells.at(number, row)
                net[cell] = net.get(cell, 0) + 1
            for row in move.fewer:
                cell = cells.at(number, row)
                net[cell] = net.get(cell, 0) - 1
            for cell, by in net.items():
                if not by or cell in self.hidden or cell == NOWHERE:
                    continue
                if not cells.comes_to[cell]:
                    return None
                was = differs.get(cell, 0)
                lost = cells.loss[number] + cells.comes_to[cell]  # of two alike the smaller is missed less
                price += lost * (bool(was + by) - bool(was))
            if limit is not None and price >= limit:
                return None
        return price
