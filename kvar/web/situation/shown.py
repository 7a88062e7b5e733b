"""Läget in words: rows, tables and bars."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as said
from django.utils.translation import ngettext

from kvar.casework.access import Actor
from kvar.casework.access_table import LEADS, Role
from kvar.casework.owner.absences import UnitCoverNow
from kvar.casework.owner.duty import Because, OnDuty
from kvar.casework.owner.untouched import UntouchedCase
from kvar.casework.situation.reader import MustRow, OverdueOf, OwnerlessCase, Situation
from kvar.casework.situation.workload import Load, UnitLoad
from kvar.content.load import load
from kvar.paper.charts.bars import Bar, BarChart, bar_chart
from kvar.paper.charts.drawing import for_page
from kvar.records.models import Absence, OpenStep
from kvar.web.ui.wording import day, distance, short_day

BECAUSE = {
    Because.COVER: said("ersätter %s"),
    Because.UNIT_COVER: said("enhetens ersättare"),
    Because.LEAD: said("leder enheten"),
    Because.CLEARED: said("får se skyddade uppgifter"),
    Because.NEXT_LEVEL: said("närmaste chef i tjänst"),
}
MOST_BARS = 20  # people in the picture; the table has them all


def situation_shown(found: Situation, *, actor: Actor, today: date) -> dict[str, Any]:
    """The page's context: every list ready to be read."""
    return {
        "found": found,
        "counts": _counts(found),
        "must": [_must(row, today) for row in found.must],
        "ownerless": [_ownerless(row, today) for row in found.ownerless],
        "untouched": [_untouched(row, today) for row in found.untouched],
        "untouched_days": load().coordination.owning.untouched.working_days,
        "overdue": _overdue_table(found.overdue, today) if found.overdue else None,
        "absences": [absence_shown(one, actor=actor, today=today) for one in found.absences],
        "people": _people_figure(found.loads),
        "units": _units_table(found.units),
        "put_off": _put_off_table(found) if any(row.number for row in found.put_off) else None,
        "may_let_leave": actor.role == Role.UNIT_HEAD,
    }


def _counts(found: Situation) -> list[dict[str, Any]]:
    return [
        {"number": found.must_count, "text": _("måste göras enligt lag"), "url": "#maste"},
        {"number": found.ownerless_count, "text": _("utan ansvarig"), "url": "#utan"},
        {"number": found.late_count, "text": _("försenade"), "url": "#forsenat"},
        {"number": found.untouched_count, "text": _("orörda av enheten"), "url": "#ororda"},
    ]


def _must(row: MustRow, today: date) -> dict[str, Any]:
    step = row.step
    return {
        **nearest_shown(step, today),
        "url": reverse("case:step", args=[step.case_id, step.step, step.subject, step.round]),
        "title": row.title,
        "more": ngettext("och %d steg till", "och %d steg till", row.more) % row.more if row.more else "",
        "household": step.case.household.name,
        "protected": step.case.household.protected,
        "who": row.answers.user.name if row.answers.user else _("ingen i tjänst"),
        "who_note": because_of(row.answers),
    }


def because_of(answers: OnDuty) -> str:
    """Why it is this person; nothing when it is whoever is responsible."""
    if answers.because not in BECAUSE:
        return ""
    words = _(BECAUSE[answers.because])
    if "%s" in words:
        return words % (answers.instead_of.name if answers.instead_of else _("en kollega"))
    return (
        _("%(why)s, %(name)s är borta") % {"why": words, "name": answers.instead_of.name}
        if (answers.instead_of)
        else words
    )


def _ownerless(row: OwnerlessCase, today: date) -> dict[str, Any]:
    case, proposal = row.track.case, row.proposal
    asked = {"arende": case.pk} | ({"till": proposal.user.pk} if proposal.user else {})
    asked |= {"fran": row.away.pk} if row.away else {}
    return {
        "url": reverse("case:page", args=[case.pk]),
        **nearest_shown(row.step, today),
        "household": case.household.name,
        "protected": case.household.protected,
        "reference": case.reference,
        "give_url": f"{reverse('situation:hand_out')}?{urlencode(asked)}",
        "to": proposal.user.name if proposal.user else "",
        "reasons": ", ".join(proposal.reasons),
        "away": _("%s är borta.") % row.away.name if row.away else "",
    }


def nearest_shown(step: OpenStep | None, today: date) -> dict[str, str]:
    """A case's day and what the day is: the nearest of the unit's steps, with its title."""
    if step is None or step.due is None:
        return {"day": _("Ingen bestämd dag"), "day_note": "", "day_of": ""}
    title = load().steps[step.step].title if step.step in load().steps else ""
    bold = _("Idag") if step.due == today else capfirst(short_day(step.due, today))
    note = "" if step.due == today else distance(step.due, today)
    return {"day": bold, "day_note": note, "day_of": _("Närmast: %s") % title if title else ""}


def _untouched(row: UntouchedCase, today: date) -> dict[str, Any]:
    case = row.track.case
    return {
        "url": reverse("case:page", args=[case.pk]),
        "day": capfirst(short_day(row.since, today)),
        "day_note": distance(row.since, today),
        "household": case.household.name,
        "protected": case.household.protected,
        "reference": case.reference,
        "who": row.track.responsible.name if row.track.responsible else _("ingen ansvarig"),
        "who_note": _others(row, today),
    }


def _others(row: UntouchedCase, today: date) -> str:
    """Who of the other units acted last since: that nothing at all has happened would not be true."""
    if row.others_on is None:
        return ""
    told = {"unit": load().organisation.unit(row.others_unit).label, "day": short_day(row.others_on, today)}
    return _("%(unit)s skrev senast %(day)s") % told


