"""A letter's text as its file says it: lines with named blanks and named passages, checked when read.

A line's first characters say what it is, and nothing that is later put in a blank can change that:

    # title             ## heading           > the box: lead, main, notes      - bullet, continued by two spaces
    | Label: value      (en) other language  everything else is running text; an empty line ends a block

``{name}`` is a blank. ``[om: name]`` … ``[slut]`` is a passage, there only when code says so; there are no other
conditions and no expressions.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

HOLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_OPENING = re.compile(r"\[om: ([a-z][a-z0-9_]*)\]")
_CLOSING = "[slut]"
_KINDS = re.compile(r"# |## |> |- |  |\| |\([a-z]{2,3}\) ")
_LABEL = re.compile(r"([^{}:]+): ")


class LetterTextWrong(ValueError):
    """A letter's text, its declaration and its caller do not agree. The message names the line or the blank."""


@dataclass(frozen=True, kw_only=True)
class Blank:
    """A named hole. ``says`` is what a refusal calls it; ``only_in`` the one passage where it may stand."""

    name: str
    says: str
    required: bool = True
    only_in: str | None = None


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A part that is there or not. Of the passages with the same ``one_of``, exactly one must be there."""

    name: str
    one_of: str | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line. ``kind`` is its first characters, ``label`` the fixed words before a contact line's colon."""

    number: int
    kind: str
    body: str
    label: str = ""
    passage: str | None = None

    def blanks(self) -> tuple[str, ...]:
        """The names of the blanks in this line, in order."""
        return tuple(HOLE.findall(self.body))


@dataclass(frozen=True, kw_only=True)
class LetterText:
    """A letter's text, read and checked: every blank and passage is declared, and every declared one is used."""

    lines: tuple[Line, ...]
    blanks: tuple[Blank, ...]
    passages: tuple[Passage, ...]


def read_letter_text(text: str, *, blanks: Iterable[Blank], passages: Iterable[Passage] = ()) -> LetterText:
    """Read a letter's text. Raises ``LetterTextWrong`` when text and declaration do not agree."""
    letter = LetterText(lines=tuple(_lines(text)), blanks=tuple(blanks), passages=tuple(passages))
    used = {name for line in letter.lines for name in line.blanks()}
    _check_names("lucka", declared={blank.name for blank in letter.blanks}, used=used)
    used = {line.passage for line in letter.lines if line.passage}
    _check_names("passage", declared={passage.name for passage in letter.passages}, used=used)
    _check_places(letter)
    _check_boxes(letter)
    if [line.kind for line in letter.lines].count("# ") != 1:
        raise LetterTextWrong("Texten ska ha exakt en titel (en rad som börjar med #).")
    return letter


def _lines(text: str) -> Iterator[Line]:
    passage: str | None = None
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.rstrip()
        if opening := _OPENING.fullmatch(line):
            if passage:
                raise LetterTextWrong(f"Rad {number}: passagen {passage} är inte avslutad med {_CLOSING}.")
            passage = opening[1]
        elif line == _CLOSING:
            if not passage:
                raise LetterTextWrong(f"Rad {number}: {_CLOSING} utan [om: …].")
            passage = None
        else:
            yield replace(_line(line, number=number), passage=passage)
    if passage:
        raise LetterTextWrong(f"Passagen {passage} är inte avslutad med {_CLOSING}.")


def _line(line: str, *, number: int) -> Line:
    start = _KINDS.match(line)
    kind = start[0] if start else ""
    body = line[len(kind) :]
    if any(mark in HOLE.sub("", body) for mark in "{}[]"):
        raise LetterTextWrong(f"Rad {number}: en klammer som varken är en lucka eller en passage.")
    label = _LABEL.match(body) if kind == "| " else None
    if label:
        return Line(number=number, kind=kind, body=body[label.end() :], label=label[1])
    return Line(number=number, kind=kind, body=body)


def _check_names(word: str, *, declared: set[str], used: set[str]) -> None:
    if unknown := sorted(used - declared):
        raise LetterTextWrong(f"Okänd {word} i texten: {', '.join(unknown)}.")
    if unused := sorted(declared - used):
        raise LetterTextWrong(f"Deklarerad {word} som inte finns i texten: {', '.join(unused)}.")


def _check_places(letter: LetterText) -> None:
    """A blank bound to a passage never stands outside it: so a date that is not certain cannot slip out."""
    places = {blank.name: blank.only_in for blank in letter.blanks if blank.only_in}
    for line in letter.lines:
        for name in line.blanks():
            if name in places and line.passage != places[name]:
                raise LetterTextWrong(f"Rad {line.number}: {{{name}}} får bara stå i passagen {places[name]}.")


def _check_boxes(letter: LetterText) -> None:
    """A box has a lead and a main line, and neither can vanish with an optional blank."""
    optional = {blank.name for blank in letter.blanks if not blank.required}
    for (kind, _), group in groupby(letter.lines, key=lambda line: (line.kind, line.passage)):
        box = list(group)
        if kind == "> " and (len(box) < 2 or optional & {name for line in box[:2] for name in line.blanks()}):
            raise LetterTextWrong(f"Rad {box[0].number}: en ruta behöver två första rader som alltid finns.")
