"""The card of the units: who has received and is responsible, what waits to be received, where the household moved."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.casefile import CaseFile, UnitShown
from kvar.casework.steps.handing import purpose_of, receiver_of
from kvar.casework.steps.refusals import refusal_words
from kvar.content.load import load
from kvar.records.models import Handover, Move
from kvar.web.ui.wording import distance, short_day

Card = dict[str, Any]


def units(file: CaseFile, today: date) -> Card:
    """Everything between the rooms on one card; the page of the units has the rest."""
    waiting = [row for row in file.handovers if row.answer == ""]
    rows = [_waiting(row, file, today) for row in waiting] + [_unit(unit, file, today) for unit in file.units]
    link = {"url": reverse("tracks:page", args=[file.case.pk]), "action": _("visa och lämna över")}
    moved = [_moved(move, today) for move in file.moves]
    return {"id": "enheter", "title": _("Enheter"), "empty": "", "rows": [*rows, *moved], **link}


def _unit(unit: UnitShown, file: CaseFile, today: date) -> Card:
    free = unit.own and not unit.responsible and "assign_responsible" in file.may
    done = _("klart %s") % short_day(unit.done_on, today) if unit.done_on else ""
    refusal = file.refusals.get(unit.id)
    no = refusal_words(refusal, day=short_day(refusal.on, today)) if refusal else ""
    held = no or _responsible(unit, file, today) or _nobody_yet(unit)
    return {
        "text": capfirst(unit.label),
        "url": reverse("case:take", args=[file.case.pk]) if free else "",
        "note": " · ".join(filter(None, [held, done])),
    }


def _responsible(unit: UnitShown, file: CaseFile, today: date) -> str:
    """*Sara Lindh*, or *Sara Lindh, borta till fre 27 nov, ersätts av Eva Berg*."""
    away = file.away.get(unit.id)
    if away is None:
        return unit.responsible
    told = {"name": unit.responsible, "cover": away.cover or _("enhetens ersättare")}
    if away.until is None:
        return _("%(name)s, borta tills vidare, ersätts av %(cover)s") % told
    told["day"] = short_day(away.until, today)
    return _("%(name)s, borta till %(day)s, ersätts av %(cover)s") % told


def _nobody_yet(unit: UnitShown) -> str:
    if unit.own:
        return _("ingen ansvarig ännu, ta ärendet")
    return _("ingen ansvarig ännu") if unit.received_on else _("väntar")


def _waiting(row: Handover, file: CaseFile, today: date) -> Card:
    told = {"day": short_day(row.on, today), "age": distance(row.on, today)}
    return {
        "text": _("Överlämnat till %s") % receiver_of(row),
        "url": reverse("tracks:handover", args=[file.case.pk, row.pk]),
        "note": ". ".join(filter(None, [purpose_of(row), _("%(day)s, %(age)s. Väntar på svar.") % told])),
    }


def _moved(move: Move, today: date) -> Card:
    to = load().organisation.administration(move.administration).label
    told = _("sammanfattning lämnad med samtycke") if move.disclosure_id else _("inget är berättat dit")
    return {"text": _("Flyttade %(day)s: %(to)s") % {"day": short_day(move.moved_on, today), "to": to}, "note": told}
