"""What goes between the rooms of a case: the hand-overs that the actor may know of, and moves away. Two queries."""

from django.db.models import Q

from kvar.casework.access import Actor
from kvar.records.models import Case, Handover, Move


def handovers_of(case: Case, *, actor: Actor) -> tuple[Handover, ...]:
    """Between units, and between colleagues of the own unit; the newest first."""
    seen = Q(to=None) | Q(to_unit=actor.unit)
    rows = Handover.objects.filter(seen, case=case).select_related("by", "to", "answered_by", "case")
    return tuple(rows.order_by("-on", "-at", "pk"))


def moves_of(case: Case) -> tuple[Move, ...]:
    """Where the household has moved, the last first."""
    return tuple(Move.objects.filter(case=case).select_related("by").order_by("-moved_on", "-pk"))
