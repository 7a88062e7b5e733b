"""Betalningar: what is to be paid, what is late, what nobody has confirmed."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.money.calendar import Payments, payments_of
from kvar.casework.money.watch import asked_from
from kvar.content.load import load
from kvar.records.models import PromisedPayment
from kvar.web.ui import clock
from kvar.web.ui.page import page
from kvar.web.ui.wording import distance, kronor, short_day


@page
def payments(request: HttpRequest) -> HttpResponse:
    """Five lanes, the most urgent first. An empty one says so."""
    today = clock.today(request)
    found = payments_of(request.actor, today=today)
    shown = {"lanes": _lanes(found, today), "next_rent_day": found.next_rent_day, "more": found.more, "own": found.own}
    return render(request, "money/payments.html", shown)


def _lanes(found: Payments, today: date) -> list[dict[str, Any]]:
    nothing = _("Inget här just nu.")
    told = [
        ("forsenade", _("Blev inte av i tid"), "must", found.late),
        ("obeslutade", _("Inte beslutade, snart betaldag"), "late", found.alarms),
        ("idag", _("Idag"), "soon", found.today),
        ("kommande", _("De närmaste två veckorna"), "", found.coming),
        ("obekraftade", _("Skickade men inte bekräftade"), "", found.unconfirmed),
    ]
    return [
        {
            "id": id,
            "title": title,
            "tone": tone if rows else "",
            "count": len(rows),
            "rows": [_row(row, found.own, today) for row in rows],
            "note": "",
            "empty": nothing,
        }
        for id, title, tone, rows in told
    ]


def _asked(row: PromisedPayment, today: date) -> str:
    """From which day to ask whether what has been sent has arrived."""
    if row.state != "sent" or row.sent_on is None:
        return ""
    first = asked_from(row.sent_on)
    if first <= today:
        return _("Fråga om pengarna har kommit fram.")
    return _("Fråga %s om pengarna har kommit fram.") % short_day(first, today)


def _row(row: PromisedPayment, own: bool, today: date) -> dict[str, Any]:
    """Another unit is told that a payment is planned and when; not of what kind it is, nor how much."""
    words = load().coordination
    state = capfirst(words.promise_state(row.state).label)
    route = ("money:promise", [row.case_id, row.pk]) if own else ("money:debt", [row.case_id])
    return {
        "url": reverse(route[0], args=route[1]),
        "day": short_day(row.due_on, today),
        "day_note": distance(row.due_on, today),
        "title": _("Till %s") % row.payee,
        "origin": "",
        "why": f"{state}. {asked}" if (asked := _asked(row, today)) else state,
        "more": capfirst(words.promise_kind(row.kind).label) if own else "",
        "protected": row.case.household.protected,
        "household": row.case.household.name,
        "place": row.case.reference,
        "who": kronor(row.amount) if own else "",
        "who_note": "",
    }
