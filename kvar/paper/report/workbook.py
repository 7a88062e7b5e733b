"""A report as a spreadsheet: what it is on the first sheet, then a sheet per section. Texts are never formulas."""

import re
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from kvar.paper.report.told import Cell, Report, Section
from kvar.paper.visible import visible_line

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_SHEET = "Om rapporten"
LONGEST_NAME = 31  # of a sheet
WIDE, NARROW, LABEL = 90, 16, 48  # of columns, in letters
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_ALL_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def report_xlsx(report: Report) -> bytes:
    """The report. A number that is not known whole is a text, so that nothing adds it up as if it were."""
    out = BytesIO()
    with Workbook(out, _ALL_TEXT) as book:
        _say_what_it_is(book, report)
        looks = _looks(book)
        _about(book.add_worksheet(FIRST_SHEET), report, looks)
        for number, section in enumerate(report.sections, start=1):
            _sheet(book.add_worksheet(_name(number, section.title)), section, looks)
    return out.getvalue()


def _say_what_it_is(book: Any, report: Report) -> None:
    made = datetime.combine(report.made_on, time(), tzinfo=UTC).replace(tzinfo=None)
    told = {"title": f"{report.title}, {report.period}", "author": report.city, "created": made}
    book.set_properties(told)


def _looks(book: Any) -> dict[str, Any]:
    wraps = {"text_wrap": True, "valign": "top"}
    number = {"align": "right", "num_format": "# ##0"}
    share = {"align": "right", "num_format": "0 %"}
    sums = {"bold": True, "top": 1}
    told = {
        "title": {"bold": True, "font_size": 16},
        "text": wraps,
        "head": {**wraps, "bold": True, "bottom": 2, "align": "right"},
        "first": {**wraps, "bold": True, "bottom": 2},
        "label": wraps,
        "number": number,
        "share": share,
        "sum label": {**wraps, **sums},
        "sum number": {**number, **sums},
        "sum share": {**share, **sums},
    }
    return {name: book.add_format(look) for name, look in told.items()}


def _about(sheet: Any, report: Report, looks: dict[str, Any]) -> None:
    sheet.set_column(0, 0, WIDE)
    _text(sheet, 0, 0, report.title, looks["title"])
    for place, line in enumerate((report.city, report.period, *report.lines), start=1):
        _text(sheet, place, 0, line, looks["text"])


def _sheet(sheet: Any, section: Section, looks: dict[str, Any]) -> None:
    """The finding, the table, then how it is counted."""
    table = section.table
    sheet.set_column(0, 0, LABEL)
    sheet.set_column(1, max(len(table.heads), 1), NARROW)
    _text(sheet, 0, 0, section.title, looks["title"])
    _across(sheet, 1, section.finding, len(table.heads), looks)
    _text(sheet, 3, 0, table.first, looks["first"])
    for place, head in enumerate(table.heads, start=1):
        _text(sheet, 3, place, head, looks["head"])
    for down, row in enumerate(table.rows, start=4):
        kind = "sum " if row.together else ""
        _text(sheet, down, 0, row.label, looks[f"{kind}label"])
        for across, cell in enumerate(row.cells, start=1):
            _cell(sheet, down, across, cell, looks[f"{kind}{'share' if cell.share else 'number'}"])
    for down, note in enumerate(section.notes, start=5 + len(table.rows)):
        _across(sheet, down, note, len(table.heads), looks)
    sheet.freeze_panes(4, 1)


def _cell(sheet: Any, down: int, across: int, cell: Cell, look: Any) -> None:
    if cell.value is None:
        _text(sheet, down, across, cell.text, look)
    else:
        sheet.write_number(down, across, cell.value, look)


def _text(sheet: Any, down: int, across: int, text: str, look: Any) -> None:
    sheet.write_string(down, across, visible_line(text), look)


def _across(sheet: Any, down: int, text: str, columns: int, looks: dict[str, Any]) -> None:
    """A long text over all columns, in as many lines as it needs."""
    width = LABEL + NARROW * columns
    sheet.set_row(down, 15 * (len(text) // width + 1))
    sheet.merge_range(down, 0, down, max(columns, 1), "", looks["text"])
    _text(sheet, down, 0, text, looks["text"])


def _name(number: int, title: str) -> str:
    return f"{number} {_FORBIDDEN.sub('', title)}"[:LONGEST_NAME].strip()
