"""What a meeting decides to change: what, who answers for it, to which day, and how it went."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused
from kvar.casework.introduction.reach import change_for, workshop_for
from kvar.casework.introduction.rows import changed, save_over
from kvar.casework.no_household import require_no_household
from kvar.casework.tracks import colleagues_of
from kvar.paper.days import journal_day
from kvar.records.models import DecidedChange, User, Workshop

OPEN, DONE, DROPPED = "open", "done", "dropped"
STATES = {OPEN: gettext_lazy("öppen"), DONE: gettext_lazy("klar"), DROPPED: gettext_lazy("avskriven")}


def owners_of(by: Actor, change: DecidedChange | None = None, *, today: date) -> list[User]:
    """Who may answer for it: the unit's people, and whoever does already, though gone since."""
    people = colleagues_of(by, today=today)
    return people if change is None or change.owner in people else [*people, change.owner]


def decide_change(*, workshop: Workshop, by: Actor, today: date, what: str, owner: UUID, due_on: date) -> DecidedChange:
    """A decision of the meeting, open until it is done or dropped."""
    require_no_household(what, field="what")
    _require_after(workshop, due_on)
    with transaction.atomic():
        workshop_for(by, workshop.pk)
        _require_owner(owners_of(by, today=today), owner)
        told = {"what": what, "owner_id": owner, "due_on": due_on}
        return DecidedChange.objects.create(workshop=workshop, **told, **changed(by))


def change_decision(
    *,
    change: DecidedChange,
    by: Actor,
    today: date,
    what: str,
    owner: UUID,
    due_on: date,
    state: str,
    reason: str,
    version: int,
) -> None:
    """Word it anew, move it, hand it to somebody else, or say how it went. Dropping it needs a reason."""
    require_no_household(what, field="what")
    require_no_household(reason, field="reason")
    _require_after(change.workshop, due_on)
    if state == DROPPED and not reason.strip():
        raise ActRefused(_("Skriv varför det inte blir av, så att ingen behöver fråga."), field="reason")
    with transaction.atomic():
        change_for(by, change.pk)
        _require_owner(owners_of(by, change, today=today), owner)
        told = {"what": what, "owner_id": owner, "due_on": due_on, "state": state, "reason": reason}
        save_over(change, by=by, version=version, theirs=in_words, field="what", **told)


def in_words(change: DecidedChange) -> str:
    """The decision as it stands: what, who, to which day, and how it goes."""
    told = {"what": change.what, "who": change.owner.name, "day": journal_day(change.due_on)}
    told |= {"state": str(STATES[change.state]), "reason": change.reason}
    return (_("%(what)s %(who)s, till %(day)s: %(state)s. %(reason)s") % told).strip()


def _require_owner(people: list[User], owner: UUID) -> None:
    if owner not in {person.id for person in people}:
        raise ActRefused(_("Välj någon som arbetar i enheten."), field="owner")


def _require_after(workshop: Workshop, due_on: date) -> None:
    if due_on < workshop.held_on:
        raise ActRefused(_("Dagen ligger före träffen. Kontrollera datumet."), field="due_on")
