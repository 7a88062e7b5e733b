"""Who from outside may be at a meeting: those the consents carry on its day, and whose invitation has fallen since."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from kvar.casework.consent.carrying import LANDLORD, carried_by, known_to, recipient_in
from kvar.content.coordination_meetings import Party
from kvar.content.load import load
from kvar.records.models import Agreement, Case, Consent, Meeting

PLANNED = "planning"  # what of a consent any agreement needs


def parties_without(case: Case, rows: Iterable[Consent], *, invited: Iterable[str], on: date) -> tuple[Party, ...]:
    """Those of the invited that the household has not said we may invite on that day."""
    words, rows = load().coordination.meetings, list(rows)
    parties = (words.party(id) for id in invited)
    return tuple(one for one in parties if one.recipient and not _carried(case, rows, one.recipient, on))


def _carried(case: Case, rows: list[Consent], kind: str, on: date) -> bool:
    name = recipient_in(case, rows, kind=kind, on=on)
    scope = load().coordination.meetings.invitation_scope
    return bool(carried_by(rows, recipient_kind=kind, recipient=name, scope=scope, on=on))


def fallen_from(meeting: Meeting, rows: Iterable[Consent]) -> tuple[Party, ...]:
    """Those who were invited to a meeting ahead and may not be there any longer. ``rows``: every consent of the case.

    The unit that called it may rely on what it has been told itself.
    """
    if meeting.held_on or meeting.called_off:
        return ()
    rows = known_to(meeting.called_by.unit, rows)
    return parties_without(meeting.case, rows, invited=meeting.invited, on=meeting.day)


def fallen_shown_to(unit: str, meeting: Meeting, rows: Iterable[Consent]) -> tuple[Party, ...]:
    """Those of the fallen that a unit may know of: who called the meeting sees them all.

    Another unit sees those that the shared layer alone tells of: what the calling unit has been told itself is its own.
    """
    rows, caller = list(rows), meeting.called_by.unit
    fallen = fallen_from(meeting, rows)
    if unit == caller:
        return fallen
    own = {row.recipient_kind for row in rows if row.unit == caller and not row.shared}
    return tuple(party for party in fallen if party.recipient not in own)


def agreement_lacks_consent(unit: str, agreement: Agreement, rows: Iterable[Consent], *, today: date) -> bool:
    """May the landlord be told no more of an agreement, as far as a unit may know? ``rows``: every consent of the case.

    Whoever wrote it relies on what its unit was told itself; another unit sees what the shared layer alone tells of.
    """
    rows, writer = list(rows), agreement.written_by.unit
    if unit != writer and any(row.unit == writer and not row.shared and row.recipient_kind == LANDLORD for row in rows):
        return False
    kinds = load().coordination.meetings.term_kind
    scope = {PLANNED, *(kinds(term.kind).scope for term in agreement.terms.all())}
    to: dict[str, Any] = {"recipient_kind": LANDLORD, "recipient": agreement.counterpart, "on": today}
    return not carried_by(known_to(writer, rows), scope=scope, **to)


def meetings_ahead_of(case: Case, *, today: date) -> list[Meeting]:
    """Those of a case that are still to be held."""
    ahead = Meeting.objects.filter(case=case, day__gte=today, held_on=None, called_off="")
    return list(ahead.select_related("case__household__dwelling__landlord", "called_by"))
