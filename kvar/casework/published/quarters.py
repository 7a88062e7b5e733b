"""Quarters, named by their first day."""

from datetime import date, timedelta


def quarter_of(day: date) -> date:
    """The first day of the quarter that the day lies in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_quarter(quarter: date) -> date:
    """The first day of the quarter after."""
    return quarter_of(quarter + timedelta(days=100))


def quarters_within(first: date, last: date) -> tuple[date, ...]:
    """The whole quarters between two days, both included."""
    found, quarter = [], quarter_of(first)
    while next_quarter(quarter) <= last + timedelta(days=1):
        if quarter >= first:
            found.append(quarter)
        quarter = next_quarter(quarter)
    return tuple(found)
