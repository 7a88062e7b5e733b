"""How a number of cases is told to somebody who sees none of them: a process leader, who leads the whole content.

She writes conditions herself, so what is tried can be made as narrow as one household. A small number is only told to
be small, and every other to the nearest five: two trials that differ in one household mostly tell the same.
"""

from django.utils.translation import gettext as _

from kvar.content.load import load

ROUND = 5


def about(number: int) -> int | None:
    """To the nearest five; None: fewer than what may be told (``suppress_below``), and at least one."""
    return None if 0 < number < _told_from() else ROUND * round(number / ROUND)


def about_words(number: int | None) -> str:
    """What ``about`` gave, to read: *ungefär 10*, *färre än 5*; none is told as such."""
    if number is None:
        return _("färre än %d") % _told_from()
    return _("ungefär %d") % number if number else "0"


def _told_from() -> int:
    return load().organisation.switches.suppress_below
