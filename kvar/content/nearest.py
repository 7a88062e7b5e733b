"""The known name that somebody probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 80  # what is longer is no name


def nearest(name: str, known: Iterable[str], *, otherwise: str = "Kontrollera stavningen.") -> str:
    """*Menar du vuxen?*, or ``otherwise`` where no known name is like it."""
    close = get_close_matches(name[:LONGEST], [*known], n=1)
    return f"Menar du {close[0]}?" if close else otherwise
