"""The times that are not confirmed, on top of everybody's day in the unit."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.enforcement.waiting import Unconfirmed, UnconfirmedTime
from kvar.casework.facts_of_enforcement import AUTHORITY
from kvar.web.ui.wording import short_day


def unconfirmed_rows(found: Unconfirmed, *, today: date) -> list[dict[str, Any]]:
    """One row for each letter that is not sent. Never an address."""
    return [_row(row, today) for row in found.rows]


def _row(row: UnconfirmedTime, today: date) -> dict[str, Any]:
    what = _("Bekräftelse till Kronofogden") if row.recipient == AUTHORITY else _("Kopia till den det gäller")
    late = row.since is not None and row.since < today
    return {
        "url": reverse("enforcement:confirm", args=[row.case.pk, row.notice, row.recipient]),
        "what": what,
        "household": row.household,
        "reference": row.case.reference,
        "protected": row.protected,
        "when": _("skulle ha skickats %s") % short_day(row.since, today) if late else _("idag"),
        "responsible": row.responsible or _("ingen ansvarig"),
    }
