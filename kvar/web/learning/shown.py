"""The days of a course as a list of facts, and a half year as a table."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kvar.casework.learning.half_years import HalfYear
from kvar.casework.learning.known import CONTACT, EARLIER, EVICTED, FIRST, LAST, TOLD, Course, KnownDay
from kvar.web.ui.wording import day

TERMS = {
    EARLIER: gettext_lazy("En tidigare underrättelse, i ett annat ärende"),
    FIRST: gettext_lazy("Första underrättelsen i ärendet"),
    CONTACT: gettext_lazy("Första gången vi nådde hushållet"),
    LAST: gettext_lazy("Sista dagen att rädda bostaden"),
    TOLD: gettext_lazy("Kronofogden berättade om tiden"),
    EVICTED: gettext_lazy("Avhysningen"),
}
NOT_REACHED = gettext_lazy("Ingen kontakt är inskriven före avhysningen")


def day_rows(course: Course, *, today: date) -> list[dict[str, str]]:
    """Each day with its distance to the eviction; that nobody was reached is a fact too."""
    rows = [_row(one, today) for one in course.days]
    if course.evicted_on and not course.contact:
        rows.append({"term": str(TERMS[CONTACT]), "value": str(NOT_REACHED), "note": ""})
    return rows


def _row(one: KnownDay, today: date) -> dict[str, str]:
    told = day(one.on, today)
    value = told if one.certain else _("tidigast %s") % told
    return {"term": str(TERMS[one.kind]), "value": value, "note": "" if one.kind == EVICTED else _distance(one.before)}


def _distance(before: int) -> str:
    if before == 0:
        return _("samma dag som avhysningen")
    if before > 0:
        return ngettext("%d dag före avhysningen", "%d dagar före avhysningen", before) % before
    return ngettext("%d dag efter avhysningen", "%d dagar efter avhysningen", -before) % -before


def half_year_shown(half: HalfYear) -> dict[str, Any]:
    """*Första halvåret 2026*, how many, the codes as a table, and the words."""
    name = _("Första halvåret %s") if half.first.month == 1 else _("Andra halvåret %s")
    return {
        "name": name % half.first.year,
        "reviews": half.reviews,
        "table": None if half.reviews is None else _table(half),
        "words": list(_words(half)),
        "withdrawn": half.withdrawn,
    }


def _table(half: HalfYear) -> dict[str, Any]:
    columns = [{"text": _("Vad hade kunnat hindra det?")}, {"text": _("Efterprat"), "number": True}]
    rows = [
        [{"text": capfirst(label), "head": True}, {"text": _("visas inte") if n is None else n, "number": True}]
        for label, n in half.counts
    ]
    return {"caption": _("I hur många efterprat svaret finns"), "columns": columns, "rows": rows}


def _words(half: HalfYear) -> Iterable[tuple[str, tuple[str, ...]]]:
    if half.reviews is not None and not half.withdrawn:
        yield _("Med egna ord"), half.could_have
        yield _("Det här gör vi annorlunda"), half.next_time
