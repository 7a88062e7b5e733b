"""A meeting that was called is held, and what was told outside is logged."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.consent.carrying import recipient_in
from kvar.casework.consent.consents import consents_in, disclose
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.meetings.calling import save_ahead
from kvar.casework.plans import plan_of
from kvar.casework.steps.completing import complete_step
from kvar.content.coordination_meetings import Party
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case, Meeting


@dataclass(frozen=True, kw_only=True)
class ToldOutside:
    """What those from outside got to know. ``parties`` empty: nobody from outside was told anything.

    ``ground``: what lets us tell where no consent does.
    """

    parties: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    what: str = ""
    ground: str = ""
    ground_text: str = ""


def hold_meeting(
    *,
    case: Case,
    by: Actor,
    today: date,
    meeting: Meeting,
    on: date,
    present: str,
    notes: str,
    version: int,
    outside: ToldOutside | None = None,
) -> Meeting:
    """Write what was said. The steps that the meeting is for are done, where they are the writer's own unit's.

    ``outside``: what those from outside were told, logged with the consents of that day or a ground.
    """
    if on > today:
        raise ActRefused(_("Mötet har inte varit än. Skriv den dag det hölls."), field="on")
    if not notes.strip():
        raise ActRefused(_("Skriv kort vad ni kom fram till. Beslut skriver du för sig."), field="notes")
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        told = {"held_on": on, "present": present.strip()[:300], "notes": notes.strip(), "version": version + 1}
        save_ahead(meeting, version, told)
        _disclose(meeting, outside, by=by, on=on)
        label = load().coordination.meetings.kind(meeting.kind).label.capitalize()
        text = _("%(kind)s hölls %(day)s. %(notes)s") % {"kind": label, "day": journal_day(on), "notes": notes.strip()}
        enter(case=case, by=by, today=today, kind="meeting", text=text, shown=_named(meeting))
        _do_its_steps(meeting, by=by, today=today)
    return meeting


def _disclose(meeting: Meeting, outside: ToldOutside | None, *, by: Actor, on: date) -> None:
    """A row in the log for each of those from outside. A talk with them is never written up without the question."""
    if outside is None:
        if any(party.recipient for party in parties_outside(meeting) if party.id in meeting.invited):
            raise ActRefused(_("Skriv vad de utanför socialtjänsten fick veta, eller att de inte var med."))
        return
    refused: dict[tuple[str, str | None], list[str]] = {}
    for id in outside.parties:
        party = load().coordination.meetings.party(id)
        try:
            _disclose_to(party, meeting, outside, by=by, on=on)
        except ActRefused as refusal:
            refused.setdefault((refusal.sentence, refusal.field), []).append(party.label)
    for (sentence, field), labels in refused.items():  # said once, naming all whom it is true of
        raise ActRefused(f"{capfirst(', '.join(labels))}: {sentence}", field=field)


def parties_outside(meeting: Meeting) -> tuple[Party, ...]:
    """Those who can be at such a meeting and are told something only on a consent or a ground."""
    words = load().coordination.meetings
    return tuple(party for party in words.parties if party.recipient) if words.kind(meeting.kind).outside else ()


def _disclose_to(party: Party, meeting: Meeting, outside: ToldOutside, *, by: Actor, on: date) -> None:
    case, kind = meeting.case, party.recipient or ""
    told: dict[str, Any] = {"what": outside.what, "scope": list(outside.scope), "recipient_kind": kind}
    told |= {"ground": outside.ground, "ground_text": outside.ground_text}
    name = recipient_in(case, consents_in(case, unit=by.unit), kind=kind, on=on)
    disclose(case=case, by=by, today=on, recipient=name, **told)


def _do_its_steps(meeting: Meeting, *, by: Actor, today: date) -> None:
    wanted = load().coordination.meetings.kind(meeting.kind).completes
    for item in plan_of(meeting.case).items:
        ours = item.step.id in wanted and item.step.unit == by.unit and not item.step.done_when
        if ours and law.is_open(item) and (item.appears_on is None or item.appears_on <= today):
            key: dict[str, Any] = {"step": item.step.id, "subject": item.subject, "round": item.round}
            complete_step(case=meeting.case, by=by, today=today, **key)


def _named(meeting: Meeting) -> dict[str, str]:
    return {"meeting": str(meeting.pk)}
