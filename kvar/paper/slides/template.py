"""An empty presentation with our looks: one master and three layouts, made here and not read from a binary file."""

import re
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from kvar.paper.slides.looks import (
    ACCENT,
    AMBER,
    BODY,
    BODY_BOX,
    COVER,
    COVER_LINES,
    COVER_TITLE,
    EDGE,
    FONT,
    FOOT_BOX,
    INK,
    LANGUAGE,
    NUMBER_BOX,
    PAGE,
    PANOSE,
    POINT_GAP,
    SMALL,
    SOFT,
    SPACING,
    TITLE,
    TITLE_BOX,
    WHITE,
    Box,
)

COVER_LAYOUT, POINTS_LAYOUT, TITLE_LAYOUT = "Omslag", "Rubrik och punkter", "Rubrik"
_KEPT = {"Title Slide": COVER_LAYOUT, "Title and Content": POINTS_LAYOUT, "Title Only": TITLE_LAYOUT}
_COLOURS = {"dk1": INK, "lt1": WHITE, "dk2": ACCENT, "lt2": WHITE, "accent1": ACCENT, "accent2": AMBER}
_COLOURS |= {"hlink": ACCENT, "folHlink": ACCENT}
_PROMPTS = {"title": "Rubrik", "ctrTitle": "Rubrik", "body": "Text", "obj": "Text", "subTitle": "Text"}


def empty_presentation() -> Any:
    """A presentation without slides, 16:9."""
    made = Presentation()
    made.slide_width, made.slide_height = Pt(PAGE.width), Pt(PAGE.height)
    made.element.find(qn("p:sldSz")).attrib.pop("type")  # it says 4:3
    master = made.slide_master
    _drop_leftovers(made)
    _colour(master)
    _keep_three(master.slide_layouts)
    _write_styles(master)
    _place_master(master)
    for layout in master.slide_layouts:
        _make_swedish(layout)
    _place_cover(layout_called(made, COVER_LAYOUT))
    for where in (made, made.notes_master):
        _speak_swedish(where)
    return made


def _drop_leftovers(made: Any) -> None:
    """A small picture of what python-pptx begins with, and the settings of somebody's printer."""
    for relations in (made.part.package._rels, made.part.rels):
        for id, relation in [*relations.items()]:
            if relation.reltype in (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.PRINTER_SETTINGS):
                relations.pop(id)


def layout_called(made: Any, name: str) -> Any:
    return next(layout for layout in made.slide_layouts if layout.name == name)


def place(shape: Any, box: Box) -> None:
    """Put a shape where it belongs."""
    shape.left, shape.top, shape.width, shape.height = map(Pt, (box.left, box.top, box.width, box.height))


def kind_of(shape: Any) -> str:
    """The kind of a placeholder, as the file calls it."""
    return str(shape.element.ph.get("type") or "obj")


def _colour(master: Any) -> None:
    """The theme's colours and fonts are ours, so that what somebody adds by hand looks the same."""
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(theme.blob)
    for name, value in _COLOURS.items():
        (place,) = root.iter(qn(f"a:{name}"))
        place.clear()
        etree.SubElement(place, qn("a:srgbClr"), val=value)
    for latin in root.iter(qn("a:latin")):
        latin.attrib.update({"typeface": FONT, "panose": PANOSE})
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _keep_three(layouts: Any) -> None:
    for layout in [*layouts]:
        if layout.name in _KEPT:
            layout.element.cSld.set("name", _KEPT[layout.name])
        else:
            layouts.remove(layout)


def _write_styles(master: Any) -> None:
    old = master.element.find(qn("p:txStyles"))
    old.getparent().replace(old, parse_xml(_STYLES))


def _style(tag: str, *, size: float, colour: str, bold: int = 0, mark: str = "<a:buNone/>", gap: float = 0) -> str:
    return (
        f'<{tag} algn="l" rtl="0"><a:lnSpc><a:spcPct val="{SPACING * 100_000:.0f}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{gap * 100:.0f}"/></a:spcBef>{mark}'
        f'<a:defRPr lang="{LANGUAGE}" sz="{size * 100:.0f}" b="{bold}"><a:solidFill><a:schemeClr val="{colour}"/>'
        f'</a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></{tag}>'
    )


