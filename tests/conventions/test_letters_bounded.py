"""The making of a letter is bounded: one door to the typesetter, a limit before it, and fields that stay below it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kvar.casework.letters.addressees import ways_of
from kvar.casework.letters.asked import LetterAsks, grounds_of
from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.paper import pdf
from kvar.paper.letter import LetterPaper, Paragraph
from kvar.paper.picture import letter_picture
from kvar.web.letters.forms import form_for
from kvar.web.ui.forms import PlainTextField
from tests.harness.source import below, text
from tests.paper.papers import LETTER

IMPORTED = re.compile(r"^\s*(?:import|from) typst\b", re.MULTILINE)
LETTERS = tuple(load().letters.values())
WAYS: dict[str, Callable[[LetterPaper], Any]] = {"pdf": pdf.letter_pdf, "picture": letter_picture}
BOUNDED_BY_ITSELF = {"ChoiceField", "ManyField", "SwedishDateField", "ClockField"}


def fields_of(letter: Letter) -> dict[str, Any]:
    """Everything that somebody may type in the letter, where the case asks as much as it can."""
    asked: dict[str, Any] = {"to": (), "guardian": True, "begins_with": {}}
    asked |= {"children": (("1", "Alva"),), "persons": (("2", "Maria"),)}
    needs = LetterAsks(grounds=grounds_of(letter), ways=ways_of(letter), **asked)
    return dict(form_for(letter, needs, data=None, today=date(2026, 11, 22)).fields)


def test_one_file_alone_calls_the_typesetter() -> None:
    calling = {path for path in below("kvar", ".py") if IMPORTED.search(text(path))}
    assert calling == {Path("kvar/paper/pdf.py")}


@pytest.mark.parametrize("way", WAYS)
def test_a_letter_above_the_limit_never_comes_to_the_typesetter(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[str] = []
    monkeypatch.setattr(pdf, "_compiled", lambda data, *_layout, **_told: reached.append(data) or b"%PDF")
    with pytest.raises(pdf.PaperRefused, match="Brevet är för långt för att göras till PDF. Korta det"):
        WAYS[way](replace(LETTER, blocks=(Paragraph("a" * pdf.LONGEST),)))
    assert reached == []
    WAYS[way](LETTER)
    assert len(reached) == 1 and len(reached[0]) <= pdf.LONGEST


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.id)
def test_all_that_is_typed_in_a_letter_has_a_limit_far_below_that_of_the_letter(letter: Letter) -> None:
    fields = fields_of(letter)
    typed = {name: one.longest for name, one in fields.items() if isinstance(one, PlainTextField)}
    others = {name: type(one).__name__ for name, one in fields.items() if name not in typed}
    assert set(others.values()) <= BOUNDED_BY_ITSELF, others
    assert sum(typed.values()) + max(map(len, letter.texts.values())) < pdf.LONGEST / 2
