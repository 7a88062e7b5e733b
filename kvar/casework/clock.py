"""The only clock of this floor: the moment an entry or a log row is written. Days to reckon with are arguments."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

_WATCHES_DIFFER = timedelta(minutes=5)


class _Told:
    """A clock that is told its time, and goes a microsecond forward each time it is read."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def read(self) -> datetime:
        read, self.moment = self.moment, self.moment + timedelta(microseconds=1)
        return read


_told: ContextVar[_Told | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present moment, with offset."""
    told = _told.get()
    return timezone.now() if told is None else told.read()


def day_outside() -> date:
    """The day it is, for a door that nobody tells the day: the demo's fixed day, or today in Sweden."""
    return date.fromisoformat(settings.FIXED_TODAY) if settings.FIXED_TODAY else timezone.localdate(now())


def is_ahead(day: date, at: time | None, *, today: date) -> bool:
    """Is an hour that is told as past still to come? Only where ``today`` is the day it is: a fixed day has no hour.

    The clock is looked at, not read: nothing is written at this moment.
    """
    told = _told.get()
    moment = timezone.localtime(told.moment if told else None) + _WATCHES_DIFFER
    return at is not None and day == today == moment.date() and at > moment.time()


def is_before(day: date, at: time | None, moment: datetime) -> bool:
    """Is an hour that is told of that same day earlier than the moment, by more than watches differ?"""
    first = timezone.localtime(moment - _WATCHES_DIFFER).replace(second=0, microsecond=0)
    return at is not None and day == first.date() and at < first.time()


@contextmanager
def as_if(moment: datetime) -> Iterator[None]:
    """Within this the clock starts at ``moment``, a microsecond later each time it is read. Synthetic cities only."""
    token = _told.set(_Told(moment))
    try:
        yield
    finally:
        _told.reset(token)
