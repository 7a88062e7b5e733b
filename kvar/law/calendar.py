"""Swedish days off: lag (1989:253) om allmänna helgdagar, and 2 § lag (1930:173) om beräkning av lagstadgad tid.

A *working day* is a day on which an act that falls due must be done: not a Saturday, Sunday, public holiday or one of
the three eves that 2 § names. Skärtorsdag, valborgsmässoafton and trettondagsafton are ordinary days.
A *vardag* is a day that is not a Sunday or a public holiday. Whether Saturday counts as one is unsettled (law.md 5.3),
so every function about vardagar asks for the reading; the strict one leaves out the three eves with the Saturday.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
EVES = frozenset({"midsummer_eve", "christmas_eve", "new_years_eve"})
NATIONAL_DAY_SINCE = 2005  # SFS 2004:1320: 6 June became a holiday and annandag pingst ceased to be one


def is_working_day(day: date) -> bool:
    """Is it a day on which a time to act may end (2 § lag 1930:173)?"""
    return day.weekday() < SATURDAY and day not in days_off(day.year)


def why_day_off(day: date) -> str | None:
    """The name code of the day off (``christmas_eve``, ``saturday`` …); None for a working day."""
    named = days_off(day.year).get(day)
    return named or {SATURDAY: "saturday", SUNDAY: "sunday"}.get(day.weekday())


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += DAY
    return day


def add_working_days(day: date, number: int) -> date:
    """The ``number``-th working day after ``day``, or before it when negative. Zero gives the day itself."""
    return _step(day, number, is_working_day)


def is_vardag(day: date, saturday_counts: bool) -> bool:
    """Is it a vardag? ``saturday_counts`` False leaves out Saturdays and the three eves too, as 2 § lag 1930:173."""
    if not saturday_counts:
        return is_working_day(day)
    return day.weekday() != SUNDAY and days_off(day.year).get(day) in EVES | {None}


def add_vardagar(day: date, number: int, saturday_counts: bool) -> date:
    """The ``number``-th vardag after ``day``, or before it when negative. Zero gives the day itself."""
    return _step(day, number, lambda other: is_vardag(other, saturday_counts))


def _step(day: date, number: int, counts: Callable[[date], bool]) -> date:
    way = DAY if number > 0 else -DAY
    for _ in range(abs(number)):
        day += way
        while not counts(day):
            day += way
    return day


@lru_cache(maxsize=256)
def days_off(year: int) -> dict[date, str]:
    """Every public holiday and eve of a year, with its name code. Right from 1990 on."""
    easter = _easter(year)
    midsummer = _first_saturday(date(year, 6, 20))
    days = {
        date(year, 1, 1): "new_years_day",
        date(year, 1, 6): "epiphany",
        easter - 2 * DAY: "good_friday",
        easter: "easter_sunday",
        easter + DAY: "easter_monday",
        easter + 49 * DAY: "whit_sunday",
        midsummer - DAY: "midsummer_eve",
        midsummer: "midsummer_day",
        _first_saturday(date(year, 10, 31)): "all_saints_day",
        date(year, 12, 24): "christmas_eve",
        date(year, 12, 25): "christmas_day",
        date(year, 12, 26): "second_day_of_christmas",
        date(year, 12, 31): "new_years_eve",
    }
    # Set last: in 2008 Ascension Day fell on 1 May, and in 2022 a whit weekend met 6 June.
    days[date(year, 6, 6) if year >= NATIONAL_DAY_SINCE else easter + 50 * DAY] = _june_holiday(year)
    days[easter + 39 * DAY] = "ascension_day"
    days[date(year, 5, 1)] = "first_of_may"
    return days


def _june_holiday(year: int) -> str:
    return "national_day" if year >= NATIONAL_DAY_SINCE else "whit_monday"


def _first_saturday(day: date) -> date:
    return day + (SATURDAY - day.weekday()) % 7 * DAY


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
