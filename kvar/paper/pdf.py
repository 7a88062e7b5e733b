"""A letter as PDF: tagged, archivable (PDF/A-2a) and readable for everybody (PDF/UA-1), the same bytes every time.

The layout is ``letter.typ``; the letter goes to it as JSON and is never markup. Only our own typefaces are used, so
every machine makes the same letter: Noto Sans from its wheel, and what it lacks from ``fonts/``.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from textwrap import TextWrapper
from typing import Any

import typst

from kvar.paper.days import ENGLISH_MONTHS, MONTHS
from kvar.paper.letter import LetterPaper
from kvar.paper.visible import visible_line

_LAYOUT = Path(__file__).parent / "letter.typ"
_OWN_FONTS = Path(__file__).parent / "fonts"
# The typesetter fetches a package that a layout asks for, and cannot be told not to: no layout asks for anything.
_ASKS = re.compile(r"\b(?:import|include)\b|\b(?:plugin|eval)\(")
_UNPRINTABLE = re.compile(r'`"(.+?)"`', re.DOTALL)
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_PDF: dict[str, Any] = {"format": "pdf", "pdf_standards": ["a-2a", "ua-1"]}
# What the window of the envelope shows, and what fits above it.
RECIPIENT_LINES = 5
RECIPIENT_WIDTH = 40
SENDER_LINES = 8
# Signs of a paper as data, some twenty pages: keeps the worst of them far within what one may cost (``kvar bench``).
LONGEST = 60_000
MOST_SECONDS, MOST_MEGABYTES = 10, 512


class PaperRefused(Exception):
    """The letter cannot be made. The message is a Swedish sentence to show to the person at the screen.

    ``unprintable``: the characters that cannot be printed; empty when it is something else.
    """

    def __init__(self, sentence: str, *, unprintable: str = "") -> None:
        super().__init__(sentence)
        self.unprintable = unprintable


def letter_pdf(letter: LetterPaper) -> bytes:
    """The letter as PDF/A-2a and PDF/UA-1. Raises ``PaperRefused`` with a sentence when it cannot be made."""
    return _one_file(typeset(letter, **_PDF))


def typeset(letter: LetterPaper, **wanted: Any) -> Any:
    """What the typesetter makes of the letter, ``wanted`` being its own words. Raises ``PaperRefused``."""
    data = _printable(asdict(letter))
    data["blocks"] = [{"kind": type(block).__name__, **_printable(asdict(block))} for block in letter.blocks]
    data["recipient"] = window_lines(data["recipient"])
    data |= {"date": letter.day[:1].upper() + letter.day[1:], "day": _parts(letter)}
    data["months"] = (*MONTHS, *ENGLISH_MONTHS)
    _check(data)
    return _compiled(_told(data, what="Brevet"), _LAYOUT, on=letter.date, wanted=wanted)


def _told(data: dict[str, Any], *, what: str, longest: int = LONGEST) -> str:
    """The paper as the layout reads it, and no longer than one may be: what sets the most of it is refused here."""
    told = json.dumps(data, ensure_ascii=False, sort_keys=True)
    if len(told) > longest:
        raise PaperRefused(f"{what} är för långt för att göras till PDF. Korta det som är skrivet, eller dela upp det.")
    return told


def _parts(letter: LetterPaper) -> dict[str, int]:
    return {"year": letter.date.year, "month": letter.date.month, "day": letter.date.day}


def _check(data: dict[str, Any]) -> None:
    if not data["title"]:
        raise PaperRefused("Brevet saknar rubrik. Skriv en rubrik och försök igen.")
    if data["letterhead"] and (not data["sender"] or not data["sender"][0]):
        raise PaperRefused("Brevet saknar avsändare. Ange vilken förvaltning som skickar brevet.")
    if data["letterhead"] and not data["recipient"]:
        raise PaperRefused("Brevet saknar mottagare. Ange mottagarens namn och adress.")
    if len(data["sender"]) > SENDER_LINES:
        raise PaperRefused(f"Avsändaren har fler än {SENDER_LINES} rader. Korta den, annars hamnar den i texten.")
    if full := window_hindrance(data["recipient"]):
        raise PaperRefused(full)


def window_hindrance(lines: Sequence[str]) -> str:
    """Why the lines of the recipient do not fit the window of the envelope, in Swedish; empty when they do."""
    shown = window_lines(lines)
    if len(shown) <= RECIPIENT_LINES and all(len(line) <= RECIPIENT_WIDTH for line in shown):
        return ""
    limit = f"högst {RECIPIENT_LINES} rader med {RECIPIENT_WIDTH} tecken"
    return f"Mottagarens adress får inte plats i kuvertets fönster: {limit}, så dela eller korta den."


def window_lines(lines: Sequence[str]) -> list[str]:
    """The lines as the window shows them: one that is too long, mostly a name, goes on in the next at a space."""
    wrapper = TextWrapper(RECIPIENT_WIDTH, break_long_words=False, break_on_hyphens=False)
    return [part for line in lines for part in wrapper.wrap(line) or [line]]


def compiled_pdf(layout: Path, data: dict[str, Any], *, on: date, longest: int = LONGEST) -> bytes:
    """Any paper of ours, by its own layout: the data as JSON, with the day it was ``made``. Raises ``PaperRefused``."""
    made = {"year": on.year, "month": on.month, "day": on.day}
    told = _told(_printable(data) | {"made": made}, what="Papperet", longest=longest)
    return _one_file(_compiled(told, layout, on=on, wanted=_PDF))


def _one_file(pdf: Any) -> bytes:
    if not isinstance(pdf, bytes):
        raise TypeError("the typesetter gave no single PDF")
    return pdf


def _compiled(data: str, layout: Path, *, on: date, wanted: dict[str, Any]) -> Any:
    # A compiler of its own per letter: one compiler refuses a second thread. The fonts are what costs, and are kept.
    # All that it may read of the disk is our typefaces.
    compiler = typst.Compiler(_source(layout), root=_OWN_FONTS, font_paths=_fonts())
    try:
        return compiler.compile(sys_inputs={"data": data}, timestamp=datetime.combine(on, time(), tzinfo=UTC), **wanted)
    except typst.TypstError as error:
        raise _refusal(error.message) from error


@cache
def _source(layout: Path) -> bytes:
    """The layout, read once. Raises ValueError for one that asks for a package, another file or code made of words."""
    source = layout.read_text("utf-8")
    if asks := _ASKS.search(source):
        raise ValueError(f"{layout.name} asks for what lies outside it: {asks[0]}")
    return source.encode()


@cache
def _fonts() -> typst.Fonts:
    folders = [Path(str(files("fontpkg_noto_sans"))) / "files", _OWN_FONTS]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _refusal(message: str) -> PaperRefused:
    """What the typesetter said, for the person at the screen: the character that cannot be printed, by name."""
    found = _UNPRINTABLE.search(message)
    if not found:
        return PaperRefused(
            "Brevet kunde inte göras om till PDF. Felet ligger i brevmallen, inte i det du har skrivit."
        )
    text = _CODE.sub(lambda code: chr(int(code[1], 16)), found[1])
    return cannot_print(text)


def cannot_print(text: str) -> PaperRefused:
    """The refusal that names the character."""
    codes = " ".join(f"U+{ord(character):04X}" for character in text)
    shown = f"”{text}” ({codes})" if text.isprintable() else codes
    sentence = f"Tecknet {shown} går inte att skriva ut i brevet. Byt ut det mot vanliga bokstäver och försök igen."
    return PaperRefused(sentence, unprintable=text)


def _printable(value: Any) -> Any:
    """The same data with text as it can stand on paper: composed letters, single spaces, nothing invisible."""
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list | tuple) else value


def _clean(text: str) -> str:
    if unpaired := next((character for character in text if unicodedata.category(character) == "Cs"), None):
        raise cannot_print(unpaired)
    return visible_line(text)
