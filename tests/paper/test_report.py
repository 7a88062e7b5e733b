"""A report on paper, in a spreadsheet and on slides: to keep, to be read aloud, and never more than is known."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from kvar.paper.pdf import PaperRefused
from kvar.paper.report.pdf import report_pdf
from kvar.paper.report.slides import report_deck
from kvar.paper.report.told import Cell, Report, Row, Section
from kvar.paper.report.workbook import report_xlsx
from kvar.paper.slides import deck_pptx
from kvar.paper.slides.told import ChartSlide, TableSlide
from tests.paper.decks import opened, overflowing
from tests.paper.reports import COUNTED, REPORT, SHARED
from tests.paper.standards import standard_failures

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def structure(pdf: bytes) -> list[Any]:
    """Every element of what a reader aloud walks through."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        if isinstance(element, IndirectObject):
            element = element.get_object()
        if isinstance(element, list):
            for one in element:
                walk(one)
        elif isinstance(element, dict):
            found.append(element)
            walk(element.get("/K", []))

    walk(PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return [element for element in found if "/S" in element]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return report_pdf(REPORT)


def test_it_keeps_both_standards(pdf: bytes) -> None:
    assert standard_failures(pdf) == []


def test_the_same_report_is_the_same_bytes(pdf: bytes) -> None:
    assert report_pdf(REPORT) == pdf


def test_it_says_what_it_is_and_when(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata and reader.metadata.title == "Uppföljning till hemlöshetsplanen, januari–september 2026"
    cover = reader.pages[0].extract_text()
    for line in (REPORT.city, "Januari–september 2026", *REPORT.lines):
        assert line in cover
    assert {round(float(side)) for page in reader.pages for side in page.mediabox[2:]} == {595, 842}


def test_each_picture_has_its_words_and_each_table_its_heads(pdf: bytes) -> None:
    elements = structure(pdf)
    assert [str(one["/Alt"]) for one in elements if one["/S"] == "/Figure"] == [f"{COUNTED.title}. {COUNTED.finding}"]
    heads = [one for one in elements if one["/S"] == "/TH"]
    assert len(heads) == sum(1 + len(one.table.heads) for one in REPORT.sections)
    assert len([one for one in elements if one["/S"] == "/Table"]) == len(REPORT.sections)


def test_every_number_of_every_table_stands_on_paper(pdf: bytes) -> None:
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    for section in REPORT.sections:
        for row in section.table.rows:
            assert row.label in text and all(cell.text in text for cell in row.cells)


def test_a_report_beyond_measure_is_refused_in_words() -> None:
    much = replace(COUNTED, notes=("Långt. " * 100_000,))
    with pytest.raises(PaperRefused, match="för långt"):
        report_pdf(replace(REPORT, sections=(much,)))


def sheets(report: Report = REPORT) -> dict[str, list[list[tuple[str, str]]]]:
    """Each sheet by its name: rows of (kind, content), where texts have kind ``s`` and numbers ``n``."""
    book = zipfile.ZipFile(BytesIO(report_xlsx(report)))
    texts = ["".join(one.itertext()) for one in etree.fromstring(book.read("xl/sharedStrings.xml"))]
    names = [one.get("name") for one in etree.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
    found = {}
    for number, name in enumerate(names, start=1):
        root = etree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        assert not list(root.iter(f"{MAIN}f"))
        found[str(name)] = [[_content(cell, texts) for cell in row] for row in root.iter(f"{MAIN}row")]
    return found


def _content(cell: Any, texts: list[str]) -> tuple[str, str]:
    value = cell.findtext(f"{MAIN}v")
    if value is None:
        return ("", "")
    return ("s", texts[int(value)]) if cell.get("t") == "s" else ("n", value)


def test_a_number_is_a_number_and_what_is_not_known_whole_is_a_text() -> None:
    rows = sheets()["1 Det som kom in"]
    told = next(row for row in rows if row[0] == ("s", "=HYRA(1)"))
    assert told[1:] == [("n", "1240"), ("s", "–"), ("n", "8"), ("s", "minst 1 248")]


def test_the_sheets_have_names_that_the_programs_take() -> None:
    names = list(sheets())
    assert names[0] == "Om rapporten" and len(names) == 1 + len(REPORT.sections)
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_the_finding_and_how_it_is_counted_stand_on_the_sheet() -> None:
    texts = [content for row in sheets()["1 Det som kom in"] for _kind, content in row]
    assert COUNTED.finding in texts and COUNTED.notes[0] in texts


def test_the_slides_hold_finding_table_and_chart() -> None:
    cover, *slides = report_deck(REPORT).slides
    assert cover.title == REPORT.title
    assert [type(slide) for slide in slides] == [TableSlide, TableSlide]
    assert slides[0].remark == COUNTED.finding and COUNTED.notes[0] in slides[0].notes


def test_a_chart_is_drawn_of_three_numbers_and_leaves_out_what_is_hidden() -> None:
    slides = report_deck(replace(REPORT, sections=(_wide(COUNTED),))).slides
    chart = next(one for one in slides if isinstance(one, ChartSlide))
    assert [column.count for column in chart.columns] == [1240, None, 8, 1240]
    assert chart.columns[1].group == "apr–juni 2026 –" and "apr–juni 2026 –" in chart.description


def test_no_chart_is_drawn_of_a_sum_beside_shares() -> None:
    """The sum of a measure of yes and no holds the no's too."""
    shares = Row("Andel ja", tuple(Cell("50 %", 0.5, share=True) for _head in COUNTED.table.heads))
    section = replace(COUNTED, table=replace(COUNTED.table, rows=(*COUNTED.table.rows, shares)))
    slides = report_deck(replace(REPORT, sections=(_wide(section),))).slides
    assert not any(isinstance(one, ChartSlide) for one in slides)
    assert any(isinstance(one, ChartSlide) for one in report_deck(replace(REPORT, sections=(_wide(COUNTED),))).slides)


def _wide(section: Section) -> Section:
    """With a column more: three numbers are enough to draw."""
    heads = (*section.table.heads[:-1], "okt–dec 2026", "Totalt")
    rows = tuple(replace(row, cells=(*row.cells[:3], row.cells[0], *row.cells[3:])) for row in section.table.rows)
    return replace(section, table=replace(section.table, heads=heads, rows=rows))


def test_nothing_runs_out_of_its_place_on_a_slide() -> None:
    long = replace(SHARED, table=replace(SHARED.table, rows=SHARED.table.rows * 30))
    assert overflowing(opened(deck_pptx(report_deck(replace(REPORT, sections=(COUNTED, long)))))) == []
