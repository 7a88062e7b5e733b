from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from kvar.web.ui import wording

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 30), "måndag 30 november"),
        (date(2027, 1, 2), "lördag 2 januari 2027"),
        (None, "dagen är inte känd"),
    ],
)
def test_a_day_is_said_with_its_year_only_when_it_is_another(day: date | None, said: str) -> None:
    assert wording.day(day, TODAY).replace("\xa0", " ") == said


def test_without_a_today_the_year_is_always_said() -> None:
    assert wording.day(TODAY).endswith("november 2026")


def test_a_short_day() -> None:
    assert wording.short_day(date(2026, 12, 10), TODAY).replace("\xa0", " ") == "tors 10 dec"
    assert wording.short_day(date(2025, 3, 1), TODAY).replace("\xa0", " ") == "lör 1 mars 2025"
    assert wording.short_day(date(2026, 12, 10)).replace("\xa0", " ") == "tors 10 dec 2026"


def test_a_debt_is_never_told_as_a_sum_below_zero() -> None:
    said = [wording.balance_words(ore).replace("\xa0", " ") for ore in (785_000, 0, -9_154_900)]
    assert said == ["Kvar att betala: 7 850 kr", "Kvar att betala: 0 kr", "Betalt 91 549 kr för mycket"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "idag"),
        (date(2026, 11, 23), "imorgon"),
        (date(2026, 11, 21), "igår"),
        (date(2026, 11, 30), "om 8 dagar"),
        (date(2026, 11, 20), "2 dagar sedan"),
        (None, ""),
    ],
)
def test_the_distance_to_a_day(day: date | None, said: str) -> None:
    assert wording.distance(day, TODAY) == said


@pytest.mark.parametrize(
    ("ore", "said"),
    [
        (785000, "7 850 kr"),
        (785050, "7 850,50 kr"),
        (5, "0,05 kr"),
        (0, "0 kr"),
        (-100, "−1 kr"),
        (123456700, "1 234 567 kr"),
        (None, "beloppet är inte känt"),
    ],
)
def test_amounts(ore: int | None, said: str) -> None:
    assert wording.kronor(ore).replace("\xa0", " ") == said


def test_the_clock_is_swedish() -> None:
    assert wording.timestamp(datetime(2026, 11, 22, 7, 12, tzinfo=UTC)) == "kom 08.12"
    assert wording.day(datetime(2026, 11, 22, 23, 30, tzinfo=UTC), TODAY).startswith("måndag 23")


def test_counts_have_one_and_many() -> None:
    assert [wording.count_of(n, "ärende,ärenden").replace("\xa0", " ") for n in (0, 1, 2, 1104)] == [
        "0 ärenden",
        "1 ärende",
        "2 ärenden",
        "1 104 ärenden",
    ]


def test_every_template_has_the_filters() -> None:
    page = Template('{{ day|day:today }}, {{ day|distance:today }}, {{ debt|kronor }}, {{ n|count_of:"barn,barn" }}')
    drawn = page.render(Context({"day": date(2026, 11, 30), "today": TODAY, "debt": 785000, "n": 2}))
    assert drawn.replace("\xa0", " ") == "måndag 30 november, om 8 dagar, 7 850 kr, 2 barn"
