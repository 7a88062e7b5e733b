"""A planted inequality is found in what is published; where there is none it is calm. 200 such years: tests/deep."""

import pytest

from kvar.casework.statistics.funnel import Direction, Verdict
from tests.truth.simulated import Told, cases_of, told

SLOW = {
    Told(measure, "nordost", Verdict.OUTSIDE_998, Direction.LOWER)
    for measure in ("days_to_attempt", "families_tried_in_time")
}


def test_an_administration_that_begins_two_days_later_with_families_is_found() -> None:
    """Among its families, which are a sixth of its cases, and in all of its cases too."""
    found = list(told(cases_of(5, days_later=2)))
    assert {*found} >= SLOW
    assert [one for one in found if one.measure == "days_to_owner" and one.verdict is not Verdict.INSIDE] == []


@pytest.mark.parametrize("seed", [1, 2])
def test_a_year_without_inequality_gives_no_alarm(seed: int) -> None:
    found = list(told(cases_of(seed)))
    assert len(found) >= 12  # of twenty: the others are hidden
    assert [one for one in found if one.verdict is not Verdict.INSIDE] == []
