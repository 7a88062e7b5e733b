"""How long it takes: vectors worked by hand, and open cases that are never dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kvar.casework.statistics.survival import BOUNDS, Wait, kaplan_meier, life_table

# Freireich 1963, the 6-MP group (weeks of remission): the classic vector, as in Kleinbaum & Klein.
HAPPENED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
OPEN = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
FREIREICH = [Wait(days=day, happened=True) for day in HAPPENED] + [Wait(days=day, happened=False) for day in OPEN]


def test_the_classic_vector() -> None:
    course = kaplan_meier(FREIREICH)
    told = {point.day: (point.at_risk, round(point.waiting, 4)) for point in course.points if point.happened}
    assert told == {
        6: (21, 0.8571),
        7: (17, 0.8067),
        10: (15, 0.7529),
        13: (12, 0.6902),
        16: (11, 0.6275),
        22: (7, 0.5378),
        23: (6, 0.4482),
    }
    assert (course.n, course.happened, course.open) == (21, 9, 12)
    assert course.median.day == 23


def test_limits_by_greenwood_on_the_log_log_scale() -> None:
    """By hand at day 6: S = 18/21, Greenwood's sum 3 / (21 · 18) = 0.0079365, width 1.96 · √0.0079365 / 0.15415."""
    first = kaplan_meier(FREIREICH).points[0]
    assert (first.interval.low, first.interval.high) == (
        pytest.approx(0.6197, abs=5e-5),
        pytest.approx(0.9516, abs=5e-5),
    )


def test_four_cases_by_hand() -> None:
    """Done after 0, 2 and 5 days, one open since 2: 3/4, then 2/3 of it, then nobody."""
    course = kaplan_meier([Wait(days=0, happened=True), Wait(days=2, happened=True), Wait(days=2, happened=False)])
    assert [(point.day, point.waiting) for point in course.points] == [
        (0, pytest.approx(2 / 3)),
        (2, pytest.approx(1 / 3)),
    ]
    longer = kaplan_meier([*_waits(0, 2, 5), Wait(days=2, happened=False)])
    assert [point.waiting for point in longer.points] == [0.75, 0.5, 0.0]
    assert [point.at_risk for point in longer.points] == [4, 3, 1]
    assert [longer.waiting(day) for day in (0, 1, 2, 4, 5)] == [0.75, 0.75, 0.5, 0.5, 0.0]


def _waits(*days: int) -> list[Wait]:
    return [Wait(days=day, happened=True) for day in days]


def test_open_cases_are_neither_dropped_nor_done() -> None:
    open_one = Wait(days=10, happened=False)
    dropped, kept = kaplan_meier(_waits(1, 3)), kaplan_meier([*_waits(1, 3), open_one, open_one])
    assert dropped.waiting(3) == 0
    assert kept.waiting(3) == 0.5
    assert kept.waiting(10) == 0.5
    with pytest.raises(ValueError, match="nobody was seen for 11 days"):
        kept.waiting(11)


def test_nobody_is_no_curve() -> None:
    assert kaplan_meier([]).points == ()
    assert life_table({}).points == ()
    assert kaplan_meier([]).median.day is None


def test_a_wait_below_zero_and_an_unknown_part_are_refused() -> None:
    with pytest.raises(ValueError, match="less than no day"):
        kaplan_meier([Wait(days=-1, happened=True)])
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


days = st.lists(st.tuples(st.integers(0, 200), st.booleans()), max_size=40)


@given(days)
def test_a_curve_only_falls_and_stands_within_its_limits(seen: list[tuple[int, bool]]) -> None:
    course = kaplan_meier([Wait(days=day, happened=happened) for day, happened in seen])
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


@given(days)
def test_the_exact_and_the_grouped_curve_agree_on_the_first_days(seen: list[tuple[int, bool]]) -> None:
    parts: dict[str, int] = {}
    for day, happened in seen:
        bound = next((str(bound) for bound in BOUNDS if day <= bound), "more")
        part = f"{'after' if happened else 'open'}_{bound}"
        parts[part] = parts.get(part, 0) + 1
    exact = {point.day: point for point in kaplan_meier([Wait(days=d, happened=h) for d, h in seen]).points}
    for point in life_table(parts).points[:2]:
        if point.day in exact:
            assert point.waiting == pytest.approx(exact[point.day].waiting)
            assert point.at_risk == exact[point.day].at_risk
