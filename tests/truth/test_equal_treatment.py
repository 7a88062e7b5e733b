"""A planted inequality is found in what is published; where there is none it is calm. 200 such years: tests/deep."""

import pytest

from kvar.casework.statistics.funnel import Direction, Verdict
from tests.truth.simulated import Told, cases_of, told

SLOW = Told("days_to_attempt", "nordost", Verdict.OUTSIDE_998, Direction.LOWER)


def test_an_administration_that_begins_two_days_later_with_families_is_found() -> None:
    """Families are a sixth of its cases, and nothing is published of them alone: it shows in all of its cases."""
    found = list(told(cases_of(5, days_later=2)))
    assert SLOW in found
    assert [one for one in found if one.measure == "days_to_owner" and one.verdict is not Verdict.INSIDE] == []


@pytest.mark.parametrize("seed", [1, 2])
def test_a_year_without_inequality_gives_no_alarm(seed: int) -> None:
    found = list(told(cases_of(seed)))
    assert len(found) >= 12  # of sixteen: the others are hidden
    assert [one for one in found if one.verdict is not Verdict.INSIDE] == []
