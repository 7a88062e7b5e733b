"""Hand-overs that nobody has answered, on both sides' lists, with their day and age."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.steps.handing import purpose_of, receiver_of
from kvar.casework.steps.waiting import WaitingHandover
from kvar.content.load import load
from kvar.web.ui.wording import distance, short_day


def waiting_shown(one: WaitingHandover, *, today: date) -> dict[str, Any]:
    """One line: which household, what it is for, from or to whom, since when."""
    row = one.handover
    sender = load().organisation.unit(row.from_unit).label
    about = {"who": f"{sender}, {row.by.name}"} if one.incoming else {"who": receiver_of(row)}
    words = _("Från %(who)s. Ta emot eller säg nej.") if one.incoming else _("Till %(who)s. Ingen har tagit emot än.")
    return {
        "url": reverse("tracks:handover", args=[row.case_id, row.pk]),
        "household": row.case.household.name,
        "protected": row.case.household.protected,
        "what": purpose_of(row),
        "words": words % about,
        "when": f"{short_day(row.on, today)}, {distance(row.on, today)}",
    }
