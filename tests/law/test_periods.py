from datetime import date

import pytest

from kvar import law
from kvar.law import Period, Unit


@pytest.mark.parametrize(
    ("number", "unit", "start", "end"),
    [
        (3, Unit.WEEKS, date(2026, 11, 3), date(2026, 11, 24)),  # a Tuesday ends on a Tuesday
        (14, Unit.DAYS, date(2026, 11, 10), date(2026, 11, 24)),  # C16: a child report
        (1, Unit.MONTHS, date(2026, 1, 31), date(2026, 2, 28)),
        (1, Unit.MONTHS, date(2028, 1, 31), date(2028, 2, 29)),
        (1, Unit.MONTHS, date(2026, 12, 15), date(2027, 1, 15)),
        (4, Unit.MONTHS, date(2026, 10, 31), date(2027, 2, 28)),
        (6, Unit.MONTHS, date(2026, 6, 30), date(2026, 12, 30)),
        (5, Unit.YEARS, date(2024, 2, 29), date(2029, 2, 28)),
        (2, Unit.WORKING_DAYS, date(2026, 12, 23), date(2026, 12, 29)),
        (12, Unit.VARDAGAR, date(1993, 8, 2), date(1993, 8, 16)),
    ],
)
def test_a_period_ends_where_the_act_of_1930_says(number: int, unit: Unit, start: date, end: date) -> None:
    assert law.ends_on(Period(number=number, unit=unit), start) == end


def test_only_vardagar_depend_on_how_saturday_is_read() -> None:
    friday = date(2026, 11, 27)
    two = Period(number=2, unit=Unit.VARDAGAR)
    assert law.ends_on(two, friday, saturday_counts=False) == date(2026, 12, 1)
    assert law.ends_on(Period(number=1, unit=Unit.WEEKS), friday, saturday_counts=False) == date(2026, 12, 4)


def test_a_period_has_a_length_and_a_name() -> None:
    assert (Period(number=3, unit=Unit.WEEKS).length, Period(number=3, unit=Unit.WEEKS).name) == (
        "3 weeks",
        "three_weeks",
    )
    assert Period(number=1, unit=Unit.MONTHS).name == "one_month"
