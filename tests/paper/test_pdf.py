"""The letter as PDF: readable for everybody, the same every time, literal, and refused rather than wrong."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import page as validation
import pytest

from kvar.paper.letter import BulletList, Contact, ContactLine, Heading, KeyDate, LetterPaper, Paragraph
from kvar.paper.pdf import PaperRefused, letter_pdf
from tests.paper.papers import LETTER, bare, letter, read, words

PAYLOAD = '#read("/etc/passwd") *x* _y_ $1$ <a> @b \\ `c` // d #{1+1} &amp; = e'
LONG = tuple(Paragraph(f"Stycke {number}. " + "Det här är en mening till. " * 12) for number in range(12))


@pytest.mark.parametrize("profile", ["pdf-a-2a", "pdf-ua-1"])
@pytest.mark.parametrize("blocks", [LETTER.blocks, LONG], ids=["one page", "many pages"])
def test_the_letter_follows_the_standards(profile: str, blocks: tuple[Any, ...]) -> None:
    wanted = {"pdf-a-2a": validation.ValidationProfile.PDF_A_2A, "pdf-ua-1": validation.ValidationProfile.PDF_UA_1}
    report = validation.validate_pdf_bytes(letter_pdf(letter(blocks=blocks)), profile=wanted[profile])
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant
    assert report.rules.passed > 0


def test_the_letter_is_tagged_and_says_its_language_and_title() -> None:
    document = read(letter_pdf(LETTER))
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "sv"
    assert document.metadata
    assert document.metadata.title == LETTER.title
    assert document.metadata.author == "Socialförvaltningen Hisingen"
    tags = list(_tags(root["/StructTreeRoot"]))
    assert [tag for tag, _ in tags].count("/H1") == 1
    assert {"/H2", "/P", "/L", "/LI"} <= {tag for tag, _ in tags}
    assert "en" in {language for _, language in tags}


def _tags(node: Any) -> Iterator[tuple[str, str | None]]:
    node = node.get_object()
    if not isinstance(node, dict):
        return
    if "/S" in node:
        yield str(node["/S"]), node.get("/Lang")
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        yield from _tags(child)


def test_what_went_in_comes_out_with_every_letter() -> None:
    text = words(letter_pdf(LETTER))
    spoken = [LETTER.title, *LETTER.sender, *LETTER.recipient, LETTER.reference, "Den 22 november 2026"]
    spoken += ["Räksmörgås på ön: é, ü, ø, š, ł och ”citat” – 14\u00a0300 kr.", "Betala senast", "fredag 27 november"]
    spoken += ["Då bor du kvar.", "Bankgiro 5050-1055.", "Så här gör du", "Ring oss.", "Skriv till oss.", "Sara Lindh"]
    spoken += ["Telefon", "031-000 00 01", "This letter is about your home."]
    assert [part for part in spoken if bare(part) not in text] == []


def test_the_same_letter_gives_the_same_bytes_and_another_day_gives_others() -> None:
    assert letter_pdf(LETTER) == letter_pdf(LETTER)
    assert letter_pdf(LETTER) != letter_pdf(letter(date=date(2026, 11, 23)))


def test_letters_made_at_the_same_time_do_not_disturb_each_other() -> None:
    letters = [letter(title=f"Brev {number}") for number in range(16)]
    alone = [letter_pdf(one) for one in letters]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(letter_pdf, letters)) == alone


def _everywhere(text: str) -> LetterPaper:
    return LetterPaper(
        title=f"{text} titel",
        sender=(f"{text} avsändare", f"{text} enhet"),
        recipient=tuple(part + " m" for part in (text[:30], text[30:60], text[60:]) if part),
        date=date(2026, 11, 22),
        reference=f"{text} ref",
        blocks=(
            Heading(f"{text} rubrik"),
            Paragraph(f"{text} stycke"),
            BulletList((f"{text} punkt",)),
            KeyDate(lead=f"{text} först", main=f"{text} ruta", notes=(f"{text} not",)),
            Contact((ContactLine(label=f"{text} etikett", value=f"{text} värde"),)),
        ),
    )


def test_markup_in_the_data_is_printed_as_it_stands() -> None:
    text = words(letter_pdf(_everywhere(PAYLOAD)))
    places = [
        "titel",
        "avsändare",
        "enhet",
        "ref",
        "rubrik",
        "stycke",
        "punkt",
        "först",
        "ruta",
        "not",
        "etikett",
        "värde",
    ]
    assert [place for place in places if bare(f"{PAYLOAD} {place}") not in text] == []
    assert "root:" not in text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Familjen 😀", "”😀” (U+1F600)"),
        ("علي", "U+06"),
        ("שלום", "U+05"),
        ("ሰላም", "U+12"),
        ("中文", "U+"),
        ("\ud800", "U+D800"),
        ("\ue000", "U+E000"),
    ],
)
def test_a_character_that_no_font_has_is_refused_by_name(text: str, named: str) -> None:
    with pytest.raises(PaperRefused, match="går inte att skriva ut i brevet") as refusal:
        letter_pdf(letter(recipient=(text,)))
    assert named in str(refusal.value)


def test_characters_that_cannot_be_seen_are_left_out() -> None:
    hidden = letter(recipient=("Åke \u202eÖberg\u200b\ufeff\x00", "Äppel\u00adgränd\t3,\nlgh 1203", "417 00 Göteborg"))
    assert letter_pdf(hidden) == letter_pdf(LETTER)


def test_letters_written_in_two_parts_are_the_same_as_in_one() -> None:
    assert letter_pdf(letter(recipient=("A\u030ake O\u0308berg", *LETTER.recipient[1:]))) == letter_pdf(LETTER)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"title": " \n"}, "saknar rubrik"),
        ({"title": "\u202e"}, "saknar rubrik"),
        ({"sender": ()}, "saknar avsändare"),
        ({"sender": (" ",)}, "saknar avsändare"),
        ({"recipient": ()}, "saknar mottagare"),
        ({"recipient": ("a",) * 6}, "får inte plats i kuvertets fönster"),
        ({"recipient": ("a" * 10_000,)}, "får inte plats i kuvertets fönster"),
        ({"sender": ("a",) * 9}, "fler än 8 rader"),
    ],
)
def test_a_letter_that_cannot_be_sent_is_refused_with_a_sentence(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(PaperRefused, match=says):
        letter_pdf(letter(**changes))


def test_a_very_long_word_breaks_instead_of_running_off_the_paper() -> None:
    document = read(letter_pdf(letter(blocks=(Paragraph("ö" * 10_000),))))
    assert len(document.pages) > 1
    assert sum(page.extract_text().count("ö") for page in document.pages) >= 10_000
    width = float(document.pages[0].mediabox.width)
    assert max(place for one in document.pages for place, _, _ in _texts(one)) < width


def test_pages_are_numbered_only_when_there_are_more_than_one() -> None:
    assert "Sida1" not in words(letter_pdf(LETTER))
    document = read(letter_pdf(letter(blocks=LONG)))
    count = len(document.pages)
    assert count > 1
    assert [f"Sida {number} ({count})" in one.extract_text() for number, one in enumerate(document.pages, 1)] == (
        [True] * count
    )


def test_the_window_of_the_envelope_can_show_nothing_but_the_address() -> None:
    long = "Enheten för vuxna, boende och försörjning i Storkommunens norra delar"
    crowded = letter(sender=("Arbetsmarknads- och socialförvaltningen i Storkommunen", long, *["Rad på brevet"] * 6))
    first = read(letter_pdf(crowded)).pages[0]
    height = float(first.mediabox.height)
    millimetre = 72 / 25.4
    shown = [text for x, y, text in _texts(first) if 90 < x / millimetre < 214 and 31 < (height - y) / millimetre < 79]
    assert bare("".join(shown)) == bare("".join(LETTER.recipient))
    # The sender stands to the left of the window and must not reach into it: about 1.9 mm a letter.
    beside = [x / millimetre + 1.9 * len(text.strip()) for x, _, text in _texts(first) if x < 72]
    assert max(beside[:8]) < 92


def _texts(one: Any) -> list[tuple[float, float, str]]:
    found: list[tuple[float, float, str]] = []

    def visit(text: str, matrix: list[float], position: list[float], *_: Any) -> None:
        x = position[4] * matrix[0] + position[5] * matrix[2] + matrix[4]
        y = position[4] * matrix[1] + position[5] * matrix[3] + matrix[5]
        if text.strip():
            found.append((x, y, text))

    one.extract_text(visitor_text=visit)
    return found
