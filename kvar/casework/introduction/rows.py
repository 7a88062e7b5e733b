"""What all these rows share: who changed them last, and no earlier wording lost in silence."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.clock import now
from kvar.casework.errors import SavedByOther
from kvar.records.models import DecidedChange, PlannedActivity, WorkshopNote

AnyRow = TypeVar("AnyRow", WorkshopNote, DecidedChange, PlannedActivity)


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
