"""The card about who is around the household: who is missing and why, then how it stands with the others."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.access_table import Act
from kvar.casework.casefile import CaseFile
from kvar.casework.meetings.mobilising import PartnerShown
from kvar.web.ui.wording import short_day

Card = dict[str, Any]


def mobilised_card(file: CaseFile, today: date) -> Card:
    """Vilka är med? Those whom nobody has asked, and no rule asks for, stand on the page behind it."""
    shown = [one for one in file.partners if one.missing or one.state]
    card: Card = {
        "id": "med",
        "title": _("Vilka är med?"),
        "empty": _("Ingen är tillfrågad."),
        "rows": [_partner(one, file, today) for one in shown],
    }
    if Act.MOBILISE in file.may:
        card |= {"url": reverse("mobilising:partners", args=[file.case.pk]), "action": _("visa alla")}
    return card


def _partner(one: PartnerShown, file: CaseFile, today: date) -> Card:
    missing = _("saknas. %s") % " ".join(one.missing) if one.missing else ""
    state = ", ".join(filter(None, [one.state_label, short_day(one.on, today) if one.on else ""]))
    may = Act.MOBILISE in file.may and not one.ours
    url = reverse("mobilising:partner", args=[file.case.pk, one.id]) if may else ""
    return {"text": capfirst(one.label), "note": missing or state, "url": url}
