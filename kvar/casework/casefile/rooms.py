"""What goes between the rooms of a case: the hand-overs that the actor may know of, and moves away. Two queries."""

from kvar.casework.access import Actor
from kvar.casework.steps.handing import handovers_known_to
from kvar.records.models import Case, Handover, Move


def handovers_of(case: Case, *, actor: Actor) -> tuple[Handover, ...]:
    """From and to the own unit, and between its colleagues; the newest first."""
    rows = handovers_known_to(actor, case).select_related("by", "to", "answered_by", "case")
    return tuple(rows.order_by("-on", "-at", "pk"))


def moves_of(case: Case) -> tuple[Move, ...]:
    """Where the household has moved, the last first."""
    return tuple(Move.objects.filter(case=case).select_related("by").order_by("-moved_on", "-pk"))
