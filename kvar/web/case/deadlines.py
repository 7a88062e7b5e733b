"""Frister: every time that the law gives in the case, those ahead first, the past ones last and folded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as said

from kvar.casework.deadlines.reckoning import DeadlineShown
from kvar.law import Status
from kvar.web.case.rows import tone_of
from kvar.web.ui.wording import day, distance

LATELY = timedelta(days=31)  # a day that may have been so lately is still something to act on
GOING_ON = frozenset({Status.RUNNING, Status.UNKNOWN})
STATES = {
    Status.MET: said("gjort i tid"),
    Status.LATE: said("gjort för sent"),
    Status.NOT_STARTED: said("ingen tid löper"),
}


class Kind(Enum):
    """The groups in their order, with their titles."""

    AHEAD = said("framåt")
    WITHOUT_DAYS = said("utan bestämd dag")
    UNKNOWN = said("inte kända än")
    PERHAPS_OVER = said("det som kan ha varit")
    OVER = said("det som har varit eller är klart")


FOLDED = frozenset({Kind.PERHAPS_OVER, Kind.OVER})


@dataclass(frozen=True, kw_only=True)
class DeadlineRow:
    """``day`` and ``distance`` are ready to read; ``state`` tells how it went, or is empty."""

    told: DeadlineShown
    day: str
    distance: str
    state: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class DeadlineGroup:
    """``folded``: one press away."""

    title: str
    rows: tuple[DeadlineRow, ...]
    folded: bool


def groups_of(deadlines: Iterable[DeadlineShown], *, today: date) -> tuple[DeadlineGroup, ...]:
    """The deadlines in groups; a group without any is left out."""
    sorted_out: dict[Kind, list[DeadlineShown]] = {kind: [] for kind in Kind}
    for told in deadlines:
        sorted_out[_kind(told, today)].append(told)
    return tuple(_group(kind, rows, today) for kind, rows in sorted_out.items() if rows)


def _kind(told: DeadlineShown, today: date) -> Kind:
    if told.status not in GOING_ON or _every_day_has_been(told, today):
        return Kind.OVER
    if told.day is None:
        return Kind.WITHOUT_DAYS if told.timing else Kind.UNKNOWN
    # A day that is not certain is not put away as soon as it may have been.
    return Kind.AHEAD if told.day >= today - LATELY else Kind.PERHAPS_OVER


def _every_day_has_been(told: DeadlineShown, today: date) -> bool:
    """Whichever reading holds. While a start is not known, there may be a later day that nobody can tell."""
    days = [day for day in (told.day, *(reading.day for reading in told.readings)) if day]
    return told.status is Status.RUNNING and bool(days) and max(days) < today


def _group(kind: Kind, deadlines: list[DeadlineShown], today: date) -> DeadlineGroup:
    folded = kind in FOLDED
    ordered = sorted(deadlines, key=lambda told: told.day or today, reverse=folded)
    rows = tuple(_row(told, today, folded=folded) for told in ordered)
    return DeadlineGroup(title=gettext(kind.value), rows=rows, folded=folded)


def _row(told: DeadlineShown, today: date, *, folded: bool) -> DeadlineRow:
    """What has been is told quietly; a wait is nothing to hurry for."""
    return DeadlineRow(
        told=told,
        day=_day(told, today),
        distance=distance(told.day, today) if told.day and not told.met else "",
        state=gettext(STATES[told.status]) if told.status in STATES else "",
        tone="calm" if told.wait or folded else tone_of(told, today=today),
    )


def _day(told: DeadlineShown, today: date) -> str:
    if told.day is None:
        return "" if told.status in STATES else told.timing or gettext("dagen är inte känd")
    return day(told.day, today) if told.sure else gettext("tidigast %s") % day(told.day, today)
