"""When a unit took a case on."""

from datetime import date

from django.utils.timezone import localdate

from kvar.records.models import Track


def received_on(track: Track | None) -> date | None:
    """The day the unit took the case on: when it named somebody, else when it signed for it."""
    if track is None or track.received_at is None:
        return None
    return track.responsible_since or localdate(track.received_at)
