"""What the plan looks like on a given day."""

from datetime import date

from kvar.law.calendar import add_working_days
from kvar.law.kinds import StandingState
from kvar.law.planned import Plan
from kvar.law.steps import PlanItem, SeenItem, State, due_at_once

SOON_WORKING_DAYS = 2  # local: the law knows no "soon"; two working days is our own choice


def seen_on(plan: Plan, day: date) -> tuple[SeenItem, ...]:
    """Every item with its state on a day. Without any act, a state only goes not yet → open → soon → overdue."""
    soon_until = add_working_days(day, SOON_WORKING_DAYS)
    return tuple(SeenItem(item=item, state=_state(item, day=day, soon_until=soon_until)) for item in plan.items)


def _state(item: PlanItem, *, day: date, soon_until: date) -> State:
    if item.done_on is not None:
        return State.DONE
    stands = item.standing if item.standing and item.standing.rests_on == item.rests_on else None
    if stands and stands.state is StandingState.SKIPPED:
        return State.SKIPPED
    if item.ends_on and item.ends_on < day:
        return State.ENDED
    if item.appears_on and day < item.appears_on:
        return State.NOT_YET
    if stands and stands.state is StandingState.POSTPONED and (stands.until is None or day < stands.until):
        return State.POSTPONED
    return _by_due_day(item, day=day, soon_until=soon_until)


def _by_due_day(item: PlanItem, *, day: date, soon_until: date) -> State:
    if item.due is None or soon_until < item.due:
        return State.OPEN
    last_good_day_passed = day >= item.due if due_at_once(item) else day > item.due
    return State.OVERDUE if last_good_day_passed else State.SOON
