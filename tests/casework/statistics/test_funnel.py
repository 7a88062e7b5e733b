"""The funnel and the mix: against counting by hand, and the promised rate against every possible draw."""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kvar.casework.statistics.funnel import (
    ALARM,
    WATCH,
    Direction,
    Verdict,
    chances_of,
    count_limits,
    curve,
    place,
    two_sided,
)
from kvar.casework.statistics.mix import Drawn, Mixed, Tally, together
from kvar.casework.statistics.shares import hypergeometric

# Worked by hand. The city: families 40 of 80 (1/2), single 30 of 120 (1/4); together 70 of 200 = 0.35.
FAMILIES, SINGLE = Tally(n=80, yes=40), Tally(n=120, yes=30)


def beside_the_city(*, families: Tally, single: Tally, city: tuple[Tally, Tally] = (FAMILIES, SINGLE)) -> Mixed:
    """A unit of the city with so many of its families and of its single."""
    own = (families, single)
    strata = tuple(
        Drawn(total=of.n, yes=of.yes, drawn=one.n) for of, one in zip(city, own, strict=True) if of.n and one.n
    )
    return Mixed(own=together(own), city=together(city), strata=strata)


@st.composite
def cities(draw: st.DrawFn) -> tuple[Drawn, ...]:
    """Up to three small strata that a unit is a part of."""
    strata = []
    for _stratum in range(draw(st.integers(1, 3))):
        total = draw(st.integers(1, 12))
        strata.append(Drawn(total=total, yes=draw(st.integers(0, total)), drawn=draw(st.integers(0, total))))
    return tuple(strata)


def every_draw(strata: tuple[Drawn, ...]) -> Iterator[tuple[tuple[int, ...], Fraction]]:
    """The unit's yes in each stratum, and the chance of it, for everything that can come up."""
    ways = []
    for one in strata:
        counts = range(max(0, one.drawn + one.yes - one.total), min(one.drawn, one.yes) + 1)
        whole = comb(one.total, one.drawn)
        ways.append([(x, Fraction(comb(one.yes, x) * comb(one.total - one.yes, one.drawn - x), whole)) for x in counts])
    for each in product(*ways):
        chance = Fraction(1)
        for _count, one_chance in each:
            chance *= one_chance
        yield tuple(count for count, _chance in each), chance


def unit_of(strata: tuple[Drawn, ...], yes: tuple[int, ...]) -> Mixed:
    """The unit whose draw came out so."""
    own = Tally(n=sum(one.drawn for one in strata), yes=sum(yes))
    city = together(Tally(n=one.total, yes=one.yes) for one in strata)
    return Mixed(own=own, city=city, strata=strata)


def test_the_mix_is_taken_out() -> None:
    """60 × 1/2 + 20 × 1/4 = 35 expected, 28 observed: 28 / 35 × 0.35 = 0.28, though 28 of 80 is 0.35 as in the city."""
    mixed = beside_the_city(families=Tally(n=60, yes=25), single=Tally(n=20, yes=3))
    assert (mixed.own, mixed.expected) == (Tally(n=80, yes=28), 35.0)
    assert mixed.own.share == mixed.city.share == 0.35
    assert mixed.standardised == pytest.approx(0.28)


def test_more_of_yes_than_of_all_is_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        Tally(n=2, yes=3)


def test_units_that_work_alike_have_the_city_s_share_whatever_their_mix() -> None:
    for families, single in ((Tally(n=40, yes=20), Tally(n=0, yes=0)), (Tally(n=40, yes=20), SINGLE)):
        placed = place("unit", beside_the_city(families=families, single=single))
        assert placed.mixed.standardised == pytest.approx(0.35)
        assert (placed.verdict, placed.direction) == (Verdict.INSIDE, Direction.SAME)


@settings(max_examples=60)
@given(cities())
def test_the_chances_are_those_of_every_possible_draw(strata: tuple[Drawn, ...]) -> None:
    counted: dict[int, Fraction] = {}
    for yes, chance in every_draw(strata):
        counted[sum(yes)] = counted.get(sum(yes), Fraction(0)) + chance
    found = chances_of(strata)
    for count, chance in counted.items():
        assert found.exactly(count) == pytest.approx(float(chance), abs=1e-12)
        below = float(sum(one for other, one in counted.items() if other <= count))
        above = float(sum(one for other, one in counted.items() if other >= count))
        assert two_sided(found, count) == pytest.approx(min(1.0, 2 * min(below, above)), abs=1e-11)


