"""How the last length of a deadline was counted: from which day, and for vardagar which day is which."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product

from django.utils.translation import gettext as _

from kvar import law

SATURDAY = frozenset({"saturday_is_working_day", "saturday_is_not_working_day"})
MOST_COUNTED = 3  # so many vardagar are numbered one by one
SHAPE = re.compile(r"(\d+) (\w+)")
UNITS = {name: unit for unit in law.Unit for name in (unit.value, unit.removesuffix("s"))}


def start_of(deadline: law.Deadline) -> date | None:
    """The day counted from. Of an unknown start: the known day from which the length gives the end."""
    counted = counted_of(deadline)
    if deadline.starts_on or not counted:
        return deadline.starts_on
    days = (reason.until or reason.day for reason in before_the_length(deadline))
    return next((day for day in days if day and counted[0].day in _ends(counted[0], day)), None)


def before_the_length(deadline: law.Deadline) -> tuple[law.Reason, ...]:
    """What came before the last length, the nearest first."""
    before = len(deadline.reasons) - len(counted_of(deadline))
    return deadline.reasons[:before][::-1]


def counted_of(deadline: law.Deadline) -> tuple[law.Reason, ...]:
    """The last length that was counted, and what came after it: a wait tells first of the time before it."""
    periods = [n for n, reason in enumerate(deadline.reasons) if reason.kind is law.ReasonKind.PERIOD and reason.day]
    return deadline.reasons[periods[-1] :] if periods else ()


def _ends(length: law.Reason, start: date) -> set[date]:
    period = _period(length)
    if period is None:
        return set()
    return {law.ends_on(period, start, saturday_counts=counts) for counts in (True, False)}


def _period(length: law.Reason) -> law.Period | None:
    """The length of a reason (``3 weeks``, ``1 month``) as it was counted; None for one without a number."""
    found = SHAPE.fullmatch(length.length or "")
    return law.Period(number=int(found[1]), unit=UNITS[found[2]]) if found else None


def vardagar_of(deadline: law.Deadline) -> Iterator[tuple[date, str]]:
    """Each counted vardag with its number, and which reading of Saturday numbers it so."""
    counted, start = counted_of(deadline), start_of(deadline)
    period = _period(counted[0]) if counted else None
    if period is None or start is None or period.unit is not law.Unit.VARDAGAR or period.number > MOST_COUNTED:
        return
    readings = _saturdays(deadline, start, counted[0].day, period.number)
    by: dict[tuple[date, int], list[bool]] = {}
    for number, counts in product(range(1, period.number + 1), readings):
        by.setdefault((law.add_vardagar(start, number, counts), number), []).append(counts)
    yield from ((day, _vardag(number, counted_by, readings)) for (day, number), counted_by in sorted(by.items()))


def _saturdays(deadline: law.Deadline, start: date, end: date | None, number: int) -> list[bool]:
    """Both readings, or the one that was counted where it is settled."""
    if not deadline.starts_on or any(other.because in SATURDAY for other in deadline.alternatives):
        return [True, False]
    return [next(counts for counts in (True, False) if law.add_vardagar(start, number, counts) == end)]


def _vardag(number: int, by: list[bool], readings: list[bool]) -> str:
    if by == readings:
        return _("vardag %d") % number
    return (_("vardag %d – om lördag räknas") if by[0] else _("vardag %d – om lördag inte räknas")) % number
