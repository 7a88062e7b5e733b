"""A meeting that was called does not take place: telling whoever was invited stands until it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.consent.carrying import known_to, recipient_in
from kvar.casework.consent.consents import consents_in
from kvar.casework.consent.invited import parties_without
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.meetings.calling import call_text, save_ahead, tell_units
from kvar.content.coordination_meetings import Party
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case, Consent, Decision, Meeting

LONGEST = 300  # signs of a thing to do


@dataclass(frozen=True, kw_only=True)
class InvitedToTell:
    """By name those who were invited and have to be told; and those whom no consent lets us tell today."""

    told: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def call_off_meeting(*, case: Case, by: Actor, today: date, meeting: Meeting, why: str, version: int) -> Meeting:
    """The meeting does not take place. It stays as a row, with the reason; to tell the invited is something to do."""
    if not why.strip():
        raise ActRefused(_("Skriv varför mötet inte blir av."), field="why")
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        invited = invited_to_tell(meeting, unit=by.unit, today=today)
        save_ahead(meeting, version, {"called_off": why.strip()[:300], "version": version + 1})
        text = _("Inställt: %(what)s %(why)s") % {"what": call_text(meeting), "why": why.strip()}
        parts = [text, _telling_left(meeting, invited, by=by, today=today)]
        if invited.without:
            parts.append(_("Samtycke saknas för att meddela: %s.") % ", ".join(invited.without))
        shown = {"meeting": str(meeting.pk)}
        enter(case=case, by=by, today=today, kind="meeting", text=" ".join(filter(None, parts)), shown=shown)
        tell_units(meeting, by=by, today=today, kind="meeting_called_off")
    return meeting


def invited_to_tell(meeting: Meeting, *, unit: str, today: date) -> InvitedToTell:
    """Whom to tell that a meeting is called off; nobody after its day."""
    if meeting.day < today:
        return InvitedToTell()
    case, rows = meeting.case, consents_in(meeting.case, unit=unit)
    without = parties_without(case, rows, invited=meeting.invited, on=today)
    parties = [load().coordination.meetings.party(id) for id in meeting.invited]
    told = [party for party in parties if party not in without]
    # What is written is read by all units: no name from the own layer.
    names = tuple(_named(case, told, known_to("", rows), today))
    return InvitedToTell(told=names, without=tuple(party.label for party in without))


def _named(case: Case, parties: Iterable[Party], rows: list[Consent], today: date) -> Iterable[str]:
    """*hyresvärden (Provbostäder AB)*."""
    for party in parties:
        name = recipient_in(case, rows, kind=party.recipient, on=today) if party.recipient else ""
        yield f"{party.label} ({name})" if name else party.label


def _telling_left(meeting: Meeting, invited: InvitedToTell, *, by: Actor, today: date) -> str:
    """What is left to do, with whoever called it off; empty when nobody was invited.

    No name is cut: what does not fit in one thing to do becomes another.
    """
    kind = load().coordination.meetings.kind(meeting.kind).label
    said = {"what": kind, "day": journal_day(meeting.day)}
    tasks: list[str] = []
    names: list[str] = []
    for name in invited.told:
        longer = _to_tell([*names, name], said)
        if names and len(longer) > LONGEST:
            tasks, names = [*tasks, _to_tell(names, said)], []
        names.append(name)
    tasks += [_to_tell(names, said)] if names else []
    place = {"case": meeting.case, "meeting": meeting, "unit": by.unit, "owner_id": by.id, "due_on": today}
    for what in tasks:
        Decision.objects.create(what=what, **place)
    return " ".join(tasks)


def _to_tell(names: Iterable[str], said: dict[str, str]) -> str:
    return _("Meddela att %(what)s %(day)s är inställt: %(who)s.") % {**said, "who": ", ".join(names)}
