from datetime import date

import pytest
from django.core.exceptions import ValidationError

from kvar.web.ui.forms import Form, SwedishDateField
from kvar.web.ui.forms.days import day_typed

TODAY = date(2026, 11, 22)
MEANT = date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-23",
        "20261123",
        "2026/11/23",
        "2026 11 23",
        "23/11 2026",
        "23/11/2026",
        "23/11-2026",
        "23.11.2026",
        "23-11-2026",
        "23 november 2026",
        "23 Nov 2026",
        "23 nov. 2026",
        "den 23 november 2026",
        "måndag 23 november 2026",
        "mån 23 nov 2026",
        "23 nov",
        "23/11",
        "23:e november",
        "imorgon",
    ],
)
def test_every_way_to_write_a_day_is_read(typed: str) -> None:
    assert day_typed(typed, today=TODAY) == MEANT


@pytest.mark.parametrize(
    ("typed", "today", "meant"),
    [
        ("23 dec", date(2026, 1, 10), date(2025, 12, 23)),
        ("10 jan", date(2026, 12, 20), date(2027, 1, 10)),
        ("1 sept", TODAY, date(2026, 9, 1)),
        ("igår", TODAY, date(2026, 11, 21)),
        ("29 feb", date(2026, 3, 1), date(2024, 2, 29)),
    ],
)
def test_without_a_year_the_nearest_day_is_meant(typed: str, today: date, meant: date) -> None:
    if typed == "29 feb":
        with pytest.raises(ValidationError, match="finns inte"):
            day_typed(typed, today=today)
    else:
        assert day_typed(typed, today=today) == meant


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("31 november", "finns inte"),
        ("2026-02-30", "finns inte"),
        ("2026-13-01", "Månad 13 finns inte"),
        ("0/0 2026", "Månad 0 finns inte"),
        ("snart", "går inte att läsa som en dag"),
        ("23 novum", "går inte att läsa som en dag"),
        ("23 nov 26", "går inte att läsa som en dag"),
        ("11-23-2026-1", "går inte att läsa som en dag"),
        ("٢٣/١١ ٢٠٢٦x", "går inte att läsa som en dag"),
        ("9" * 5000, "går inte att läsa som en dag"),
    ],
)
def test_an_impossible_day_gets_a_sentence(typed: str, because: str) -> None:
    with pytest.raises(ValidationError, match=because) as refusal:
        day_typed(typed, today=TODAY)
    assert len(refusal.value.messages[0]) < 200


class DayForm(Form):
    on = SwedishDateField(past=True)


def test_a_day_after_today_is_refused_where_only_the_past_can_be() -> None:
    form = DayForm({"on": "24 nov"}, today=TODAY)
    assert "har inte varit än – idag är det söndag 22" in form.errors["on"][0]
    assert not DayForm({"on": "22 nov"}, today=TODAY).errors


def test_a_year_that_cannot_be_right_is_refused() -> None:
    assert "Året 1026 kan inte stämma" in DayForm({"on": "1026-11-01"}, today=TODAY).errors["on"][0]


def test_without_a_today_the_year_is_asked_for() -> None:
    assert "Året saknas" in DayForm({"on": "23 nov"}).errors["on"][0]
