"""The units' rooms in a case: who is in it, who has received it, who is responsible, who is done."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import ADULT, Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.employment import staff, works_here
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.journal import enter
from kvar.casework.plans import plan_of, rewrite_open_steps
from kvar.casework.telling import tell
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, Track, User


def involve_unit(*, case: Case, unit: str) -> Track:
    """Give a unit its track in the case, once. Called inside an act's transaction."""
    track, _made = Track.objects.get_or_create(case=case, unit=unit)
    return track


def receive_track(*, case: Case, by: Actor) -> bool:
    """Note that the actor's unit has received the case, if nobody has before. Called inside an act's transaction."""
    unreceived = Track.objects.filter(case=case, unit=by.unit, received_at=None)
    return bool(unreceived.update(received_at=now(), received_by_id=by.id, version=F("version") + 1))


def receive_case(*, case: Case, by: Actor, today: date, user: User | None = None) -> JournalEntry:
    """The receipt: *mottaget av … kl …*. ``user`` is responsible from now on; None: nobody yet, or who already is."""
    with transaction.atomic():
        require(by, Act.RECEIVE_CASE, case)
        track = involve_unit(case=case, unit=by.unit)
        if not receive_track(case=case, by=by):
            first = Track.objects.filter(pk=track.pk).values_list("received_by__name", flat=True).first()
            raise ActRefused(_("%(name)s har redan tagit emot.") % {"name": first or _("En kollega")})
        text = _("Mottaget av %s.") % by.name
        entry = enter(case=case, by=by, today=today, kind="received", text=text)
        if user:
            assign_responsible(case=case, by=by, today=today, user=user)
        rewrite_open_steps(case)
    return entry


def responsible_in(case: Case, unit: str) -> User | None:
    """Who is responsible in a unit; None for nobody."""
    return User.objects.filter(tracks__case=case, tracks__unit=unit).first()


def assign_responsible(*, case: Case, by: Actor, today: date, user: User, version: int | None = None) -> JournalEntry:
    """Name who is responsible in the actor's own unit. The person must work there, and be cleared if need be.

    ``version`` of the track is what was read: the second of two who name somebody is told whom the first has named.
    """
    with transaction.atomic():
        require(by, Act.ASSIGN_RESPONSIBLE, case)
        if (user.administration, user.unit) != (by.administration, by.unit) or not works_here(user, on=today):
            raise ActRefused(_("Välj någon som arbetar i din enhet."), field="user")
        if case.household.protected and not user.cleared:
            raise ActRefused(_("Personen saknar behörighet för skyddade personuppgifter."), field="user")
        track = involve_unit(case=case, unit=by.unit)
        if version not in (None, track.version):
            theirs = track.responsible.name if track.responsible else _("ingen")
            raise SavedByOther(_("En kollega har ändrat medan du valde."), theirs=theirs, field="user")
        track.responsible, track.responsible_since, track.version = user, today, track.version + 1
        if track.received_at is None:
            track.received_at, track.received_by_id = now(), by.id
        track.save()
        entry = enter(case=case, by=by, today=today, kind="responsible", text=_("Ansvarig: %s.") % user.name)
        rewrite_open_steps(case)
    return entry


def track_version(case: Case, unit: str) -> int:
    """What a form has read of the unit's track; 1 for one that is not there yet."""
    return Track.objects.filter(case=case, unit=unit).values_list("version", flat=True).first() or 1


def finish_track(*, case: Case, by: Actor, today: date, note: str) -> JournalEntry:
    """The unit's own done-mark. Refused while something that the law wants of the unit is not done."""
    if not note.strip():
        raise ActRefused(_("Skriv kort vad som är gjort. De andra enheterna läser det."), field="note")
    with transaction.atomic():
        require(by, Act.FINISH_TRACK, case)
        left = legal_steps_left(plan_of(case, unit=by.unit), by.unit, today=today)
        if left:
            raise ActRefused(_("Det här kräver lagen av er, och det är inte klart: %s.") % ", ".join(left))
        involve_unit(case=case, unit=by.unit)
        receive_track(case=case, by=by)
        unfinished = Track.objects.filter(case=case, unit=by.unit, done_on=None)
        if not unfinished.update(done_on=today, done_by_id=by.id, version=F("version") + 1):
            raise ActRefused(_("Din enhet är redan klar. Ladda om sidan."))
        text = _("%(unit)s är klar. %(note)s") % {
            "unit": capfirst(load().organisation.unit(by.unit).label),
            "note": note,
        }
        entry = enter(case=case, by=by, today=today, kind="track_done", text=text)
        _tell_coordinator(case, by, entry, today)
        rewrite_open_steps(case)
    return entry


def resume_track(*, case: Case, by: Actor, today: date, reason: str) -> JournalEntry:
    """Take the done-mark back: there is more to do. The reason stands in the journal."""
    if not reason.strip():
        raise ActRefused(_("Skriv varför er del öppnas igen."), field="reason")
    with transaction.atomic():
        require(by, Act.FINISH_TRACK, case)
        finished = Track.objects.filter(case=case, unit=by.unit, done_on__isnull=False)
        if not finished.update(done_on=None, done_by=None, version=F("version") + 1):
            raise ActRefused(_("Er del är redan öppen. Ladda om sidan."))
        text = _("Inte längre klar. %s") % reason
        entry = enter(case=case, by=by, today=today, kind="track_resumed", text=text)
        rewrite_open_steps(case)
    return entry


def legal_steps_left(plan: law.Plan, unit: str, *, today: date) -> list[str]:
    """The titles of what the law wants of a unit here and is not done."""
    return [item.step.title for item in legal_items_left(plan, unit, today=today)]


def legal_items_left(plan: law.Plan, unit: str, *, today: date) -> list[law.PlanItem]:
    """What the law wants of a unit here, is not done and not over. An investigation goes on in the child's file."""
    return [
        item
        for item in plan.items
        if item.step.unit == unit
        and item.step.origin is law.Origin.LAW
        and law.is_open(item)
        and (item.ends_on is None or item.ends_on > today)
        and item.step.due.months is None
    ]


def _tell_coordinator(case: Case, by: Actor, entry: JournalEntry, today: date) -> None:
    """Whoever holds the case together learns that a unit is done."""
    adult = Track.objects.filter(case=case, unit=ADULT).first()
    if by.unit == ADULT or adult is None:
        return
    place: dict[str, Any] = {"administration": case.administration, "unit": ADULT, "to": adult.responsible_id}
    tell(kind="unit_done", key=f"unit_done:{entry.pk}", today=today, case=case, **place)


def colleagues_of(actor: Actor, *, today: date) -> list[User]:
    """Those who work in the actor's unit, by name, each with ``is_away``."""
    return list(staff(on=today, administration=actor.administration, unit=actor.unit))
