"""Lanes, rows and counts in words: one line says which day, what, for whom, and who has it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kvar.casework.meetings.agreeing import term_text
from kvar.casework.meetings.due import ToAnswer
from kvar.casework.my_day.worklist import Chips, Lane, MyDay, NextStep, WorkRow
from kvar.records.models import Decision
from kvar.web.ui.wording import count_of, day, distance, short_day
from kvar.web.worklist.choices import address_of, is_on

FIRST_SENTENCE = re.compile(r"^.*?[.!?](?=\s|$)", re.S)


@dataclass(frozen=True)
class LaneWords:
    """How a lane is called, how it looks, and what it says when nothing is in it."""

    title: Any
    tone: str
    empty: Any


LANES = {
    "today": LaneWords(gettext_lazy("Idag måste"), "must", gettext_lazy("Inget måste göras idag enligt lag.")),
    "overdue": LaneWords(gettext_lazy("Försenat"), "late", gettext_lazy("Inget är försenat.")),
    "week": LaneWords(gettext_lazy("Den här veckan"), "soon", gettext_lazy("Inget väntar den här veckan.")),
    "new": LaneWords(gettext_lazy("Nytt till enheten"), "", gettext_lazy("Alla ärenden har en ansvarig.")),
    "waiting": LaneWords(gettext_lazy("Väntar på andra"), "", gettext_lazy("Ingen annan enhet är sen med något.")),
}


def lane_shown(lane: Lane, *, today: date) -> dict[str, Any]:
    """One lane as the component draws it."""
    words, more = LANES[lane.id], lane.count - len(lane.rows)
    note = ngettext("%d till visas inte här", "%d till visas inte här", more) % more if more else ""
    rows = [row_shown(row, lane=lane.id, today=today) for row in lane.rows]
    return {
        "id": lane.id,
        "title": words.title,
        "tone": words.tone if rows else "",
        "count": lane.count,
        "note": note,
        "rows": rows,
        "empty": words.empty,
    }


def row_shown(row: WorkRow, *, lane: str, today: date) -> dict[str, Any]:
    """One row. A protected household has no place here, whoever looks: the address is on the case page only."""
    bold, note = _waiting_day(row, today) if lane == "waiting" else _day(row, today)
    return {
        "url": reverse("case:step", args=[row.case.pk, row.step, row.subject, row.round]),
        "day": bold,
        "day_note": note,
        "title": row.title,
        "origin": "law" if row.by_law else "local",
        "why": first_sentence(row.why),
        "more": ngettext("och %d steg till", "och %d steg till", row.more) % row.more if row.more else "",
        "protected": row.protected,
        "household": row.household,
        "place": " · ".join(filter(None, [_street(row.address), _children(row.children), row.repeat_word])),
        "who": _who(row),
        "who_note": capfirst(row.unit) if lane == "waiting" else "",
    }


def next_shown(found: NextStep | None, *, today: date) -> dict[str, Any] | None:
    """The next right step, large: what, for whom, why, the source, and the way to say *not now*."""
    if found is None:
        return None
    url = reverse("case:step", args=[found.row.case.pk, found.row.step, found.row.subject, found.row.round])
    bold, note = _day(found.row, today)
    return row_shown(found.row, lane="", today=today) | {
        "due": f"{bold} · {note}" if note else bold,
        "why": found.row.why,
        "url": url,
        "not_now_url": f"{url}?gor=postpone" if found.may_wait else "",
        "reasons": [*_reasons(found.row, today)],
        "sources": found.sources,
        "turns": found.turns,
    }


def _reasons(row: WorkRow, today: date) -> Iterator[str]:
    """Why this of all steps, in the order that the lanes are sorted by."""
    if row.due is not None and row.due > today:
        yield _("Det är det närmaste den här veckan av det som inte är för sent.")
    else:
        yield _("Lagen kräver det, och dagen är inne.") if row.by_law else _("Dagen är inne, enligt stadens riktlinje.")
    if not row.mine and not row.instead:
        yield _("Ingen är ansvarig för ärendet än. Då är det allas i enheten.")
    yield _("Först står det som kan rädda en bostad: det lagen kräver idag, sedan det försenade, sedan veckans.")


def _who(row: WorkRow) -> str:
    if row.instead:
        return _("du ersätter %s") % row.who
    return _("du") if row.mine else row.who or _("ingen ansvarig")


def first_sentence(text: str) -> str:
    """Enough to know why the step is there; the rest is one press away."""
    found = FIRST_SENTENCE.match(text)
    return found[0] if found else text


def _day(row: WorkRow, today: date) -> tuple[str, str]:
    if row.due is None:
        return _("Ingen bestämd dag"), ""
    far = distance(row.due, today)
    if row.due < today:
        return capfirst(short_day(row.due, today)), far
    if row.due == today:
        if row.overdue:
            return _("Genast"), ""
        return (_("Idag, sista dagen") if row.by_law else _("Idag")), day(row.due, today)
    return capfirst(day(row.due, today)), far if row.due_certain else _("%s, tidigast") % far


def _waiting_day(row: WorkRow, today: date) -> tuple[str, str]:
    if row.due is None:
        return _("Ingen bestämd dag"), ""
    if row.due == today:
        return _("Sedan idag"), ""
    return _("Sedan %s") % short_day(row.due, today), distance(row.due, today)


def _street(address: str) -> str:
    return address.split(",")[0].strip()


def _children(number: int) -> str:
    return count_of(number, _("barn,barn")) if number else ""


def counts_of(found: MyDay, *, waiting: int) -> list[dict[str, Any]]:
    """The counts; each leads to what it counts.

    What the city has switched off as a chip is not counted. ``waiting``: hand-overs that nobody has answered.
    """
    unit = address_of(Chips(whole_unit=True))
    with_children = address_of(Chips(whole_unit=is_on("unit"), with_children=True))
    counts = {
        "unit": {"number": found.open_cases, "text": _("öppna ärenden"), "url": unit},
        "with_children": {"number": found.with_children, "text": _("med barn"), "url": with_children},
    }
    shown = [count for chip, count in counts.items() if is_on(chip)]
    handed = {"number": waiting, "text": _("överlämningar väntar"), "url": "#overlamningar"}
    alone = {"number": found.without_owner, "text": _("utan ansvarig"), "url": "#lane-new"}
    return [*shown, alone, handed] if waiting else [*shown, alone]


def decided_shown(one: Decision, *, today: date, reader: UUID) -> dict[str, Any]:
    """What was decided at a meeting and is the reader's to do, or instead of whom; late is said in words."""
    instead = [_("i stället för %s") % one.owner.name] if one.owner_id != reader else []
    said = _("försenat, skulle varit gjort %s") if one.due_on < today else _("senast %s")
    return {
        "what": one.what,
        "note": " · ".join([said % short_day(one.due_on, today), *instead]),
        "household": one.case.household.name,
        "protected": one.case.household.protected,
        "url": reverse("meetings:end_decision", args=[one.case_id, one.pk]),
    }


def promised_shown(one: ToAnswer) -> dict[str, Any]:
    """A promise or an agreement that asks for something: what has happened, the agreement's own rule, what is done."""
    agreed, asks = one.agreement, one.term is not None and one.term.kept is None
    about = one.term if asks else agreed
    route = "meetings:settle" if asks else "meetings:follow_up"
    breach = _("Om ett löfte inte hålls: %s") % agreed.at_breach if one.term and agreed.at_breach else ""
    return {
        "what": term_text(one.term) if one.term else _("Överenskommelse med %s") % agreed.counterpart,
        "state": capfirst(one.state.label),
        "rule": breach,
        "todo": one.state.note,
        "household": agreed.case.household.name,
        "protected": agreed.case.household.protected,
        "url": reverse(route, args=[agreed.case_id, about.pk]),
    }
