"""The text of a letter, read from content once for each edition and checked against its declaration."""

from functools import lru_cache

from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.paper.template import Blank, LetterText, Passage, read_letter_text


def letter_text(letter: str) -> LetterText:
    """Raises KeyError for an unknown letter and LetterTextWrong for a text that does not fit its declaration."""
    return _read(load().letters[letter])


@lru_cache(maxsize=256)
def _read(about: Letter) -> LetterText:
    blanks = [
        Blank(name=blank.name, says=blank.says, required=blank.required, only_in=blank.only_in)
        for blank in about.blanks
    ]
    passages = [Passage(name=passage.name, one_of=passage.one_of) for passage in about.passages]
    return read_letter_text(about.text, blanks=blanks, passages=passages)
