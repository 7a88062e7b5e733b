"""A paragraph of the writer's own: what it may be, so that it stands in the letter as it was typed."""

import unicodedata

from django.utils.translation import gettext as _

LONGEST = 600  # signs: a few sentences; more is another letter
_OPENING = "”\"’'«»"


def own_words_hindrance(words: str) -> str:
    """Why these words cannot stand in a letter; empty when they can.

    A stored letter is plain text, where a line's first sign or a line of dashes says what it is.
    """
    if not words:
        return ""
    if len(words) > LONGEST:
        told = {"length": len(words), "longest": LONGEST}
        return _("Dina egna ord är %(length)d tecken, och högst %(longest)d ryms.") % told
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") for sign in words):
        return _("Dina egna ord har tecken som inte syns: skriv stycket på nytt i stället för att klistra in det.")
    if not (words[0].isalnum() or words[0] in _OPENING) or words[-1] in "-=":
        return _("Börja dina egna ord med en bokstav eller en siffra, och sluta inte med ett streck.")
    return ""
