"""Whom a change in a case concerns: those who are responsible in it, whichever unit they work in."""

from datetime import date
from typing import Any

from kvar.casework.access import Actor
from kvar.casework.telling import tell
from kvar.records.models import Case


def tell_concerned(case: Case, *, kind: str, key: str, today: date, by: Actor) -> int:
    """Tell whoever is responsible in each unit that is in the case; where nobody is named, the unit.

    Whoever did it knows. Called inside an act's transaction; ``key`` says what is told, once.
    """
    place: dict[str, Any] = {"kind": kind, "today": today, "administration": case.administration, "case": case}
    tracks = [row for row in case.tracks.order_by("unit") if row.responsible_id != by.id]
    return sum(tell(key=f"{key}:{row.unit}", unit=row.unit, to=row.responsible_id, **place) for row in tracks)
