"""Who reaches what: a meeting is its unit's alone; the process leaders get what is handed over, and open decisions."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act, Role
from kvar.casework.errors import Unseen
from kvar.records.models import DecidedChange, PlannedActivity, Workshop, WorkshopNote

AnyRow = TypeVar("AnyRow", bound=Model)


def workshops_visible_to(actor: Actor) -> QuerySet[Workshop]:
    """The meetings of the actor's own unit, newest first."""
    if not may(actor, Act.HOLD_WORKSHOP) or not (actor.administration and actor.unit):
        return Workshop.objects.none()
    return Workshop.objects.filter(administration=actor.administration, unit=actor.unit)


def workshop_for(actor: Actor, workshop: UUID) -> Workshop:
    """A meeting of the actor's unit. Raises Unseen."""
    return _found(actor, workshops_visible_to(actor).filter(pk=workshop), f"workshop:{workshop}")


def note_for(actor: Actor, workshop: UUID, question: str) -> WorkshopNote:
    """The note on one question of a meeting. Raises Unseen."""
    notes = WorkshopNote.objects.select_related("workshop", "changed_by")
    mine = notes.filter(workshop=workshop_for(actor, workshop), question=question)
    return _found(actor, mine, f"workshop:{workshop}")


def changes_visible_to(actor: Actor) -> QuerySet[DecidedChange]:
    """What the actor's own unit has decided, by day."""
    decided = DecidedChange.objects.select_related("workshop", "owner", "changed_by")
    return decided.filter(workshop__in=workshops_visible_to(actor))


def change_for(actor: Actor, change: UUID) -> DecidedChange:
    """A decided change of the actor's unit. Raises Unseen."""
    return _found(actor, changes_visible_to(actor).filter(pk=change), f"change:{change}")


def notes_handed_over_to(actor: Actor) -> QuerySet[WorkshopNote]:
    """By question, what the units have marked for the process leaders; nothing for anybody else."""
    if not may(actor, Act.READ_HANDED_OVER):
        return WorkshopNote.objects.none()
    handed = WorkshopNote.objects.filter(handed_over=True).select_related("workshop")
    return handed.order_by("number", "workshop__administration", "workshop__unit", "-workshop__held_on", "id")


def open_changes_told_to(actor: Actor) -> QuerySet[DecidedChange]:
    """Every unit's open decisions, the one due first on top: for the process leaders alone."""
    if not may(actor, Act.READ_HANDED_OVER):
        return DecidedChange.objects.none()
    return DecidedChange.objects.filter(state="open").select_related("workshop", "owner")


def activities_visible_to(actor: Actor) -> QuerySet[PlannedActivity]:
    """The city's activities and those of the actor's administration; a process leader sees all."""
    if not may(actor, Act.READ_ACTIVITIES):
        return PlannedActivity.objects.none()
    planned = PlannedActivity.objects.select_related("changed_by")
    if actor.role is Role.PROCESS_LEADER:
        return planned
    return planned.filter(Q(administration="") | Q(administration=actor.administration))


def may_plan_for(actor: Actor, administration: str, unit: str) -> bool:
    """A process leader plans for everybody, a unit head for the own administration and the own unit."""
    if not may(actor, Act.PLAN_ACTIVITY):
        return False
    own = bool(administration) and administration == actor.administration and unit in ("", actor.unit)
    return own or actor.role is Role.PROCESS_LEADER


def activity_for(actor: Actor, planned: UUID) -> PlannedActivity:
    """A planned activity that the actor may change. Raises Unseen."""
    found = _found(actor, activities_visible_to(actor).filter(pk=planned), f"activity:{planned}")
    if not may_plan_for(actor, found.administration, found.unit):
        actor.look.note("refused", f"activity:{planned}")
        raise Unseen
    return found


def _found(actor: Actor, rows: QuerySet[AnyRow], about: str) -> AnyRow:
    row = rows.first()
    if row is None:
        actor.look.note("refused", about)
        raise Unseen
    return row
