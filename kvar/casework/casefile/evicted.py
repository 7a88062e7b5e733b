"""What matters when an eviction has been carried out: the belongings, and the next time we are in touch."""

from dataclasses import dataclass
from datetime import date

from kvar import law
from kvar.content.load import load

STORAGE = "storage"


@dataclass(frozen=True, kw_only=True)
class EvictedShown:
    """``on``: the day of the eviction. ``stored_until``: the last day on which the belongings are surely there, in
    force unless nothing was stored; None then. ``stored``: somebody has said that they are. ``follow_up`` is the next
    open follow-up of the own unit, empty where there is none; ``due`` its day.
    """

    on: date
    stored_until: date | None
    stored: bool
    follow_up: str
    due: date | None


def evicted_of(plan: law.Plan, *, unit: str, today: date) -> EvictedShown | None:
    """None while nothing is carried out, and once a later paper has a time of its own to work to."""
    storage = next((row for row in plan.deadlines if row.id == STORAGE), None)
    if storage is None or storage.starts_on is None or plan.clock_on(today):
        return None
    kinds = {row.step: row for row in load().coordination.enforcement.follow_ups}
    shown = [item for item in plan.items if item.step.id in kinds]
    stored = any(kinds[item.step.id].about == STORAGE for item in shown)
    asked = any(one.question is law.Question.BELONGINGS_STORED for one in plan.questions)
    own = [item for item in shown if item.step.unit == unit and item.due and law.is_open(item)]
    ahead = min(own, key=lambda item: item.due or date.max, default=None)
    return EvictedShown(
        on=storage.starts_on,
        stored_until=law.stored_until(plan.deadlines) if stored or asked else None,
        stored=stored,
        follow_up=kinds[ahead.step.id].label if ahead else "",
        due=ahead.due if ahead else None,
    )
