"""Text from a file that others wrote: short, visible, and nothing that a spreadsheet would run."""

from django.utils.translation import gettext as _

SOURCE_LONGEST = 200
_FORMULA = ("=", "+", "-", "@")


class LineRefused(Exception):
    """What is wrong in one line, as the rest of a Swedish sentence."""


def safe_text(text: str, *, longest: int) -> str:
    """The text with single spaces. Raises LineRefused."""
    text = " ".join(text.split())
    if len(text) > longest:
        sentence = _("”%(text)s …” är längre än %(most)s tecken. Korta texten.")
        raise LineRefused(sentence % {"text": text[:20], "most": longest})
    if text.startswith(_FORMULA):
        raise LineRefused(_("”%s” börjar som en formel. Börja texten med en bokstav eller en siffra.") % text[:20])
    return text
