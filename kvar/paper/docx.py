"""A letter as .docx, for those who fill it in with Word or by hand: headings, lists, and labels in tables.

The words are data and never a field or a macro. It writes what we made ourselves; it never reads a file from outside.
"""

import re
from collections.abc import Iterable
from datetime import datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from kvar.paper.letter import Block, BulletList, Contact, Heading, KeyDate, LetterPaper, Paragraph, Parallel
from kvar.paper.pdf import PaperRefused, cannot_print
from kvar.paper.visible import visible_line

_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
_BOX = "Ruta"
_NEVER_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")  # the control characters are taken away as invisible


def letter_docx(letter: LetterPaper) -> bytes:
    """The same letter as the PDF, on A4. A line to write on is an empty cell with a line under it.

    Raises PaperRefused for a character that cannot stand in it, and for a letter written from right to left: its
    numbers and names would turn in Word. The PDF has it right.
    """
    if letter.right_to_left:
        raise PaperRefused("Brev som skrivs från höger till vänster kan inte hämtas till Word. Öppna det som PDF.")
    made = docx.Document()
    _prepare(made, letter)
    day = tuple(line[:1].upper() + line[1:] for line in letter.day_lines)
    for lines in filter(None, (letter.sender_lines, letter.recipient, day)):
        _lines(made, lines)
    made.add_heading(_clean(letter.title), level=1)
    for block, after in zip(letter.blocks, (*letter.blocks[1:], None), strict=True):
        _add(made, block)
        if isinstance(block, Paragraph) and isinstance(after, Contact):  # what is signed stays with the signature
            made.paragraphs[-1].paragraph_format.keep_with_next = True
    out = BytesIO()
    made.save(out)
    return _of_its_day(out.getvalue(), letter)


def _of_its_day(made: bytes, letter: LetterPaper) -> bytes:
    """The same letter is the same bytes: what python-docx dates by the watch gets the letter's own day."""
    out, day = BytesIO(), (letter.date.year, letter.date.month, letter.date.day, 0, 0, 0)
    with ZipFile(BytesIO(made)) as found, ZipFile(out, "w") as kept:
        for part in found.infolist():
            kept.writestr(ZipInfo(part.filename, day), found.read(part), ZIP_DEFLATED)
    return out.getvalue()


def _prepare(made: Document, letter: LetterPaper) -> None:
    """Size, language, title and day; python-docx sets none of them."""
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(25), Mm(30), Mm(22), Mm(25)
    about = made.core_properties
    about.title, about.author = _clean(letter.title), letter.sender[0] if letter.sender else ""
    about.language = _code(letter.language)
    about.created = about.modified = datetime.combine(letter.date, time())
    about.comments = about.last_modified_by = ""
    _speak(made.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}"), letter.language)
    made.styles["Normal"].font.size = Pt(11)
    box = made.styles.add_style(_BOX, WD_STYLE_TYPE.PARAGRAPH)
    box.base_style = made.styles["Normal"]
    box.font.size, box.font.bold = Pt(13), True


def _code(language: str) -> str:
    return _LANGUAGES.get(language, language)


def _speak(properties: object, language: str) -> None:
    """The language that a reader aloud and a spelling checker go by."""
    found = properties.find(qn("w:lang"))  # type: ignore[attr-defined]
    if found is None:
        found = OxmlElement("w:lang")
        properties.append(found)  # type: ignore[attr-defined]
    found.set(qn("w:val"), _code(language))


def _lines(made: Document, lines: Iterable[str]) -> None:
    """Lines of one paragraph, as an address is written."""
    run = made.add_paragraph().add_run()
    for number, line in enumerate(lines):
        if number:
            run.add_break()
        run.add_text(_clean(line))


def _add(made: Document, block: Block) -> None:
    """The part, and the language of its words where it is not the letter's own."""
    before = len(made.element.body)
    _add_words(made, block)
    if block.language and not isinstance(block, Parallel):
        for run in (run for part in made.element.body[before - 1 : -1] for run in part.iter(qn("w:r"))):
            _speak(run.get_or_add_rPr(), block.language)


def _add_words(made: Document, block: Block) -> None:
    match block:
        case Heading(text):
            made.add_heading(_clean(text), level=2)
        case Paragraph(text):
            made.add_paragraph(_clean(text))
        case BulletList(items):
            _styled(made, items, "List Bullet")
        case KeyDate():
            _styled(made, (block.lead, block.main, *block.notes), _BOX)
        case Contact():
            _table(made, block)
        case Parallel():
            _parallel(made, block)


def _styled(made: Document, lines: Iterable[str], style: str) -> None:
    for line in lines:
        made.add_paragraph(_clean(line), style=style)


def _table(made: Document, contact: Contact) -> None:
    """A label and its value a row; a name alone goes across."""
    table = made.add_table(rows=0, cols=2)
    for line in contact.lines:
        label, value = table.add_row().cells
        if not line.label:
            whole = label.merge(value)
            whole.paragraphs[0].add_run(_clean(line.value)).bold = True
        else:
            label.text = _clean(line.label)
            _fill(value, line.value)
    for row in table.rows[:-1]:
        row.cells[0].paragraphs[0].paragraph_format.keep_with_next = True
    made.add_paragraph()


def _parallel(made: Document, block: Parallel) -> None:
    """Swedish and the other language side by side, and the sentence that says who has not approved it."""
    if block.status:
        made.add_paragraph(_clean(block.status))
    table = made.add_table(rows=0, cols=2)
    for row in block.rows:
        swedish, other = table.add_row().cells
        swedish.text = _clean(row.swedish)
        run = other.paragraphs[0].add_run(_clean(row.other))
        _speak(run._r.get_or_add_rPr(), block.language)
        if block.right_to_left:
            run.font.rtl = True
            other.paragraphs[0]._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    made.add_paragraph()


def _fill(cell: _Cell, value: str) -> None:
    if set(value) == {"_"}:
        _line_under(cell)
    else:
        cell.text = _clean(value)


def _line_under(cell: _Cell) -> None:
    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "4D5963")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def _clean(text: str) -> str:
    """As the PDF has it. Raises PaperRefused for what no XML can hold."""
    if found := _NEVER_IN_XML.search(text):
        raise cannot_print(found[0])
    return visible_line(text)
