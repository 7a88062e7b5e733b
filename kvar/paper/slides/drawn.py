"""Each kind of slide, drawn. What is drawn first is read first: title, content, remark, foot, number."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from kvar.paper.slides.chart import add_chart
from kvar.paper.slides.fitted import Fitted, cover_remark_height
from kvar.paper.slides.heights import card_columns, card_height, card_width, content_height, remark_height
from kvar.paper.slides.looks import (
    ACCENT,
    AMBER_TINT,
    BIG,
    BODY_BOX,
    CARD_HEAD,
    COVER_REMARK,
    GAP,
    INDENT,
    INK,
    PADDING,
    POINT_GAP,
    SMALL,
    SOFT,
    SPACING,
    TINT,
    Box,
)
from kvar.paper.slides.table import add_table
from kvar.paper.slides.template import COVER_LAYOUT, POINTS_LAYOUT, TITLE_LAYOUT, kind_of, layout_called, place
from kvar.paper.slides.told import CardsSlide, ChartSlide, CoverSlide, PointsSlide, Slide, TableSlide
from kvar.paper.slides.words import paragraphs, shown, words_of_letter, write, write_lines

_NAMES = {"title": "Rubrik", "ctrTitle": "Rubrik", "obj": "Text", "subTitle": "Text"}
_NAMES |= {"ftr": "Fot", "sldNum": "Bildnummer"}
_LAYOUTS = {CoverSlide: COVER_LAYOUT, PointsSlide: POINTS_LAYOUT}


def add_slide(made: Any, shown: Fitted) -> None:
    """Draw one fitted slide last in the presentation."""
    slide, size = shown.slide, shown.size
    layout = layout_called(made, _LAYOUTS.get(type(slide), TITLE_LAYOUT))
    drawn = made.slides.add_slide(layout)
    write(drawn.shapes.title.text_frame.paragraphs[0], slide.title)
    match slide:
        case CoverSlide():
            _cover(drawn, slide)
        case PointsSlide():
            _points(drawn, slide, size)
        case CardsSlide():
            _cards(drawn, slide, size)
        case TableSlide():
            add_table(drawn, slide, size)
        case ChartSlide():
            add_chart(drawn, slide)
    if slide.remark and not isinstance(slide, CoverSlide):
        _remark(drawn, slide, below=content_height(slide, size=size))
    _foot(drawn, layout, slide.part, number=len(made.slides))
    _notes(drawn, slide.notes)


def _cover(drawn: Any, slide: CoverSlide) -> None:
    frame = drawn.placeholders[1].text_frame
    for paragraph, line in zip(paragraphs(frame, len(slide.lines)), slide.lines, strict=True):
        write(paragraph, line)
    if slide.remark:
        height = cover_remark_height(slide)
        box = replace(COVER_REMARK, top=COVER_REMARK.top + COVER_REMARK.height - height, height=height)
        panel = _panel(drawn, box, AMBER_TINT, name="Anmärkning")
        frame = words_of_letter(panel, inside=PADDING)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        write_lines(frame, (slide.remark,), size=SMALL, colour=INK)


def _points(drawn: Any, slide: PointsSlide, size: float) -> None:
    frame = drawn.placeholders[1].text_frame
    for paragraph, point in zip(paragraphs(frame, len(slide.points)), slide.points, strict=True):
        run = write(paragraph, point.text, size=size)
        if point.link:
            run.hyperlink.address = point.link
        _mark(paragraph, numbered=slide.numbered)
    frame.paragraphs[0].space_before = Pt(0)


def _mark(paragraph: Any, *, numbered: bool) -> None:
    """A round mark or a number in the accent, outside the text."""
    settings = paragraph._p.get_or_add_pPr()
    settings.set("marL", str(Pt(INDENT)))
    settings.set("indent", str(-Pt(INDENT)))
    colour = settings.makeelement(qn("a:buClr"), {})
    colour.append(settings.makeelement(qn("a:srgbClr"), {"val": ACCENT}))
    sign = {"type": "arabicPeriod"} if numbered else {"char": "•"}
    settings.append(colour)
    settings.append(settings.makeelement(qn("a:buAutoNum" if numbered else "a:buChar"), sign))


def _cards(drawn: Any, slide: CardsSlide, size: float) -> None:
    across, width, height = card_columns(slide), card_width(slide), card_height(slide, size=size)
    for number, card in enumerate(slide.cards):
        row, column = divmod(number, across)
        left, top = BODY_BOX.left + column * (width + GAP), BODY_BOX.top + row * (height + GAP)
        panel = _panel(drawn, Box(left, top, width, height), TINT, name=card.head)
        frame = words_of_letter(panel, inside=PADDING)
        head, text = paragraphs(frame, 2)
        write(head, card.head, size=BIG if slide.big else CARD_HEAD, colour=ACCENT, bold=True)
        text.space_before = Pt(POINT_GAP)
        write(text, card.text, size=size, colour=INK)


def _panel(drawn: Any, box: Box, colour: str, *, name: str) -> Any:
    panel = drawn.shapes.add_textbox(0, 0, 0, 0)
    place(panel, box)
    panel.name = shown(name)
    panel.fill.solid()
    panel.fill.fore_color.rgb = RGBColor.from_string(colour)
    return panel


def _remark(drawn: Any, slide: Slide, *, below: float) -> None:
    told = drawn.shapes.add_textbox(0, 0, 0, 0)
    place(told, replace(BODY_BOX, top=BODY_BOX.top + below + GAP, height=remark_height(slide)))
    told.name = "Anmärkning"
    (run,) = write_lines(words_of_letter(told), (slide.remark,), size=SMALL, colour=SOFT)
    if slide.remark_link:
        run.hyperlink.address = slide.remark_link


def _foot(drawn: Any, layout: Any, part: str, *, number: int) -> None:
    """Foot and number are placeholders of the layout, so that they are read as what they are."""
    for shape in layout.placeholders:
        kind = kind_of(shape)
        if kind == "sldNum" or (kind == "ftr" and part):
            drawn.shapes._spTree.append(deepcopy(shape._element))
            if kind == "ftr":
                write_lines(drawn.shapes[-1].text_frame, (part,), size=SMALL, colour=SOFT)
    for field in drawn._element.iter(qn("a:fld")):
        field.find(qn("a:t")).text = str(number)  # what is read where the program does not count
        drawn.shapes[-1].text_frame.paragraphs[0].line_spacing = SPACING
    _name(drawn)


def _name(drawn: Any) -> None:
    """An id and a name for each thing: a list of them is how some people find their way."""
    for id, shape in enumerate(drawn.shapes, start=2):
        named = shape._element.xpath(".//p:cNvPr")[0]
        named.set("id", str(id))
        if shape.is_placeholder:
            named.set("name", _NAMES[kind_of(shape)])


def _notes(drawn: Any, notes: str) -> None:
    frame = drawn.notes_slide.notes_text_frame
    lines = notes.split("\n")
    for paragraph, line in zip(paragraphs(frame, len(lines)), lines, strict=True):
        write(paragraph, line)