def _overdue_table(rows: tuple[OverdueOf, ...], today: date) -> dict[str, Any]:
    columns = [_("Vem"), _("Måste idag"), _("Försenade ärenden"), _("Försenade steg"), _("Äldst")]
    told = []
    for row in rows:
        url = f"{reverse('situation:hand_out')}?{urlencode({'fran': row.user.pk})}" if row.user else ""
        name = {"text": row.user.name if row.user else _("ingen ansvarig"), "head": True, "url": url}
        counts = zip(columns[1:], (row.must, row.cases, row.steps), strict=False)
        numbers = [{"text": number, "number": True, "label": label} for label, number in counts]
        told.append([name, *numbers, {"text": short_day(row.earliest, today), "label": columns[-1]}])
    shown = [{"text": text, "number": 0 < at < 4} for at, text in enumerate(columns)]
    return {"caption": _("Måste idag och försenat, och hos vem"), "columns": shown, "rows": told}


def absence_shown(absence: Absence, *, actor: Actor, today: date) -> dict[str, Any]:
    """*Sara Lindh, från mån 23 nov till fre 27 nov, ersätts av …*."""
    mine = absence.user_id == actor.id or actor.role in LEADS
    last = short_day(absence.last_day, today) if absence.last_day else _("tills vidare")
    return {
        "name": absence.user.name,
        "now": absence.first_day <= today,
        "days": _("%(first)s till %(last)s") % {"first": short_day(absence.first_day, today), "last": last},
        "first_day": day(absence.first_day, today),
        "cover": absence.cover.name if absence.cover else _("enhetens ersättare"),
        "url": reverse("situation:absence", args=[absence.pk]) if mine else "",
    }


def cover_sentences(now: UnitCoverNow) -> list[str]:
    """Who covers now, and whether somebody chose her or Kvar took her by its order."""
    answers = now.answers
    name = answers.user.name if answers.user else _("ingen i tjänst")
    if now.chosen is None:
        told = {"name": name, "why": because_of(answers) or _("ingen annan är i tjänst")}
        return [_("Ingen har valt någon."), _("Kvar tar då efter sin ordning: %(name)s (%(why)s).") % told]
    said = [_("Nu är det %s. Någon i enheten har valt det.") % now.chosen.name]
    if answers.user != now.chosen:
        said.append(_("%(chosen)s är borta idag. Då svarar %(name)s.") % {"chosen": now.chosen.name, "name": name})
    return said


def _people_figure(loads: tuple[Load, ...]) -> dict[str, Any]:
    finding = _finding(loads)
    drawn = [one for one in loads if one.cases][:MOST_BARS]
    bars = tuple(Bar(group=_short(one.user.name), series=_("Öppna ärenden"), count=one.cases) for one in drawn)
    told = {"title": _("Öppna ärenden per person"), "description": finding, "counted": _("Antal")}
    weights = load().coordination.owning.weights
    how = _(
        "Vikten är %(case)s för ett ärende. Den är %(children)s högre när barn berörs. Den är %(enforced)s högre när "
        "Kronofogden har hört av sig, och %(new)s högre de första %(days)s dagarna."
    )
    words = {"case": weights.case, "children": weights.with_children, "enforced": weights.enforcement}
    words |= {"new": weights.new, "days": weights.new_days}
    svg = for_page(bar_chart, BarChart(**told, bars=bars, lying=True, height=220)) if bars else ""
    return {"finding": finding, "svg": svg, "definition": how % words, "table": _people_table(loads)}


def _short(name: str) -> str:
    """First name and the initial of the last: room for twelve along the axis."""
    first, _space, last = name.partition(" ")
    return f"{first} {last[:1]}".strip()


def _finding(loads: tuple[Load, ...]) -> str:
    having = [one for one in loads if one.cases]
    if not having:
        return _("Ingen har något ärende ännu.")
    most, least = having[0], having[-1]
    if most.user == least.user:
        return _("%s har alla ärenden.") % most.user.name
    told = {"most": most.user.name, "least": least.user.name, "high": most.cases, "low": least.cases}
    return _("%(most)s har mest, %(high)s ärenden. %(least)s har %(low)s.") % told


def _people_table(loads: tuple[Load, ...]) -> dict[str, Any]:
    columns = [_("Vem"), _("Ärenden"), _("Med barn"), _("Vikt")]
    rows = []
    for one in loads:
        url = f"{reverse('situation:hand_out')}?{urlencode({'fran': one.user.pk})}" if one.cases else ""
        note = "" if one.on_duty else _("borta")
        name = {"text": one.user.name, "head": True, "url": url, "note": note}
        rows.append([name, *({"text": n, "number": True} for n in (one.cases, one.with_children, one.weight))])
    shown = [{"text": text, "number": at > 0} for at, text in enumerate(columns)]
    return {"caption": _("Arbetsläge per person"), "columns": shown, "rows": rows}


def _units_table(units: tuple[UnitLoad, ...]) -> dict[str, Any]:
    rows = [
        [
            {"text": capfirst(one.label), "head": True},
            {"text": one.cases, "number": True},
            {"text": one.ownerless, "number": True},
        ]
        for one in units
    ]
    columns = [{"text": _("Enhet")}, {"text": _("Öppna"), "number": True}, {"text": _("Utan ansvarig"), "number": True}]
    return {"caption": _("Arbetsläge per enhet"), "columns": columns, "rows": rows}


def _put_off_table(found: Situation) -> dict[str, Any]:
    rows = [[{"text": row.label, "head": True}, {"text": row.number, "number": True}] for row in found.put_off]
    columns = [{"text": _("Skäl")}, {"text": _("Antal"), "number": True}]
    return {"caption": _("Inte nu, därför att … de senaste 90 dagarna"), "columns": columns, "rows": rows}
