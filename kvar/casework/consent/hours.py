"""A consent that was taken back on the very day: what still held at an hour of it. Pure, on rows already read."""

from collections.abc import Iterable
from copy import copy
from datetime import date, time

from kvar.records.models import Consent


def standing_at(rows: Iterable[Consent], *, on: date, at: time | None, sure: bool) -> list[Consent]:
    """The rows as they stood at ``at`` on a day: what was taken back later that day had not been yet.

    Where one of the two hours is not known, ``sure`` True counts it as taken back before, False as later. A no has no
    hour.
    """
    began = (row for row in rows if not row.refused or row.given_on != on or sure)
    return [_not_taken_back(row) if _later(row, on=on, at=at, sure=sure) else row for row in began]


def _later(row: Consent, *, on: date, at: time | None, sure: bool) -> bool:
    if row.withdrawn_on != on:
        return False
    return at < row.withdrawn_at if at and row.withdrawn_at else not sure


def _not_taken_back(row: Consent) -> Consent:
    before = copy(row)
    before.withdrawn_on = None
    return before
