import pytest
from django.core.exceptions import ValidationError

from kvar.web.ui.forms import AmountField
from kvar.web.ui.forms.amounts import ore_typed

MOST = 1_000_000_000


@pytest.mark.parametrize(
    ("typed", "ore"),
    [
        ("7850", 785000),
        ("7 850", 785000),
        ("7\u00a0850 kr", 785000),
        ("7 850 kronor", 785000),
        ("7 850,50", 785050),
        ("7850.5", 785050),
        ("7850:50", 785050),
        ("7.850:-", 785000),
        ("1.234.567", 123456700),
        ("1.234.567,89", 123456789),
        ("SEK 100", 10000),
        ("100,-", 10000),
        ("0", 0),
    ],
)
def test_every_way_to_write_an_amount_is_read(typed: str, ore: int) -> None:
    assert ore_typed(typed, most=MOST) == ore


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("-500", "mindre än noll"),
        ("\u2212500 kr", "mindre än noll"),
        ("- 500", "mindre än noll"),
        ("minus 500", "mindre än noll"),
        ("7,850", "kan läsas på två sätt"),
        ("7 850,505", "går inte att läsa som ett belopp"),
        ("sjutusen", "går inte att läsa som ett belopp"),
        ("kr", "går inte att läsa som ett belopp"),
        ("7e9", "går inte att läsa som ett belopp"),
        ("99999999999", "ovanligt stort"),
        ("9" * 5000, "ovanligt stort|går inte att läsa"),
    ],
)
def test_an_impossible_amount_gets_a_sentence(typed: str, because: str) -> None:
    with pytest.raises(ValidationError, match=because) as refusal:
        ore_typed(typed, most=MOST)
    assert len(refusal.value.messages[0]) < 200


def test_an_amount_is_shown_as_people_write_it() -> None:
    assert AmountField().prepare_value(785050) == "7\u00a0850,50"
    assert ore_typed(AmountField().prepare_value(785050), most=MOST) == 785050
