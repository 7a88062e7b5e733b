"""A table with a head that programs know as a head, thin lines and no colour but the accent."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from kvar.paper.slides.heights import cell_padding, column_widths, row_heights, rows_of
from kvar.paper.slides.looks import ACCENT, BODY_BOX, INK, LINE, SIDE, TINT
from kvar.paper.slides.told import TableSlide
from kvar.paper.slides.words import describe, write

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "no style, no grid": the lines are ours


def add_table(drawn: Any, slide: TableSlide, size: float) -> None:
    """Draw the table from the top of the place for content; the rows are as high as their text."""
    rows = rows_of(slide)
    where = (Pt(BODY_BOX.left), Pt(BODY_BOX.top), Pt(BODY_BOX.width), Pt(len(rows)))
    shape = drawn.shapes.add_table(len(rows), len(slide.columns), *where)
    describe(shape, name="Tabell", text=slide.description)
    _set_style(shape.table)
    for column, width in zip(shape.table.columns, column_widths(slide), strict=True):
        column.width = Pt(width)
    for row, height in zip(shape.table.rows, row_heights(slide, size=size), strict=True):
        row.height = Pt(height)
    for number, texts in enumerate(rows):
        for place, text in enumerate(texts):
            cell = shape.table.cell(number, place)
            cell.margin_top = cell.margin_bottom = Pt(cell_padding(slide))
            cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if slide.numbers and place else PP_ALIGN.LEFT
            _write(cell, text, size=size, head=number == 0, first=place == 0)


def _set_style(table: Any) -> None:
    """The first row and the first column are heads; no bands."""
    table.first_row, table.first_col, table.horz_banding = True, True, False
    table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN


def _write(cell: Any, text: str, *, size: float, head: bool, first: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(SIDE)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.TOP
    write(cell.text_frame.paragraphs[0], text, size=size, colour=ACCENT if head else INK, bold=head or first)
    _ground(cell, head=head)


def _ground(cell: Any, *, head: bool) -> None:
    """The head on a tint with a strong line below it; the others on white with a thin one."""
    if head:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(TINT)
    else:
        cell.fill.background()
    width, colour = (Pt(2), ACCENT) if head else (Pt(0.75), LINE)
    settings = cell._tc.get_or_add_tcPr()
    line = f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'
    settings.insert(0, parse_xml(line))
