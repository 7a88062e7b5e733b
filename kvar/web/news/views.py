"""Nytt till dig: what one has been told and not yet read, day by day, and the morning mail's switch."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kvar.casework.news.unread import News, choose_morning_mail, mark_told_read, news_of, wants_morning_mail
from kvar.casework.nights import night_work
from kvar.records.models import Case
from kvar.web.ui import clock
from kvar.web.ui.page import act_page, back_to

ALL = "alla"


@dataclass(frozen=True)
class Line:
    """The same thing told once or several times of one case; ``day``: the newest."""

    label: str
    about: str
    urgent: bool
    day: date
    number: int


@dataclass(frozen=True)
class NewsRow:
    """Everything new about one case, or one thing that is about none."""

    told: tuple[News, ...]

    @property
    def case(self) -> Case | None:
        return self.told[0].case

    @property
    def day(self) -> date:
        return self.told[0].day

    @property
    def urgent(self) -> bool:
        return any(one.urgent for one in self.told)

    @property
    def lines(self) -> list[Line]:
        same = _grouped(self.told, key=lambda one: (one.label, one.about))
        return [Line(rows[0].label, rows[0].about, rows[0].urgent, rows[0].day, len(rows)) for rows in same]

    @property
    def to_unit(self) -> bool:
        return all(one.to_unit for one in self.told)

    @property
    def told_name(self) -> str:
        return ", ".join(dict.fromkeys(one.told_name for one in self.told if one.told_name))

    @property
    def also_read_by(self) -> str:
        return ", ".join(dict.fromkeys(one.also_read_by for one in self.told if one.also_read_by))


@dataclass(frozen=True)
class NewsDay:
    day: date
    rows: list[NewsRow]


def _grouped(told: Iterable[News], *, key: Callable[[News], object]) -> list[tuple[News, ...]]:
    """In the order of the newest of each group."""
    groups: dict[object, list[News]] = {}
    for one in told:
        groups.setdefault(key(one), []).append(one)
    return [tuple(rows) for rows in groups.values()]


def _days(told: Iterable[News]) -> list[NewsDay]:
    """Each case once, on the day of its newest."""
    rows = [NewsRow(same) for same in _grouped(told, key=lambda one: one.case.pk if one.case else one.label)]
    return [NewsDay(day, list(found)) for day, found in groupby(rows, key=lambda row: row.day)]


@act_page
def news(request: HttpRequest) -> HttpResponse:
    """The list; POST marks one as read, or all of them."""
    today = clock.today(request)
    if request.method == "POST":
        return _read(request, today)
    found = news_of(request.actor, today=today)
    shown = {
        "days": _days(found),
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
    typed = request.POST.getlist("told")
    only = [key for one in typed if (key := _key(one))]
    if only or ALL in typed:
        mark_told_read(by=request.actor, today=today, only=only)
    return back_to("news:list")


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
