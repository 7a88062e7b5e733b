"""Which numbers are hidden so that nobody can work out a small one. Pure: numbers in, numbers and holes out.

Zero is always shown, so a hidden number is at least one. A number from one to below the threshold is hidden, at margins
too, and others with it, chosen by the hypercube method (Repsilber 1994; Giessing 2003), here with a witness per cell.

**What holds.** In each dimension a total is the sum of its children. So adding 1 to a child and taking 1 from another,
or adding 1 to a child and to the total, breaks no sum. Choose one such move in every dimension and multiply the signs:
what comes out, a *move*, is a set of corners with +1 or -1 that breaks no sum in any dimension (a tensor product of
null vectors). Where two measures share a total, the move goes on into the other measure's parts.

**The proof.** For each small number, moves are made on a copy of the table until the number has reached the threshold.
A move is allowed only when all its corners are hidden, or are hidden now, none is zero, and none sinks below one. The
copy is then another table that agrees with every published number, keeps every zero, and holds at least one where a
number is hidden; and there our number is not small. So whoever sees only what is published cannot know it, nor even
that it is small. A number hidden for another's sake is a corner that the other's move changes, so it cannot be known.

There is always a move: the number and all its sums, plus 1 everywhere. At worst a whole measure's totals are hidden.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from kvar.casework.measures.measured import ALL
from kvar.casework.published.tables import Counts, Place, Site, Split, Table, tables_of

Corners = tuple[tuple[int, int], ...]
"""Sites and signs: one move in each of the three dimensions that measures share."""


class Move(NamedTuple):
    """``signs``: column → sign. ``price``: what it costs the reader, first in numbers hidden, then in their sum."""

    price: int
    corners: Corners
    signs: Mapping[int, int]


def suppressed(measures: Mapping[str, Counts], *, below: int) -> dict[str, dict[Place, int | None]]:
    """Every number that is not zero, margins too; None where it is hidden. ``below``: the smallest to be shown."""
    shown: dict[str, dict[Place, int | None]] = {measure: {} for measure in measures}
    for table in tables_of(measures):
        holes = Holes(table, below)
        holes.protect()
        for measure, place, column, site in table.places():
            if n := table.columns[column][site]:
                shown[measure][place] = None if holes.hidden[column][site] else n
    return shown


class Holes:
    """The holes in a table. ``hidden[c][s]``: is the number of column c at site s hidden?"""

    def __init__(self, table: Table, below: int) -> None:
        self.table, self.below = table, below
        self.hidden = [[0 < n < below for n in column] for column in table.columns]
        self.number = {site: number for number, site in enumerate(table.sites)}
        self.ids = [sorted(set(each)) for each in zip(*table.sites, strict=True)]
        self.of_column = {
            column: [split for split in table.splits if column in (split.total, *split.parts)]
            for column in range(len(table.columns))
        }
        self.corners_of = cache(self._corners_of)
        self.dearest = 1 + sum(n for column in table.columns for n in column)

    def protect(self) -> None:
        """Give every small number its witness. The widest sums first: what they need, the finer may use."""
        small = [
            (-self.table.sites[site].count(ALL), column, site)
            for column, numbers in enumerate(self.hidden)
            for site, is_small in enumerate(numbers)
            if is_small
        ]
        for _order, column, site in sorted(small):
            self._give_witness(column, site)

    def _give_witness(self, column: int, site: int) -> None:
        witness = [list(numbers) for numbers in self.table.columns]
        while (missing := self.below - witness[column][site]) > 0:
            move = self._cheapest(witness, column, site)
            step = min([missing, *(witness[c][s] - 1 for c, s, sign in _corners(move) if sign < 0)])
            for c, s, sign in _corners(move):
                witness[c][s] += sign * step
                self.hidden[c][s] = True

    def _cheapest(self, witness: list[list[int]], column: int, site: int) -> Move:
        best: Move | None = None
        begun = []
        for corners in self.corners_of(site):
            price = self._price(witness, column, 1, corners)
            if price is not None:
                begun.append((price, corners))
        for price, corners in sorted(begun):
            if best is not None and price >= best.price:
                break
            best = self._completed(witness, Move(price, corners, {column: 1}), best)
            if best is not None and best.price == 0:
                break
        assert best is not None  # plus 1 everywhere is always possible
        return best

    def _completed(self, witness: list[list[int]], begun: Move, best: Move | None) -> Move | None:
        """The cheapest way to go on until every split adds up again; ``best`` unless it is cheaper."""
        if best is not None and begun.price >= best.price:
            return best
        unmet = self._unmet(begun.signs)
        if unmet is None:
            return begun
        split, excess = unmet
        ways = []
        for column, sign in ((split.total, -excess), *((part, excess) for part in split.parts)):
            if column not in begun.signs:
                price = self._price(witness, column, sign, begun.corners)
                if price is not None:
                    ways.append((price, column, sign))
        for price, column, sign in sorted(ways):
            on = Move(begun.price + price, begun.corners, {**begun.signs, column: sign})
            best = self._completed(witness, on, best)
        return best

    def _unmet(self, signs: Mapping[int, int]) -> tuple[Split, int] | None:
        """A split that does not add up, and the sign of what its total has too much."""
        for column in signs:
            for split in self.of_column[column]:
                excess = signs.get(split.total, 0) - sum(signs.get(part, 0) for part in split.parts)
                if excess:
                    return split, 1 if excess > 0 else -1
        return None

    def _price(self, witness: list[list[int]], column: int, sign: int, corners: Corners) -> int | None:
        """What the column's corners would cost; None where one is zero or would sink below one."""
        numbers, hidden, now, price = self.table.columns[column], self.hidden[column], witness[column], 0
        for site, its in corners:
            if not numbers[site] or (its * sign < 0 and now[site] < 2):
                return None
            if not hidden[site]:
                price += self.dearest + numbers[site]
        return price

    def _corners_of(self, site: int) -> tuple[Corners, ...]:
        """Every choice of one move in each of the three dimensions, from a site."""
        moves = [list(_moves(id, ids)) for id, ids in zip(self.table.sites[site], self.ids, strict=True)]
        return tuple(
            tuple((self.number[Site(*(id for id, _s in corner))], _sign(corner)) for corner in product(*chosen))
            for chosen in product(*moves)
        )


def _moves(id: str, ids: list[str]) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
    """The moves of one dimension: a total goes with each child, a child with the total or against another child."""
    for other in ids:
        if other != id:
            yield (id, 1), (other, 1 if ALL in (id, other) else -1)


def _sign(corner: tuple[tuple[str, int], ...]) -> int:
    return 1 if sum(sign < 0 for _id, sign in corner) % 2 == 0 else -1


def _corners(move: Move) -> Iterator[tuple[int, int, int]]:
    for column, sign in move.signs.items():
        for site, its in move.corners:
            yield column, site, sign * its
