"""The tables in which numbers are hidden, written as rows: one row per counted thing, with an answer to each measure.

Measures that count the same things have the same totals, and a total hidden in one and shown in the other hides
nothing. So they are one table, whose rows have one part of each. Which part of one goes with which of another is not
known here and not needed: every way of pairing them gives the same published numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from kvar.casework.measures.measured import ALL


class Place(NamedTuple):
    """A cell of a measure in one quarter; ALL in any dimension is a margin."""

    administration: str
    ground: str
    household: str
    part: str


SITE = 3
"""The first columns of a row are where it stands: administration, ground, household type. Then a part per measure."""

Row = tuple[str, ...]
Pattern = tuple[int, ...]
"""The columns that a cell fixes; it is a sum over the others."""
Counts = Mapping[Place, int]


@dataclass(frozen=True)
class Table:
    """Measures with the same totals. ``rows``: how many there are of each."""

    measures: tuple[str, ...]
    rows: Mapping[Row, int]

    def patterns(self) -> tuple[Pattern, ...]:
        """Every margin that is published: any of the places, with the part of at most one measure."""
        sites = [pattern for size in range(SITE + 1) for pattern in combinations(range(SITE), size)]
        parts: list[Pattern] = [(), *((SITE + number,) for number in range(len(self.measures)))]
        return tuple(site + part for site in sites for part in parts)

    def places(self, pattern: Pattern, values: Row) -> Iterator[tuple[str, Place]]:
        """The published places of a cell: of one measure, or a total of them all."""
        fixed = dict(zip(pattern, values, strict=True))
        administration, ground, household = (fixed.get(column, ALL) for column in range(SITE))
        for number, measure in enumerate(self.measures):
            if not pattern or pattern[-1] in (*range(SITE), SITE + number):
                yield measure, Place(administration, ground, household, fixed.get(SITE + number, ALL))


def tables_of(measures: Mapping[str, Counts]) -> list[Table]:
    """The measures as tables that share no number. A measure without rows is in none of them."""
    alike: dict[frozenset[tuple[Row, int]], list[str]] = defaultdict(list)
    for measure in sorted(measures):
        totals: Counter[Row] = Counter()
        for place, n in measures[measure].items():
            totals[place[:SITE]] += n
        if +totals:
            alike[frozenset((+totals).items())].append(measure)
    return [Table(tuple(group), _rows([measures[measure] for measure in group])) for group in alike.values()]


def _rows(measures: list[Counts]) -> Counter[Row]:
    at: dict[Row, list[list[str]]] = defaultdict(lambda: [[] for _measure in measures])
    for number, counts in enumerate(measures):
        for place, n in sorted(counts.items()):
            at[place[:SITE]][number] += [place.part] * n
    return Counter(site + parts for site in sorted(at) for parts in zip(*at[site], strict=True))
