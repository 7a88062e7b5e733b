"""Visits: one planned, one made or called off, and the day's list in the order of a route."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.access import case_for
from kvar.casework.access_table import Act
from kvar.casework.contact.safe_check import RuleShown
from kvar.casework.contact.safe_contact import may_go_past, rules_in, rules_of
from kvar.casework.planned import visit_against
from kvar.casework.visits import (
    agreed_words,
    call_off_visit,
    companions,
    end_visit,
    in_route_order,
    plan_visit,
    visit_for,
    visits_between,
)
from kvar.content.load import load
from kvar.records.models import User, Visit
from kvar.web.ui import clock, wording
from kvar.web.ui.acting import act_form
from kvar.web.ui.page import act_page, back_to, page
from kvar.web.visits.forms import CallOffForm, EndForm, VisitForm

MOST_DAYS = 400  # a list is asked for near today


@act_page
def plan(request: HttpRequest, case: UUID) -> HttpResponse:
    """A new visit."""
    found = case_for(request.actor, case, act=Act.PLAN_VISIT)
    rules, people = rules_of(found), companions(request.actor, today=clock.today(request))
    asked = may_go_past(rules)
    return act_form(
        request,
        name=f"visits:plan:{found.pk}",
        kind=VisitForm,
        act=partial(plan_visit, case=found),
        template="visits/plan.html",
        done=_("Besöket är planerat."),
        onwards=lambda made: back_to("visits:visit", found.pk, made.pk),
        told={"people": people, "unit": request.actor.unit, "asked": asked},
        initial={"who": str(request.actor.id)},
        case=found,
        rules=rules,
        heading=_("Planera hembesök"),
        submit=_("Spara besöket"),
    )


@act_page
def visit(request: HttpRequest, case: UUID, visit: UUID) -> HttpResponse:
    """One visit: what was planned, then how it went, or why it will not be."""
    found = case_for(request.actor, case, act=Act.PLAN_VISIT)
    row, today = visit_for(request.actor, found, visit), clock.today(request)
    rules = rules_of(found)
    open_still = not row.result and row.called_off_on is None
    off = "reason" in request.POST or row.day > today or request.GET.get("gor") == "stall-in"
    return act_form(
        request,
        name=f"visits:visit:{row.pk}",
        kind=CallOffForm if off else EndForm,
        act=partial(call_off_visit if off else end_visit, case=found, visit=row),
        template="visits/visit.html",
        done=_("Besöket är inställt.") if off else _("Besöket är antecknat."),
        onwards=lambda _made: back_to("case:page", found.pk),
        initial={"version": row.version},
        case=found,
        rules=rules,
        against=visit_against(row, rules),
        heading=_("Hembesök"),
        submit=_("Ställ in besöket") if off else _("Spara hur det gick"),
        off=off,
        open_still=open_still,
        **_shown(row, today),
    )


def _shown(row: Visit, today: date) -> dict[str, Any]:
    words, goes = load(), [user for user in (row.who, row.second) if user]
    named = {user.unit for user in goes}
    hours = f"{wording.clock_time(row.start)}–{wording.clock_time(row.end)}"
    result = words.coordination.contact.visit_result(row.result).label if row.result else ""
    return {
        "visit": row,
        "when": f"{wording.short_day(row.day, today)}, {hours}",
        "hours": hours,
        "evening": words.coordination.contact.part_of_day(row.start) == "evening",
        "people": " · ".join(_with_unit(user) for user in goes),
        "units": ", ".join(words.organisation.unit(unit).label for unit in row.units if unit not in named),
        "agreed": agreed_words(row.agreed),
        "ended": _("Inställt") if row.called_off_on else result,
    }


def _with_unit(user: User) -> str:
    """Who goes, and from which unit."""
    return f"{user.name}, {load().organisation.unit(user.unit).label}" if user.unit else user.name


@page
def day(request: HttpRequest) -> HttpResponse:
    """The own unit's visits of a day, along the streets; a protected home has no address here."""
    today = clock.today(request)
    chosen = _asked_day(request.GET.get("dag", ""), today)
    rows = in_route_order(visits_between(request.actor, chosen, chosen))
    for row in rows:
        request.actor.look.note("see_case", f"case:{row.case_id}", request.actor.relation)
    rules = rules_in([row.case for row in rows])
    shown = {
        "day": chosen,
        "before": chosen - timedelta(days=1),
        "after": chosen + timedelta(days=1),
        "visits": [_line(row, today) | _asked(row, rules.get(row.case.household_id, ())) for row in rows],
        "bring": load().coordination.contact.visit_bring,
    }
    return render(request, "visits/day.html", shown)


def _asked(row: Visit, rules: tuple[RuleShown, ...]) -> dict[str, Any]:
    return {"rules": rules, "against": visit_against(row, rules)}


def _asked_day(typed: str, today: date) -> date:
    try:
        asked = date.fromisoformat(typed)
    except ValueError:
        return today
    return asked if abs((asked - today).days) <= MOST_DAYS else today


def _line(row: Visit, today: date) -> dict[str, Any]:
    household = row.case.household
    home = household.dwelling
    flat = _("lgh %s") % home.apartment if home.apartment else ""
    address = "" if household.protected else ", ".join(filter(None, (home.address, flat)))
    url = reverse("visits:visit", args=[row.case_id, row.pk])
    told = _shown(row, today)
    return told | {"name": household.name, "protected": household.protected, "address": capfirst(address), "url": url}
