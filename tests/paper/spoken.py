"""What a reader with a screen reader is given: the words of the tags, in the tags' order, each with its language."""

import re
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream, IndirectObject

from kvar.paper.letter import BulletList, Contact, Heading, KeyDate, LetterPaper, Paragraph, Parallel
from tests.paper.papers import read

Spoken = tuple[str | None, str]


def spoken(pdf: bytes) -> list[Spoken]:
    """Each leaf of the tags that has words: the nearest language above it, and the words."""
    document = read(pdf)
    words = {(page.indirect_reference.idnum, mark): text for page in document.pages for mark, text in _marked(page)}
    return [one for one in _leaves(document.trailer["/Root"]["/StructTreeRoot"], None, None, words) if one[1].strip()]


def _leaves(node: Any, language: str | None, page: int | None, words: dict[tuple[int, int], str]) -> Iterator[Spoken]:
    if isinstance(node, int):
        yield language, words.get((page or 0, int(node)), "")
        return
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if not isinstance(node, dict):
        return
    page = node.raw_get("/Pg").idnum if "/Pg" in node else page
    if "/MCID" in node:
        yield language, words.get((page or 0, int(node["/MCID"])), "")
        return
    language = node.get("/Lang", language)
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        yield from _leaves(child, language, page, words)


def _marked(page: PageObject) -> Iterator[tuple[int, str]]:
    """The words of each marked piece of a page, as the standard reads them: replaced and turned where it says so."""
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    stream = ContentStream(page.get_contents(), page.pdf)
    stack: list[dict[str, Any]] = []
    letters: dict[int, str] = {}
    for operands, operator in stream.operations:
        if operator in (b"BDC", b"BMC"):
            told = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            stack.append({"tag": operands[0], "mark": told.get("/MCID"), "said": told.get("/ActualText"), "text": ""})
        elif operator == b"EMC":
            ended = stack.pop()
            text = ended["text"][::-1] if ended["tag"] == "/ReversedChars" else ended["text"]
            text = text if ended["said"] is None else str(ended["said"])
            if ended["mark"] is not None:
                yield int(ended["mark"]), text
            elif stack:
                stack[-1]["text"] += text
        elif operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator in (b"Tj", b"TJ") and stack:
            pieces = operands[0] if operator == b"TJ" else operands
            stack[-1]["text"] += "".join(
                _read(piece, letters) for piece in pieces if not isinstance(piece, int | float)
            )


def _letters(font: Any) -> dict[int, str]:
    """What each glyph of a font says."""
    table = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    found: dict[int, str] = {}
    for code, said in re.findall(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>\s*\n", table):
        found[int(code, 16)] = bytes.fromhex(said).decode("utf-16-be")
    return found


def _read(piece: Any, letters: dict[int, str]) -> str:
    raw = piece.original_bytes
    return "".join(letters.get(int.from_bytes(raw[at : at + 2], "big"), "\ufffd") for at in range(0, len(raw), 2))


def in_order(paper: LetterPaper) -> Iterator[str]:
    """All that a letter says, piece by piece, in the order in which its tags have to say it."""
    if paper.letterhead:
        yield from (*paper.sender_lines, paper.day[:1].upper() + paper.day[1:], paper.reference)
    yield from (*paper.recipient, paper.title)
    for block in paper.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                yield text
            case BulletList(items):
                yield from (f"•{item}" for item in items)
            case KeyDate():
                yield from (block.lead, block.main, *block.notes)
            case Contact(lines):
                yield from (f"{line.label} {line.value}" for line in lines)
            case Parallel():
                yield from (f"{row.swedish} {row.other}" for row in block.rows)
                yield block.status


def pictures_told(pdf: bytes) -> list[str]:
    """What is said instead of each picture, in the tags' order; empty for one that nothing is said of."""
    return [*_figures(read(pdf).trailer["/Root"]["/StructTreeRoot"])]


def _figures(node: Any) -> Iterator[str]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if not isinstance(node, dict):
        return
    if node.get("/S") == "/Figure":
        yield str(node.get("/Alt", ""))
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        yield from _figures(child)
