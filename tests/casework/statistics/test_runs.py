"""Change over time: each rule where it begins and one short of it, and how often chance alone breaks them."""

import random
from itertools import groupby, permutations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvar.casework.statistics.runs import Found, Pattern, chance_of_runs, runs_of

CALM = [5, 7, 8, 4, 3, 9, 2, 1, 7, 8, 3, 9, 4, 2]


def patterns(values: list[float | None]) -> set[Pattern]:
    return {found.pattern for found in runs_of(values).found}


def test_a_row_without_change_has_no_finding() -> None:
    runs = runs_of(CALM)
    assert runs.enough
    assert runs.found == ()
    assert (runs.median, runs.useful) == (4.5, 14)


def test_eight_on_one_side_is_a_shift_and_seven_is_none() -> None:
    mixed = [9, 1, 8, 2, 9, 1]
    eight = [*mixed, 8, 9, 8, 9, 7, 9, 8, 9, *[1, 2, 1, 9, 2, 1, 2, 1, 2, 1]]
    found = [one for one in runs_of(eight).found if one.pattern is Pattern.SHIFT_UP]
    assert found == [Found(pattern=Pattern.SHIFT_UP, first=6, last=13, count=8)]
    seven = [*mixed, 8, 9, 8, 9, 7, 9, 8, *[1, 2, 1, 9, 2, 1, 2, 1, 9, 1, 2]]
    assert Pattern.SHIFT_UP not in patterns(seven)


def test_what_is_on_the_median_or_missing_neither_counts_nor_breaks() -> None:
    high, low = [8.0, 9, 5, 8, None, 9, 7, 9, 8, 9], [1.0, 2, 5, 3, 2, 1, 3, 1, 2]
    runs = runs_of([*high, *low])
    assert runs.median == 5
    assert (runs.useful, runs.runs) == (16, 2)
    shifts = [one for one in runs.found if one.pattern is Pattern.SHIFT_UP]
    assert shifts == [Found(pattern=Pattern.SHIFT_UP, first=0, last=9, count=8)]


def test_six_rising_is_a_trend_and_five_is_none() -> None:
    six = [5, 9, 1, 2, 3, 6, 8, 9, 4, 7, 3, 8, 2]
    assert [one for one in runs_of(six).found if "trend" in one.pattern] == [
        Found(pattern=Pattern.TREND_UP, first=2, last=7, count=6)
    ]
    assert Pattern.TREND_UP not in patterns([5, 9, 2, 3, 6, 8, 9, 4, 7, 3, 8, 2])
    assert Pattern.TREND_DOWN in patterns([10 - one for one in six])


def test_an_equal_figure_neither_counts_in_a_trend_nor_breaks_it() -> None:
    trend = [
        one for one in runs_of([5, 9, 1, 2, 2, 3, 6, None, 8, 8, 9, 4, 7, 3, 8, 2]).found if "trend" in one.pattern
    ]
    assert trend == [Found(pattern=Pattern.TREND_UP, first=2, last=10, count=6)]


def test_a_see_saw_and_a_slow_swing_are_found() -> None:
    assert patterns([1, 9] * 10) == {Pattern.MANY_RUNS}
    assert patterns([9, 8, 9, 8, 9, 1, 2, 1, 2, 1, 2, 1, 9, 8]) == {Pattern.FEW_RUNS}


def test_too_few_figures_say_nothing() -> None:
    runs = runs_of([1, 2, 3, 4, 5, 6, 7, 8, None])
    assert (runs.enough, runs.found) == (False, ())
    assert runs_of([None, None]).median is None
    assert runs_of([4] * 30).useful == 0


@pytest.mark.parametrize(
    "side, low, high",
    # Swed & Eisenhart 1943, 2.5 % on each side: the greatest that is too few and the least that is too many.
    [(5, 2, 10), (6, 3, 11), (8, 4, 14), (10, 6, 16), (12, 7, 19), (15, 10, 22), (20, 14, 28)],
)
def test_the_number_of_runs_as_in_the_table(side: int, low: int, high: int) -> None:
    assert chance_of_runs(side, side, upto=low) <= 0.025 < chance_of_runs(side, side, upto=low + 1)
    assert 1 - chance_of_runs(side, side, upto=high - 1) <= 0.025 < 1 - chance_of_runs(side, side, upto=high - 2)


@given(st.integers(0, 4), st.integers(0, 4), st.integers(0, 8))
def test_the_chance_of_runs_is_what_every_order_gives(above: int, below: int, upto: int) -> None:
    if above + below:
        orders = set(permutations([True] * above + [False] * below))
        assert len(orders) == comb(above + below, above)
        few = sum(len(list(groupby(order))) <= upto for order in orders)
        assert chance_of_runs(above, below, upto=upto) == pytest.approx(few / len(orders))


@pytest.mark.parametrize("months, told", [(12, 0.04), (24, 0.07), (36, 0.14)])
def test_chance_alone_gives_a_finding_as_often_as_is_told(months: int, told: float) -> None:
    chance = random.Random(months)
    rows = [[chance.random() for _month in range(months)] for _row in range(2000)]
    assert sum(bool(runs_of(row).found) for row in rows) / len(rows) == pytest.approx(told, abs=0.02)


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=40))
def test_findings_name_places_that_are_there(values: list[float | None]) -> None:
    for found in runs_of(values).found:
        assert 0 <= found.first < found.last < len(values)
        assert values[found.first] is not None and values[found.last] is not None
        turned = runs_of([None if value is None else -value for value in values]).found
        assert len(turned) == len(runs_of(values).found)
