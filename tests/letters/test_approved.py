"""Every letter, story and language: the text is the one that somebody has approved, and the PDF keeps the standards."""

import re
from typing import Any

import pytest

from kvar.casework.letters.examples import example_draft, letter_examples
from kvar.content.load import load
from kvar.paper.letter import as_text
from kvar.paper.pdf import letter_pdf
from tests.letters.approving import APPROVED, approved, drafted, text_of
from tests.paper.papers import bare, read
from tests.paper.spoken import in_order, pictures_told, spoken
from tests.paper.standards import standard_failures

EXAMPLES = [*letter_examples()]
# A story of each letter in each of its languages: what the standards ask of is the same in the others.
MARKS = re.compile(r"\((?:en|sv)\)|\[[a-z]{2}\] ")
A4, MILLIMETRE = (210, 297), 72 / 25.4
ONE_STORY = [*{(letter, language): (letter, story, language) for letter, story, language in EXAMPLES}.values()]


@pytest.mark.parametrize(("letter", "story", "language"), EXAMPLES)
def test_the_letter_reads_as_approved(letter: str, story: str, language: str) -> None:
    """To approve another text: ``python -m tests.letters``, and read the difference."""
    file = approved(letter, story, language)
    assert file.exists(), f"nobody has approved {file.name}"
    assert text_of(letter, story, language) == file.read_text("utf-8")


def test_every_approved_text_has_a_story() -> None:
    assert {file.name for file in APPROVED.iterdir()} == {approved(*example).name for example in EXAMPLES}


def test_every_letter_has_a_story_and_every_language_is_told() -> None:
    told = {(letter, language) for letter, _story, language in EXAMPLES}
    assert told >= {(letter.id, language) for letter in load().letters.values() for language in letter.languages}


@pytest.mark.parametrize(("letter", "story", "language"), ONE_STORY)
def test_the_pdf_keeps_both_standards(letter: str, story: str, language: str) -> None:
    assert standard_failures(letter_pdf(drafted(letter, story, language))) == []


@pytest.mark.parametrize(("letter", "story", "language"), ONE_STORY)
def test_the_pdf_has_its_title_and_language_and_brings_its_fonts(letter: str, story: str, language: str) -> None:
    paper = drafted(letter, story, language)
    document = read(letter_pdf(paper))
    assert document.metadata and document.metadata.title == paper.title
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == paper.language
    assert paper.language == ("en" if language == "en" else "sv")
    fonts = [*_descriptors(document)]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


@pytest.mark.parametrize(("letter", "story", "language"), ONE_STORY)
def test_every_page_is_a4_and_the_mark_of_the_city_is_told_in_words(letter: str, story: str, language: str) -> None:
    pdf, organisation = letter_pdf(drafted(letter, story, language)), load().organisation
    sizes = {tuple(round(float(side) / MILLIMETRE) for side in page.mediabox[2:]) for page in read(pdf).pages}
    assert sizes == {A4}
    assert organisation.mark and organisation.mark.alt
    assert pictures_told(pdf) == ([organisation.mark.alt] if load().letters[letter].letterhead else [])


def _descriptors(document: Any) -> Any:
    """What each font of each page says of itself; a composite font says it of the one inside."""
    for sheet in document.pages:
        for font in sheet["/Resources"]["/Font"].get_object().values():
            for inner in font.get_object().get("/DescendantFonts", [font]):
                yield inner.get_object()["/FontDescriptor"].get_object()


@pytest.mark.parametrize(("letter", "story", "language"), ONE_STORY)
def test_the_pdf_says_what_the_text_says(letter: str, story: str, language: str) -> None:
    """Word for word in the order of the tags: nothing that the approved text has is missing, and nothing is added."""
    paper = drafted(letter, story, language)
    read_out = bare("".join(text for _language, text in spoken(letter_pdf(paper)))).replace("\u200c", "")
    assert read_out == bare("".join(in_order(paper))).replace("\u200c", "")
    printed = read_out.lower()
    told = MARKS.sub("", as_text(paper)).lower().replace("\u200c", "")
    said = [word.rstrip(":") for word in told.split() if any(sign.isalnum() for sign in word)]
    missing = [word for word in said if bare(word) not in printed]
    assert missing == []


def test_an_example_of_a_language_that_the_letter_lacks_is_refused() -> None:
    with pytest.raises(KeyError):
        example_draft(letter="bekraftelse_kfm", story="med-malnummer", language="en")


BESIDE = [example for example in ONE_STORY if example[2] in load().translations]


@pytest.mark.parametrize(("letter", "story", "language"), BESIDE)
def test_beside_the_fixed_block_the_letter_is_the_swedish_one(letter: str, story: str, language: str) -> None:
    assert drafted(letter, story, language).blocks[1:] == drafted(letter, story).blocks
