"""How long it takes: vectors worked by hand, and open cases that are never dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvar.casework.statistics.survival import BOUNDS, life_table


def test_nobody_is_no_curve() -> None:
    assert life_table({}).points == ()
    assert life_table({}).median.day is None


def test_open_cases_are_neither_dropped_nor_done() -> None:
    dropped, kept = life_table({"after_0": 1, "after_1": 1}), life_table({"after_0": 1, "after_1": 1, "open_90": 2})
    assert (dropped.waiting(1), kept.waiting(1), kept.waiting(90)) == (0, 0.5, 0.5)
    with pytest.raises(ValueError, match="nobody was seen for 91 days"):
        kept.waiting(91)


def test_a_count_below_zero_and_an_unknown_part_are_refused() -> None:
    with pytest.raises(ValueError, match="no parts of a time: after_2"):
        life_table({"after_2": 1})
    with pytest.raises(ValueError, match="below zero"):
        life_table({"after_3": -1})


def test_the_life_table_by_hand() -> None:
    """100 cases. Day 0: 20 done, 2 open → 0.8. Day 1: 78 at risk, 39 done, 3 open → 0.4. Days 2–3: 36 at risk, 4 open
    count by half: 34, of which 17 are done → 0.2. Then 15 are left, and 5 of them are done after ninety days."""
    parts = {"after_0": 20, "open_0": 2, "after_1": 39, "open_1": 3, "after_3": 17, "open_3": 4}
    course = life_table({**parts, "after_more": 5, "open_more": 10})
    assert [point.day for point in course.points] == list(BOUNDS)
    assert [point.at_risk for point in course.points] == [100, 78, 36, 15, 15, 15, 15]
    assert [round(point.waiting, 9) for point in course.points] == [0.8, 0.4, 0.2, 0.2, 0.2, 0.2, 0.2]
    assert (course.n, course.happened, course.open) == (100, 81, 19)
    # Greenwood: 20/(100·80) + 39/(78·39) = 0.0153205; √ = 0.123776; / |ln 0.4| = 0.135083; · 1.959964 = 0.264758
    point = course.points[1]
    assert (point.interval.low, point.interval.high) == (
        pytest.approx(0.3030, abs=5e-5),
        pytest.approx(0.4950, abs=5e-5),
    )


def test_the_median_of_grouped_days_is_a_band() -> None:
    median = life_table({"after_0": 10, "after_7": 30, "after_30": 10}).median
    assert (median.after, median.day) == (3, 7)
    first = life_table({"after_0": 30, "after_7": 10}).median
    assert (first.after, first.day) == (None, 0)
    never = life_table({"after_0": 10, "after_more": 30}).median
    assert (never.after, never.day) == (None, None)


PARTS = [f"{kind}_{bound}" for kind in ("after", "open") for bound in (*BOUNDS, "more")]


@given(st.dictionaries(st.sampled_from(PARTS), st.integers(0, 40)))
def test_a_curve_only_falls_and_stands_within_its_limits(parts: dict[str, int]) -> None:
    course = life_table(parts)
    before = 1.0
    for point in course.points:
        assert 0 <= point.interval.low <= point.waiting + 1e-9
        assert point.waiting <= point.interval.high + 1e-9 <= 1 + 2e-9
        assert point.waiting <= before + 1e-12
        assert point.at_risk >= point.happened + point.open
        before = point.waiting


@given(st.lists(st.integers(0, 90), min_size=1, max_size=40))
def test_without_open_cases_the_grouped_curve_is_the_share_itself(done: list[int]) -> None:
    parts: dict[str, int] = {}
    for day in done:
        part = f"after_{next(bound for bound in BOUNDS if day <= bound)}"
        parts[part] = parts.get(part, 0) + 1
    for point in life_table(parts).points:
        assert point.done == pytest.approx(sum(day <= point.day for day in done) / len(done))
