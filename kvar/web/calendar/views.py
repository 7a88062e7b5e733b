"""Kalendern: a week at a time, one's own or the whole unit's; and the secret addresses for a calendar outside."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode, urljoin
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar.casework.access import may
from kvar.casework.access_table import Act
from kvar.casework.calendar.weeks import DAYS, Planned, monday_of, planned_for
from kvar.casework.news.feeds import feeds_of, make_feed, revoke_feed
from kvar.web.ui import clock
from kvar.web.ui.page import act_page, back_to, page

UNIT = "enheten"
WEEK = timedelta(days=DAYS)
FIRST_YEAR, LAST_YEAR = 1990, 2190


@dataclass(frozen=True)
class CalendarRow:
    """``what`` stands in the link; ``of`` and ``who`` below it, whichever comes first with a capital letter."""

    planned: Planned
    url: str
    what: str
    of: str
    who: str


@dataclass(frozen=True)
class CalendarDay:
    day: date
    rows: list[CalendarRow]


@page
def week(request: HttpRequest) -> HttpResponse:
    """Seven days. Which week and whose stand in the address."""
    today = clock.today(request)
    first, whole_unit = _monday(request.GET.get("vecka", ""), today), request.GET.get("visa") == UNIT
    last = first + WEEK - timedelta(days=1)
    found = planned_for(request.actor, first=first, last=last, whole_unit=whole_unit, today=today)
    days = [first + timedelta(days=number) for number in range(DAYS)]
    shown = {
        "days": [CalendarDay(day, [_row(each) for each in found if each.day == day]) for day in days],
        "number": first.isocalendar().week,
        "first": first,
        "last": days[-1],
        "chips": _chips(first, whole_unit),
        "before": _address(first - WEEK, whole_unit),
        "after": _address(first + WEEK, whole_unit),
        "meets_landlords": may(request.actor, Act.ARRANGE_LANDLORD_MEETING),
        "this_week": "" if first == monday_of(today) else _address(monday_of(today), whole_unit),
    }
    return render(request, "calendar/week.html", shown)


@act_page
def feeds(request: HttpRequest) -> HttpResponse:
    """The person's addresses. A new one is shown once, in the answer to the press that made it."""
    today, address = clock.today(request), ""
    if request.method == "POST" and (key := _key(request.POST.get("avsluta", ""))):
        if revoke_feed(by=request.actor, today=today, feed=key):
            messages.success(request, _("Adressen är avslutad och svarar inte längre."))
        return back_to("calendar:feeds")
    if request.method == "POST" and (whose := request.POST.get("visa")):
        _feed, secret = make_feed(by=request.actor, today=today, whole_unit=whose == UNIT)
        address = urljoin(settings.ADDRESS or request.build_absolute_uri(), reverse("feed:calendar", args=[secret]))
    shown = {"address": address, "feeds": feeds_of(request.actor, today=today)}
    return render(request, "calendar/feeds.html", shown)


def _monday(typed: str, today: date) -> date:
    """The Monday of a week such as 2026-W48; this week when it is not one."""
    year, _mark, number = typed.partition("-W")
    if not (year.isascii() and year.isdecimal() and number.isascii() and number.isdecimal()):
        return monday_of(today)
    try:
        first = date.fromisocalendar(int(year), int(number), 1)
    except (ValueError, OverflowError):
        return monday_of(today)
    return first if FIRST_YEAR <= first.year <= LAST_YEAR else monday_of(today)


def _address(first: date, whole_unit: bool) -> str:
    year, number, _day = first.isocalendar()
    asked = {"vecka": f"{year}-W{number:02}"} | ({"visa": UNIT} if whole_unit else {})
    return f"{reverse('calendar:week')}?{urlencode(asked)}"


def _chips(first: date, whole_unit: bool) -> list[dict[str, Any]]:
    return [
        {"text": text, "url": _address(first, unit), "current": unit == whole_unit, "count": None, "id": f"visa-{name}"}
        for name, text, unit in (("mitt", _("Mitt"), False), ("enheten", _("Hela enheten"), True))
    ]


def _row(planned: Planned) -> CalendarRow:
    told = planned.title and planned.title.lower() != planned.kind.lower()
    of = " · ".join(word for word in (capfirst(planned.kind) if told else "", planned.household) if word)
    who = " · ".join(word for word in (_who(planned), "" if planned.certain else _("dagen är osäker")) if word)
    what = capfirst(planned.title or planned.kind)
    return CalendarRow(planned, reverse(planned.route, args=planned.about), what, of, who if of else capfirst(who))


def _who(planned: Planned) -> str:
    """Who it is for. What belongs to no case, such as a rent day, may be nobody's."""
    if planned.mine:
        return _("du")
    return planned.who or (_("ingen är utsedd") if planned.reference else "")


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
