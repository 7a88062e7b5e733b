"""The card about meetings with the landlord."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.access_table import Act
from kvar.casework.casefile import CaseFile
from kvar.casework.casefile.landlord_talks import LandlordTalkShown
from kvar.web.ui.wording import short_day

Card = dict[str, Any]


def landlord_card(file: CaseFile, today: date) -> Card:
    """Möten med hyresvärden: when the case is taken up, or that the consent does not carry it."""
    card: Card = {
        "id": "hyresvardsmoten",
        "title": _("Möten med hyresvärden"),
        "empty": _("Ärendet står inte på något möte."),
        "rows": [_talk(one, file, today) for one in file.landlord_talks],
    }
    if Act.ARRANGE_LANDLORD_MEETING in file.may and not file.protected:
        card |= {"url": reverse("landlord_meetings:put_on", args=[file.case.pk]), "action": _("ta upp på ett möte")}
    return card


def _talk(one: LandlordTalkShown, file: CaseFile, today: date) -> Card:
    may = Act.ARRANGE_LANDLORD_MEETING in file.may
    url = reverse("landlord_meetings:write_up", args=[file.case.pk, one.item.pk]) if may else ""
    return {"text": f"{short_day(one.day, today)}, {one.landlord}", "note": _state(one, today), "url": url}


def _state(one: LandlordTalkShown, today: date) -> str:
    if one.talked is not None:
        return _("togs upp") if one.talked else _("togs inte upp")
    if not one.carried:
        return _("samtycket gäller inte den dagen")
    return _("skriv vad som sades") if one.day < today else _("står på mötet")
