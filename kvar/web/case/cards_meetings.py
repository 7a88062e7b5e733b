"""The card about working together: the next meeting, what is decided and open, what has been promised."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.casework.casefile import CaseFile
from kvar.content.load import load
from kvar.records.models import Decision, Meeting
from kvar.web.ui.wording import clock_time, short_day

Card = dict[str, Any]
MOST_DECIDED = 4


def together_card(file: CaseFile, today: date) -> Card:
    """Leads to the page with everything."""
    found = file.together
    ahead = [one for one in found.meetings if one.held_on is None and not one.called_off]
    undone = [one for one in found.decisions if one.ended_on is None]
    rows = [_meeting(one, today) for one in reversed(ahead)]
    rows += [_decided(one, today) for one in undone[:MOST_DECIDED]]
    unsettled = [term for agreement in found.agreements for term in agreement.terms.all() if term.kept is None]
    if unsettled:
        words = ngettext("%d löfte att följa", "%d löften att följa", len(unsettled)) % len(unsettled)
        rows.append({"text": words, "note": _next_day(min(term.due_on for term in unsettled), today)})
    url = reverse("meetings:overview", args=[file.case.pk])
    return {
        "id": "samverkan",
        "title": _("Samverkan"),
        "empty": _("Inget möte är bokat."),
        "rows": rows,
        "url": url,
        "action": _("möten och beslut"),
    }


def _meeting(one: Meeting, today: date) -> Card:
    when = " ".join(filter(None, [short_day(one.day, today), clock_time(one.at) if one.at else ""]))
    return {"text": capfirst(load().coordination.meetings.kind(one.kind).label), "note": when}


def _decided(one: Decision, today: date) -> Card:
    late = one.due_on < today
    said = _("försenat, skulle varit gjort %s") if late else _("senast %s")
    return {"text": one.what, "note": f"{said % short_day(one.due_on, today)}, {one.owner.name}"}


def _next_day(day: date, today: date) -> str:
    return (_("dagen har passerat, %s") if day < today else _("närmast %s")) % short_day(day, today)
