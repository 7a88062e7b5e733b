"""Text as it can stand on paper: composed letters, single spaces, and nothing that cannot be seen."""

import re
import unicodedata

_SPACES = re.compile(r"[ \t\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")  # a hard space, as in an amount, stays
_NON_JOINER = "\u200c"  # parts two Arabic letters of one word: Persian is misspelt without it
_BETWEEN_ARABIC = re.compile(f"(?<=[\u0620-\u06ff]){_NON_JOINER}(?=[\u0620-\u06ff])")


def visible_line(text: str) -> str:
    """The text on one line. A sign that turns the writing direction could make an address say something else.

    The one exception is the joint of Persian words, between two Arabic letters, where it turns nothing.
    """
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return _NON_JOINER.join(map(_visible, _BETWEEN_ARABIC.split(spaced))).strip()


def _visible(text: str) -> str:
    return "".join(character for character in text if unicodedata.category(character) not in ("Cc", "Cf"))