_STYLES = (
    f"<p:txStyles {nsdecls('p', 'a')}>"
    f"<p:titleStyle>{_style('a:lvl1pPr', size=TITLE, colour='tx1', bold=1)}</p:titleStyle>"
    f"<p:bodyStyle>{_style('a:lvl1pPr', size=BODY, colour='tx1', gap=POINT_GAP)}</p:bodyStyle>"
    f"<p:otherStyle>{_style('a:lvl1pPr', size=SMALL, colour='tx1')}</p:otherStyle></p:txStyles>"
)
_PLACES = {"title": TITLE_BOX, "body": BODY_BOX, "ftr": FOOT_BOX, "sldNum": NUMBER_BOX}


def _place_master(master: Any) -> None:
    _make_swedish(master)
    for shape in master.placeholders:
        place(shape, _PLACES[kind_of(shape)])
        _anchor(shape, "b" if kind_of(shape) == "title" else "t")
        _no_small_print(shape, alignment="r" if kind_of(shape) == "sldNum" else "l")
    _paint(master, EDGE)


def _paint(where: Any, box: Box) -> None:
    """A surface in the accent behind everything, on a master or layout (python-pptx draws on slides alone)."""
    where.shapes._spTree.insert(2, parse_xml(_SURFACE.format(box=_as_xfrm(box), id=90)))


def _as_xfrm(box: Box) -> str:
    left, top, width, height = (Pt(value) for value in (box.left, box.top, box.width, box.height))
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


_SURFACE = (
    f"<p:sp {nsdecls('p', 'a')}>"
    '<p:nvSpPr><p:cNvPr id="{id}" name="Yta"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
    '<p:spPr>{box}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
)


def _place_cover(layout: Any) -> None:
    """The cover is all accent with white letters."""
    layout.background.fill.solid()
    layout.background.fill.fore_color.rgb = RGBColor.from_string(ACCENT)
    layout.element.set("showMasterSp", "0")
    for shape in [*layout.placeholders]:
        kind = kind_of(shape)
        if kind in ("ftr", "sldNum"):
            shape.element.getparent().remove(shape.element)
            continue
        _make_white(shape, head=kind == "ctrTitle")


def _make_white(shape: Any, *, head: bool) -> None:
    """The title stands on the lines below it."""
    place(shape, COVER_TITLE if head else COVER_LINES)
    _anchor(shape, "b" if head else "t")
    old = shape.element.txBody.find(qn("a:lstStyle"))
    look = {"size": COVER, "bold": 1} if head else {"size": BODY, "gap": POINT_GAP / 2}
    style = _style("a:lvl1pPr", colour="bg1", **look)
    old.getparent().replace(old, parse_xml(f"<a:lstStyle {nsdecls('a')}>{style}</a:lstStyle>"))


def _anchor(shape: Any, where: str) -> None:
    """No room inside the edge, and no shrinking of text: what is measured is what is shown."""
    old = shape.element.txBody.find(qn("a:bodyPr"))
    new = f'<a:bodyPr {nsdecls("a")} wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{where}"/>'
    old.getparent().replace(old, parse_xml(new))


def _no_small_print(shape: Any, *, alignment: str) -> None:
    """Foot and number are as large as the least text."""
    for style in shape.element.iter(qn("a:lvl1pPr")):
        style.set("algn", alignment)
        run = style.find(qn("a:defRPr"))
        run.set("sz", str(SMALL * 100))
        run.find(qn("a:solidFill")).clear()
        etree.SubElement(run.find(qn("a:solidFill")), qn("a:srgbClr"), val=SOFT)


def _make_swedish(where: Any) -> None:
    """Prompts and language; no date, and one level of text."""
    for shape in [*where.placeholders]:
        kind = kind_of(shape)
        if kind == "dt":
            shape.element.getparent().remove(shape.element)
        elif kind in _PROMPTS:
            shape.text_frame.text = _PROMPTS[kind]
    _speak_swedish(where)
    for run in where.element.iter(qn("a:r")):
        run.get_or_add_rPr().set("lang", LANGUAGE)
    for named in where.element.iter(qn("p:cNvPr")):
        named.set("name", re.sub(r" Placeholder| \d+", "", named.get("name", "")))


def _speak_swedish(where: Any) -> None:
    """Whatever says a language says ours."""
    for run in where.element.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        run.set("lang", LANGUAGE)
        run.attrib.pop("smtClean", None)
