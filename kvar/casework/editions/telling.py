"""How a number of cases is told to somebody who sees none of them: a process leader, who leads the whole content.

She writes conditions herself, so what is tried can be made as narrow as one household. A small number is only told to
be small, and none at all is a small number: else a condition would ask yes or no of the household. Every other is told
to the nearest five: two trials that differ in one household mostly tell the same.
"""

from django.utils.translation import gettext as _

from kvar.content.load import load

ROUND = 5


def about(number: int) -> int | None:
    """To the nearest five; None: fewer than what may be told (``suppress_below``), be it one or none."""
    return None if number < _told_from() else ROUND * round(number / ROUND)


def about_words(number: int | None) -> str:
    """What ``about`` gave, to read: *ungefär 10*, *färre än 5*."""
    return _("färre än %d") % _told_from() if number is None else _("ungefär %d") % number


def _told_from() -> int:
    return load().organisation.switches.suppress_below
