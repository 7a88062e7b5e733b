"""The synthetic city's first night: its units are told what waits for them, and what time has caused is done."""

from datetime import date

from kvar.casework.telling import tell
from kvar.casework.time import let_time_work
from kvar.records.models import Told, Track

MOST = 40  # enough to look at


def spend_first_night(*, today: date) -> None:
    """Tell each unit of cases that nobody there has received, unless somebody has been told already; then the night."""
    if not Told.objects.exists():
        waiting = Track.objects.filter(case__closed_on=None, received_at=None).select_related("case")
        for track in waiting.order_by("-case__opened_on", "pk")[:MOST]:
            tell(
                kind="handed_over",
                key=f"handed_over:{track.pk}",
                today=track.case.opened_on,
                administration=track.case.administration,
                unit=track.unit,
                case=track.case,
            )
    let_time_work(today=today)
