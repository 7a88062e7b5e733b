"""Many made-up years, judged by the funnel: how often does it cry wolf, and does it find the wolf?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from multiprocessing import get_context
from os import cpu_count
from typing import NamedTuple

import django

from kvar.casework.equal_treatment.comparing import compare
from kvar.casework.measures.registry import measure_of
from kvar.casework.published.quarters import quarter_of
from kvar.casework.published.reading import Published
from kvar.casework.published.storing import written
from kvar.casework.published.suppression import hidden_in
from kvar.casework.published.tables import Thing, tables_with
from kvar.casework.statistics.funnel import Direction, Verdict
from tests.truth.handled import MEASURES, Handled, handled, thing_of

UNTIL = date(2026, 9, 30)
FIRST = date(2025, 10, 1)
BELOW = 5
OF_ATTEMPTS = ("days_to_attempt", "families_tried_in_time")


@dataclass(frozen=True)
class Judged:
    """Counts over simulations: comparisons made, and how many of them fell outside. By measure."""

    compared: Counter[str] = field(default_factory=Counter)
    outside: Counter[str] = field(default_factory=Counter)
    far_outside: Counter[str] = field(default_factory=Counter)

    def share(self) -> tuple[float, float]:
        """Of all comparisons: outside 95 %, outside 99.8 %."""
        whole = self.compared.total()
        return (self.outside.total() + self.far_outside.total()) / whole, self.far_outside.total() / whole


def cases_of(seed: int, *, days_later: int = 0, place: str = "nordost") -> list[Handled]:
    """The cases that came in during one year, drawn by the city's own generator."""
    from kvar.casework.city.parameters import Slower
    from kvar.casework.city.script import threads
    from kvar.casework.city.seeding import year_of_the_city

    slower = Slower(administration=place, days=days_later) if days_later else None
    plan = year_of_the_city(seed=seed, until=UNTIL, slower=slower)
    drawn = (handled(thread) for thread in threads(plan) if thread.events)
    return [case for case in drawn if case.arrived_on >= FIRST]


class Told(NamedTuple):
    """One administration in one measure, as *Likvärdighet* tells it."""

    measure: str
    administration: str
    verdict: Verdict
    direction: Direction


def published_of(cases: Iterable[Handled]) -> Published:
    """What would be published of the cases: each of them once, quarter by quarter, small numbers hidden."""
    quarters: dict[date, list[Thing]] = defaultdict(list)
    for case in cases:
        quarters[quarter_of(case.arrived_on)].append(thing_of(case, seen_on=UNTIL))
    cells = {
        (quarter, measure): {written(place): n for place, n in shown.items()}
        for quarter, things in quarters.items()
        for measure, shown in hidden_in(tables_with(things), below=BELOW).items()
    }
    return Published(quarters=tuple(sorted(quarters)), suppress_below=BELOW, cells=cells)


def told(cases: Iterable[Handled]) -> Iterator[Told]:
    """Every comparison of one year that the page would show."""
    published = published_of(cases)
    for measure in MEASURES:
        for one in compare(published, measure_of(measure)).units:
            yield Told(measure, one.unit, one.verdict, one.direction)


def without_inequality(seed: int) -> list[Told]:
    """One year in which no administration works otherwise than another."""
    return list(told(cases_of(seed)))


def many(count: int, *, first_seed: int = 1) -> Judged:
    """So many years without any inequality, on every core."""
    found = Judged()
    with ProcessPoolExecutor(cpu_count(), mp_context=get_context("spawn"), initializer=django.setup) as pool:
        for year in pool.map(without_inequality, range(first_seed, first_seed + count)):
            for one in year:
                found.compared[one.measure] += 1
                found.outside[one.measure] += one.verdict is Verdict.OUTSIDE_95
                found.far_outside[one.measure] += one.verdict is Verdict.OUTSIDE_998
    return found


def with_inequality(seed: int, *, days_later: int, place: str = "nordost") -> set[str]:
    """The measures by which an administration that begins so much later with families is found, outside 95 %."""
    found = told(cases_of(seed, days_later=days_later, place=place))
    outside = (Verdict.OUTSIDE_95, Verdict.OUTSIDE_998)
    slow = (one for one in found if one.administration == place and one.direction is Direction.LOWER)
    return {one.measure for one in slow if one.measure in OF_ATTEMPTS and one.verdict in outside}


def found_slow(count: int, *, days_later: int) -> dict[str, float]:
    """The share of so many years in which it is found: by each measure, and by either."""
    year = partial(with_inequality, days_later=days_later)
    with ProcessPoolExecutor(cpu_count(), mp_context=get_context("spawn"), initializer=django.setup) as pool:
        years = list(pool.map(year, range(1, count + 1)))
    shares = {measure: sum(measure in one for one in years) / count for measure in OF_ATTEMPTS}
    return shares | {"either": sum(bool(one) for one in years) / count}
