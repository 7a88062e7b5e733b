"""The layers of a case: what all units share, and what each keeps to itself.

Section, times and everything that others see come from the shared layer alone. What a unit keeps to itself can only add
steps, to that unit's part of the plan and for its own eyes.
"""

from dataclasses import replace
from typing import Any

from kvar import law
from kvar.casework.access import letter_units
from kvar.casework.facts import facts_of
from kvar.records.models import Case

Key = tuple[str, str, int]


def shared_plan(case: Case, rules: law.Rules) -> law.Plan:
    """The plan that every unit sees, for a case from ``with_everything``.

    A step that a unit has done in its own room, and that all now see, is done for all.
    """
    found = law.plan(facts_of(case), rules)
    own = [row for row in case.standing.all() if not row.shared]
    seen = {key_of(item) for item in found.items} if own else set()
    now_shared = frozenset(row.pk for row in own if (row.step, row.subject, row.round) in seen)
    return law.plan(facts_of(case, also=now_shared), rules) if now_shared else found


def own_items(case: Case, rules: law.Rules, shared: law.Plan, *, unit: str) -> tuple[law.PlanItem, ...]:
    """The steps that only what this unit keeps to itself asks for. Nobody else may know of them."""
    found = law.plan(facts_of(case, unit=unit), rules)
    known = {key_of(item) for item in shared.items}
    return tuple(item for item in found.items if item.step.unit == unit and key_of(item) not in known)


def plan_seen_by(case: Case, rules: law.Rules, *, unit: str) -> law.Plan:
    """The shared plan with what this unit's own layer adds, and the questions that are still open to it."""
    shared = shared_plan(case, rules)
    if unit not in units_with_own_facts(case):
        return shared
    asked = law.plan(facts_of(case, unit=unit), rules).questions
    return replace(shared, items=(*shared.items, *own_items(case, rules, shared, unit=unit)), questions=asked)


def is_own(case: Case, rules: law.Rules, item: law.PlanItem) -> bool:
    """Does the step come from one unit's own layer alone?"""
    if item.step.unit not in units_with_own_facts(case):
        return False
    return key_of(item) not in {key_of(other) for other in shared_plan(case, rules).items}


def units_with_own_facts(case: Case) -> set[str]:
    """The units that know something about the household that they have not shared."""
    rows: list[Any] = [*case.answers.all(), *case.attempts.all(), *case.standing.all()]
    letters = {row.unit for row in case.letters.all()} - {*letter_units("")}
    return letters | {row.unit for row in rows if not row.shared}


def key_of(item: law.PlanItem) -> Key:
    return (item.step.id, item.subject, item.round)
