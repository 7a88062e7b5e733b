from datetime import date, timedelta

import pytest

from kvar import law

DAY = timedelta(days=1)

ODD_DAYS = [
    (date(2026, 4, 2), None),  # skärtorsdagen
    (date(2026, 4, 3), "good_friday"),
    (date(2026, 4, 4), "saturday"),  # påskafton is off as a Saturday only
    (date(2026, 4, 5), "easter_sunday"),
    (date(2026, 4, 6), "easter_monday"),
    (date(2026, 4, 30), None),  # valborgsmässoafton
    (date(2026, 5, 1), "first_of_may"),
    (date(2008, 5, 1), "first_of_may"),  # Ascension Day too, that year
    (date(2026, 5, 14), "ascension_day"),
    (date(2026, 5, 15), None),  # klämdag
    (date(2026, 5, 24), "whit_sunday"),
    (date(2026, 5, 25), None),  # annandag pingst is no holiday since 2005
    (date(2004, 5, 31), "whit_monday"),
    (date(2004, 6, 6), "sunday"),
    (date(2005, 6, 6), "national_day"),
    (date(2026, 6, 19), "midsummer_eve"),
    (date(2026, 6, 20), "midsummer_day"),
    (date(2026, 10, 31), "all_saints_day"),
    (date(2025, 11, 1), "all_saints_day"),
    (date(2026, 12, 23), None),
    (date(2026, 12, 24), "christmas_eve"),
    (date(2026, 12, 25), "christmas_day"),
    (date(2026, 12, 26), "second_day_of_christmas"),
    (date(2026, 12, 31), "new_years_eve"),
    (date(2027, 1, 1), "new_years_day"),
    (date(2027, 1, 5), None),  # trettondagsafton
    (date(2027, 1, 6), "epiphany"),
    (date(2026, 11, 22), "sunday"),
]


@pytest.mark.parametrize(("day", "name"), ODD_DAYS)
def test_an_odd_day_has_the_name_the_law_gives_it(day: date, name: str | None) -> None:
    assert law.why_day_off(day) == name
    assert law.is_working_day(day) is (name is None)


# Years in which a shortened computus goes wrong.
@pytest.mark.parametrize(
    "easter",
    [date(1991, 3, 31), date(1998, 4, 12), date(2049, 4, 18), date(2076, 4, 19), date(2106, 4, 18), date(2199, 4, 14)],
)
def test_easter_is_right_in_the_years_that_are_hard(easter: date) -> None:
    assert law.why_day_off(easter) == "easter_sunday"
    assert law.why_day_off(easter - 2 * DAY) == "good_friday"


@pytest.mark.parametrize(
    ("day", "next_one"),
    [
        (date(2026, 6, 19), date(2026, 6, 22)),
        (date(2026, 12, 24), date(2026, 12, 28)),
        (date(2026, 12, 31), date(2027, 1, 4)),
        (date(2026, 4, 3), date(2026, 4, 7)),
        (date(1997, 12, 24), date(1997, 12, 29)),  # the longest roll there is: five days
        (date(2026, 11, 24), date(2026, 11, 24)),
    ],
)
def test_the_next_working_day_is_the_day_itself_when_it_is_one(day: date, next_one: date) -> None:
    assert law.next_working_day(day) == next_one


def test_working_days_are_counted_forwards_and_backwards_from_any_day() -> None:
    thursday, saturday = date(2026, 12, 3), date(2026, 12, 5)
    assert law.add_working_days(thursday, 1) == date(2026, 12, 4)
    assert law.add_working_days(thursday, 2) == date(2026, 12, 7)
    assert law.add_working_days(date(2026, 12, 28), -3) == date(2026, 12, 21)
    assert law.add_working_days(saturday, -1) == date(2026, 12, 4)
    assert law.add_working_days(saturday, 0) == saturday


def test_a_saturday_is_a_vardag_in_one_reading_and_an_eve_follows_it() -> None:
    saturday, sunday, eve = date(2026, 11, 28), date(2026, 11, 29), date(2026, 12, 24)
    assert law.is_vardag(saturday, True)
    assert not law.is_vardag(saturday, False)
    assert law.is_vardag(eve, True)
    assert not law.is_vardag(eve, False)
    assert not law.is_vardag(sunday, True)
    assert not law.is_vardag(date(2026, 6, 20), True)  # midsommardagen is a holiday on a Saturday


def test_vardagar_are_counted_in_both_readings() -> None:
    friday = date(2026, 11, 27)
    assert law.add_vardagar(friday, 2, True) == date(2026, 11, 30)
    assert law.add_vardagar(friday, 2, False) == date(2026, 12, 1)
    assert law.add_vardagar(date(2026, 11, 30), -1, True) == date(2026, 11, 28)
