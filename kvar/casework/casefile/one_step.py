"""One step of a case, for its own page: as the plan has it, or only as the content writes it."""

from dataclasses import dataclass
from datetime import date

from kvar import law
from kvar.casework.access import Actor, may_in
from kvar.casework.access_table import Act
from kvar.casework.casefile.reader import names_in
from kvar.casework.casefile.steps import StepShown, steps_of, visible
from kvar.casework.errors import Unseen
from kvar.casework.facts import with_everything
from kvar.casework.layers import plan_seen_by
from kvar.casework.postponing import eviction_day_of, last_day_to_wait, may_postpone
from kvar.content.load import load
from kvar.records.models import Case


@dataclass(frozen=True, kw_only=True)
class StepFile:
    """``step`` is None when the facts have changed so that the plan no longer has it.

    ``may_wait_until``: the last day it may be put off to; None when it may not wait at all, or not a day longer.
    """

    step: StepShown | None
    title: str
    may_wait_until: date | None
    may: frozenset[Act]


def step_file(actor: Actor, case: Case, *, step: str, subject: str, round: int, today: date) -> StepFile:
    """The step by its key. Raises Unseen for a step nobody has written, another unit's own, or a closed case's."""
    rule = load().steps.get(step)
    if rule is None or case.closed_on or not (rule.shared or rule.unit == actor.unit):
        raise Unseen
    fresh = with_everything(Case.objects.filter(pk=case.pk)).get()
    plan = plan_seen_by(fresh, load().rules, unit=actor.unit)
    steps = steps_of(plan, fresh, actor=actor, today=today, names=names_in(fresh))
    found = next((shown for shown in steps if shown.key == (step, subject, round) and visible(shown)), None)
    until = _may_wait_until(actor, plan, found, today, eviction_day_of(fresh))
    may = frozenset(act for act in Act if may_in(actor, act, fresh))
    return StepFile(step=found, title=rule.title, may_wait_until=until, may=may)


def _may_wait_until(
    actor: Actor, plan: law.Plan, step: StepShown | None, today: date, eviction: date | None
) -> date | None:
    item = next((one for one in plan.items if step and (one.step.id, one.subject, one.round) == step.key), None)
    if item is None or not may_postpone(actor, item.step):
        return None
    last = last_day_to_wait(plan, item, today=today, eviction=eviction)
    return last if last > today else None
