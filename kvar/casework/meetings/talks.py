"""A talk with the landlord about a case: what the journal says, and the telling, on what carried it at its hour."""

from datetime import time
from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.consent.carrying import LANDLORD
from kvar.casework.consent.consents import consents_in, disclose
from kvar.casework.consent.landlord_agenda import taken_back_that_day, talk_carried
from kvar.casework.errors import ActRefused
from kvar.paper.days import journal_day
from kvar.records.models import AgendaItem


def talk_text(item: AgendaItem, *, talked: bool, at: time | None) -> str:
    """*Möte med Provbostäder AB onsdag 2 december 2026 kl. 10.00.*"""
    said = _("Möte med %(who)s %(day)s%(at)s.") if talked else _("Togs inte upp med %(who)s %(day)s%(at)s.")
    hour = _(" kl. %s") % f"{at:%H.%M}" if talked and at else ""
    return said % {"who": item.meeting.landlord.name, "day": journal_day(item.meeting.day), "at": hour}


def log_talk(item: AgendaItem, *, by: Actor, at: time | None, before: bool | None) -> bool:
    """The telling, on what carried it at its hour. Was it taken back later that day?

    Raises ActRefused where no consent carried it then, and where it must be asked which came first.
    """
    rows, what = consents_in(item.case, unit=by.unit), _("Möte med hyresvärden: %s") % item.about
    may_have = talk_carried(item, rows, at=at, sure=False)
    surely = talk_carried(item, rows, at=at, sure=True)
    if may_have and not surely and before is None:
        sentence = _("Samtycket återkallades samma dag. Svara om ni talade före eller efter det.")
        raise ActRefused(sentence, field="before")
    if not (surely or (may_have and before)):
        sentence = _("Samtycket gällde inte när ni talade. Togs ärendet upp: tala med din chef, det är en avvikelse.")
        raise ActRefused(sentence, field="talked")
    to: dict[str, Any] = {"recipient_kind": LANDLORD, "recipient": item.meeting.landlord.name}
    told: dict[str, Any] = {"what": what, "scope": list(item.scope), "carried": surely or may_have}
    disclose(case=item.case, by=by, today=item.meeting.day, **to, **told)
    return taken_back_that_day(item, rows)
