"""The card about Kronofogden: the time that stands, what is not sent, what has happened."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kvar.casework.casefile import CaseFile
from kvar.web.ui.wording import clock_time, day, short_day

MOST = 3  # events; the page has them all


def enforcement_card(file: CaseFile, today: date) -> dict[str, Any]:
    """The card leads to the page of its own."""
    course = file.enforcement
    card = {"id": "kronofogden", "title": _("Kronofogden"), "empty": _("Kronofogden har inte hört av sig.")}
    if course is None:
        return card | {"rows": _home_kept(file)} | _link(file, shown=file.ending is not None)
    rows = [{"text": f"{event.label}, {short_day(event.on, today)}".capitalize()} for event in course.events[:MOST]]
    if course.stands:
        at = course.stands.at
        said = {"day": day(at.date(), today), "time": clock_time(at)}
        waiting = _("bekräftelsen är inte skickad") if course.stands.waiting else _("bekräftad")
        rows.insert(0, {"text": _("Tid %(day)s kl. %(time)s") % said, "note": waiting})
    if course.applied_on:
        rows.append({"text": _("Ansökan %s") % short_day(course.applied_on, today)})
    return card | {"rows": rows or [{"text": _("Ingen tid är bestämd.")}]} | _link(file, shown=True)


def _home_kept(file: CaseFile) -> list[dict[str, Any]]:
    return [{"text": _("Uppföljning pågår.")}] if file.ending and not file.closed else []


def _link(file: CaseFile, *, shown: bool) -> dict[str, Any]:
    url = reverse("enforcement:page", args=[file.case.pk])
    return {"url": url, "action": _("öppna")} if shown else {}
