"""A second reckoning of every time that has a length, written from the statutes by somebody else than ``kvar.law``.

It is plain and slow on purpose, imports nothing from ``kvar``, and takes its holidays from the ``holidays`` package.
Its table is typed from law.md 12, so a wrong length in the content is found here too.
"""

from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

import holidays

DAY = timedelta(days=1)


class Row(NamedTuple):
    """From a day on, a time has this length."""

    since: str
    number: int
    unit: str


class Rule(NamedTuple):
    """``ends``: how the last day is found. ``acts`` rolls by 2 § lag (1930:173), ``unsettled`` may or may not.

    ``stays`` never rolls; ``reached`` is free on the day itself, ``passed`` on the day after; ``calendar_year`` is the
    end of the next one.
    """

    ends: str
    rows: tuple[Row, ...]


def _rule(ends: str, *rows: tuple[str, int, str]) -> Rule:
    return Rule(ends, tuple(Row(*row) for row in rows))


TWELVE = ("1980-01-01", 12, "vardagar")
RULES = {
    "rent_delay": _rule("unsettled", ("1980-01-01", 2, "vardagar"), ("1993-07-01", 1, "weeks")),
    "premises_rent_delay": _rule("unsettled", ("1980-01-01", 2, "vardagar")),
    "private_let_rent_delay": _rule("unsettled", ("2026-07-01", 2, "weeks")),
    "recovery_period": _rule("acts", TWELVE, ("1993-07-01", 3, "weeks")),
    "board_undertaking": _rule("acts", TWELVE, ("1993-07-01", 3, "weeks")),
    "recovery_period_premises": _rule("acts", TWELVE, ("1993-07-01", 2, "weeks")),
    "eviction_order_bar": _rule("passed", ("1993-07-01", 2, "vardagar")),
    "retroactive_increase": _rule("acts", ("2019-10-02", 1, "months")),
    "time_bar_two_months": _rule("acts", ("2024-07-01", 2, "months")),
    "time_bar_six_months": _rule("acts", ("2024-07-01", 6, "months")),
    "referral_to_tribunal": _rule("acts", ("2024-07-01", 1, "months")),
    "fee_delay": _rule("unsettled", ("2003-04-01", 1, "weeks")),
    "recovery_period_condominium": _rule("acts", ("1994-01-01", 12, "vardagar"), ("2003-04-01", 3, "weeks")),
    "eviction_order_bar_condominium": _rule("reached", ("2003-04-01", 3, "vardagar")),
    "electricity_period": _rule("acts", ("2023-06-01", 3, "weeks")),
    "gas_period": _rule("acts", ("2005-07-01", 3, "weeks")),
    "district_heating_period": _rule("acts", ("2008-07-01", 3, "weeks")),
    "answer_to_demand": _rule("acts", ("1992-01-01", 2, "weeks")),
    "transfer_to_court": _rule("acts", ("1992-01-01", 4, "weeks")),
    "order_reopening": _rule("acts", ("1992-01-01", 1, "months")),
    "earliest_eviction": _rule("reached", ("1982-01-01", 1, "weeks")),
    "earliest_eviction_abroad": _rule("reached", ("1982-01-01", 2, "weeks")),
    "eviction_target": _rule("stays", ("1982-01-01", 4, "weeks")),
    "respite": _rule("unsettled", ("1982-01-01", 2, "weeks")),
    "respite_with_compensation": _rule("unsettled", ("1982-01-01", 4, "weeks")),
    "application_lapse": _rule("acts", ("1982-01-01", 6, "months")),
    "storage": _rule("passed", ("1982-01-01", 3, "months")),
    "removal_earliest": _rule("reached", ("2017-07-01", 5, "days")),
    "removal_target": _rule("stays", ("2017-07-01", 3, "weeks")),
    "preliminary_assessment": _rule("acts", ("2013-01-01", 14, "days")),
    "child_investigation": _rule("acts", ("2002-01-01", 4, "months")),
    "reporter_feedback": _rule("acts", ("2026-01-01", 1, "weeks")),
    "unexecuted_decision": _rule("unsettled", ("2006-07-01", 3, "months")),
    "erasure": _rule("calendar_year", ("2002-01-01", 5, "years")),
    "simplified_service": _rule("stays", ("2011-04-01", 2, "weeks")),
    "legal_person_service": _rule("stays", ("2011-04-01", 2, "weeks")),
    "service_by_publication": _rule("stays", ("2011-04-01", 2, "weeks")),
    "data_breach_report": _rule("stays", ("2018-05-25", 72, "hours")),
}


@cache
def _free_days(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The public holidays of a year, and those with midsommarafton, julafton and nyårsafton."""
    public = frozenset(holidays.SE(years=year))
    return public, public | frozenset(holidays.SE(categories=("public", "de_facto"), years=year))


def is_free(day: date) -> bool:
    """A day on which nothing has to be done (2 § lag 1930:173)."""
    return day.weekday() >= 5 or day in _free_days(day.year)[1]


def is_vardag(day: date, saturday: bool) -> bool:
    if not saturday:
        return not is_free(day)
    return day.weekday() != 6 and day not in _free_days(day.year)[0]


def rolled(day: date) -> date:
    while is_free(day):
        day += DAY
    return day


def months_later(day: date, number: int) -> date:
    """The day with the same number, or the last one of a month that lacks it (1 § lag 1930:173)."""
    year, month = day.year, day.month
    for _ in range(number):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")


def raw_end(number: int, unit: str, start: date, saturday: bool) -> date:
    """The day a time ends before it is moved. The start day is not counted."""
    match unit:
        case "hours":  # counted from nine in the morning: 72 hours are three days
            return (datetime(start.year, start.month, start.day, 9) + timedelta(hours=number)).date()
        case "days":
            return start + number * DAY
        case "weeks":
            return start + 7 * number * DAY
        case "months":
            return months_later(start, number)
        case "years":
            return months_later(start, 12 * number)
    assert unit == "vardagar"
    day = start
    while number:
        day += DAY
        number -= is_vardag(day, saturday)
    return day


def row_on(id: str, chosen: date) -> Row | None:
    """The row that applied on a day; None before the first one."""
    rows = [row for row in RULES[id].rows if row.since <= chosen.isoformat()]
    return rows[-1] if rows else None


def readings(id: str, start: date, chosen: date, saturday: bool | None) -> dict[str, date]:
    """Each way to read the law on one rule that counts from ``start``; empty while its day ``chosen`` has no row.

    ``day`` is the answer: the earlier one where Saturday is not settled (``saturday`` None). Others are told beside it.
    """
    row = row_on(id, chosen)
    if row is None:
        return {}
    ends = RULES[id].ends
    raw = [
        raw_end(row.number, row.unit, start, counts) for counts in ((True, False) if saturday is None else [saturday])
    ]
    days = [_ended(ends, end) for end in raw]
    told = {"day": min(days)}
    if row.unit == "vardagar" and saturday is None:
        told |= {"saturday_is_working_day": days[0], "saturday_is_not_working_day": days[1]}
    if ends == "unsettled" and min(raw) < min(days):
        told["not_rolled"] = min(raw)
    return told


def _ended(ends: str, end: date) -> date:
    match ends:
        case "acts" | "unsettled":
            return rolled(end)
        case "passed":
            return end + DAY
        case "calendar_year":
            return date(end.year + 1, 12, 31)
    return end
