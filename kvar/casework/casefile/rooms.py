"""What goes between the rooms of a case: the hand-overs that the actor may know of, and moves away."""

from collections.abc import Iterable

from kvar.casework.access import Actor
from kvar.casework.steps.handing import knows_handover
from kvar.records.models import Case, Handover, Move


def handovers_of(rows: Iterable[Handover], *, actor: Actor) -> tuple[Handover, ...]:
    """Those from and to the own unit, and between its colleagues, from ``handovers_in``; the newest first."""
    known = [row for row in rows if knows_handover(actor, row)]
    return tuple(sorted(known, key=lambda row: (row.on, row.at), reverse=True))


def moves_of(case: Case) -> tuple[Move, ...]:
    """Where the household has moved, the last first."""
    return tuple(Move.objects.filter(case=case).select_related("by").order_by("-moved_on", "-pk"))
