"""Shares and chances against whole-number arithmetic, which does not round."""

from fractions import Fraction
from itertools import product
from math import comb, exp, lgamma, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvar.casework.statistics.shares import Chances, hypergeometric
from kvar.casework.statistics.sums import sum_of


def drawn_by_count(total: int, yes: int, drawn: int) -> dict[int, Fraction]:
    """The hypergeometric chances as fractions."""
    counts = range(max(0, drawn + yes - total), min(drawn, yes) + 1)
    return {one: Fraction(comb(yes, one) * comb(total - yes, drawn - one), comb(total, drawn)) for one in counts}


@st.composite
def draws(draw: st.DrawFn, most: int = 40) -> tuple[int, int, int]:
    total = draw(st.integers(0, most))
    return total, draw(st.integers(0, total)), draw(st.integers(0, total))


@given(draws())
def test_drawn_by_chance_is_what_counting_every_draw_gives(draw: tuple[int, int, int]) -> None:
    total, yes, drawn = draw
    found = hypergeometric(total=total, yes=yes, drawn=drawn)
    counted = drawn_by_count(total, yes, drawn)
    for count in range(-1, total + 2):
        assert found.exactly(count) == pytest.approx(float(counted.get(count, 0)), rel=1e-12, abs=1e-24)
        assert found.at_most(count) == pytest.approx(float(sum(counted[one] for one in counted if one <= count)))
        assert found.at_least(count) == pytest.approx(float(sum(counted[one] for one in counted if one >= count)))


def test_a_hundred_thousand_are_as_exact_as_ten() -> None:
    found = hypergeometric(total=400_000, yes=130_000, drawn=100_000)

    def by_gamma(count: int) -> float:
        pairs = ((130_000, count), (270_000, 100_000 - count))
        ways = sum(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) for n, k in pairs)
        return ways - (lgamma(400_001) - lgamma(100_001) - lgamma(300_001))

    for count in (32_000, 32_500, 33_000):
        assert log(found.exactly(count)) == pytest.approx(by_gamma(count), abs=1e-8)
    assert found.exactly(31_800) == pytest.approx(exp(by_gamma(31_800)), rel=1e-7)


def test_a_draw_of_more_than_there_is_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot draw 5 of 4"):
        hypergeometric(total=4, yes=2, drawn=5)


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


def binomial(n: int, share: float) -> Chances:
    """Out of the logarithms, so that it owes nothing to what is tested."""
    ways = (lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) for k in range(n + 1))
    return Chances(0, tuple(exp(one + k * log(share) + (n - k) * log(1 - share)) for k, one in enumerate(ways)))


@given(st.integers(1, 30), st.integers(20, 400), st.floats(0.02, 0.98))
def test_a_sum_of_equal_draws_is_the_larger_draw(parts: int, n: int, share: float) -> None:
    """Binomials of one chance add up to a binomial: an oracle of any size."""
    found, whole = sum_of([binomial(n, share)] * parts), binomial(n * parts, share)
    assert max(abs(found.exactly(count) - whole.exactly(count)) for count in range(n * parts + 1)) < 1e-9


def test_the_sum_of_nothing_is_surely_zero() -> None:
    assert sum_of([]) == Chances(0, (1.0,))
    assert sum_of([Chances(3, (1.0,)), Chances(2, (0.5, 0.5))]) == Chances(5, (0.5, 0.5))
