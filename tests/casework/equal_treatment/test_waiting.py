"""The curve of how long it takes, from numbers of which some are hidden."""

from collections.abc import Mapping

import pytest

from kvar.casework.equal_treatment.waiting import waited, waited_by_administration
from kvar.casework.published.reading import Published
from kvar.casework.published.tabled import Cases
from kvar.casework.published.tables import Place
from tests.casework.equal_treatment.test_comparing import DAYS, FIRST, RENT, SECOND, WITH, published_of

EVERY = Cases()


def _of(*quarters: Mapping[str, int], unit: str = "centrum") -> Published:
    days = (FIRST, SECOND)
    counts = {
        day: {Place(unit, RENT, WITH, part): n for part, n in parts.items()}
        for day, parts in zip(days, quarters, strict=False)
    }
    return published_of(counts, measure=DAYS)


def test_quarters_are_one_curve() -> None:
    found = waited(_of({"after_0": 50, "after_3": 50}, {"after_0": 50, "open_7": 50}), DAYS, EVERY)
    assert found is not None
    assert [(point.day, point.at_risk, point.done) for point in found.course.points[:3]] == [
        (0, 200, 0.5),
        (1, 100, 0.5),
        (3, 100, 0.75),
    ]
    assert (found.hidden, found.course.open) == (0, 50)


def test_what_is_hidden_counts_as_waiting_still() -> None:
    """An after_3 of 3 is hidden, and another with it: the curve may promise too little, never too much."""
    parts = {"centrum": (500, 300, 3, 9), "hisingen": (400, 200, 40, 9)}
    counts = {
        Place(unit, RENT, WITH, part): n
        for unit, numbers in parts.items()
        for part, n in zip(("after_0", "after_1", "after_3", "after_7"), numbers, strict=True)
    }
    found = waited(published_of({FIRST: counts}, measure=DAYS), DAYS, Cases(administration="centrum"))
    assert found is not None
    assert 3 < found.hidden < 0.1 * 812
    assert found.course.points[-1].done == pytest.approx((812 - found.hidden) / 812)


def test_there_is_no_curve_of_nobody_or_of_mostly_hidden_numbers() -> None:
    assert waited(_of({}), DAYS, EVERY) is None
    assert waited(_of({"after_0": 3, "after_1": 3, "after_3": 4}), DAYS, EVERY) is None


def test_each_administration_has_its_own() -> None:
    published = _of({"after_0": 50, "after_3": 50})
    assert [one.unit for one in waited_by_administration(published, DAYS, EVERY)] == ["centrum"]
    assert waited_by_administration(published, DAYS, Cases(ground="utilities")) == ()
