"""A picture that would say more than its numbers is not drawn."""

import pytest

from kvar.casework.follow_up_report.picture_words import RUN
from kvar.casework.follow_up_report.pictures import shares_picture

TOLD = {"title": "Barn och unga var med", "description": "Andelen per kvartal.", "counted": "Andel ja"}


@pytest.mark.parametrize(
    ("shares", "drawn"),
    [
        ([1.0, None, None], False),
        ([None, None, None, None], False),
        ([1.0, None], True),
        ([0.8, 0.9, None, None], True),
        ([0.8, 0.9, 0.7], True),
    ],
)
def test_shares_are_drawn_when_half_of_them_are_shown(shares: list[float | None], drawn: bool) -> None:
    picture = shares_picture([(f"kv {n}", share) for n, share in enumerate(shares, 1)], TOLD, RUN)
    assert (picture is not None) is drawn
