"""Two languages beside each other: the standards, the order of the words, each part's language and typeface."""

from datetime import date
from typing import Any

import pytest

from kvar.casework.letters.languages import fixed_block
from kvar.content.load import load
from kvar.paper.letter import LetterPaper, Paragraph, Parallel, as_text
from kvar.paper.pdf import PaperRefused, letter_pdf
from tests.paper.papers import LETTER, letter, read, words
from tests.paper.spoken import spoken
from tests.paper.standards import standard_failures

LETTER_WITH_ALL = "informationsbrev_hyra"
DAY, WRITTEN_ON = date(2026, 12, 17), date(2026, 11, 22)
PHONE = "031-000\u00a000\u00a001"
LANGUAGES = sorted(load().translations)
TURNED = [code for code, one in load().translations.items() if one.direction == "right_to_left"]
LONGER = {  # longer than our rows: several lines, a number, an address and a joint within a Persian word
    "ar": "اتصل بنا على الرقم 031-000 00 02 قبل 2026-12-17 (الساعة 10.00)، وقل إنك تحتاج إلى مترجم. نحن في Hisingen.",
    "fa": "شما می\u200cتوانید پیش از 2026-12-17 به شمارۀ 031-000 00 02 زنگ بزنید. ما در Hisingen هستیم.",
    "ti": "ቅድሚ 2026-12-17 ናብ 031-000 00 02 ደውሉ። ኣስተርጓሚ ብነጻ እዩ። ኣብ Hisingen ኣለና።",
}


def parallel(code: str) -> Parallel:
    told = load().letters[LETTER_WITH_ALL]
    return fixed_block(told, code, words={"telefon": PHONE}, day=DAY, today=WRITTEN_ON)[0]


def beside(code: str) -> LetterPaper:
    return letter(blocks=(parallel(code), *LETTER.blocks))


def wholly_in(code: str) -> LetterPaper:
    """A whole letter in the language, as when a translator has approved its text."""
    told, own = load().translations[code], parallel(code)
    blocks = (own, Paragraph(LONGER[code]), *LETTER.blocks[1:], Paragraph("Ring oss.", language="sv"))
    style = {"language": code, "script": told.script, "right_to_left": own.right_to_left}
    return letter(title=told.own_name, blocks=blocks, **style)


PAPERS = {**{code: beside(code) for code in LANGUAGES}, **{f"{code}, whole": wholly_in(code) for code in LONGER}}


@pytest.mark.parametrize("name", PAPERS)
def test_a_letter_in_two_languages_follows_the_standards(name: str) -> None:
    assert standard_failures(letter_pdf(PAPERS[name])) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_of_each_row_are_read_in_order_and_in_their_own_language(code: str) -> None:
    block = parallel(code)
    read_out = spoken(letter_pdf(beside(code)))
    theirs = [text for language, text in read_out if language == code]
    assert _bare(theirs) == _bare(row.other for row in block.rows)
    ours = _bare(text for language, text in read_out if language in (None, "sv"))
    assert all(_bare([row.swedish]) in ours for row in block.rows)
    at = [ours.index(_bare([row.swedish])) for row in block.rows]
    assert at == sorted(at)


@pytest.mark.parametrize("code", LONGER)
def test_a_whole_letter_is_read_as_it_was_written(code: str) -> None:
    read_out = _bare(text for _language, text in spoken(letter_pdf(wholly_in(code))))
    assert _bare([LONGER[code]]) in read_out


@pytest.mark.parametrize("code", TURNED)
def test_names_in_our_letters_leave_the_words_between_them_in_their_order(code: str) -> None:
    """From right to left, each name with its own words and numbers from left to right."""
    told = load().translations[code]
    first, between, last = {"ar": ("اتصل", "قبل", "غدا"), "fa": ("زنگ", "پیش", "فردا")}[code]
    line = f"{first} Brf Hamnpilen (Hisingen) {between} Torget 2, Hisings Backa. {last}"
    style = {"language": code, "script": told.script, "right_to_left": True}
    document = read(letter_pdf(letter(blocks=(Paragraph(line),), **style)))
    found = _places(document.pages[0])
    names = "Brf Hamnpilen (Hisingen)", "Torget 2, Hisings Backa"
    assert {*names} <= {*found}
    assert found[first] > found[names[0]] > found[between] > found[names[1]] > found[last]


def _places(page: Any) -> dict[str, float]:
    """How far from the left edge each run of signs begins."""
    found: dict[str, float] = {}

    def visit(text: str, matrix: list[float], position: list[float], *_: Any) -> None:
        if text.strip():
            found[text.strip()] = matrix[4] + position[4]

    page.extract_text(visitor_text=visit)
    return found


def _bare(texts: Any) -> str:
    """Without spaces, and without the joint that shows no sign of its own."""
    return "".join("".join(texts).replace("\u200c", "").replace("\u200b", "").split())


@pytest.mark.parametrize("code", TURNED)
def test_numbers_run_from_left_to_right_within_words_that_do_not(code: str) -> None:
    found: dict[str, float] = {}
    page = read(letter_pdf(beside(code))).pages[0]

    def visit(text: str, matrix: list[float], position: list[float], *_: Any) -> None:
        if text.strip() and matrix[4] + position[4] > page.mediabox.width / 2:
            found[text.strip()] = matrix[4] + position[4]

    page.extract_text(visitor_text=visit)
    assert PHONE in found and "2026-12-17" in found  # each as one run of signs, as it is written


@pytest.mark.parametrize("name", PAPERS)
def test_every_typeface_is_in_the_file(name: str) -> None:
    fonts = [
        font.get_object()
        for page in read(letter_pdf(PAPERS[name])).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        within = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in within or "/FontFile3" in within, font["/BaseFont"]
        assert any(known in font["/BaseFont"] for known in ("NotoSans", "Vazirmatn"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_translation_that_nobody_has_approved_says_so_on_the_paper(code: str) -> None:
    status = "är ett utkast som en maskin har gjort"
    assert parallel(code).status
    assert "".join(status.split()) in words(letter_pdf(beside(code))) and status in " ".join(
        as_text(beside(code)).split()
    )


@pytest.mark.parametrize(("text", "named"), [("علي", "U+06"), ("ሰላም", "U+12"), ("中文", "U+")])
def test_the_swedish_parts_have_the_letters_of_their_own_script_alone(text: str, named: str) -> None:
    with pytest.raises(PaperRefused, match="går inte att skriva ut i brevet") as refusal:
        letter_pdf(letter(recipient=(text,), blocks=beside("ar").blocks))
    assert named in str(refusal.value)


def test_the_joint_of_persian_words_is_kept_and_no_other_sign_that_is_not_seen() -> None:
    kept = letter_pdf(beside("fa"))
    assert kept == letter_pdf(letter(blocks=(_with(parallel("fa"), "\u202e"), *LETTER.blocks)))
    assert kept != letter_pdf(letter(blocks=(_with(parallel("fa"), "", joint=""), *LETTER.blocks)))


def _with(block: Parallel, hidden: str, *, joint: str = "\u200c") -> Parallel:
    rows = tuple(type(row)(row.swedish + hidden, row.other.replace("\u200c", joint) + hidden) for row in block.rows)
    return Parallel(**{**vars(block), "rows": rows})


def test_plain_text_shows_both() -> None:
    shown = as_text(beside("uk"))
    assert "[sv] Ring oss: 031-000\u00a000\u00a001\n[uk] Зателефонуйте нам: 031-000\u00a000\u00a001\n" in shown
    assert "[sv] Viktig dag: torsdag 17 december\n[uk] Важлива дата: 2026-12-17\n" in shown
