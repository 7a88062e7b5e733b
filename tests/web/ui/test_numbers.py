from datetime import date

import pytest
from django.core.exceptions import ValidationError

from kvar.casework.city.numbers import official_number
from kvar.web.ui.forms import PersonalNumberField
from kvar.web.ui.forms.numbers import twelve_digits

TODAY = date(2026, 11, 22)


def _numbers() -> tuple[str, str]:
    """An official test number born 1990 and the coordination number of the same day."""
    from personnummer import personnummer

    def closed(nine: str) -> str:
        return next(f"{nine}{check}" for check in range(10) if personnummer.valid(f"19{nine}{check}"))

    return f"19{closed('900529238')}", f"19{closed('900589238')}"


NUMBER, COORDINATION = _numbers()


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        f"{NUMBER[:8]}-{NUMBER[8:]}",
        NUMBER[2:],
        f"{NUMBER[2:8]}-{NUMBER[8:]}",
        f" {NUMBER[:4]} {NUMBER[4:6]} {NUMBER[6:8]} {NUMBER[8:]} ",
        f"{NUMBER[2:8]}\u2013{NUMBER[8:]}",
    ],
)
def test_ten_and_twelve_digits_give_the_same_number(typed: str) -> None:
    assert twelve_digits(typed, today=TODAY) == NUMBER


def test_a_coordination_number_is_a_number() -> None:
    assert twelve_digits(COORDINATION[2:], today=TODAY) == COORDINATION


def test_a_plus_means_over_a_hundred_years() -> None:
    assert twelve_digits(f"{NUMBER[2:8]}+{NUMBER[8:]}", today=TODAY) == f"18{NUMBER[2:]}"


def test_a_child_born_this_year_and_a_day_that_has_not_been() -> None:
    assert twelve_digits(_valid("260105238"), today=TODAY).startswith("20260105")
    assert twelve_digits(_valid("261230238"), today=TODAY).startswith("19261230")


def _valid(nine: str) -> str:
    from personnummer import personnummer

    return next(f"{nine}{check}" for check in range(10) if personnummer.valid(f"{nine}{check}"))


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        (f"{NUMBER[:-1]}{(int(NUMBER[-1]) + 1) % 10}", "Kontrollsiffran stämmer inte"),
        (f"20{_valid('271230238')}", "föds efter idag"),
        ("900517-238", "tio eller tolv siffror, här står det 9"),
        ("199005292381234", "tio eller tolv siffror, här står det 15"),
        ("19901332-2382", "Födelsedagen i numret finns inte: månad 13, dag 32"),
        ("saknas", "bara siffror"),
        ("9005-172382", "Bindestrecket står på fel plats"),
        ("１９９００５１７２３８２x", "bara siffror"),
        ("9" * 10_000, "tio eller tolv siffror"),
    ],
)
def test_each_wrong_number_gets_its_own_sentence(typed: str, because: str) -> None:
    with pytest.raises(ValidationError, match=because) as refusal:
        twelve_digits(typed, today=TODAY)
    assert len(refusal.value.messages[0]) < 200


def test_the_demo_city_s_numbers_are_read() -> None:
    number = official_number(date(1990, 5, 29), woman=False)
    assert twelve_digits(number, today=TODAY) == number


def test_no_number_is_no_answer() -> None:
    assert PersonalNumberField(required=False).clean("  ") is None


def test_a_number_is_shown_with_its_dash() -> None:
    assert PersonalNumberField().prepare_value(NUMBER) == f"{NUMBER[:8]}-{NUMBER[8:]}"
