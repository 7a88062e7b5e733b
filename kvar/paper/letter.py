"""A letter as data: what stands on the paper, before anybody has decided how it looks.

The parts are plain text, never markup. ``as_text`` writes the same letter as the readable file that people approve.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from textwrap import fill as wrap

from kvar.paper.days import full_day

WIDTH = 78  # of a line in the readable file, which the web makes paragraphs of again


@dataclass(frozen=True)
class Paragraph:
    """Running text. Of this and every part: ``language`` is a code such as ``en`` when it is not the letter's own."""

    text: str
    language: str | None = None


@dataclass(frozen=True)
class Heading:
    text: str
    language: str | None = None


@dataclass(frozen=True, kw_only=True)
class KeyDate:
    """The most important thing in the letter, in a box: a short lead, the day or the time, and what follows."""

    lead: str
    main: str
    notes: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True)
class BulletList:
    items: tuple[str, ...]
    language: str | None = None


@dataclass(frozen=True, kw_only=True)
class ContactLine:
    """One way to reach us. ``label`` is empty for the name of the person."""

    label: str
    value: str


@dataclass(frozen=True)
class Contact:
    lines: tuple[ContactLine, ...]
    language: str | None = None


@dataclass(frozen=True)
class ParallelRow:
    swedish: str
    other: str


@dataclass(frozen=True, kw_only=True)
class Parallel:
    """The same few rows in Swedish and in another language, side by side. The first row names the two languages.

    ``language`` is its code, ``script`` and ``right_to_left`` how it is written. ``status``: a Swedish sentence that
    says who has not approved it; empty when somebody has.
    """

    language: str
    rows: tuple[ParallelRow, ...]
    script: str = "latin"
    right_to_left: bool = False
    status: str = ""


Block = Paragraph | Heading | KeyDate | BulletList | Contact | Parallel


@dataclass(frozen=True, kw_only=True)
class CityMark:
    """The city's mark in one colour: SVG path data in a box of ``width`` × ``height``. ``alt`` says it in words."""

    alt: str
    width: int
    height: int
    path: str


@dataclass(frozen=True, kw_only=True)
class LetterPaper:
    """One finished letter.

    ``city`` and its ``mark`` stand above the sender; an empty one is left out.
    ``sender``: the administration, the unit, then further lines. ``recipient``: the lines that the envelope's window
    shows, and nothing else may stand there. ``date`` is the letter's own day, given by the caller. ``letterhead``
    False: neither sender, day nor reference is printed, and there may be no recipient. ``script`` and
    ``right_to_left``: how the letter's own language is written. ``page``: what stands under each of several pages.
    ``approved_by``: a Swedish sentence, for the file's own description: who has approved the words in another language.
    """

    title: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    date: date
    reference: str
    blocks: tuple[Block, ...]
    language: str = "sv"
    letterhead: bool = True
    script: str = "latin"
    right_to_left: bool = False
    city: str = ""
    mark: CityMark | None = None
    page: str = "Sida {sida} ({sidor})"
    approved_by: str = ""

    @property
    def sender_lines(self) -> tuple[str, ...]:
        """Who writes, as it stands above the letter: the city first."""
        return (*filter(None, [self.city]), *self.sender) if self.letterhead else ()

    @property
    def day(self) -> str:
        """The letter's day in its language."""
        return full_day(self.date, language=self.language)

    @property
    def day_lines(self) -> tuple[str, ...]:
        """The day and the case, a line each."""
        return tuple(filter(None, (self.day, self.reference))) if self.letterhead else ()


def in_language(blocks: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """The same parts, told to be in a language that is not the letter's own."""
    return tuple(replace(block, language=language) for block in blocks)


def with_own_words(blocks: tuple[Block, ...], words: str) -> tuple[Block, ...]:
    """The blocks with one paragraph more, before the signatures and the contact part that end the letter.

    That part is the run of last sections with lines of contact in them; in a letter without headings, those lines.
    """
    if not words:
        return blocks
    place = len(blocks)
    for start, section in reversed(list(_sections(blocks))):
        contact = next((n for n, block in enumerate(section) if isinstance(block, Contact)), None)
        if contact is None:
            break
        headed = isinstance(section[0], Heading)
        place = start if headed else start + contact
        if not headed:
            break
    return (*blocks[:place], Paragraph(words), *blocks[place:])


def _sections(blocks: tuple[Block, ...]) -> Iterator[tuple[int, tuple[Block, ...]]]:
    """Where each section begins, and its blocks: a heading with what follows it."""
    starts = [n for n, block in enumerate(blocks) if n == 0 or isinstance(block, Heading)]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        yield start, blocks[start:end]


def as_text(letter: LetterPaper) -> str:
    """The letter as plain text, lines of at most 78 characters, ending in one newline."""
    head = filter(None, map("\n".join, (letter.sender_lines, letter.recipient, letter.day_lines)))
    return "\n\n".join([*head, _underlined(letter.title, "="), *(_block_text(block) for block in letter.blocks)]) + "\n"


def _block_text(block: Block) -> str:
    match block:
        case Heading(text):
            return _underlined(text, "-")
        case Paragraph(text, language):
            return _wrapped(f"({language}) {text}" if language else text)
        case BulletList(items):
            return "\n".join(_wrapped(item, first="- ", rest="  ") for item in items)
        case KeyDate():
            return "\n".join(_boxed(block))
        case Contact(lines):
            return "\n".join(f"{line.label}: {line.value}" if line.label else line.value for line in lines)
        case Parallel():
            return "\n".join(_beside(block)) + (f"\n\n{_wrapped(block.status)}" if block.status else "")


def _boxed(box: KeyDate) -> Iterator[str]:
    for text in (box.lead, box.main, *box.notes):
        yield _wrapped(text, first="| ", rest="| ")


def _beside(block: Parallel) -> Iterator[str]:
    """Each row twice, marked with its language; a line that goes on is indented."""
    for row in block.rows:
        for language, text in (("sv", row.swedish), (block.language, row.other)):
            mark = f"[{language}] "
            yield _wrapped(text, first=mark, rest=" " * len(mark))


def _underlined(text: str, mark: str) -> str:
    wrapped = _wrapped(text)
    return f"{wrapped}\n{mark * min(len(text), WIDTH)}"


def _wrapped(text: str, *, first: str = "", rest: str = "") -> str:
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
