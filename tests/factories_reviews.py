"""An eviction with a child in the home, and what was said afterwards."""

from datetime import UTC, date, datetime
from typing import Any

from kvar.casework.access import Actor
from kvar.casework.enforcement.course import record_event
from kvar.casework.learning.reviewing import ReviewTold, write_review
from kvar.records.models import Case, Review
from tests import factories
from tests.factories import TODAY

OPENED = date(2026, 10, 12)
AT = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)  # ten o'clock in Sweden
EVICTED = date(2026, 11, 10)
REVIEWED = TODAY


def make_evicted(*, by: Actor, today: date = OPENED, **fields: Any) -> Case:
    """A family with one child, Kronofogden's time, and the eviction carried out on ``EVICTED``."""
    case = factories.make_family(by=by, today=today, **fields)
    return evict(case, by=by, today=today)


def evict(case: Case, *, by: Actor, today: date = OPENED, on: date = EVICTED) -> Case:
    kfm = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "reference": "U-1", "eviction_at": AT}
    factories.make_notice(by=by, case=case, today=today, **kfm)
    record_event(case=case, by=by, today=on, kind="carried_out", on=on, told_by="own_unit")
    return case


def make_review_told(**fields: Any) -> ReviewTold:
    return ReviewTold(**({"hindrances": ("knew_late",), "took_part": ("adult",)} | fields))


def make_review(case: Case, *, by: Actor, today: date = REVIEWED, **fields: Any) -> Review:
    return write_review(case=case, by=by, today=today, told=make_review_told(**fields))
