"""Every rule that has a length, on every start day for more than half a century, against the oracle."""

from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from os import cpu_count

import holidays
import pytest

from kvar import law
from tests.law import oracle
from tests.law.compared import Difference, differences

DAY = timedelta(days=1)
FIRST, LAST = date(1993, 7, 1), date(2046, 12, 31)
READINGS = (True, False, None)  # Saturday is a vardag, is not, is not settled
SPAN = 365  # days handed to a process at a time
CODES = {
    "Nyårsdagen": "new_years_day",
    "Trettondedag jul": "epiphany",
    "Långfredagen": "good_friday",
    "Påskdagen": "easter_sunday",
    "Annandag påsk": "easter_monday",
    "Första maj": "first_of_may",
    "Kristi himmelsfärdsdag": "ascension_day",
    "Pingstdagen": "whit_sunday",
    "Annandag pingst": "whit_monday",
    "Nationaldagen": "national_day",
    "Midsommarafton": "midsummer_eve",
    "Midsommardagen": "midsummer_day",
    "Alla helgons dag": "all_saints_day",
    "Julafton": "christmas_eve",
    "Juldagen": "christmas_day",
    "Annandag jul": "second_day_of_christmas",
    "Nyårsafton": "new_years_eve",
}


def compare_from(first: date) -> tuple[int, list[Difference]]:
    days = [first + number * DAY for number in range(min(SPAN, (LAST - first).days + 1))]
    return differences((day, saturday) for day in days for saturday in READINGS)


@pytest.mark.deep
def test_no_answer_differs_from_the_oracle_on_any_day_from_1993_to_2046(capsys: pytest.CaptureFixture[str]) -> None:
    starts = [FIRST + number * DAY for number in range(0, (LAST - FIRST).days + 1, SPAN)]
    with ProcessPoolExecutor(cpu_count()) as pool:
        parts = list(pool.map(compare_from, starts))
    compared = sum(count for count, _found in parts)
    with capsys.disabled():
        print(f"\n{compared:,} answers of {len(oracle.RULES)} rules compared, {FIRST} to {LAST}")
    assert [difference for _count, found in parts for difference in found][:5] == []
    assert compared == len(READINGS) * len(oracle.RULES) * ((LAST - FIRST).days + 1)


@pytest.mark.deep
def test_every_day_from_1990_to_2050_is_what_another_calendar_says_and_has_its_name() -> None:
    calendar = holidays.SE(categories=("public", "de_facto"), language="sv", years=range(1990, 2052))
    named = {day: {CODES[name] for name in names.split("; ")} for day, names in calendar.items()}
    day, wrong = date(1990, 1, 1), []
    while day <= date(2050, 12, 31):
        if not agrees(day, named):
            wrong.append((day, law.why_day_off(day), law.next_working_day(day)))
        day += DAY
    assert wrong == []


def agrees(day: date, named: dict[date, set[str]]) -> bool:
    """Is it free, when may an act wait until, and why: all three as the other calendar has them?"""
    weekend = {5: "saturday", 6: "sunday"}.get(day.weekday())
    reasons: set[str | None] = {*named.get(day, {weekend})}
    following = day
    while following in named or following.weekday() >= 5:
        following += DAY
    answers = (law.is_working_day(day), law.next_working_day(day))
    return answers == (following == day, following) and law.why_day_off(day) in reasons
