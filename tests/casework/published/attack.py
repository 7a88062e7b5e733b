"""The attacker: sees only what is published, and tries to work out what is hidden.

She knows how the figures are made: that totals are sums, that numbers are whole and not negative, which measures count
the same rows, and which sums of theirs do (``known``). She solves the equations exactly (modulo a large prime, so
nothing is rounded), then narrows the interval of every hidden number until nothing changes. A hidden number that gets
one value is a hit. So is a small number that is known to be small.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

from kvar.casework.measures.measured import ALL
from kvar.casework.published.tables import Place, is_too_fine
from tests.casework.published.known import Same, Sum

PRIME = 2**61 - 1
MUCH = 10**9
Hidden = tuple[str, Place]
Shown = Mapping[str, Mapping[Place, int | None]]
Equation = tuple[dict[Hidden, int], int]
"""Hidden numbers with what they are multiplied by, and what it comes to."""


def is_published(place: Place) -> bool:
    """Is it a place of the cube that is published: one that fixes two dimensions at most?"""
    return not is_too_fine(place)


@dataclass
class Attack:
    """How many numbers were hidden, how many ways were tried, and what came out."""

    hidden: set[Hidden] = field(default_factory=set)
    attempts: int = 0
    solved: dict[Hidden, int] = field(default_factory=dict)
    most: dict[Hidden, int] = field(default_factory=dict)

    def small_for_certain(self, below: int) -> set[Hidden]:
        """Hidden numbers that are known to be more than zero and less than the threshold, without being known."""
        return {cell for cell in self.hidden if self.most.get(cell, MUCH) < below}

    def __str__(self) -> str:
        return f"hidden {len(self.hidden)}, attempts {self.attempts}, hits {len(self.solved)}"


def attack(
    shown: Shown,
    *,
    alike: Iterable[tuple[str, ...]] = (),
    known: Iterable[Same] = (),
    added: Mapping[tuple[str, ...], Mapping[Place, int]] = {},
) -> Attack:
    """Try everything. ``alike``: measures known to count the same rows; ``known``: sums that do.

    ``added``: what some of them come to together, as a measure in the quarters of a year.
    """
    done = Attack(
        hidden={(measure, place) for measure, cells in shown.items() for place, n in cells.items() if n is None}
    )
    found = (*_equations(shown, alike), *_carried(shown, known), *_added(shown, added))
    equations = [each for each in found if each[0]]
    done.hidden.update(cell for unknown, _known in equations for cell in unknown)
    done.attempts = len(equations)
    _eliminate(equations, done)
    _narrow(equations, done)
    return done


def _equations(shown: Shown, alike: Iterable[tuple[str, ...]]) -> Iterator[Equation]:
    for measure, cells in shown.items():
        ids = [sorted({place[axis] for place in cells} - {ALL}) for axis in range(4)]
        for axis, own in enumerate(ids):
            others = [[ALL, *ids[other]] if other != axis else [ALL] for other in range(4)]
            for place in product(*others):
                children = [Place(*place[:axis], id, *place[axis + 1 :]) for id in own]
                yield _equation([(measure, Place(*place), 1), *((measure, child, -1) for child in children)], shown)
    for first, *others in alike:
        for other in others:
            for place in {*shown[first], *shown[other]}:
                if place.part == ALL:
                    yield _equation([(first, place, 1), (other, place, -1)], shown)


def _carried(shown: Shown, known: Iterable[Same]) -> Iterator[Equation]:
    """What she knows of two measures, at every place."""
    for same in known:
        if same.one.measure in shown and same.other.measure in shown:
            cells = {*shown[same.one.measure], *shown[same.other.measure]}
            for place in {Place(*cell[:3], ALL) for cell in cells}:
                terms = [*_terms(same.one, place, 1), *_terms(same.other, place, -1)]
                yield _equation([(measure, at, times) for measure, at, times in terms], shown)


def _added(shown: Shown, added: Mapping[tuple[str, ...], Mapping[Place, int]]) -> Iterator[Equation]:
    for together, cells in added.items():
        for place, n in cells.items():
            unknown, known = _equation([(one, place, 1) for one in together], shown)
            yield unknown, known + n


def _terms(of: Sum, place: Place, times: int) -> Iterator[tuple[str, Place, int]]:
    if not of.household or place.household in (ALL, of.household):
        for part in of.parts or (ALL,):
            yield of.measure, Place(place.administration, place.ground, of.household or place.household, part), times


def _equation(terms: Iterable[tuple[str, Place, int]], shown: Shown) -> Equation:
    unknown: dict[Hidden, int] = {}
    known = 0
    for measure, place, times in terms:
        n = _read(shown[measure], place)
        if n is None:
            unknown[measure, place] = times
        else:
            known -= times * n
    return unknown, known


def _read(cells: Mapping[Place, int | None], place: Place) -> int | None:
    """What is published of a place. A finer one is unknown, unless a published sum that it is in is zero."""
    if is_published(place):
        return cells.get(place, 0)
    fixed = [axis for axis, id in enumerate(place) if id != ALL]
    sums = (Place(*(id if axis in two else ALL for axis, id in enumerate(place))) for two in combinations(fixed, 2))
    return 0 if any(cells.get(each, 0) == 0 for each in sums) else None


def _eliminate(equations: list[Equation], done: Attack) -> None:
    """Gauss and Jordan; a row that is left with one unknown gives it away."""
    pivots: dict[Hidden, Equation] = {}
    holders: dict[Hidden, set[Hidden]] = {}
    for unknown, known in equations:
        row, value = _reduced(dict(unknown), known % PRIME, pivots)
        if not row:
            continue
        pivot = min(row)
        scale = pow(row[pivot], -1, PRIME)
        row, value = {cell: n * scale % PRIME for cell, n in row.items()}, value * scale % PRIME
        for holder in holders.pop(pivot, set()):
            old, was = pivots[holder]
            times = old.pop(pivot)
            now = {cell: (old.get(cell, 0) - times * row.get(cell, 0)) % PRIME for cell in {*old, *row} - {pivot}}
            pivots[holder] = ({cell: n for cell, n in now.items() if n}, (was - times * value) % PRIME)
            for cell in {*old, *row} - {pivot}:
                (holders.setdefault(cell, set()).add if now.get(cell) else holders.get(cell, set()).discard)(holder)
        pivots[pivot] = (row, value)
        for cell in row:
            if cell != pivot:
                holders.setdefault(cell, set()).add(pivot)
        done.attempts += 1
    done.solved.update({pivot: value for pivot, (row, value) in pivots.items() if len(row) == 1})


def _reduced(row: dict[Hidden, int], value: int, pivots: dict[Hidden, Equation]) -> tuple[dict[Hidden, int], int]:
    for cell in [cell for cell in row if cell in pivots]:
        times = row[cell]
        held, comes_to = pivots[cell]
        for other, n in held.items():
            row[other] = (row.get(other, 0) - times * n) % PRIME
        value = (value - times * comes_to) % PRIME
    return {cell: n % PRIME for cell, n in row.items() if n % PRIME}, value


def _narrow(equations: list[Equation], done: Attack) -> None:
    """Intervals: what is left of an equation when the others are as small, or as large, as they can be."""
    least, most = dict.fromkeys(done.hidden, 0), dict.fromkeys(done.hidden, MUCH)
    changed = True
    while changed:
        changed = False
        for unknown, known in equations:
            for cell, times in unknown.items():
                others = [(other, by) for other, by in unknown.items() if other != cell]
                low = known - sum(by * (most if by > 0 else least)[other] for other, by in others)
                high = known - sum(by * (least if by > 0 else most)[other] for other, by in others)
                low, high = (low, high) if times > 0 else (-high, -low)
                done.attempts += 1
                if low > least[cell] or high < most[cell]:
                    least[cell], most[cell], changed = max(low, least[cell]), min(high, most[cell]), True
    done.most.update(most)
    done.solved.update({cell: n for cell, n in least.items() if most[cell] == n})
