"""Whoever is responsible in the case and is away today: until when, and who covers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kvar.casework.employment import away_on
from kvar.records.models import Case


@dataclass(frozen=True, kw_only=True)
class AwayShown:
    """``until`` None: until further notice. ``cover`` is empty when it is the unit's default cover."""

    until: date | None
    cover: str


def away_in(case: Case, *, today: date) -> Mapping[str, AwayShown]:
    """Unit → its responsible person's absence today; one query. The case has its tracks read."""
    responsible = {track.responsible_id: track.unit for track in case.tracks.all() if track.responsible_id}
    absences = away_on(today).filter(user__in=responsible).select_related("cover")
    return {
        responsible[one.user_id]: AwayShown(until=one.last_day, cover=one.cover.name if one.cover else "")
        for one in absences
    }
