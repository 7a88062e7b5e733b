"""Kronofogden's course: the papers that came, and what has happened besides. The newest rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused
from kvar.casework.facts import REMOVAL
from kvar.casework.facts_of_enforcement import AUTHORITY, HOUSEHOLD, called_off_on
from kvar.casework.journal import enter
from kvar.casework.owner.concerned import tell_concerned
from kvar.casework.plans import rewrite_open_steps
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case, Confirmation, EnforcementEvent, Notice

OWN_UNIT = "own_unit"  # we were there ourselves


def record_event(
    *, case: Case, by: Actor, today: date, kind: str, on: date, told_by: str, until: date | None = None, note: str = ""
) -> EnforcementEvent:
    """Record what has happened at Kronofogden. Raises ActRefused for what cannot be true."""
    words = load().coordination.enforcement.event_kind(kind)
    if on > today:
        raise ActRefused(_("Det har inte hänt än. Skriv den dag det hände."), field="on")
    if until and not words.has_end:
        raise ActRefused(_("Bara ett anstånd eller ett uppskov gäller till en dag. Ta bort dagen."), field="until")
    if until and until < on:
        raise ActRefused(_("Det slutar innan det började. Kontrollera de två dagarna."), field="until")
    with transaction.atomic():
        require(by, Act.RECORD_ENFORCEMENT, case)
        if words.has_end and not until:
            _require_no_new_time(case, on)
        event = EnforcementEvent.objects.create(
            case=case,
            kind=kind,
            on=on,
            until=until,
            told_by=told_by,
            note=note,
            recorded_at=now(),
            recorded_by_id=by.id,
        )
        shown = {"event": str(event.pk), "kind": kind, "on": on.isoformat()}
        enter(case=case, by=by, today=today, kind="enforcement", text=event_text(event), shown=shown)
        told = "time_called_off" if words.calls_off else "eviction_carried_out"
        tell_concerned(case, kind=told, key=f"{told}:{event.pk}", today=today, by=by)
        rewrite_open_steps(case)
    return event


def _require_no_new_time(case: Case, on: date) -> None:
    """Which of two times is put off when the second came the same day? That is told by the day it lasts to."""
    timed = case.notices.filter(passed_on=None).exclude(eviction_at=None)
    came = sorted(timed.values_list("arrived_on", flat=True))
    if len(came) > 1 and came[-1] == on:
        sentence = _(
            "En ny tid kom samma dag. Skriv till vilken dag det gäller. Gäller det till den nya tidens dag eller "
            "längre är också den nya tiden inställd."
        )
        raise ActRefused(sentence, field="until")


def event_text(event: EnforcementEvent) -> str:
    """What the journal says of it."""
    words = load().coordination.enforcement
    source = words.label("told_by", event.told_by)
    own = event.told_by == OWN_UNIT
    said = {
        "what": words.event_kind(event.kind).label,
        "day": journal_day(event.on),
        "source": f". {capfirst(source)}" if own else _(", enligt %s") % source,
        "until": _(", till %s") % journal_day(event.until) if event.until else "",
        "note": event.note,
    }
    return (_("Kronofogden: %(what)s, %(day)s%(until)s%(source)s. %(note)s") % said).strip()


@dataclass(frozen=True, kw_only=True)
class ProofShown:
    """One confirmation as it was sent. ``days_late`` 0: the same day."""

    sent_on: date
    sent_at: time
    sent_by: str
    way: str
    sent_to: str
    days_late: int
    letter: UUID


@dataclass(frozen=True, kw_only=True)
class TimeShown:
    """One time that Kronofogden has told of. ``proofs`` by recipient; ``wanted``: the recipients who get one."""

    notice: UUID
    arrived_on: date
    at: datetime
    removal: bool
    reference: str
    newest: bool
    wanted: tuple[str, ...]
    proofs: Mapping[str, ProofShown]

    def is_over(self, events: tuple["EventShown", ...], *, today: date) -> bool:
        """Has the day been, or has the eviction been carried out since the paper came? Then nothing is left to send."""
        out = any(row.carries_out and row.on >= self.arrived_on for row in events)
        return out or self.at.date() < today

    @property
    def waiting(self) -> tuple[str, ...]:
        return tuple(recipient for recipient in self.wanted if recipient not in self.proofs)


@dataclass(frozen=True, kw_only=True)
class EventShown:
    kind: str
    label: str
    on: date
    until: date | None
    source: str
    note: str
    carries_out: bool


@dataclass(frozen=True, kw_only=True)
class EnforcementCourse:
    """The newest time first. ``stands``: the newest time, while it is not called off."""

    applied_on: date | None
    times: tuple[TimeShown, ...]
    events: tuple[EventShown, ...]
    stands: TimeShown | None


def enforcement_course(case: Case) -> EnforcementCourse | None:
    """The course, or None where Kronofogden is not in the case. No queries: the case is from ``with_everything``."""
    papers = [notice for notice in case.notices.all() if notice.ground == "enforcement"]
    if not papers:
        return None
    timed = [notice for notice in papers if notice.eviction_at]
    times = tuple(_time(notice, newest=notice == timed[-1]) for notice in reversed(timed))
    events = tuple(_event(row) for row in sorted(case.enforcement_events.all(), key=_newest_last, reverse=True))
    applied = [notice.enforcement_applied_on for notice in papers if notice.enforcement_applied_on]
    return EnforcementCourse(
        applied_on=min(applied, default=None), times=times, events=events, stands=_standing(case, timed, times)
    )


def nothing_left_to_send(notice: Notice, *, today: date) -> bool:
    """Of one paper with a time: has it been, or has the eviction been carried out?"""
    assert notice.case is not None
    events = tuple(_event(row) for row in notice.case.enforcement_events.all())
    return _time(notice, newest=True).is_over(events, today=today)


def _newest_last(event: EnforcementEvent) -> tuple[date, datetime]:
    return event.on, event.recorded_at


def _standing(case: Case, timed: list[Notice], times: tuple[TimeShown, ...]) -> TimeShown | None:
    called_off = called_off_on(case, timed)
    newest = times[0] if times else None
    return None if newest and called_off and called_off >= newest.arrived_on else newest


def _time(notice: Notice, *, newest: bool) -> TimeShown:
    removal = notice.kind == REMOVAL
    assert notice.eviction_at is not None
    return TimeShown(
        notice=notice.pk,
        arrived_on=notice.arrived_on,
        at=localtime(notice.eviction_at),
        removal=removal,
        reference=notice.reference,
        newest=newest,
        wanted=recipients_of(notice),
        proofs={row.recipient: _proof(row, notice) for row in notice.confirmations.all()},
    )


def recipients_of(notice: Notice) -> tuple[str, ...]:
    """Kronofogden, and the one who is evicted; an avlägsnande has no copy (SoF 11:3)."""
    return (AUTHORITY,) if notice.kind == REMOVAL else (AUTHORITY, HOUSEHOLD)


def _proof(row: Confirmation, notice: Notice) -> ProofShown:
    way = load().coordination.enforcement.sending_way(row.way).label
    late = (row.sent_on - notice.arrived_on).days
    sent: dict[str, Any] = {
        "sent_on": row.sent_on,
        "sent_at": row.sent_at,
        "sent_by": row.sent_by.name,
        "sent_to": row.sent_to,
    }
    return ProofShown(**sent, way=way, days_late=late, letter=row.letter_id)


def _event(row: EnforcementEvent) -> EventShown:
    words = load().coordination.enforcement
    return EventShown(
        kind=row.kind,
        label=words.event_kind(row.kind).label,
        on=row.on,
        until=row.until,
        source=words.label("told_by", row.told_by),
        note=row.note,
        carries_out=words.event_kind(row.kind).carries_out,
    )
