"""Where a letter goes on overleaf: never with one line alone, and never between a list and the words before it."""

from typing import Any

import pytest

from kvar.paper.letter import Block, BulletList, Contact, ContactLine, Heading, LetterPaper, Paragraph
from kvar.paper.pdf import letter_pdf
from tests.paper.papers import bare, letter, read

CONTACT = Contact((ContactLine(label="", value="Sara Lindh"), ContactLine(label="Telefon", value="031-000 00 01")))
ENDING = (Heading("Kontakta oss"), CONTACT, Paragraph("Behöver du tolk?"), Paragraph("Call us.", language="en"))
ADVICE = (Heading("Gör så här"), Paragraph("Det här kan du göra:"), BulletList(tuple(f"Råd {n}." for n in range(6))))
FULL = range(8, 34)  # how many lines stand before: among them those where the break falls within what is kept


def _pages(blocks: tuple[Block, ...], **changes: Any) -> list[str]:
    return [bare(page.extract_text()) for page in read(letter_pdf(letter(blocks=blocks, **changes))).pages]


def _lines(count: int) -> tuple[Block, ...]:
    return tuple(Paragraph(f"Rad {number}.") for number in range(count))


@pytest.mark.parametrize("kept", [ENDING, ADVICE], ids=["ending", "advice"])
def test_what_belongs_together_stands_on_one_page(kept: tuple[Block, ...]) -> None:
    counts = set()
    for before in FULL:
        pages = _pages((*_lines(before), *kept))
        counts.add(len(pages))
        first, last = (bare(text) for text in _ends(kept))
        assert any(first in page and last in page for page in pages), before
    assert counts == {1, 2}


def _ends(kept: tuple[Block, ...]) -> tuple[str, str]:
    final = kept[-1]
    assert isinstance(kept[0], Heading)
    return kept[0].text, final.items[-1] if isinstance(final, BulletList) else final.text  # type: ignore[union-attr]


def test_a_letter_that_runs_over_by_a_little_is_set_closer_and_no_other() -> None:
    """Whom to reach, alone overleaf, is a page that gets lost."""
    sections = tuple(block for number in range(9) for block in (Heading(f"Del {number}"), Paragraph("Ett råd.")))
    sizes = {}
    for count in (8, 14, 18):
        page, *rest = read(letter_pdf(letter(blocks=(*sections[:count], Heading("Kontakta oss"), CONTACT)))).pages
        sizes[count] = _size_of(page, "Ett råd.")
        assert not rest and "031-000 00 01" in page.extract_text()
    assert sizes == {8: 11, 14: 11, 18: 10.5}


def _size_of(page: Any, words: str) -> float:
    found: list[float] = []
    page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: found.append(size) if words in text else None)
    return found[0]


DATED = ("den 27 november", "den 3 mars 2027", "9 November 2026", "14\u00a0300 kronor", "7 850 kr")
DATED += ("SEK 14,300", "14 300 SEK", "kl. 09.00", "7 850,05 kronor", "SEK 7,850.05", "kl. 09.00–10.00")


@pytest.mark.parametrize("dated", DATED)
def test_a_date_a_time_or_an_amount_stands_on_one_line(dated: str) -> None:
    whole = dated.removeprefix("den ")
    for before in range(60, 110):
        text = letter_pdf(letter(blocks=(Paragraph(f"{'x ' * (before // 2)}{'x' * (before % 2)} {dated} betalas."),)))
        lines = read(text).pages[0].extract_text().replace("\u00a0", " ").splitlines()
        assert any(whole.replace("\u00a0", " ") in line for line in lines), (before, lines)


def test_a_long_list_goes_on_overleaf() -> None:
    pages = _pages((*_lines(10), BulletList(tuple(f"Råd {n}: ring i god tid, helst på morgonen." for n in range(40)))))
    assert len(pages) == 2 and bare("Råd 0:") in pages[0] and bare("Råd 39:") in pages[1]


@pytest.mark.parametrize("paper", [letter(blocks=_lines(50), language="en", page="Page {sida} of {sidor}")])
def test_the_pages_are_counted_in_the_words_of_the_letter(paper: LetterPaper) -> None:
    pages = read(letter_pdf(paper)).pages
    assert [f"Page {number} of {len(pages)}" in page.extract_text() for number, page in enumerate(pages, 1)] == (
        [True] * len(pages)
    )
    assert "22 November 2026" in pages[0].extract_text() and "Sida" not in pages[0].extract_text()


def test_a_line_to_write_on_has_room_for_a_hand() -> None:
    """From the line above, in points: nobody signs within the height of print."""
    lines = (ContactLine(label="Namnteckning", value="_" * 30), ContactLine(label="Telefon", value="031-000 00 01"))
    heights: dict[str, float] = {}

    def visit(text: str, matrix: list[float], position: list[float], *_: Any) -> None:
        heights[text.strip()] = matrix[5] + position[5]

    signed = Contact((ContactLine(label="", value="Sara Lindh"), *lines))
    read(letter_pdf(letter(blocks=(signed,)))).pages[0].extract_text(visitor_text=visit)
    assert heights["Sara Lindh"] - heights["Namnteckning"] > 28
    assert heights["Namnteckning"] - heights["Telefon"] < 20


SIGNED = (
    Heading("Vad du säger ja till"),
    BulletList(tuple(f"Sak {n}" for n in range(6))),
    Heading("Underskrift"),
    Paragraph("Det här är mina svar."),
    Contact(tuple(ContactLine(label=name, value="_" * 30) for name in ("Dag", "Namnteckning"))),
)


def test_what_is_signed_and_the_signature_stand_on_one_page() -> None:
    """On the first where it can: set closer before it goes overleaf, and then never alone."""
    counts = []
    for before in range(30):
        pages = _pages((*_lines(before), *SIGNED, *ENDING))
        [signed] = [page for page in pages if bare("Namnteckning") in page]
        assert bare("Vad du säger ja till") in signed and bare("Sak 5") in signed, before
        counts.append(pages.index(signed))
    assert {*counts} == {0, 1} and counts == sorted(counts)
