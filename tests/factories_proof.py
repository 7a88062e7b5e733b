"""The proof of an undertaking, as its act keeps it."""

from typing import Any
from uuid import UUID

from kvar.casework.access import Actor
from kvar.casework.clock import now
from kvar.casework.kept import Scan, stored
from kvar.records.models import Notice, Undertaking, UndertakingProof
from tests.factories import TODAY


def make_proof(notice: Notice, *, by: Actor) -> UUID:
    """The board has taken on a debt, and the receipt of the message is kept."""
    recorded: dict[str, Any] = {"recorded_at": now(), "recorded_by_id": by.id}
    told = {"taken": True, "decided_on": TODAY, "decided_by": "Enhetschefen", "because": "Barnen går i skola här."}
    row = Undertaking.objects.create(notice=notice, **told, **recorded)
    scan = Scan(name="kvitto.pdf", content_type="application/pdf", chunks=[b"%PDF-1.4"])
    return UndertakingProof.objects.create(undertaking=row, **stored(scan, by=by)).pk
