"""A letter as pictures, a PNG for each page: for looking at on the screen, never for sending."""

from kvar.paper.letter import LetterPaper
from kvar.paper.pdf import typeset

DOTS = 100  # an inch: the small print can be read, and a page is some 150 kB


def letter_picture(letter: LetterPaper) -> tuple[bytes, ...]:
    """The pages from the first to the last. Raises ``PaperRefused`` with a sentence when it cannot be made."""
    made = typeset(letter, format="png", ppi=DOTS)
    return (made,) if isinstance(made, bytes) else tuple(made)
