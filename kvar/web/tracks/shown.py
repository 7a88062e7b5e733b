"""The units of a case and their hand-overs, in words."""

from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar.casework.casefile import UnitShown
from kvar.casework.steps.handing import purpose_of, receiver_of
from kvar.casework.steps.refusals import RefusalShown, refusal_words
from kvar.content.load import load
from kvar.records.models import Handover
from kvar.web.ui.wording import clock_time, day, distance, short_day


def unit_shown(unit: UnitShown, *, today: date, refusal: RefusalShown | None = None) -> dict[str, Any]:
    """Mottaget, väntar, sa nej or klart, with who and when."""
    waits = _("sa nej") if refusal else _("väntar")
    return {
        "id": unit.id,
        "label": capfirst(unit.label),
        "own": unit.own,
        "state": _("klart") if unit.done_on else _("mottaget") if unit.received_on else waits,
        "received": refusal_words(refusal, day=short_day(refusal.on, today)) if refusal else _received(unit, today),
        "refused": refusal is not None,
        "responsible": unit.responsible,
        "done": _("Klart %s") % ", ".join(filter(None, [day(unit.done_on, today), unit.done_by]))
        if unit.done_on
        else "",
        "is_received": unit.received_on is not None,
        "is_done": unit.done_on is not None,
    }


def _received(unit: UnitShown, today: date) -> str:
    """Mottaget av Amir Said fredag 20 november kl. 08.12."""
    if unit.received_at is None:
        return _("Ingen har tagit emot ännu")
    at = localtime(unit.received_at)
    told = {"day": day(at.date(), today), "time": clock_time(at), "name": unit.received_by or _("enheten")}
    return _("Mottaget av %(name)s %(day)s kl. %(time)s") % told


def handover_shown(row: Handover, *, today: date) -> dict[str, Any]:
    """What was handed over by whom, how long it has waited, and the answer."""
    return {
        "to": receiver_of(row),
        "what": purpose_of(row),
        "from": load().organisation.unit(row.from_unit).label,
        "by": row.by.name,
        "when": day(row.on, today),
        "age": distance(row.on, today),
        "message": row.message,
        "parts": [{"title": title, "lines": lines} for title, lines in row.told],
        "answer": _answer(row, today),
        "waits": row.answer == "",
    }


def _answer(row: Handover, today: date) -> str:
    if not row.answer:
        return _("Väntar på svar")
    told = {"name": row.answered_by.name if row.answered_by else "", "day": short_day(row.answered_on, today)}
    if row.answer == "refused":
        reasons = {one.id: one.label for one in load().coordination.tracks.refusal_reasons}
        told["reason"] = reasons.get(row.refusal, row.refusal)
        return _("Inte mottaget %(day)s, %(name)s: %(reason)s. ") % told + row.answer_note
    words = _("Mottaget %(day)s av %(name)s.") if row.answer == "accepted" else _("Tillbakataget %(day)s av %(name)s.")
    return f"{words % told} {row.answer_note}".strip()
