"""The text of a letter, read from content once for each edition and checked against its declaration."""

from functools import lru_cache

from kvar.content.letter_file import SWEDISH, LetterBlank, LetterPassage
from kvar.content.load import load
from kvar.paper.template import Blank, LetterText, Passage, read_letter_text


def letter_text(letter: str, language: str = SWEDISH) -> LetterText:
    """In Swedish where it has no text of that language that may be sent.

    Raises KeyError for an unknown letter, and LetterTextWrong for a text that does not fit its declaration.
    """
    told = load().letters[letter]
    return _read(told.texts[told.written_in(language)], told.blanks, told.passages)


@lru_cache(maxsize=256)
def _read(text: str, blanks: tuple[LetterBlank, ...], passages: tuple[LetterPassage, ...]) -> LetterText:
    return read_letter_text(
        text,
        blanks=[Blank(name=one.name, says=one.says, required=one.required, only_in=one.only_in) for one in blanks],
        passages=[Passage(name=one.name, one_of=one.one_of) for one in passages],
    )
