"""A form that is sent twice makes one row: the second time it is said that it is there already."""

from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from kvar.casework.errors import ActRefused


def require_new(rows: QuerySet[Any, Any], **same: Model | object) -> None:
    """Refuse what stands already, word for word. Inside an act that holds the case, so that the second one waits."""
    if rows.filter(**same).exists():
        raise ActRefused(_("Det här är redan sparat i ärendet, precis så. Ladda om sidan, så ser du det."))
