"""Vår räkning: the running counts of the cases that the own unit sees, from the work of today. Not statistics."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.measures.measured import Kind, Part
from kvar.casework.measures.running import Running, groups_counted_by, running
from kvar.casework.published.words import month_words, share_words, whole_number
from kvar.content.load import load
from kvar.web.follow_up.groups import chosen_group, group_chips
from kvar.web.follow_up.sections import sections
from kvar.web.ui import clock
from kvar.web.ui.page import page


@page
def own(request: HttpRequest) -> HttpResponse:
    """Twelve months of one group of measures; one query each."""
    actor, today = request.actor, clock.today(request)
    groups = groups_counted_by(actor)
    group = chosen_group(request, groups)
    counted = [running(measure, actor=actor, today=today) for measure in group.measures]
    shown = {"sections": sections(request, actor), "groups": group_chips(request, group, groups)}
    shown |= {"place": load().organisation.administration(actor.administration).label}
    return render(request, "follow_up/own.html", shown | {"measures": [_shown(one) for one in counted]})


def _shown(found: Running) -> dict[str, Any]:
    measure = found.measure
    rows = [_row(found, part) for part in measure.parts if found.sum(part.id)]
    table = {"caption": measure.label, "columns": _heads(found), "rows": rows, "foot": _foot(found)}
    said = {"finding": _finding(found), "definition": measure.definition, "table": table if rows else None}
    return {"id": measure.id, "label": measure.label, "figure": said}


def _heads(found: Running) -> list[dict[str, Any]]:
    return [{"text": ""}, *_numbers([month_words(month) for month in found.months]), *_numbers([_("Totalt")])]


def _row(found: Running, part: Part) -> list[dict[str, Any]]:
    numbers = [whole_number(found.of(month, part.id)) for month in found.months]
    return [{"text": part.label, "head": True}, *_numbers([*numbers, whole_number(found.sum(part.id))])]


def _foot(found: Running) -> list[dict[str, Any]]:
    each = [sum(found.of(month, part.id) for part in found.measure.parts) for month in found.months]
    return [{"text": _("Totalt")}, *_numbers([whole_number(n) for n in [*each, sum(each)]])]


def _numbers(texts: list[str]) -> list[dict[str, Any]]:
    return [{"text": text, "number": True} for text in texts]


def _finding(found: Running) -> str:
    """The twelve months in one sentence."""
    whole = sum(found.sum(part.id) for part in found.measure.parts)
    yes, known = found.sum("yes"), found.sum("yes") + found.sum("no")
    if found.measure.kind is not Kind.SHARE:
        return _("%s på tolv månader.") % whole_number(whole)
    told = {
        "share": share_words(yes / known) if known else "–",
        "n": whole_number(known),
        "m": whole_number(whole - known),
    }
    return _("Ja i %(share)s av %(n)s där svaret är känt, %(m)s inte kända.") % told
