"""Which clock of a case to work to on a day, when several papers have one each.

Every paper about a debt has a time of its own (law.md, trap 20: a new notice for new months is a new delay with its
own clock; whether a second notice of the *same* debt gives a new time is unsettled, NJA 1985 s. 586). The rule:

1. Of the times that still run, the one that ends first. The household can still be saved, and that day is the nearest.
2. A time that has run out gives way to one that still runs, however old or new its paper is. It is told as past.
3. A time of which one reading has passed and another is still to come still runs: its next day is worked to.
4. Only when none runs any longer, the one that ran out last.

A time whose start nobody knows never ends by law. Its earliest possible day decides its place here, and nothing else:
it is never told to be over (law.md, trap 2).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from kvar.law.conditions.anew import is_evicted
from kvar.law.conditions.finding import CASE, NOTICE
from kvar.law.deadline import Deadline, Status
from kvar.law.facts import Facts
from kvar.law.values import LawValues

LIVE = frozenset({Status.RUNNING, Status.UNKNOWN})
LATELY = timedelta(days=31)  # local: so long after its earliest possible day an unknown time may well still run


def live_clocks(deadlines: Iterable[Deadline], law: LawValues) -> tuple[Deadline, ...]:
    """Every clock with a day, for a debt that is not met; the earliest day first, whether it has passed or not.

    The notice whose own day it is comes before one that only tells of it.
    """
    deadlines = tuple(deadlines)
    met = {deadline.subject for deadline in deadlines if _saves_the_home(deadline, law)}
    live = [row for row in deadlines if _is_clock(row, law) and row.subject not in met and row.act_by]
    return tuple(sorted(live, key=lambda row: (row.act_by or date.max, row.last_day != row.act_by)))


def clock_on(clocks: Iterable[Deadline], on: date) -> Deadline | None:
    """The clock to work to on a day, out of ``live_clocks``; None when there is none."""
    clocks = tuple(clocks)
    running = [row for row in clocks if not has_passed(row, on)]
    if running:
        return min(running, key=lambda row: (row.act_by_on(on) or date.max, row.last_day != row.act_by_on(on)))
    return max(clocks, key=_last_reading, default=None)


def passed_clocks(clocks: Iterable[Deadline], on: date) -> tuple[Deadline, ...]:
    """The clocks that have given way: every one that has passed, but the one that is worked to; newest first."""
    clocks = tuple(clocks)
    worked_to = clock_on(clocks, on)
    passed = [row for row in clocks if has_passed(row, on) and row is not worked_to]
    return tuple(sorted(passed, key=_last_reading, reverse=True))


def has_passed(clock: Deadline, on: date) -> bool:
    """Is every day that a reading gives before this day? The last day itself is still a day to act on."""
    return clock.act_by is not None and _last_reading(clock) < on


def saved_until(facts: Facts, deadlines: Iterable[Deadline], law: LawValues) -> Mapping[str, date]:
    """The last day on which the time to save the home may run, by subject: each notice, and the case as a whole.

    A subject is left out when it has no such time, or one without a day: then nothing says that it has passed. For the
    case that is so as soon as one of its papers has none. A time set for an eviction may still be turned, but once it
    has been carried out that day was the last one.
    """
    deadlines = tuple(deadlines)
    clocks = live_clocks(deadlines, law)
    met = {row.subject for row in deadlines if _saves_the_home(row, law)}
    without_day = {row.subject for row in deadlines if _is_clock(row, law) and not row.act_by}
    found: dict[str, date] = {}
    for row in clocks:
        if row.subject not in without_day:
            found[row.subject] = max(found.get(row.subject, date.min), _may_run_until(row))
    for notice in facts.notices:
        if is_evicted(facts, notice) and facts.enforcement.evicted_on:
            found[NOTICE + notice.id] = facts.enforcement.evicted_on
    subjects = {NOTICE + notice.id for notice in facts.notices} - met
    if subjects and subjects <= found.keys():
        eviction = facts.enforcement.eviction_at
        found[CASE] = max([*(found[subject] for subject in subjects), *([eviction.date()] if eviction else [])])
    return found


def _is_clock(row: Deadline, law: LawValues) -> bool:
    return row.status in LIVE and law.value(row.id).clock


def _last_reading(clock: Deadline) -> date:
    days = [clock.last_day, *(other.last_day for other in clock.alternatives)]
    return max((day for day in days if day), default=date.min)


def _may_run_until(clock: Deadline) -> date:
    return _last_reading(clock) + (LATELY if clock.status is Status.UNKNOWN else timedelta())


def _saves_the_home(deadline: Deadline, law: LawValues) -> bool:
    """Paid or undertaken in time: then no clock of the same notice is left to work to."""
    stops = law.value(deadline.id).clock or deadline.id == "board_undertaking"
    return stops and deadline.status is Status.MET
