"""In which languages the letters are: whoever is at home reads every one, and those in Swedish alone are declared."""

import re
from pathlib import Path

import pytest

from kvar.casework.letters.languages import languages_of
from kvar.content.letter_file import LANGUAGES
from kvar.content.load import load

LETTERS = load().letters
DOC = Path(__file__).parents[2] / "docs/how-to/brevens-sprak.md"
AT_HOME = [letter.id for letter in LETTERS.values() if letter.read_at_home]
NEEDED = {"ar", "so", "fa", "ti", "bs", "uk"}


@pytest.mark.parametrize("letter", AT_HOME)
def test_whoever_is_at_home_reads_the_letter_in_every_language(letter: str) -> None:
    assert {*LETTERS[letter].languages} == {*LANGUAGES}
    assert {*languages_of(LETTERS[letter])} >= NEEDED


def test_the_letters_in_swedish_alone_are_those_that_the_document_gives_a_reason_for() -> None:
    alone = {letter.id for letter in LETTERS.values() if languages_of(letter) == ("sv",)}
    told = re.findall(r"^\| `(\w+)` \|", DOC.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert alone == {*told} and len(told) == len(alone)
    assert all(LETTERS[letter].to not in ("household", "person", "child", "anyone") for letter in alone)


def test_what_somebody_signs_for_an_authority_or_has_a_copy_of_has_the_swedish_words_too() -> None:
    assert {letter.id for letter in LETTERS.values() if letter.swedish_follows} == {
        "begaran_anstand",
        "bekraftelse_kopia",
    }
