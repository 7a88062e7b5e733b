"""Lengths of time, and where they end by 1 § lag (1930:173) om beräkning av lagstadgad tid."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from kvar.law.calendar import add_vardagar, add_working_days

NUMBERS = {
    1: "one",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    12: "twelve",
    14: "fourteen",
    72: "seventy_two",
}


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    VARDAGAR = "vardagar"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, kw_only=True)
class Period:
    """``number`` is never negative; a count backwards is not a statutory time."""

    number: int
    unit: Unit

    @property
    def length(self) -> str:
        """For people who read data: ``3 weeks``."""
        return f"{self.number} {self.unit.removesuffix('s') if self.number == 1 else self.unit.value}"

    @property
    def name(self) -> str:
        """A name code: ``three_weeks``, ``one_week``."""
        unit = self.unit.removesuffix("s") if self.number == 1 else self.unit.value
        return f"{NUMBERS.get(self.number, f'n{self.number}')}_{unit}"


def ends_on(period: Period, start: date, *, saturday_counts: bool = True) -> date:
    """The last day of the period, before any roll. The start day itself is not counted.

    Weeks, months and years end on the day with the same name or number, or on the last day of a month that lacks it
    (1 §). ``saturday_counts`` matters for vardagar only. Raises ValueError for hours, which have no day of their own.
    """
    number = period.number
    match period.unit:
        case Unit.HOURS:
            raise ValueError("A period in hours starts at a time: use ends_at")
        case Unit.DAYS:
            return start + timedelta(days=number)
        case Unit.WEEKS:
            return start + timedelta(weeks=number)
        case Unit.WORKING_DAYS:
            return add_working_days(start, number)
        case Unit.VARDAGAR:
            return add_vardagar(start, number, saturday_counts)
        case Unit.MONTHS:
            return _months_after(start, number)
        case Unit.YEARS:
            return _months_after(start, 12 * number)


def ends_at(period: Period, start: datetime) -> datetime:
    """The moment a period in hours ends, in the time zone of ``start``. Raises ValueError for any other unit."""
    if period.unit is not Unit.HOURS:
        raise ValueError(f"{period.length} is not a period in hours")
    if start.tzinfo is None:
        raise ValueError("A moment needs its time zone")
    # Through UTC: an hour is an hour also on the night when the clocks are changed.
    return (start.astimezone(UTC) + timedelta(hours=period.number)).astimezone(start.tzinfo)


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
