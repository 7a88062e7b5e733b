"""Text on a slide: runs that say their language, in the size and colour of their place."""

import unicodedata
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

from kvar.paper.slides.looks import INK, LANGUAGE, SPACING

THEME_FONT = "+mn-lt"


def write(paragraph: Any, text: str, *, size: float = 0, colour: str = "", bold: bool = False) -> Any:
    """Put a text in a paragraph; returns the run. Without size and colour it has those of its layout."""
    run = paragraph.add_run()
    run.text = shown(text)
    run._r.get_or_add_rPr().set("lang", LANGUAGE)
    if size:
        run.font.size, run.font.bold, paragraph.line_spacing = Pt(size), bold, SPACING
    if colour:
        run.font.color.rgb, run.font.name = RGBColor.from_string(colour), THEME_FONT
    return run


def paragraphs(frame: Any, count: int) -> list[Any]:
    """That many empty paragraphs in a text frame."""
    return [frame.paragraphs[0], *(frame.add_paragraph() for _number in range(count - 1))]


def words_of_letter(shape: Any, *, inside: float = 0) -> Any:
    """The text frame, broken in its width, with that much room inside the edge."""
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(inside)
    return frame


def write_lines(frame: Any, texts: tuple[str, ...], *, size: float, colour: str = INK) -> list[Any]:
    """One paragraph per text, to the left; returns their runs."""
    runs = []
    for paragraph, text in zip(paragraphs(frame, len(texts)), texts, strict=True):
        paragraph.alignment = PP_ALIGN.LEFT
        runs.append(write(paragraph, text, size=size, colour=colour))
    return runs


def shown(text: str) -> str:
    """Without what XML cannot hold or what turns the writing direction."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))


def describe(shape: Any, *, name: str, text: str) -> None:
    """The alternative text of something that is not text."""
    named = shape._element.xpath(".//p:cNvPr")[0]
    named.set("name", name)
    named.set("descr", shown(text))
