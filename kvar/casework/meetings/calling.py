"""Calling a meeting, holding it, calling it off. Somebody from outside is invited on the household's consent alone."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.consents import consent_to_tell, disclose
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.explain import NO_YEAR
from kvar.casework.journal import enter
from kvar.casework.plans import plan_of
from kvar.casework.steps import complete_step
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.paper.days import spoken_day
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


def missing_consents(case: Case, *, invited: tuple[str, ...], on: date, unit: str) -> list[str]:
    """Sentences: whom the household has not said that the unit may invite. Empty when everybody may be asked."""
    found = []
    for id in invited:
        party = load().coordination.meetings.party(id)
        scope = load().coordination.meetings.invitation_scope
        asked: dict[str, Any] = {"recipient_kind": party.recipient, "scope": scope, "on": on, "unit": unit}
        if party.recipient and not consent_to_tell(case, **asked):
            found.append(_("Samtycke saknas för att bjuda in %s. Fråga hushållet först.") % party.label)
    return found


def call_meeting(*, case: Case, by: Actor, today: date, told: MeetingTold) -> Meeting:
    """Call a meeting. The units are told; each invitation to somebody outside is logged with its consent."""
    if told.day < today:
        raise ActRefused(_("Dagen har redan varit. Välj i dag eller en senare dag."), field="day")
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        missing = missing_consents(case, invited=told.invited, on=today, unit=by.unit)
        if missing:
            raise ActRefused(" ".join(missing), field="invited")
        meeting = Meeting.objects.create(
            case=case,
            kind=told.kind,
            day=told.day,
            at=told.at,
            place=told.place.strip(),
            units=_units(case, told.units, by),
            invited=list(told.invited),
            points=[point.strip() for point in told.points if point.strip()],
            called_by_id=by.id,
        )
        _disclose_invitations(meeting, by=by, today=today)
        enter(case=case, by=by, today=today, kind="meeting", text=call_text(meeting), shown=_named(meeting))
        _tell_units(meeting, by=by, today=today)
    return meeting


def _units(case: Case, wanted: tuple[str, ...], by: Actor) -> list[str]:
    """The units that take part: of those in the case only, the caller's own among them."""
    in_case = set(Track.objects.filter(case=case).values_list("unit", flat=True))
    return sorted((set(wanted) & in_case) | {by.unit})


def _disclose_invitations(meeting: Meeting, *, by: Actor, today: date) -> None:
    words = load().coordination.meetings
    for id in meeting.invited:
        if kind := words.party(id).recipient:
            scope, what = list(words.invitation_scope), _("Inbjudan till %s") % words.kind(meeting.kind).label
            disclose(case=meeting.case, by=by, today=today, recipient_kind=kind, what=what, scope=scope)


def _tell_units(meeting: Meeting, *, by: Actor, today: date) -> None:
    for unit in meeting.units:
        if unit != by.unit:
            tell(
                kind="meeting_called",
                key=f"meeting:{meeting.pk}:{unit}",
                today=today,
                administration=meeting.case.administration,
                unit=unit,
                case=meeting.case,
            )


def call_text(meeting: Meeting) -> str:
    """What the journal says of a meeting that is called."""
    words = load().coordination.meetings
    parts = [_("%(kind)s %(day)s") % {"kind": words.kind(meeting.kind).label.capitalize(), "day": _said(meeting.day)}]
    if meeting.at:
        parts.append(_("kl. %s") % f"{meeting.at:%H.%M}")
    if meeting.place:
        parts.append(meeting.place)
    invited = ", ".join(words.party(id).label for id in meeting.invited)
    return f"{', '.join(parts)}." + (f" {_('Inbjudna: %s.') % invited}" if invited else "")


def hold_meeting(
    *, case: Case, by: Actor, today: date, meeting: Meeting, on: date, present: str, notes: str, version: int
) -> Meeting:
    """Write what was said. The steps that the meeting is for are done, where they are the writer's own unit's."""
    if on > today:
        raise ActRefused(_("Mötet har inte varit än. Skriv den dag det hölls."), field="on")
    if not notes.strip():
        raise ActRefused(_("Skriv kort vad ni kom fram till. Beslut skriver du för sig."), field="notes")
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        told = {"held_on": on, "present": present.strip()[:300], "notes": notes.strip(), "version": version + 1}
        _save(meeting, version, told)
        label = load().coordination.meetings.kind(meeting.kind).label.capitalize()
        text = _("%(kind)s hölls %(day)s. %(notes)s") % {"kind": label, "day": _said(on), "notes": notes.strip()}
        enter(case=case, by=by, today=today, kind="meeting", text=text, shown=_named(meeting))
        _do_its_steps(meeting, by=by, today=today)
    return meeting


def call_off_meeting(*, case: Case, by: Actor, today: date, meeting: Meeting, why: str, version: int) -> Meeting:
    """The meeting does not take place. It stays as a row, with the reason."""
    if not why.strip():
        raise ActRefused(_("Skriv varför mötet inte blir av."), field="why")
    with transaction.atomic():
        require(by, Act.HOLD_MEETING, case)
        _save(meeting, version, {"called_off": why.strip()[:300], "version": version + 1})
        text = _("Inställt: %(what)s %(why)s") % {"what": call_text(meeting), "why": why.strip()}
        enter(case=case, by=by, today=today, kind="meeting", text=text, shown=_named(meeting))
    return meeting


def _save(meeting: Meeting, version: int, told: dict[str, object]) -> None:
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


def _do_its_steps(meeting: Meeting, *, by: Actor, today: date) -> None:
    wanted = load().coordination.meetings.kind(meeting.kind).completes
    for item in plan_of(meeting.case).items:
        ours = item.step.id in wanted and item.step.unit == by.unit and not item.step.done_when
        if ours and law.is_open(item) and (item.appears_on is None or item.appears_on <= today):
            key: dict[str, Any] = {"step": item.step.id, "subject": item.subject, "round": item.round}
            complete_step(case=meeting.case, by=by, today=today, **key)


def _named(meeting: Meeting) -> dict[str, str]:
    return {"meeting": str(meeting.pk)}


def _said(day: date) -> str:
    return spoken_day(day, written_on=NO_YEAR)
