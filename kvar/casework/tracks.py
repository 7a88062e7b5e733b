"""The units' rooms in a case: who is in it, who is responsible."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.plans import rewrite_open_steps
from kvar.records.models import Case, JournalEntry, Track, User


def involve_unit(*, case: Case, unit: str) -> Track:
    """Give a unit its track in the case, once. Called inside an act's transaction."""
    track, _made = Track.objects.get_or_create(case=case, unit=unit)
    return track


def assign_responsible(*, case: Case, by: Actor, today: date, user: User) -> JournalEntry:
    """Name who is responsible in the actor's own unit. The person must work there, and be cleared if need be."""
    with transaction.atomic():
        require(by, Act.ASSIGN_RESPONSIBLE, case)
        gone = not user.is_active or (user.left_on is not None and user.left_on <= today)
        if (user.administration, user.unit) != (by.administration, by.unit) or gone:
            raise ActRefused(_("Välj någon som arbetar i din enhet."), field="user")
        if case.household.protected and not user.cleared:
            raise ActRefused(_("Personen saknar behörighet för skyddade personuppgifter."), field="user")
        track = involve_unit(case=case, unit=by.unit)
        track.responsible, track.responsible_since, track.version = user, today, track.version + 1
        if track.received_at is None:
            track.received_at, track.received_by_id = now(), by.id
        track.save()
        entry = enter(case=case, by=by, today=today, kind="responsible", text=_("Ansvarig: %s.") % user.name)
        rewrite_open_steps(case)
    return entry


def colleagues_of(actor: Actor) -> list[User]:
    """The active people of the actor's unit, by name."""
    return list(User.objects.filter(administration=actor.administration, unit=actor.unit, is_active=True))
