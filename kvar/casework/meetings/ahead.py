"""What of meetings, decisions and agreements is ahead, in the shape of everything that happens."""

from collections.abc import Iterable
from datetime import date

from kvar.casework.access import Actor
from kvar.casework.happening import Happening
from kvar.casework.meetings.reader import what_is_met
from kvar.content.load import load


def meetings_ahead(actor: Actor, first: date, last: date) -> Iterable[Happening]:
    """Meetings, what was decided at them for the actor's unit, and agreements to follow up: three queries."""
    for kind, row, day in what_is_met(actor, first, last):
        who = getattr(row, "owner", None) or getattr(row, "called_by", None) or getattr(row, "written_by", None)
        yield Happening(
            kind=kind,
            day=day,
            at=getattr(row, "at", None),
            case=row.case,
            unit=actor.unit,
            who=who,
            route="meetings:overview",
            about=(row.case_id,),
            title=getattr(row, "what", "") or load().coordination.happening_kind(kind).label,
        )
