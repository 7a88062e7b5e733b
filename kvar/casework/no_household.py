"""Words about how we work, which others read: nothing in them may point at a household."""

import re

from django.utils.translation import gettext as _

from kvar.casework.errors import ActRefused
from kvar.casework.intake.opening import SIGNS

LONGEST_TEXT = 20_000  # signs
# Year, month, day (also of a samordningsnummer) and four digits more.
PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])[-+ ]?\d{4}(?!\d)")
CASE_NUMBER = re.compile(rf"\b[A-ZÅÄÖ]-\d\d-[{SIGNS}]{{4}}\b")


def require_no_household(text: str, *, field: str) -> None:
    """What is written here is about how we work. A personal number or a case number names a household."""
    if len(text) > LONGEST_TEXT:
        raise ActRefused(_("Texten är för lång. Här ryms 20 000 tecken."), field=field)
    if PERSONAL_NUMBER.search(text):
        raise ActRefused(_("Här står ett personnummer. Ta bort det: ingen får gå att känna igen här."), field=field)
    if CASE_NUMBER.search(text):
        raise ActRefused(_("Här står ett ärendenummer. Ta bort det: inget hushåll får pekas ut här."), field=field)
