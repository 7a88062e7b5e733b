"""A planted inequality is found, and where there is none the funnel is calm. 200 such years: tests/deep."""

from dataclasses import replace

import pytest

from kvar.casework.statistics.funnel import Direction, Verdict
from tests.truth.simulated import Compared, cases_of, judged


def test_an_administration_that_begins_a_day_later_with_families_is_found() -> None:
    found = list(judged(cases_of(5, days_later=1), families=True))
    assert Compared("attempt_within_3", "nordost", Verdict.OUTSIDE_998, Direction.LOWER) in found
    assert [one for one in found if one.measure == "owner_named_in_1" and one.verdict is not Verdict.INSIDE] == []


@pytest.mark.parametrize("seed", [1, 2])
def test_a_year_without_inequality_gives_no_alarm(seed: int) -> None:
    cases = cases_of(seed)
    found = [*judged(cases), *judged(cases, families=True)]
    assert len(found) == 32
    assert [one for one in found if one.verdict is Verdict.OUTSIDE_998] == []


def test_without_adjustment_for_the_mix_of_cases_the_same_year_cries_wolf() -> None:
    """The adjustment is a protection: an administration with other cases is not one that works otherwise."""
    cases = [case for case in cases_of(1) if case.administration != "centrum" or case.children is None]
    unadjusted = [replace(case, ground="", children=None) for case in cases]
    assert any(one.verdict is Verdict.OUTSIDE_998 for one in judged(unadjusted))
    assert all(one.verdict is not Verdict.OUTSIDE_998 for one in judged(cases))
