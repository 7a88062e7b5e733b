"""What all these rows share: who changed them last, no earlier wording lost in silence, and no household named."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.intake.opening import SIGNS
from kvar.records.models import DecidedChange, PlannedActivity, WorkshopNote

AnyRow = TypeVar("AnyRow", WorkshopNote, DecidedChange, PlannedActivity)

LONGEST_TEXT = 20_000  # signs
# Year, month, day (also of a samordningsnummer) and four digits more.
PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])[-+ ]?\d{4}(?!\d)")
CASE_NUMBER = re.compile(rf"\b[A-ZÅÄÖ]-\d\d-[{SIGNS}]{{4}}\b")


def changed(by: Actor) -> dict[str, Any]:
    """The columns that say who and when."""
    return {"changed_by_id": by.id, "changed_at": now()}


def save_over(
    row: AnyRow, *, by: Actor, version: int, theirs: Callable[[AnyRow], str], field: str, **values: Any
) -> None:
    """Write over the version that was read. Raises SavedByOther when a colleague was quicker, with what stands now."""
    whole = values | {"version": version + 1} | changed(by)
    if not type(row)._default_manager.filter(pk=row.pk, version=version).update(**whole):
        row.refresh_from_db()
        sentence = _("En kollega har sparat medan du skrev. Jämför och spara igen.")
        raise SavedByOther(sentence, theirs=theirs(row), field=field)
    row.refresh_from_db()


def require_no_household(text: str, *, field: str) -> None:
    """What is written here is about how we work. A personal number or a case number names a household."""
    if len(text) > LONGEST_TEXT:
        raise ActRefused(_("Texten är för lång. Här ryms 20 000 tecken."), field=field)
    if PERSONAL_NUMBER.search(text):
        raise ActRefused(_("Här står ett personnummer. Ta bort det: ingen får gå att känna igen här."), field=field)
    if CASE_NUMBER.search(text):
        raise ActRefused(_("Här står ett ärendenummer. Ta bort det: inget hushåll får pekas ut här."), field=field)
