"""The law floor against a reckoning by somebody else: a sample here, every day in tests/deep."""

from datetime import date, timedelta

import holidays

from kvar import law
from tests.law import oracle
from tests.law.build import the_law
from tests.law.compared import differences

DAY = timedelta(days=1)
# Every 1,600th day, the fortnights where holidays crowd, and the days around each change of the law.
SPREAD = [date(1993, 7, 1) + number * 1_600 * DAY for number in range(12)]
CROWDED = [
    first + number * DAY
    for first in (date(2026, 3, 12), date(2026, 12, 1), date(2024, 1, 29))
    for number in range(0, 14, 2)
]
FIRST_DAYS = {row.from_ for value in the_law().values.values() for row in value.rows}
CHANGES = sorted(day - step * DAY for day in FIRST_DAYS if day.year >= 1993 for step in (0, 1))


def test_the_oracle_knows_every_value_that_has_a_length_and_no_other() -> None:
    with_length = {name for name, value in the_law().values.items() if value.rows[-1].period}
    assert set(oracle.RULES) == with_length


def test_no_answer_differs_from_the_oracle_on_a_sample_of_days() -> None:
    days = [*SPREAD, *CROWDED, *CHANGES]
    compared, found = differences((day, (None, True, False)[number % 3]) for number, day in enumerate(days))
    assert found[:5] == []
    assert compared > 2_500


def test_the_working_days_of_a_decade_are_those_of_another_calendar() -> None:
    days = [date(2020, 1, 1) + number * DAY for number in range(3653)]
    assert [day for day in days if law.is_working_day(day) == oracle.is_free(day)] == []
    named = holidays.SE(categories=("public", "de_facto"), language="sv", years=range(2020, 2030))
    unnamed = [day for day in named if law.why_day_off(day) in (None, "saturday", "sunday")]
    assert unnamed == []
