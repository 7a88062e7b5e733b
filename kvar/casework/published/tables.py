"""The tables in which numbers are hidden, written as rows: one row per counted thing, with an answer to each measure.

Measures that count the same sort of thing (papers, cases, children) are one table, and a row has all the answers of one
thing, empty where a measure does not count it. So whatever one measure has to do with another is in the rows.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from kvar.casework.measures.measured import ALL
from kvar.casework.published import links


class Place(NamedTuple):
    """A cell of a measure in one quarter; ALL in any dimension is a margin."""

    administration: str = ALL
    ground: str = ALL
    household: str = ALL
    part: str = ALL


SITES = (links.ADMINISTRATION, links.GROUND, links.HOUSEHOLD)


SITE = 3
"""The first columns of a row are where it stands: administration, ground, household type."""

MOST_FIXED = 2
"""Of administration, ground, household type and part, how many a published number may fix. Of what fixes three or four
in a quarter nearly all is small, and to guard it would cost the sums that people need: it is not in the cube at all."""
COUNTED, NOT_COUNTED = "*", ""
Row = tuple[str, ...]
"""Where it stands, a part for each measure, then for each total whether the row is counted in it."""
Pattern = tuple[int, ...]
"""The columns that a cell fixes; it is a sum over the others."""
Counts = Mapping[Place, int]


def is_too_fine(place: Place) -> bool:
    """Does it fix more dimensions than a published number may?"""
    return sum(id != ALL for id in place) > MOST_FIXED


@dataclass(frozen=True)
class Table:
    """``totals``: the measures that count the same rows, and so share a total. ``rows``: how many there are of each."""

    measures: tuple[str, ...]
    totals: tuple[tuple[str, ...], ...]
    rows: Mapping[Row, int]

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """Every sum that is published: some of the places, with the part of one measure or its total."""
        sites = [pattern for size in range(SITE + 1) for pattern in combinations(range(SITE), size)]
        every = ((*site, last) for site in sites for last in range(SITE, len(self.columns)))
        return tuple(pattern for pattern in every if len(self.dimensions(pattern)) <= MOST_FIXED)

    @cached_property
    def columns(self) -> tuple[tuple[str, ...], ...]:
        """What a column tells, in the words of ``links``."""
        totals = (tuple(links.COUNTS + measure for measure in group) for group in self.totals)
        return (*((site,) for site in SITES), *((measure,) for measure in self.measures), *totals)

    def is_total(self, column: int) -> bool:
        return column >= SITE + len(self.measures)

    def dimensions(self, pattern: Pattern) -> tuple[int, ...]:
        """The dimensions that a cell fixes: SITE for the part of any measure."""
        return tuple(min(column, SITE) for column in pattern if not self.is_total(column))

    def places(self, pattern: Pattern, values: Row) -> Iterator[tuple[str, Place]]:
        """The published places of a cell: of one measure, or a total of several."""
        fixed = dict(zip(pattern, values, strict=True))
        part = ALL if self.is_total(pattern[-1]) else values[-1]
        administration, ground, household = (fixed.get(column, ALL) for column in range(SITE))
        for name in self.columns[pattern[-1]]:
            yield name.removeprefix(links.COUNTS), Place(administration, ground, household, part)

    @cached_property
    def groups(self) -> tuple[frozenset[int], ...]:
        """The columns whose answers must fit together: those of linked measures, and a measure with its total."""
        own = ((measure, links.COUNTS + measure) for measure in self.measures)
        found = (
            frozenset(place for place, names in enumerate(self.columns) if {*names} & {*group})
            for group in (*links.GROUPS, *own)
        )
        return tuple(dict.fromkeys(columns for columns in found if len(columns) > 1))

    @cached_property
    def together(self) -> tuple[frozenset[int], ...]:
        """For each column those of all its groups."""
        return tuple(
            frozenset[int]().union(*(group for group in self.groups if column in group))
            for column in range(len(self.columns))
        )


class Thing(NamedTuple):
    """One counted thing: where it stands, and its part in each measure that counts it."""

    site: tuple[str, str, str]
    parts: Mapping[str, str]


def tables_with(things: Iterable[Thing]) -> list[Table]:
    """Things of one sort as tables: measures that have nothing to do with one another need not be in the same."""
    all_things = list(things)
    counted: dict[frozenset[int], set[str]] = defaultdict(set)
    for measure in sorted({measure for thing in all_things for measure in thing.parts}):
        counted[frozenset(number for number, thing in enumerate(all_things) if measure in thing.parts)].add(measure)
    tied: list[set[str]] = []
    for group in (*counted.values(), *links.measures_tied()):
        met = [one for one in tied if one & group]
        tied = [one for one in tied if not one & group] + [set(group).union(*met)]
    return [
        table_of(
            Thing(thing.site, {measure: thing.parts[measure] for measure in of})
            for thing, of in _some(all_things, measures)
        )
        for measures in tied
        if measures & {measure for group in counted.values() for measure in group}
    ]


def _some(things: list[Thing], measures: set[str]) -> Iterator[tuple[Thing, set[str]]]:
    for thing in things:
        if of := measures & thing.parts.keys():
            yield thing, of


def table_of(things: Iterable[Thing]) -> Table:
    """Things of one sort as a table."""
    bare = Counter((thing.site, frozenset(thing.parts.items())) for thing in things)
    held = [(site, dict(parts), n) for (site, parts), n in bare.items()]
    measures = tuple(sorted({measure for _site, parts, _n in held for measure in parts}))
    counted: dict[tuple[bool, ...], list[str]] = defaultdict(list)
    for measure in measures:
        counted[tuple(measure in parts for _site, parts, _n in held)].append(measure)
    totals = tuple(tuple(group) for group in counted.values())
    rows: Counter[Row] = Counter()
    for site, parts, n in held:
        answers = (parts.get(measure, NOT_COUNTED) for measure in measures)
        rows[(*site, *answers, *(COUNTED if group[0] in parts else NOT_COUNTED for group in totals))] += n
    return Table(measures, totals, {row: rows[row] for row in sorted(rows)})


def tables_of(measures: Mapping[str, Counts]) -> list[Table]:
    """Numbers without their things. Measures with the same totals count the same things; how they pair is not known."""
    alike: dict[frozenset[tuple[Row, int]], list[str]] = defaultdict(list)
    for measure in sorted(measures):
        totals: Counter[Row] = Counter()
        for place, n in measures[measure].items():
            totals[place[:SITE]] += n
        if +totals:
            alike[frozenset((+totals).items())].append(measure)
    return [table_of(_paired({measure: measures[measure] for measure in group})) for group in alike.values()]


def _paired(measures: Mapping[str, Counts]) -> Iterator[Thing]:
    at: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(lambda: {measure: [] for measure in measures})
    for measure, counts in measures.items():
        for place, n in sorted(counts.items()):
            at[place[0], place[1], place[2]][measure] += [place.part] * n
    for site, parts in at.items():
        for answers in zip(*parts.values(), strict=True):
            yield Thing(site, dict(zip(parts, answers, strict=True)))
