"""Many made-up years, judged by the funnel: how often does it cry wolf, and does it find the wolf?"""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from os import cpu_count
from typing import NamedTuple

import django

from kvar.casework.statistics.funnel import Direction, Verdict, funnel
from tests.truth.handled import MEASURES, Handled, handled, strata

UNTIL = date(2026, 10, 31)
FIRST = date(2025, 11, 1)


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


class Compared(NamedTuple):
    """One administration in one measure."""

    measure: str
    administration: str
    verdict: Verdict
    direction: Direction


def judged(cases: list[Handled], *, families: bool = False) -> Iterator[Compared]:
    """Every comparison of one year: of all cases, or only of those known to have children."""
    chosen = [case for case in cases if case.children] if families else cases
    for measure in MEASURES:
        for placed in funnel(strata(chosen, measure)):
            yield Compared(measure, placed.unit, placed.verdict, placed.direction)


def without_inequality(seed: int) -> list[Compared]:
    """One year in which no administration works otherwise than another."""
    return list(judged(cases_of(seed))) + list(judged(cases_of(seed), families=True))


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
