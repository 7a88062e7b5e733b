"""One case by two sets of rules, from its facts alone: what people did or put off says nothing of the rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kvar import law

EARLIER, LATER, OTHER_UNIT, APPEARS, VANISHES, UNJUDGED = (
    "earlier",
    "later",
    "other_unit",
    "appears",
    "vanishes",
    "unjudged",
)


@dataclass(frozen=True)
class Asked:
    """A step as one plan asks for it. ``first``: its first day; None where a fact is missing. ``rule``: as written."""

    unit: str
    first: date | None
    rule: law.StepRule


def differences_of(facts: law.Facts, old: law.Rules, new: law.Rules) -> frozenset[tuple[str, str]]:
    """Pairs of step and what becomes of it, each once; empty where the case would have gone the same way."""
    bare = replace(facts, standing=())
    before, after = _asked(law.plan(bare, old)), _asked(law.plan(bare, new))
    gone = {(step, VANISHES) for step in before.keys() - after.keys()}
    come = {(step, APPEARS) for step in after.keys() - before.keys()}
    both = {(step, what) for step in before.keys() & after.keys() for what in _moved(before[step], after[step])}
    return frozenset(gone | come | both)


def _moved(before: Asked, after: Asked) -> Iterator[str]:
    if before.unit != after.unit:
        yield OTHER_UNIT
    if before.first and after.first:
        if before.first != after.first:
            yield EARLIER if after.first < before.first else LATER
    elif before.first != after.first or before.rule.due != after.rule.due:
        yield UNJUDGED


def _asked(plan: law.Plan) -> Mapping[str, Asked]:
    found: dict[str, Asked] = {}
    for item in plan.items:
        known = found.get(item.step.id)
        days = [day for day in (item.due, known.first if known else None) if day]
        found[item.step.id] = Asked(unit=item.step.unit, first=min(days, default=None), rule=item.step)
    return found
