"""Calling a meeting. Somebody from outside is invited on the household's consent alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.consent.carrying import recipient_in
from kvar.casework.consent.consents import consents_in, disclose
from kvar.casework.consent.invited import parties_without
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.journal import enter
from kvar.casework.telling import tell
from kvar.casework.twice import require_new
from kvar.content.coordination_meetings import Party
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case, Meeting, Track


@dataclass(frozen=True, kw_only=True)
class MeetingTold:
    """What is known when a meeting is called. ``invited``: codes of parties; ``points``: what is to be talked about."""

    kind: str
    day: date
    at: time | None = None
    place: str = ""
    units: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


def call_meeting(*, case: Case, by: Actor, today: date, told: MeetingTold) -> Meeting:
    """Call a meeting. The units are told; each invitation to somebody outside is logged with its consents."""
    if told.day < today:
        past = _("Dagen har redan varit. Har ni redan träffats? Välj idag, och skriv rätt dag när du antecknar mötet.")
        raise ActRefused(past, field="day")
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        _require_consents(case, told, unit=by.unit, today=today)
        values = _values(case, told, by)
        require_new(Meeting.objects.filter(case=case, held_on=None, called_off=""), **values)
        meeting = Meeting.objects.create(case=case, **values)
        _disclose_invitations(meeting, by=by, today=today)
        enter(case=case, by=by, today=today, kind="meeting", text=call_text(meeting), shown=_named(meeting))
        tell_units(meeting, by=by, today=today)
    return meeting


def _values(case: Case, told: MeetingTold, by: Actor) -> dict[str, Any]:
    return {
        "kind": told.kind,
        "day": told.day,
        "at": told.at,
        "place": told.place.strip(),
        "units": _units(case, told.units, by),
        "invited": list(told.invited),
        "points": [point.strip() for point in told.points if point.strip()],
        "called_by_id": by.id,
    }


def _require_consents(case: Case, told: MeetingTold, *, unit: str, today: date) -> None:
    """The invitation is told today, and what is said at the meeting on its day: a consent has to hold on both."""
    rows = consents_in(case, unit=unit)
    if missing := parties_without(case, rows, invited=told.invited, on=today):
        text = _("Samtycke saknas för att bjuda in: %s. Fråga hushållet först, eller bjud inte in dem.")
        raise ActRefused(text % _listed(missing), field="invited")
    if ended := parties_without(case, rows, invited=told.invited, on=told.day):
        text = _("Samtycket gäller inte dagen för mötet: %s. Välj en tidigare dag eller fråga hushållet igen.")
        raise ActRefused(text % _listed(ended), field="day")


def _listed(parties: Iterable[Party]) -> str:
    return ", ".join(party.label for party in parties)


def _units(case: Case, wanted: tuple[str, ...], by: Actor) -> list[str]:
    """The units that take part: of those in the case only, the caller's own among them."""
    in_case = set(Track.objects.filter(case=case).values_list("unit", flat=True))
    return sorted((set(wanted) & in_case) | {by.unit})


def _disclose_invitations(meeting: Meeting, *, by: Actor, today: date) -> None:
    words, case, rows = load().coordination.meetings, meeting.case, consents_in(meeting.case, unit=by.unit)
    what, scope = _("Inbjudan till %s") % words.kind(meeting.kind).label, list(words.invitation_scope)
    for id in meeting.invited:
        if kind := words.party(id).recipient:
            name = recipient_in(case, rows, kind=kind, on=today)
            disclose(case=case, by=by, today=today, recipient_kind=kind, recipient=name, what=what, scope=scope)


def tell_units(meeting: Meeting, *, by: Actor, today: date, kind: str = "meeting_called") -> None:
    """The units that are called are told of the meeting; the one that acts knows."""
    for unit in meeting.units:
        if unit != by.unit:
            tell(
                kind=kind,
                key=f"{kind}:{meeting.pk}:{unit}",
                today=today,
                administration=meeting.case.administration,
                unit=unit,
                case=meeting.case,
            )


def call_text(meeting: Meeting) -> str:
    """What the journal says of a meeting that is called."""
    words = load().coordination.meetings
    parts = [
        _("%(kind)s %(day)s") % {"kind": words.kind(meeting.kind).label.capitalize(), "day": journal_day(meeting.day)}
    ]
    if meeting.at:
        parts.append(_("kl. %s") % f"{meeting.at:%H.%M}")
    if meeting.place:
        parts.append(meeting.place)
    invited = ", ".join(words.party(id).label for id in meeting.invited)
    return f"{', '.join(parts)}." + (f" {_('Inbjudna: %s.') % invited}" if invited else "")


def save_ahead(meeting: Meeting, version: int, told: dict[str, object]) -> None:
    """Only a meeting that is still to be held, in the version that was read. Raises SavedByOther."""
    ahead = Meeting.objects.filter(pk=meeting.pk, version=version, held_on=None, called_off="")
    if not ahead.update(**told):
        meeting.refresh_from_db()
        theirs = meeting.notes or meeting.called_off
        raise SavedByOther(_("En kollega har redan skrivit om mötet. Din text är kvar."), theirs=theirs)
    meeting.refresh_from_db()


def require_not_called_off(meeting: Meeting | None) -> None:
    """Nothing is decided or agreed at a meeting that did not take place. Inside the act that holds the case."""
    if meeting and Meeting.objects.filter(pk=meeting.pk).exclude(called_off="").exists():
        raise ActRefused(_("Mötet är inställt. Skriv det vid ett annat möte."))


def _named(meeting: Meeting) -> dict[str, str]:
    return {"meeting": str(meeting.pk)}
