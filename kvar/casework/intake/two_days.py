"""A paper that was passed on to us has two days of arrival: the last day by each of them. The earlier is acted on."""

from dataclasses import dataclass, replace
from datetime import date

from kvar import law
from kvar.casework.facts import facts_of
from kvar.content.load import load
from kvar.records.models import Case, Notice


@dataclass(frozen=True, kw_only=True)
class TwoDays:
    """The last day counted from the first arrival, and from when the paper was passed on; None where none is set."""

    came_from: str
    first_on: date
    came_on: date
    last_day: date | None
    later_last_day: date | None


def two_days_of(notice: Notice, case: Case) -> TwoDays | None:
    """Both readings of a paper that was passed on to us; None for any other. ``case`` is from ``with_everything``."""
    if notice.came_on is None:
        return None
    facts = facts_of(case)
    return TwoDays(
        came_from=load().organisation.administration(notice.came_from).label,
        first_on=notice.arrived_on,
        came_on=notice.came_on,
        last_day=_last_day(facts),
        later_last_day=_last_day(_arrived(facts, str(notice.pk), notice.came_on)),
    )


def _arrived(facts: law.Facts, id: str, day: date) -> law.Facts:
    return replace(facts, notices=tuple(replace(n, arrived_on=day) if n.id == id else n for n in facts.notices))


def _last_day(facts: law.Facts) -> date | None:
    clock = law.plan(facts, load().rules).clock
    return clock.act_by if clock else None
