"""The city's name and mark on every letter are those of the content: another city's letters bear its own."""

from dataclasses import replace
from typing import Any

import pytest

from kvar.content.load import load, with_content
from kvar.paper.pdf import letter_pdf
from tests.letters.approving import drafted
from tests.letters.test_approved import ONE_STORY
from tests.paper.papers import bare, words
from tests.paper.spoken import pictures_told, spoken

WITH_HEAD = [one for one in ONE_STORY if one[2] == "sv" and load().letters[one[0]].letterhead]
OTHER = {"alt": "Provköpings vapen: en bock", "path": "M4 4H44V44H4Z"}


def pdf_where(letter: str, story: str, **organisation: Any) -> bytes:
    own = load().organisation
    with with_content(replace(load(), organisation=own.model_copy(update=organisation))):
        return letter_pdf(drafted(letter, story))


def first_words(pdf: bytes) -> str:
    return bare("".join(text for _language, text in spoken(pdf)[:3]))


def marked(**changes: str) -> Any:
    mark = load().organisation.mark
    assert mark
    return mark.model_copy(update=changes)


@pytest.mark.parametrize(("letter", "story", "language"), WITH_HEAD)
def test_another_citys_letters_bear_its_name_and_its_mark(letter: str, story: str, language: str) -> None:
    ours, own = letter_pdf(drafted(letter, story, language)), load().organisation.municipality
    theirs = pdf_where(letter, story, municipality="Provköpings kommun", mark=marked(**OTHER))
    assert first_words(ours).startswith(bare(own)) and bare("Provköpings kommun") not in words(ours)
    assert first_words(theirs).startswith(bare("Provköpings kommun"))
    assert pictures_told(theirs) == [OTHER["alt"]]


def test_the_mark_is_drawn_as_the_content_draws_it() -> None:
    letter, story, _language = WITH_HEAD[0]
    ours, theirs = pdf_where(letter, story), pdf_where(letter, story, mark=marked(path=OTHER["path"]))
    assert ours == letter_pdf(drafted(letter, story)) and ours != theirs
    assert pictures_told(ours) == pictures_told(theirs)


def test_a_city_without_a_mark_has_letters_without_one() -> None:
    letter, story, _language = WITH_HEAD[0]
    assert pictures_told(pdf_where(letter, story, mark=None)) == []
    nameless = first_words(pdf_where(letter, story, mark=None, municipality=""))
    assert nameless.startswith(bare(drafted(letter, story).sender[0]))
