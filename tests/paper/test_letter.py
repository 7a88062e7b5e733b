"""A letter as plain text, and days as letters say them."""

from datetime import date

import pytest

from kvar.paper.days import distance, full_day, spoken_day
from kvar.paper.letter import as_text
from tests.paper.papers import LETTER


def test_a_letter_as_text_holds_every_part_in_order() -> None:
    assert (
        as_text(LETTER)
        == """\
Provstaden
Socialförvaltningen Hisingen
Vuxenenheten
Box 999, 400 00 Göteborg

Åke Öberg
Äppelgränd 3, lgh 1203
417 00 Göteborg

den 22 november 2026
Ärende H-26-4KXD

Vi vill prata med dig – hör av dig
==================================

Räksmörgås på ön: é, ü, ø, š, ł och ”citat” – 14\u00a0300 kr.

| Betala senast
| fredag 27 november
| Då bor du kvar.
| Bankgiro 5050-1055.

Så här gör du
-------------

- Ring oss.
- Skriv till oss.

Sara Lindh
Telefon: 031-000 00 01

(en) This letter is about your home.
"""
    )


def test_days_are_written_as_people_say_them() -> None:
    day = date(2026, 11, 30)
    assert full_day(day) == "den 30 november 2026"
    assert [full_day(day, language=one) for one in ("lattlast", "en", "ar")] == [
        "den 30 november 2026",
        "30 November 2026",
        "2026-11-30",
    ]
    assert spoken_day(day, written_on=date(2026, 11, 22)) == "måndag 30 november"
    assert spoken_day(day, written_on=date(2025, 11, 22)) == "måndag 30 november 2026"


@pytest.mark.parametrize(
    ("day", "said"),
    [(21, "för 2 dagar sedan"), (22, "igår"), (23, "idag"), (24, "imorgon"), (30, "om 7 dagar")],
)
def test_distance_is_counted_from_the_day_given(day: int, said: str) -> None:
    assert distance(date(2026, 11, day), today=date(2026, 11, 23)) == said
