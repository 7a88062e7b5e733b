"""The own unit's running counts: work, not statistics. They are of the cases it sees, and are not sent on.

They are counted anew each time from today's records, so they may differ from what has been published of a past quarter.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kvar.casework.access import Actor, cases_visible_to, may, sees_whole_administration
from kvar.casework.access_table import Act
from kvar.casework.errors import Unseen
from kvar.casework.measures.counting import count
from kvar.casework.measures.measured import Measure
from kvar.casework.measures.registry import GROUPS, Group

MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Running:
    """One measure, month by month. ``counts`` leaves out zeroes."""

    measure: Measure
    months: tuple[date, ...]
    counts: Mapping[tuple[date, str], int]

    def of(self, month: date, part: str) -> int:
        return self.counts.get((month, part), 0)

    def sum(self, part: str) -> int:
        return sum(self.of(month, part) for month in self.months)


def running(measure: Measure, *, actor: Actor, today: date) -> Running:
    """The last twelve months, this one included, of the cases that the actor's unit sees; one query.

    Raises Unseen for a role that may not see the follow-up, for whoever belongs to no administration, and for a measure
    of what another unit keeps to itself.
    """
    months = _months(today)
    counts = count_seen(measure, actor=actor, first=months[0], until=_after(today), seen_on=today)
    return Running(measure=measure, months=months, counts=counts)


def count_seen(measure: Measure, *, actor: Actor, first: date, until: date, seen_on: date) -> Counter[tuple[date, str]]:
    """Month and part → how many, of the cases that the actor sees; one query.

    Raises Unseen as ``running`` does.
    """
    if not may(actor, Act.SEE_FOLLOW_UP) or not actor.administration or not may_count(actor, measure):
        raise Unseen
    # Who sees the whole administration needs no question of each row: a protected household is in no count.
    some = None if sees_whole_administration(actor) else cases_visible_to(actor)
    found = count(
        measure,
        first=first,
        until=until,
        seen_on=seen_on,
        administration=actor.administration,
        cases=some,
        finest=False,
    )
    counts: Counter[tuple[date, str]] = Counter()
    for key, n in found.items():
        counts[key.month, key.part] += n
    return counts


def groups_counted_by(actor: Actor) -> tuple[Group, ...]:
    """The groups with the measures that ``running`` gives this actor."""
    kept = (group._replace(measures=tuple(one for one in group.measures if may_count(actor, one))) for group in GROUPS)
    return tuple(group for group in kept if group.measures)


def may_count(actor: Actor, measure: Measure) -> bool:
    """May the actor's unit read single rows of this?"""
    return not measure.read_by or actor.unit in measure.read_by


def _months(today: date) -> tuple[date, ...]:
    first = today.year * 12 + today.month - MONTHS
    return tuple(date(month // 12, month % 12 + 1, 1) for month in range(first, first + MONTHS))


def _after(day: date) -> date:
    """The first day of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def twelve_months(today: date) -> tuple[date, date]:
    """The period that is counted: its first day, and the first day after it."""
    return _months(today)[0], _after(today)
