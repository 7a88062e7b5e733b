"""A presentation as somebody else finds it: opened again, and measured without what made it."""

from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree
from PIL import ImageFont
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

FONT = files("fontpkg_noto_sans") / "files" / "NotoSans[wdth,wght].ttf"


def opened(pptx: bytes) -> Any:
    return Presentation(BytesIO(pptx))


def parts(pptx: bytes, ending: str = "") -> dict[str, bytes]:
    """Every file inside, also those inside a workbook inside."""
    found = {}
    with ZipFile(BytesIO(pptx)) as whole:
        for name in whole.namelist():
            found[name] = whole.read(name)
            if name.endswith(".xlsx"):
                found |= {f"{name}/{inner}": data for inner, data in parts(found[name]).items()}
    return {name: data for name, data in found.items() if name.endswith(ending)}


def runs(slide: Any) -> Iterator[Any]:
    """Every run of text on a slide and in its notes, as XML."""
    yield from slide._element.iter(qn("a:r"))
    yield from slide.notes_slide._element.iter(qn("a:r"))


def all_text(pptx: bytes) -> str:
    """Every word in every part of the file: slides, notes, charts, workbooks, what the file says of itself."""
    trees = (etree.fromstring(data) for name, data in parts(pptx).items() if name.endswith((".xml", ".rels")))
    return "\n".join(" ".join((*tree.itertext(), *_values(tree))) for tree in trees)


def _values(tree: Any) -> Iterator[str]:
    for element in tree.iter():
        yield from (value for key, value in element.attrib.items() if key in ("descr", "title", "name"))


def overflowing(presentation: Any) -> list[str]:
    """Texts that run out of their place, and shapes that run out of the slide."""
    return [problem for slide in presentation.slides for problem in _overflowing(slide, presentation)]


def _overflowing(slide: Any, presentation: Any) -> Iterator[str]:
    title = slide.shapes.title.text
    for shape in slide.shapes:
        if shape.left + shape.width > presentation.slide_width or shape.top + shape.height > presentation.slide_height:
            yield f"{title}: {shape.name} is off the slide"
        if shape.has_text_frame and _height(shape.text_frame, shape.width, shape) > shape.height:
            yield f"{title}: {shape.text_frame.text}"
        if shape.has_table and shape.top + sum(row.height for row in shape.table.rows) > presentation.slide_height:
            yield f"{title}: the table is off the slide"
        if shape.has_table:
            yield from (f"{title}: {problem}" for problem in _cells(shape.table))


def _cells(table: Any) -> Iterator[str]:
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            inside = column.width - cell.margin_left - cell.margin_right
            if _height(cell.text_frame, inside, None) + cell.margin_top + cell.margin_bottom > row.height + Pt(1):
                yield f"too high: {cell.text}"
            yield from (f"too wide: {word}" for word in cell.text.split() if _width(cell, word) > inside)


def _width(cell: Any, word: str) -> float:
    run = cell.text_frame.paragraphs[0].runs[0]
    return float(Pt(_letters(bool(run.font.bold)).getlength(word) / 100 * run.font.size.pt))


def _height(frame: Any, width: int, shape: Any) -> float:
    """EMU: the lines of each paragraph, broken word by word, with the gaps between them."""
    left, right, top, foot = (0,) * 4 if shape is None or _placed(shape) else _margins(frame)
    inside, total = width - left - right, 0.0
    for number, paragraph in enumerate(frame.paragraphs):
        size, bold = _size(paragraph, shape)
        indent = int(paragraph._p.pPr.get("marL", 0)) if paragraph._p.pPr is not None else 0
        lines = _lines("".join(run.text for run in paragraph.runs), size, bold, (inside - indent) / 12_700)
        gap = Pt(12) if number else 0
        total += lines * Pt(size * 1.362 * 0.9) + gap
    return total + top + foot


def _placed(shape: Any) -> bool:
    """Our master gives its placeholders no room inside the edge."""
    return shape is not None and shape.is_placeholder


def _margins(frame: Any) -> tuple[int, int, int, int]:
    return frame.margin_left, frame.margin_right, frame.margin_top, frame.margin_bottom


def _size(paragraph: Any, shape: Any) -> tuple[float, bool]:
    """The size of the text, from the run or from the layout or master that its place has."""
    run = paragraph.runs[0] if paragraph.runs else None
    if run is not None and run.font.size:
        return run.font.size.pt, bool(run.font.bold)
    kind = str(shape.element.ph.get("type")) if _placed(shape) else ""
    return {"title": (30.0, True), "ctrTitle": (48.0, True), "sldNum": (18.0, False), "ftr": (18.0, False)}.get(
        kind, (24.0, False)
    )


def _lines(text: str, size: float, bold: bool, width: float) -> int:
    lines, line = 1, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _letters(bold).getlength(longer) / 100 * size > width:
            lines, line = lines + 1, word
        else:
            line = longer
    return lines


_FONTS: dict[bool, ImageFont.FreeTypeFont] = {}


def _letters(bold: bool) -> ImageFont.FreeTypeFont:
    if bold not in _FONTS:
        _FONTS[bold] = ImageFont.truetype(str(FONT), 100)
        _FONTS[bold].set_variation_by_axes([700 if bold else 400, 100])
    return _FONTS[bold]
