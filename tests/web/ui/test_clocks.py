"""Times of day as people type them. A time in a proof that is hours wrong is a false proof."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from kvar.web.ui.forms import ClockField


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10", time(10)),
        ("9", time(9)),
        ("kl 13.30", time(13, 30)),
        ("kl. 8", time(8)),
        ("klockan 8:05", time(8, 5)),
        ("17.40", time(17, 40)),
        ("17:40", time(17, 40)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        (" 00.00 ", time(0)),
        (time(7, 5), time(7, 5)),
        ("", None),
        ("  ", None),
    ],
)
def test_a_time_is_read_as_it_is_meant(typed: str | time, meant: time | None) -> None:
    assert ClockField(required=False).clean(typed) == meant


@pytest.mark.parametrize("typed", ["25", "10.60", "halv tio", "10-12", "٩", "12345", "10.3"])
def test_what_is_no_time_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(ValidationError, match="går inte att läsa som ett klockslag"):
        ClockField().clean(typed)


def test_a_kept_time_is_shown_as_it_is_written() -> None:
    assert ClockField().prepare_value(time(9, 5)) == "09.05" and ClockField().prepare_value("halv") == "halv"