@settings(max_examples=60)
@given(cities())
def test_false_alarms_are_never_more_than_promised(strata: tuple[Drawn, ...]) -> None:
    """Summed over everything that can come up when nothing but chance is at work."""
    rates = dict.fromkeys(Verdict, Fraction(0))
    for yes, chance in every_draw(strata):
        rates[place("unit", unit_of(strata, yes)).verdict] += chance
    assert float(rates[Verdict.OUTSIDE_998]) <= ALARM + 1e-11
    assert float(rates[Verdict.OUTSIDE_998] + rates[Verdict.OUTSIDE_95]) <= WATCH + 1e-11
    assert sum(rates.values()) == 1


@pytest.mark.parametrize("drawn, watch, alarm", [(10, 0.0100, 0.0001), (50, 0.0349, 0.0010), (150, 0.0402, 0.0014)])
def test_the_true_rate_for_sizes_that_are_met(drawn: int, watch: float, alarm: float) -> None:
    """How far below the promise whole counts lie: 30 % of 600 in the city."""
    chances = hypergeometric(total=600, yes=180, drawn=drawn)
    rates = [
        sum(chances.exactly(count) for count in range(drawn + 1) if two_sided(chances, count) <= level)
        for level in (WATCH, ALARM)
    ]
    assert rates == [pytest.approx(watch, abs=5e-5), pytest.approx(alarm, abs=5e-5)]


@settings(max_examples=60)
@given(cities())
def test_what_is_outside_the_limits_is_what_gives_an_alarm(strata: tuple[Drawn, ...]) -> None:
    for yes, _chance in every_draw(strata):
        placed = place("unit", unit_of(strata, yes))
        if placed.verdict is Verdict.NOTHING:
            assert placed.inner is None and placed.mixed.standardised is None
            continue
        assert placed.inner and placed.outer and placed.mixed.standardised is not None
        inner = placed.inner.low - 1e-9 <= placed.mixed.standardised <= placed.inner.high + 1e-9
        outer = placed.outer.low - 1e-9 <= placed.mixed.standardised <= placed.outer.high + 1e-9
        told = {(True, True): Verdict.INSIDE, (False, True): Verdict.OUTSIDE_95, (False, False): Verdict.OUTSIDE_998}
        assert placed.verdict is told[inner, outer]


def test_the_limits_close_where_the_unit_is_the_city() -> None:
    widths = [limits.outer.high - limits.outer.low for limits in curve(total=600, yes=180, upto=600, points=30)]
    assert widths[-1] == 0
    assert max(widths[-6:]) < 0.1 < widths[10]
    only = place("only", beside_the_city(families=FAMILIES, single=SINGLE))
    assert (only.verdict, only.p) == (Verdict.INSIDE, 1.0)
    assert only.inner == only.outer
    assert only.outer and only.outer.low == pytest.approx(0.35)


def test_the_curve_is_ordered_and_holds_the_share() -> None:
    for limits in curve(total=5000, yes=1500, upto=1200):
        assert 0 <= limits.outer.low <= limits.inner.low <= 0.3 + 1 / limits.n
        assert 0.3 - 1 / limits.n <= limits.inner.high <= limits.outer.high <= 1
    assert curve(total=0, yes=0, upto=10) == ()


def test_a_slow_unit_is_found_and_its_direction_told() -> None:
    families, single, slow = Tally(n=100, yes=80), Tally(n=300, yes=240), Tally(n=100, yes=45)
    city = (together([families, families, families, slow]), together([single] * 4))
    found = [place("unit", beside_the_city(families=one, single=single, city=city)) for one in (slow, families)]
    assert (found[0].verdict, found[0].direction) == (Verdict.OUTSIDE_998, Direction.LOWER)
    assert found[1].direction is Direction.HIGHER
    assert found[0].outside and found[0].compared


def test_nobody_to_compare_with_is_said() -> None:
    nobody, without = Tally(n=0, yes=0), Tally(n=9, yes=0)
    for families in (nobody, without):
        placed = place("unit", beside_the_city(families=families, single=nobody, city=(without, nobody)))
        assert placed.verdict is Verdict.NOTHING and not placed.compared and not placed.outside


def test_two_hundred_thousand_in_many_strata_give_limits_and_nothing_is_rounded_away() -> None:
    chance = random.Random(1)
    parts = tuple(Drawn(total=20_000, yes=chance.randint(2_000, 9_000), drawn=5_000) for _stratum in range(20))
    chances = chances_of(parts)
    assert sum(chances.each) == pytest.approx(1, abs=1e-10)
    mean = sum(part.drawn * part.yes / part.total for part in parts)
    low, high = count_limits(chances, ALARM)
    assert low < mean < high
    assert chances.at_most(low - 1) <= ALARM / 2 < chances.at_most(low)
    assert chances.at_least(high + 1) <= ALARM / 2 < chances.at_least(high)
