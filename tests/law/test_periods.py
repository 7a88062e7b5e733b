from datetime import date, datetime
from zoneinfo import ZoneInfo

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


@pytest.mark.parametrize(
    ("number", "unit", "length", "name"),
    [
        (3, Unit.WEEKS, "3 weeks", "three_weeks"),
        (1, Unit.WEEKS, "1 week", "one_week"),
        (1, Unit.MONTHS, "1 month", "one_month"),
        (2, Unit.VARDAGAR, "2 vardagar", "two_vardagar"),
        (72, Unit.HOURS, "72 hours", "seventy_two_hours"),
        (9, Unit.DAYS, "9 days", "n9_days"),
    ],
)
def test_a_period_has_a_length_and_a_name(number: int, unit: Unit, length: str, name: str) -> None:
    period = Period(number=number, unit=unit)
    assert (period.length, period.name) == (length, name)


STOCKHOLM = ZoneInfo("Europe/Stockholm")
THREE_DAYS = Period(number=72, unit=Unit.HOURS)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-20T16:30+01:00", "2026-11-23T16:30+01:00"),
        ("2026-03-27T16:30+01:00", "2026-03-30T17:30+02:00"),  # the clocks were put forward on the Sunday
        ("2026-10-23T16:30+02:00", "2026-10-26T15:30+01:00"),
    ],
)
def test_seventy_two_hours_are_that_many_also_when_the_clocks_change(start: str, end: str) -> None:
    ended = law.ends_at(THREE_DAYS, datetime.fromisoformat(start).astimezone(STOCKHOLM))
    assert (ended.isoformat(timespec="minutes"), ended.tzinfo) == (end, STOCKHOLM)


def test_hours_have_no_day_and_days_have_no_hour() -> None:
    with pytest.raises(ValueError, match="^A period in hours starts at a time: use ends_at$"):
        law.ends_on(THREE_DAYS, date(2026, 11, 20))
    with pytest.raises(ValueError, match="^3 weeks is not a period in hours$"):
        law.ends_at(Period(number=3, unit=Unit.WEEKS), datetime(2026, 11, 20, tzinfo=STOCKHOLM))
    with pytest.raises(ValueError, match="^A moment needs its time zone$"):
        law.ends_at(THREE_DAYS, datetime(2026, 11, 20, 16, 30))
