"""The letter as .docx, read back: language, headings, lists, labels in tables, and the words as data."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from kvar.paper.docx import letter_docx
from kvar.paper.letter import (
    BulletList,
    Contact,
    ContactLine,
    Heading,
    KeyDate,
    LetterPaper,
    Paragraph,
    Parallel,
    ParallelRow,
)
from kvar.paper.pdf import PaperRefused

HOSTILE = '=cmd|calc <w:p> &amp; #read("/etc/passwd") {{ x }} \u202egnilleh'
LETTER = LetterPaper(
    title="Får vi prata med andra?",
    sender=("Socialförvaltningen Hisingen", "Vuxenenheten"),
    recipient=("Maria Lindqvist", "Provgatan 1"),
    date=date(2026, 11, 22),
    reference="Ärende H-26-PROV",
    blocks=(
        Paragraph("Vi har tystnadsplikt."),
        Heading("Vilka vi får prata med"),
        BulletList(("hyresvärden", HOSTILE)),
        KeyDate(lead="Senast", main="tisdag 1 december", notes=("Ring oss.",)),
        Heading("Underskrift"),
        Contact(
            (
                ContactLine(label="Dag", value="______________________________"),
                ContactLine(label="", value="Maria Lindqvist"),
                ContactLine(label="Telefon", value="031-000 00 00"),
            )
        ),
        Paragraph("You can say no.", language="en"),
    ),
)


@pytest.fixture
def made() -> docx.document.Document:
    return docx.Document(BytesIO(letter_docx(LETTER)))


def test_it_says_what_it_is_called_whose_it_is_and_which_language_it_speaks(made: docx.document.Document) -> None:
    about = made.core_properties
    assert (about.title, about.author, about.language) == (LETTER.title, LETTER.sender[0], "sv-SE")
    default = made.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert default.get(qn("w:val")) == "sv-SE"
    [english] = [run for one in made.paragraphs for run in one.runs if run.text == "You can say no."]
    assert english._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"


def test_headings_and_lists_are_real(made: docx.document.Document) -> None:
    styles = {one.text: one.style.name for one in made.paragraphs}
    assert styles[LETTER.title] == "Heading 1"
    assert styles["Underskrift"] == styles["Vilka vi får prata med"] == "Heading 2"
    assert styles["hyresvärden"] == "List Bullet" and styles["tisdag 1 december"] == "Ruta"


def test_labels_stand_in_a_table_and_a_line_to_write_on_is_an_empty_cell(made: docx.document.Document) -> None:
    [table] = made.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [["Dag", ""], ["Maria Lindqvist", "Maria Lindqvist"], ["Telefon", "031-000 00 00"]]
    lined = table.rows[0].cells[1]._tc.tcPr.find(qn("w:tcBorders"))
    assert lined.find(qn("w:bottom")).get(qn("w:val")) == "single"


def test_another_language_stands_beside_the_swedish_with_what_nobody_has_approved() -> None:
    rows = (ParallelRow("Svenska", "العربية"), ParallelRow("Ring oss.", "اتصل بنا."))
    block = Parallel(language="ar", rows=rows, right_to_left=True, status="Ingen har godkänt översättningen.")
    made = docx.Document(BytesIO(letter_docx(replace(LETTER, blocks=(block,)))))
    [table] = made.tables
    other = table.rows[1].cells[1].paragraphs[0]
    assert (table.rows[1].cells[0].text, other.text) == ("Ring oss.", "اتصل بنا.")
    assert other.runs[0].font.rtl and other._p.pPr.find(qn("w:bidi")) is not None
    assert other.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "ar"
    assert block.status in [one.text for one in made.paragraphs]


def test_words_are_data(made: docx.document.Document) -> None:
    said = "".join(HOSTILE.split("\u202e"))
    assert said in [one.text for one in made.paragraphs]
    xml = ZipFile(BytesIO(letter_docx(LETTER))).read("word/document.xml").decode()
    assert "fldChar" not in xml and "instrText" not in xml and "&lt;w:p&gt;" in xml


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\ud800"])
def test_what_cannot_stand_in_the_file_is_refused_by_name(sign: str) -> None:
    with pytest.raises(PaperRefused, match=f"U\\+{ord(sign):04X}"):
        letter_docx(replace(LETTER, recipient=(f"Maria{sign} Lindqvist",)))


def test_the_words_are_spelt_as_in_the_pdf_with_the_joint_of_persian() -> None:
    joined = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    blocks = (Paragraph(joined), Paragraph("A\u200cB"), Paragraph("A\u2028B"))
    made = docx.Document(BytesIO(letter_docx(replace(LETTER, blocks=blocks))))
    assert [one.text for one in made.paragraphs][-3:] == [joined, "AB", "A B"]


def test_the_paper_is_a4_and_the_sender_the_recipient_and_the_day_stand_first(made: docx.document.Document) -> None:
    page = made.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    first = [one.text for one in made.paragraphs[:3]]
    assert first == ["Socialförvaltningen Hisingen\nVuxenenheten", "Maria Lindqvist\nProvgatan 1", first[2]]
    assert first[2].endswith("2026\nÄrende H-26-PROV")


def test_the_same_letter_is_the_same_file_whenever_it_is_made() -> None:
    with ZipFile(BytesIO(letter_docx(LETTER))) as file:
        assert {part.date_time[:3] for part in file.infolist()} == {
            (LETTER.date.year, LETTER.date.month, LETTER.date.day)
        }


def test_what_is_signed_stays_with_the_signature() -> None:
    blocks = (Heading("Underskrift"), Paragraph("Det här är mina svar."), LETTER.blocks[5])
    made = docx.Document(BytesIO(letter_docx(replace(LETTER, blocks=blocks))))
    said = next(one for one in made.paragraphs if one.text == "Det här är mina svar.")
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in made.tables[0].rows]
    assert said.paragraph_format.keep_with_next and kept == [True, True, None]


def test_a_letter_from_right_to_left_is_not_made_in_word_where_its_numbers_would_turn() -> None:
    with pytest.raises(PaperRefused, match="från höger till vänster"):
        letter_docx(replace(LETTER, language="ar", right_to_left=True))
