"""Days, times, hours and amounts are said in the letter's own language, or in signs that every reader knows."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from kvar.casework.letters.examples import example_draft, letter_examples
from kvar.casework.letters.values import clock, hours, kronor, said, words_of_letter
from kvar.content.letter_file import LetterBlank
from kvar.content.load import load
from kvar.paper.days import WEEKDAYS
from kvar.paper.letter import as_text

TRANSLATED = sorted(load().translations)
IN_ENGLISH = [(letter, story) for letter, story, language in letter_examples() if language == "en"]
ON = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "måndag–fredag 9–11"),
        ("lattlast", "måndag–fredag 9–11"),
        ("en", "Monday–Friday 09:00–11:00"),
        ("ar", "الاثنين–الجمعة 09:00–11:00"),
        ("so", "Isniin–Jimce 09:00–11:00"),
    ],
)
def test_the_hours_in_which_we_answer_have_the_days_of_the_language(language: str, words: str) -> None:
    assert hours("måndag–fredag 9–11", language=language) == words


def test_a_word_that_is_no_day_stays_in_the_hours() -> None:
    assert hours("Måndagar och fredagar 8.30–12, inte midsommar", language="en") == (
        "Monday and Friday 08:30–12:00, inte midsommar"
    )


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "9.05"), ("lattlast", "9.05"), ("en", "09:05"), ("uk", "09:05")]
)
def test_a_time_of_day_has_the_signs_of_the_language(language: str, words: str) -> None:
    assert clock("9.05", language=language) == words


@pytest.mark.parametrize(
    ("language", "whole", "part"),
    [
        ("sv", "14 300 kronor", "14 300,50 kronor"),
        ("lattlast", "14 300 kronor", "14 300,50 kronor"),
        ("en", "SEK 14,300", "SEK 14,300.50"),
        ("fa", "14 300 SEK", "14 300,50 SEK"),
    ],
)
def test_an_amount_has_the_signs_of_the_language(language: str, whole: str, part: str) -> None:
    assert kronor(1_430_000, language=language).replace("\u00a0", " ") == whole
    assert kronor(1_430_050, language=language).replace("\u00a0", " ") == part


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        (date(2026, 11, 27), "fredag 27 november", "Friday 27 November"),
        (datetime(2026, 12, 17, 9, 0), "torsdag 17 december kl. 09.00", "Thursday 17 December at 09:00"),
        (("två", "rader"), ("två", "rader"), ("två", "rader")),
        ("som det skrevs", "som det skrevs", "som det skrevs"),
        (None, "", ""),
    ],
)
def test_what_is_typed_is_said_in_the_language_where_it_can_be(value: object, swedish: object, english: object) -> None:
    blank = LetterBlank(name="dag", says="dagen")
    assert said(value, blank=blank, on=ON, language="sv") == swedish
    assert said(value, blank=blank, on=ON, language="en") == english


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_says_the_case_the_page_and_the_days_of_the_week(language: str) -> None:
    """No word of Swedish is left in a letter that is wholly in the language."""
    frame = words_of_letter(language)
    assert frame.case != words_of_letter("sv").case and frame.page != words_of_letter("sv").page
    assert len({*frame.weekdays}) == 7 and not {*frame.weekdays} & {*WEEKDAYS["sv"]}


@pytest.mark.parametrize(("letter", "story"), IN_ENGLISH)
def test_an_english_letter_has_its_days_its_case_and_its_pages_in_english(letter: str, story: str) -> None:
    draft = example_draft(letter=letter, story=story, language="en")
    assert draft.paper is not None and draft.paper.page == "Page {sida} of {sidor}"
    if draft.paper.letterhead:
        assert draft.paper.day_lines == ("9 November 2026", "Case C-26-4KXD")
    ours = {*WEEKDAYS["sv"], "Ärende", "Sida", "kl."}
    own = tuple(block for block in draft.paper.blocks if block.language != "sv")  # the Swedish text may stand below
    text = as_text(replace(draft.paper, blocks=own))
    assert not ours & {word.strip("–.,:") for word in text.replace("–", " ").split()}
