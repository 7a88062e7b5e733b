"""A letter ready for the page: the draft from its parts, the sent one from its stored text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kvar.paper.days import full_day
from kvar.paper.letter import BulletList, Contact, Heading, KeyDate, LetterPaper, Paragraph

WIDTH = 78  # of a line in the stored text: kvar.paper.letter breaks its lines there
TITLE = re.compile(r"=+")
UNDERLINE = re.compile(r"[=-]+")


@dataclass(frozen=True, kw_only=True)
class Block:
    """``kind``: title, heading, paragraph, box, list or lines. ``language`` when it is not the letter's own."""

    kind: str
    lines: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperShown:
    """``head``: sender, recipient, day and reference, each as lines."""

    head: tuple[tuple[str, ...], ...]
    blocks: tuple[Block, ...]


def drafted_paper(paper: LetterPaper) -> PaperShown:
    """The draft, part by part."""
    day = (full_day(paper.date), paper.reference) if paper.letterhead else ()
    head = tuple(filter(None, (paper.sender_lines, paper.recipient, day)))
    title = Block(kind="title", lines=(paper.title,))
    return PaperShown(head=head, blocks=(title, *map(_drafted, paper.blocks)))


def _drafted(block: object) -> Block:
    match block:
        case Heading(text):
            return Block(kind="heading", lines=(text,))
        case Paragraph(text, language):
            return Block(kind="paragraph", lines=(text,), language=language or "")
        case BulletList(items):
            return Block(kind="list", lines=items)
        case KeyDate():
            return Block(kind="box", lines=(block.lead, block.main, *block.notes))
        case Contact(lines):
            told = tuple(": ".join(filter(None, (one.label, one.value))) for one in lines)
            return Block(kind="lines" if len(told) > 1 else "paragraph", lines=told)
    raise TypeError(f"a letter has no {type(block).__name__}")


def sent_paper(text: str) -> PaperShown:
    """The stored words, with line breaks that only came from the width taken away. No word is added or lost."""
    parts = [part.split("\n") for part in text.strip("\n").split("\n\n")]
    title = next((n for n, lines in enumerate(parts) if TITLE.fullmatch(lines[-1])), 3)
    head, rest = parts[:title], parts[title:]
    return PaperShown(head=tuple(tuple(_joined(lines)) for lines in head), blocks=tuple(map(_sent, rest)))


def _sent(lines: list[str]) -> Block:
    if len(lines) > 1 and UNDERLINE.fullmatch(lines[-1]):
        return Block(kind="title" if lines[-1][0] == "=" else "heading", lines=(" ".join(lines[:-1]),))
    for mark, kind in (("| ", "box"), ("- ", "list")):
        if lines[0].startswith(mark):
            return Block(kind=kind, lines=tuple(_marked(lines, mark)))
    joined = tuple(_joined(lines))
    language = re.match(r"\(([a-z]{2})\) ", joined[0])
    if language:
        return Block(kind="paragraph", lines=(joined[0][language.end() :],), language=language[1])
    return Block(kind="paragraph" if len(joined) == 1 else "lines", lines=joined)


def _marked(lines: list[str], mark: str) -> Iterator[str]:
    """Lines with their mark taken off; in a list a line without one goes on from the line before."""
    if mark == "| ":
        yield from (line.removeprefix(mark) for line in _joined(lines, indent=mark))
    else:
        yield from (item.removeprefix(mark) for item in _joined(lines, indent="  ", only_indented=True))


def _joined(lines: list[str], *, indent: str = "", only_indented: bool = False) -> Iterator[str]:
    """A line is broken by the width when the next line's first word had no room on it; such lines are one."""
    whole = lines[0]
    last = lines[0]
    for line in lines[1:]:
        bare = line.removeprefix(indent)
        goes_on = line.startswith(indent) if only_indented else len(last) + 1 + len(bare.split(" ")[0]) > WIDTH
        if goes_on:
            whole = f"{whole} {bare}"
        else:
            yield whole
            whole = line
        last = line
    yield whole
