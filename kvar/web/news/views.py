"""Nytt till dig: what one has been told and not yet read, day by day, and the morning mail's switch."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.news import News, choose_morning_mail, mark_told_read, news_of, wants_morning_mail
from kvar.casework.nights import night_work
from kvar.web.ui import clock
from kvar.web.ui.page import act_page, back_to

ALL = "alla"


@dataclass(frozen=True)
class NewsDay:
    day: date
    rows: list[News]


@act_page
def news(request: HttpRequest) -> HttpResponse:
    """The list; POST marks one as read, or all of them."""
    today = clock.today(request)
    if request.method == "POST":
        return _read(request, today)
    found = news_of(request.actor, today=today)
    shown = {
        "days": [NewsDay(day, list(rows)) for day, rows in groupby(found, key=lambda one: one.day)],
        "number": len(found),
        "night": night_work(request.actor, today=today),
        "mail_on": settings.MAIL_ON,
        "wants_mail": wants_morning_mail(request.actor),
    }
    return render(request, "news/list.html", shown)


@act_page
def morning_mail(request: HttpRequest) -> HttpResponse:
    """The morning mail on or off."""
    wanted = request.POST.get("vill") == "ja"
    choose_morning_mail(by=request.actor, today=clock.today(request), wanted=wanted)
    messages.success(request, _("Du får morgonbrevet.") if wanted else _("Morgonbrevet är avstängt."))
    return back_to("news:list")


def _read(request: HttpRequest, today: date) -> HttpResponse:
    only = _key(request.POST.get("told", ""))
    if only or request.POST.get("told") == ALL:
        mark_told_read(by=request.actor, today=today, only=only)
    return back_to("news:list")


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
