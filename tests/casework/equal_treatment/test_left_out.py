"""What no comparison and no curve holds is counted, so that it can be told."""

import pytest

from kvar.casework.equal_treatment.comparing import compare
from kvar.casework.equal_treatment.waiting import waited
from kvar.casework.published.tabled import Cases
from kvar.casework.published.tables import Place
from tests.casework.equal_treatment.test_comparing import (
    DAYS,
    FIRST,
    NOISE,
    RENT,
    SECOND,
    SHARE,
    WITH,
    WITHOUT,
    published_of,
)

UNITS = ("centrum", "hisingen", "nordost", "sydvast")
IN_NORDOST = [Place("nordost", ground, family, "unknown") for ground in (RENT, NOISE) for family in (WITH, WITHOUT)]


def _numbers(*, unknown: int) -> dict[Place, int]:
    """The same answers everywhere, and in one place so many without."""
    every = [(unit, ground, family) for unit in UNITS for ground in (RENT, NOISE) for family in (WITH, WITHOUT)]
    answers = {Place(*one, part): n for one in every for part, n in (("yes", 60), ("no", 20))}
    return answers | dict.fromkeys(IN_NORDOST, unknown)


def test_one_unit_of_which_too_much_is_not_known_is_not_compared_and_the_others_are() -> None:
    """Together one in seven is missing. Those missing in one place may be the ones treated otherwise."""
    found = compare(published_of({FIRST: _numbers(unknown=53)}), SHARE)
    assert found.missing == pytest.approx(53 / 373) and not found.withheld
    assert found.unanswered == {"nordost": pytest.approx(53 / 133)}
    assert [one.unit for one in found.units] == ["centrum", "hisingen", "sydvast"]


def test_just_under_three_in_ten_is_compared() -> None:
    found = compare(published_of({FIRST: _numbers(unknown=34)}), SHARE)
    assert len(found.units) == 4 and found.unanswered == {}


def test_a_quarter_that_is_hidden_as_a_whole_is_counted_as_left_out_of_the_curve() -> None:
    parts = {FIRST: {"after_0": 50, "after_3": 50}, SECOND: {"after_0": 3}}
    counts = {day: {Place("centrum", RENT, WITH, part): n for part, n in of.items()} for day, of in parts.items()}
    found = waited(published_of(counts, measure=DAYS), DAYS, Cases(administration="centrum"))
    assert found is not None and (found.course.n, found.hidden, found.quarters_hidden) == (100, 0, 1)
    whole = waited(published_of({FIRST: counts[FIRST]}, measure=DAYS), DAYS, Cases(administration="centrum"))
    assert whole is not None and whole.quarters_hidden == 0
