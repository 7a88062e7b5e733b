"""A letter ready for the page: the draft from its parts, the sent one from its stored text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kvar.content.letter_file import SWEDISH
from kvar.paper.letter import WIDTH, BulletList, Contact, Heading, KeyDate, LetterPaper, Paragraph, Parallel

TITLE = re.compile(r"=+")
MARKED = re.compile(r"\[([a-z]{2,3})\] ")
UNDERLINE = re.compile(r"[=-]+")


@dataclass(frozen=True, kw_only=True)
class Block:
    """``kind``: title, heading, paragraph, box, list, lines or parallel. ``language`` when it is not the letter's own.

    ``rows``: of a parallel block, each in Swedish and in the language; the first names the two.
    """

    kind: str
    lines: tuple[str, ...]
    language: str = ""
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class PaperShown:
    """``head``: sender, recipient, day and reference, each as lines."""

    head: tuple[tuple[str, ...], ...]
    blocks: tuple[Block, ...]


def drafted_paper(paper: LetterPaper) -> PaperShown:
    """The draft, part by part."""
    head = tuple(filter(None, (paper.sender_lines, paper.recipient, paper.day_lines)))
    title = Block(kind="title", lines=(paper.title,))
    return PaperShown(head=head, blocks=(title, *(shown for block in paper.blocks for shown in _drafted(block))))


def _drafted(block: object) -> Iterator[Block]:
    match block:
        case Heading(text):
            yield Block(kind="heading", lines=(text,))
        case Paragraph(text, language):
            yield Block(kind="paragraph", lines=(text,), language=language or "")
        case BulletList(items):
            yield Block(kind="list", lines=items)
        case KeyDate():
            yield Block(kind="box", lines=(block.lead, block.main, *block.notes))
        case Contact(lines):
            told = tuple(": ".join(filter(None, (one.label, one.value))) for one in lines)
            yield Block(kind="lines" if len(told) > 1 else "paragraph", lines=told)
        case Parallel():
            rows = tuple((row.swedish, row.other) for row in block.rows)
            yield Block(kind="parallel", lines=(), language=block.language, rows=rows)
            if block.status:
                yield Block(kind="paragraph", lines=(block.status,))
        case _:
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
    if beside := _beside(lines):
        return beside
    for mark, kind in (("| ", "box"), ("- ", "list")):
        if lines[0].startswith(mark):
            return Block(kind=kind, lines=tuple(_marked(lines, mark)))
    joined = tuple(_joined(lines))
    language = re.match(r"\(([a-z]{2})\) ", joined[0])
    if language:
        return Block(kind="paragraph", lines=(joined[0][language.end() :],), language=language[1])
    return Block(kind="paragraph" if len(joined) == 1 else "lines", lines=joined)


def _beside(lines: list[str]) -> Block | None:
    """Each row twice, first in Swedish; None for lines that are no such block."""
    told: list[tuple[str, str]] = []
    for line in lines:
        found = MARKED.match(line)
        if found:
            told.append((found[1], line[found.end() :]))
        elif told and line.startswith("  "):
            told[-1] = (told[-1][0], f"{told[-1][1]} {line.strip()}")
        else:
            return None
    ours, theirs = told[::2], told[1::2]
    languages = {language for language, _text in theirs}
    if len(ours) != len(theirs) or len(languages) != 1 or {language for language, _text in ours} != {SWEDISH}:
        return None
    rows = tuple((text, other) for (_ours, text), (_theirs, other) in zip(ours, theirs, strict=True))
    return Block(kind="parallel", lines=(), language=languages.pop(), rows=rows)


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
