"""Shares and chances against whole-number arithmetic, which does not round."""

from fractions import Fraction
from itertools import product
from math import comb, exp, lgamma, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvar.casework.statistics.shares import (
    Chances,
    binomial,
    binomial_quantile,
    hypergeometric,
    hypergeometric_quantile,
    wilson,
)
from kvar.casework.statistics.sums import sum_of


def drawn_by_count(total: int, yes: int, drawn: int) -> dict[int, Fraction]:
    """The hypergeometric chances as fractions."""
    counts = range(max(0, drawn + yes - total), min(drawn, yes) + 1)
    return {one: Fraction(comb(yes, one) * comb(total - yes, drawn - one), comb(total, drawn)) for one in counts}


@st.composite
def draws(draw: st.DrawFn, most: int = 40) -> tuple[int, int, int]:
    total = draw(st.integers(0, most))
    return total, draw(st.integers(0, total)), draw(st.integers(0, total))


@pytest.mark.parametrize(
    "yes, n, low, high",
    # statsmodels.stats.proportion.proportion_confint(method="wilson"), and by hand for 0 of 10: z²/(n + z²) = 0.2775
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (1, 20, 0.0089, 0.2361), (0, 0, 0.0, 1.0)],
)
def test_wilsons_interval(yes: int, n: int, low: float, high: float) -> None:
    found = wilson(yes, n)
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilsons_interval_holds_the_share_and_stays_between_nobody_and_all(share: tuple[int, int]) -> None:
    yes, n = share
    found = wilson(yes, n)
    assert 0 <= found.low <= (yes / n if n else 0.5) <= found.high <= 1


@given(draws())
def test_drawn_by_chance_is_what_counting_every_draw_gives(draw: tuple[int, int, int]) -> None:
    total, yes, drawn = draw
    found = hypergeometric(total=total, yes=yes, drawn=drawn)
    counted = drawn_by_count(total, yes, drawn)
    for count in range(-1, total + 2):
        assert found.exactly(count) == pytest.approx(float(counted.get(count, 0)), rel=1e-12, abs=1e-24)
        assert found.at_most(count) == pytest.approx(float(sum(counted[one] for one in counted if one <= count)))
        assert found.at_least(count) == pytest.approx(float(sum(counted[one] for one in counted if one >= count)))


@given(st.integers(0, 60), st.fractions(0, 1, max_denominator=50))
def test_the_binomial_is_what_fractions_give(n: int, share: Fraction) -> None:
    found = binomial(n, float(share))
    for count in range(n + 1):
        counted = comb(n, count) * share**count * (1 - share) ** (n - count)
        assert found.exactly(count) == pytest.approx(float(counted), rel=1e-9, abs=1e-24)


@given(draws(), st.sampled_from([0.001, 0.025, 0.1, 0.5, 0.9, 0.975, 0.999]))
def test_a_quantile_is_the_least_count_that_reaches_it(draw: tuple[int, int, int], share: float) -> None:
    total, yes, drawn = draw
    found = hypergeometric_quantile(share, total=total, yes=yes, drawn=drawn)
    chances = hypergeometric(total=total, yes=yes, drawn=drawn)
    assert chances.at_most(found) >= share
    assert chances.at_most(found - 1) < share


def test_a_quantile_of_small_numbers_is_no_normal_approximation() -> None:
    # n = 20, p = 0.05: the normal gives −4.6 % at the lower end. Exact (tables): 0 at 2.5 % and 3 at 97.5 %
    assert binomial_quantile(0.025, n=20, chance=0.05) == 0
    assert binomial_quantile(0.975, n=20, chance=0.05) == 3


def test_a_hundred_thousand_are_as_exact_as_ten() -> None:
    found = hypergeometric(total=400_000, yes=130_000, drawn=100_000)

    def by_gamma(count: int) -> float:
        pairs = ((130_000, count), (270_000, 100_000 - count))
        ways = sum(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) for n, k in pairs)
        return ways - (lgamma(400_001) - lgamma(100_001) - lgamma(300_001))

    for count in (32_000, 32_500, 33_000):
        assert log(found.exactly(count)) == pytest.approx(by_gamma(count), abs=1e-8)
    assert found.exactly(31_800) == pytest.approx(exp(by_gamma(31_800)), rel=1e-7)


def test_a_share_that_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="5 of 4"):
        wilson(5, 4)
    with pytest.raises(ValueError, match="cannot draw 5 of 4"):
        hypergeometric(total=4, yes=2, drawn=5)
    with pytest.raises(ValueError, match="no chances"):
        binomial(3, 1.5)


@given(st.lists(draws(12), max_size=4))
def test_the_chances_of_a_sum_are_what_every_combination_gives(parts: list[tuple[int, int, int]]) -> None:
    counted: dict[int, Fraction] = {}
    for each in product(*(drawn_by_count(*part).items() for part in parts)):
        chance = Fraction(1)
        for _count, one in each:
            chance *= one
        total = sum(count for count, _one in each)
        counted[total] = counted.get(total, Fraction(0)) + chance
    found = sum_of(hypergeometric(total=total, yes=yes, drawn=drawn) for total, yes, drawn in parts)
    for count in range(-1, 50):
        assert found.exactly(count) == pytest.approx(float(counted.get(count, 0)), abs=1e-12)


@given(st.integers(1, 30), st.integers(20, 400), st.floats(0.02, 0.98))
def test_a_sum_of_equal_draws_is_the_larger_draw(parts: int, n: int, share: float) -> None:
    """Binomials of one chance add up to a binomial: an oracle of any size."""
    found, whole = sum_of([binomial(n, share)] * parts), binomial(n * parts, share)
    assert max(abs(found.exactly(count) - whole.exactly(count)) for count in range(n * parts + 1)) < 1e-11
    for count in (whole.quantile(0.001), whole.quantile(0.5), whole.quantile(0.999)):
        assert found.at_most(count) == pytest.approx(whole.at_most(count), abs=1e-11)
        assert found.at_least(count) == pytest.approx(whole.at_least(count), abs=1e-11)


def test_the_sum_of_nothing_is_surely_zero() -> None:
    assert sum_of([]) == Chances(0, (1.0,))
    assert sum_of([Chances(3, (1.0,)), Chances(2, (0.5, 0.5))]) == Chances(5, (0.5, 0.5))
