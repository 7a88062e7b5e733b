"""The letter as pictures: a page each, the same every time, and refused where the letter itself is."""

import pytest

from kvar.paper.pdf import PaperRefused, letter_pdf
from kvar.paper.picture import letter_picture
from tests.paper.papers import LETTER, letter, read
from tests.paper.test_pdf import LONG

PNG = b"\x89PNG\r\n\x1a\n"


def test_every_page_is_a_picture() -> None:
    pages = letter_picture(letter(blocks=LONG))
    assert len(pages) > 1
    assert all(page.startswith(PNG) for page in pages)
    assert pages == letter_picture(letter(blocks=LONG))


def test_a_picture_and_the_letter_have_as_many_pages() -> None:
    for blocks in (LETTER.blocks, LONG):
        paper = letter(blocks=blocks)
        assert len(letter_picture(paper)) == len(read(letter_pdf(paper)).pages)


def test_what_cannot_be_a_letter_cannot_be_a_picture() -> None:
    with pytest.raises(PaperRefused, match="mottagare"):
        letter_picture(letter(recipient=()))
