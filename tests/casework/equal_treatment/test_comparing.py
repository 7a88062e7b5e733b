"""Comparing: what is known, what is hidden, what is missing, and what the mix of cases explains."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from kvar.casework.equal_treatment.answers import answers_of, tally
from kvar.casework.equal_treatment.comparing import By, compare, units_of
from kvar.casework.equal_treatment.words import by_chance_words
from kvar.casework.measures.days_parts import DAYS_PARTS
from kvar.casework.measures.measured import ALL, UNKNOWN, YES_NO, Kind, Measure
from kvar.casework.published.reading import Published
from kvar.casework.published.storing import written
from kvar.casework.published.suppression import suppressed
from kvar.casework.published.tables import Place
from kvar.casework.statistics.funnel import Direction, Verdict
from kvar.casework.statistics.mix import Tally

FIRST, SECOND = date(2026, 1, 1), date(2026, 4, 1)
RENT, NOISE = "rent_debt", "disturbance"
WITH, WITHOUT = "with_children", "without_children"


def _never(*_days: date) -> None:
    raise AssertionError("nothing is counted here")


SHARE = Measure(
    id="told",
    label="",
    kind=Kind.SHARE,
    answers=YES_NO,
    definition="",
    find=_never,  # type: ignore[arg-type]
    source="",
    handling=True,
)
DAYS = replace(SHARE, id="days_to_attempt", kind=Kind.TIME, answers=DAYS_PARTS)


def published_of(counts: Mapping[date, Mapping[Place, int]], *, measure: Measure = SHARE, below: int = 5) -> Published:
    """What would be published of these numbers."""
    cells = {
        (quarter, measure.id): {
            written(place): n for place, n in suppressed({measure.id: numbers}, below=below)[measure.id].items()
        }
        for quarter, numbers in counts.items()
    }
    return Published(quarters=tuple(counts), suppress_below=below, cells=cells)


def _even(*, yes: int, no: int, unknown: int = 0) -> dict[Place, int]:
    """The same in every administration, ground and household type."""
    parts = {"yes": yes, "no": no, "unknown": unknown}
    return {
        Place(unit, ground, household, part): n
        for unit in units_of(By.ADMINISTRATION)
        for ground in (RENT, NOISE)
        for household in (WITH, WITHOUT)
        for part, n in parts.items()
        if n
    }


def test_administrations_that_work_alike_are_inside() -> None:
    found = compare(published_of({FIRST: _even(yes=60, no=20)}), SHARE)
    assert [one.verdict for one in found.units] == [Verdict.INSIDE] * 4
    assert found.city == Tally(n=1280, yes=960)
    assert (found.missing, found.outside, dict(found.hidden)) == (0.0, (), {})
    assert found.by_chance == pytest.approx(0.2)


def test_where_nobody_has_a_yes_nothing_is_outside_by_chance() -> None:
    found = compare(published_of({FIRST: _even(yes=0, no=80)}), SHARE)
    assert [one.verdict for one in found.units] == [Verdict.NOTHING] * 4
    assert found.by_chance == 0 and "upp till 0,0 av de 0 talen" in by_chance_words([found])


def test_one_that_works_otherwise_is_found() -> None:
    numbers = _even(yes=60, no=20)
    for household in (WITH, WITHOUT):
        numbers[Place("nordost", RENT, household, "yes")], numbers[Place("nordost", RENT, household, "no")] = 30, 50
    found = compare(published_of({FIRST: numbers}), SHARE)
    assert ("nordost", Verdict.OUTSIDE_998, Direction.LOWER) in [
        (one.unit, one.verdict, one.direction) for one in found.outside
    ]


def test_another_mix_of_cases_is_not_another_way_of_working() -> None:
    """Noise is hard everywhere, and one administration has much of it: only its raw share is lower."""
    numbers = {}
    for unit in units_of(By.ADMINISTRATION):
        noise = 6 if unit == "centrum" else 1
        numbers |= {Place(unit, RENT, WITH, "yes"): 80, Place(unit, RENT, WITH, "no"): 20}
        numbers |= {Place(unit, NOISE, WITH, "yes"): 20 * noise, Place(unit, NOISE, WITH, "no"): 80 * noise}
    centrum, *_others = compare(published_of({FIRST: numbers}), SHARE).units
    assert centrum.mixed.own.share is not None
    assert centrum.mixed.own.share < 0.3
    assert (centrum.verdict, centrum.direction) == (Verdict.INSIDE, Direction.SAME)


def test_a_small_stratum_is_compared_with_the_rest_and_not_lost() -> None:
    numbers = _even(yes=60, no=20)
    for unit in units_of(By.ADMINISTRATION):
        numbers[Place(unit, "utilities", WITH, "yes")] = 1
        numbers[Place(unit, "utilities", WITH, "no")] = 1
    published = published_of({FIRST: numbers})
    assert published.sum("told", administration="centrum", ground="utilities").hidden
    found = compare(published, SHARE)
    assert {one.mixed.own.n for one in found.units} == {322}


def test_a_quarter_that_is_hidden_for_one_is_left_out_for_that_one_alone() -> None:
    few = {place: n for place, n in _even(yes=60, no=20).items() if place.administration != "centrum"}
    few[Place("centrum", RENT, WITH, "yes")] = 2
    quarters = {date(2025, month, 1): _even(yes=60, no=20) for month in (1, 4, 7, 10)}
    found = compare(published_of(quarters | {SECOND: few}), SHARE)
    numbers = {one.unit: one.mixed.own.n for one in found.units}
    assert (numbers["centrum"], found.hidden["centrum"]) == (4 * 320, 1)
    assert max(numbers.values()) == 5 * 320


def test_one_of_whom_most_quarters_are_hidden_is_not_compared() -> None:
    """A quarter is shown the sooner when nobody answers no: what is left would look too good."""
    few = {place: n for place, n in _even(yes=60, no=20).items() if place.administration != "centrum"}
    few[Place("centrum", RENT, WITH, "yes")] = 2
    found = compare(published_of({FIRST: _even(yes=60, no=20), SECOND: few, date(2026, 7, 1): few}), SHARE)
    assert found.hidden["centrum"] == 2
    assert "centrum" not in [one.unit for one in found.units]


def test_nothing_is_compared_when_more_than_three_in_ten_are_not_known() -> None:
    found = compare(published_of({FIRST: _even(yes=30, no=20, unknown=30)}), SHARE)
    assert found.missing == pytest.approx(0.375)
    assert (found.withheld, found.units, found.limits) == (True, (), ())


def test_a_quarter_that_is_hidden_is_not_taken_for_one_without_answers() -> None:
    """In the second only three said no: the yes and the no are hidden together, and the whole is shown."""
    few = {Place("centrum", RENT, WITH, "yes"): 400, Place("centrum", RENT, WITH, "no"): 3}
    few |= {Place("centrum", RENT, WITH, "unknown"): 7}
    published = published_of({FIRST: _even(yes=30, no=20, unknown=1), SECOND: few})
    assert tally(published.quarter(SECOND), SHARE.id, answers_of(SHARE), Place(ALL, ALL, ALL, ALL)) is None
    assert not published.quarter(SECOND).sum(SHARE.id).hidden
    found = compare(published, SHARE)
    assert found.missing == pytest.approx(1 / 51) and not found.withheld


def test_grounds_and_household_types_are_compared_too() -> None:
    published = published_of({FIRST: _even(yes=60, no=20)})
    by_ground = compare(published, SHARE, By.GROUND)
    assert [(one.unit, one.mixed.own.n) for one in by_ground.units] == [(RENT, 640), (NOISE, 640)]
    by_household = compare(published, SHARE, By.HOUSEHOLD)
    assert [(one.unit, one.mixed.own.n) for one in by_household.units] == [(WITH, 640), (WITHOUT, 640)]


def _nobody_knows(*, yes: int, no: int) -> dict[Place, int]:
    """Cases beside the even ones, of which nobody knows whether there are children: later than the others."""
    numbers = {"yes": yes, "no": no}
    return {Place(unit, RENT, UNKNOWN, part): n for unit in units_of(By.ADMINISTRATION) for part, n in numbers.items()}


def test_of_whom_nobody_knows_makes_nobody_else_look_otherwise() -> None:
    """With and without children answer alike: beside all together, the unknown too, both would be above the limits."""
    published = published_of({FIRST: _even(yes=60, no=20) | _nobody_knows(yes=5, no=60)})
    found = compare(published, SHARE, By.HOUSEHOLD)
    assert [(one.unit, one.verdict) for one in found.units] == [(WITH, Verdict.INSIDE), (WITHOUT, Verdict.INSIDE)]
    assert found.city == Tally(n=1280, yes=960)
    assert compare(published, SHARE, By.GROUND).units


def test_what_decides_the_household_type_is_neither_compared_by_it_nor_adjusted_for_it() -> None:
    """Nobody asks where there is noise: adjusted for whether anybody knows of children, all would seem to ask alike."""
    asked = {RENT: {"yes": 60, "no": 20}, NOISE: {}}
    numbers = {Place("centrum", ground, WITH, part): n for ground, told in asked.items() for part, n in told.items()}
    numbers |= {Place("centrum", NOISE, UNKNOWN, "no"): 80}
    published = published_of({FIRST: numbers})
    itself = replace(SHARE, tells_household=True)
    assert [one.outside for one in compare(published, SHARE, By.GROUND).units] == [False, False]
    assert [one.outside for one in compare(published, itself, By.GROUND).units] == [True, True]
    found = compare(published, itself, By.HOUSEHOLD)
    assert (found.told_by_answer, found.units) == (True, ())


def test_who_is_all_there_is_is_compared_with_nobody() -> None:
    """A measure of families alone has one household type."""
    families = {place: n for place, n in _even(yes=60, no=20).items() if place.household == WITH}
    found = compare(published_of({FIRST: families}), SHARE, By.HOUSEHOLD)
    assert (found.alone, found.units) == (WITH, ())
    assert len(compare(published_of({FIRST: families}), SHARE).units) == 4


def test_a_ground_that_is_another_is_a_ground() -> None:
    """It is only of households that *not known* is no type."""
    others = {place._replace(ground=UNKNOWN): n for place, n in _even(yes=60, no=20).items() if place.ground == NOISE}
    found = compare(published_of({FIRST: _even(yes=60, no=20) | others}), SHARE, By.GROUND)
    assert [one.unit for one in found.units] == [RENT, NOISE, UNKNOWN] and not found.mix_unknown


def test_a_quarter_with_the_unknown_is_left_out_for_both_types_when_one_of_them_is_hidden() -> None:
    few = {Place("centrum", RENT, WITH, "yes"): 3, Place("centrum", RENT, WITH, "no"): 4}
    few |= {Place("centrum", RENT, WITHOUT, part): 90 for part in ("yes", "no")} | _nobody_knows(yes=30, no=60)
    found = compare(
        published_of({FIRST: _even(yes=60, no=20) | _nobody_knows(yes=9, no=60), SECOND: few}), SHARE, By.HOUSEHOLD
    )
    assert dict(found.hidden) == {WITH: 1, WITHOUT: 1} and found.mix_unknown
    assert [one.mixed.own.n for one in found.units] == [640, 640] and found.city == Tally(n=1280, yes=960)


def test_what_is_missing_of_those_whom_nobody_compares_is_not_missing() -> None:
    unanswered = {Place(unit, RENT, UNKNOWN, "unknown"): 200 for unit in units_of(By.ADMINISTRATION)}
    found = compare(published_of({FIRST: _even(yes=60, no=20) | unanswered}), SHARE, By.HOUSEHOLD)
    assert found.missing == 0 and len(found.units) == 2


def test_what_is_not_known_takes_no_place_in_the_mix() -> None:
    """A tenth of the answers are missing: as many draws as there are answers, in each stratum and together."""
    found = compare(published_of({FIRST: _even(yes=60, no=21, unknown=9)}), SHARE)
    assert found.missing == pytest.approx(0.1)
    for one in found.units:
        assert sum(stratum.drawn for stratum in one.mixed.strata) == one.mixed.own.n == 324
        assert one.mixed.expected == pytest.approx(240)


def test_days_are_a_yes_when_they_are_few_enough_and_all_the_rest_is_a_no() -> None:
    parts = {"after_0": 5, "after_3": 7, "after_7": 6, "open_14": 9, "open_0": 8}
    published = published_of(
        {FIRST: {Place("centrum", RENT, WITH, part): n for part, n in parts.items()}}, measure=DAYS
    )
    answers = answers_of(DAYS)
    assert answers.within == 3
    assert tally(published, DAYS.id, answers, Place(ALL, ALL, ALL, ALL)) == Tally(n=35, yes=12)
    assert compare(published, DAYS).missing == 0.0


def test_a_measure_that_only_counts_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="has no yes"):
        answers_of(replace(SHARE, kind=Kind.COUNT))
