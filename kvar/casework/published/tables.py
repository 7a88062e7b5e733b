"""The tables in which numbers are hidden: every margin of every measure, and which measures share numbers.

Two measures that count the same rows have the same totals: a total hidden in one and shown in the other hides nothing.
Such measures are one table, with one column for the shared total and two ways of splitting it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from kvar.casework.measures.measured import ALL


class Place(NamedTuple):
    """A cell of a measure in one quarter; ALL in any dimension is a margin."""

    administration: str
    ground: str
    household: str
    part: str


class Site(NamedTuple):
    """A place without its part: the dimensions that all measures share."""

    administration: str
    ground: str
    household: str


class Split(NamedTuple):
    """An equation between columns, at every site: ``total`` is the sum of ``parts``."""

    total: int
    parts: tuple[int, ...]


Counts = Mapping[Place, int]
Column = frozenset[tuple[Site, int]]


@dataclass(frozen=True)
class Table:
    """Measures that share numbers. ``columns[c][s]``: column c at site s, margins too; ``names``: whose it is."""

    sites: tuple[Site, ...]
    columns: tuple[tuple[int, ...], ...]
    splits: tuple[Split, ...]
    names: Mapping[tuple[str, str], int]

    def places(self) -> Iterator[tuple[str, Place, int, int]]:
        """Every cell of every measure: its measure and place, its column and site."""
        for (measure, part), column in self.names.items():
            for number, site in enumerate(self.sites):
                yield measure, Place(*site, part), column, number


def tables_of(measures: Mapping[str, Counts]) -> list[Table]:
    """The measures as tables that share no number with one another. A measure without rows is in none of them."""
    split = {measure: _columns(counts) for measure, counts in measures.items() if any(counts.values())}
    return [_table({measure: split[measure] for measure in group}) for group in _linked(split)]


def _columns(counts: Counts) -> dict[str, Column]:
    """What each part holds, part ALL too, without other margins: so that two measures' can be compared."""
    found: dict[str, Counter[Site]] = defaultdict(Counter)
    for place, n in counts.items():
        if n:
            for part in (ALL, place.part):
                found[part][Site(*place[:3])] += n
    return {part: frozenset(column.items()) for part, column in found.items()}


def _linked(split: Mapping[str, Mapping[str, Column]]) -> list[list[str]]:
    """Measures hang together when the total of one is also the total, or a part, of another."""
    holders: dict[Column, set[str]] = defaultdict(set)
    for measure, columns in split.items():
        for column in columns.values():
            holders[column].add(measure)
    groups: dict[str, set[str]] = {measure: {measure} for measure in split}
    for measure, columns in split.items():
        for other in holders[columns[ALL]]:
            if groups[other] is not groups[measure]:
                joined = groups[measure] | groups[other]
                groups.update(dict.fromkeys(joined, joined))
    return [sorted(group) for group in {id(group): group for group in groups.values()}.values()]


def _table(group: Mapping[str, Mapping[str, Column]]) -> Table:
    totals = {columns[ALL] for columns in group.values()}
    numbers: dict[object, int] = {}
    names = {
        (measure, part): numbers.setdefault(column if column in totals else (measure, part), len(numbers))
        for measure, columns in group.items()
        for part, column in columns.items()
    }
    held = {names[measure, part]: column for measure, columns in group.items() for part, column in columns.items()}
    sites = _sites(held.values())
    return Table(
        sites=sites,
        columns=tuple(_with_margins(held[number], sites) for number in range(len(numbers))),
        splits=tuple(_splits(group, names)),
        names=names,
    )


def _splits(group: Mapping[str, Mapping[str, Column]], names: Mapping[tuple[str, str], int]) -> Iterator[Split]:
    for measure, columns in group.items():
        parts = tuple(names[measure, part] for part in columns if part != ALL)
        if parts != (names[measure, ALL],):  # a measure with a single part: the part is the total
            yield Split(names[measure, ALL], parts)


def _sites(columns: Iterable[Column]) -> tuple[Site, ...]:
    used = {site for column in columns for site, _n in column}
    ids = [sorted(set(each)) for each in zip(*used, strict=True)]
    return tuple(Site(*chosen) for chosen in product(*([ALL, *each] for each in ids)))


def _with_margins(column: Column, sites: tuple[Site, ...]) -> tuple[int, ...]:
    sums: Counter[Site] = Counter()
    for site, n in column:
        for chosen in product(*((id, ALL) for id in site)):
            sums[Site(*chosen)] += n
    return tuple(sums[site] for site in sites)
