"""A child found later: what becomes known that day is due from it, and what was skipped without it is open again."""

from dataclasses import replace
from datetime import date

from kvar import law
from kvar.law import DueFrom, DueRule, Question, Section, StandingState
from tests.law.build import ARRIVED, answer, facts, notice, rules, step

FOUND = date(2026, 11, 20)
NAMED = date(2026, 11, 25)
FAMILY_STEP = step("B03", sections=(Section.FAMILY,), due=DueRule(counted_from=DueFrom.ARRIVAL))
COMMON_STEP = step("H07")


def child(known_on: date = FOUND) -> law.Child:
    return law.Child(id="c1", registered=True, known_on=known_on)


def test_a_family_step_is_due_from_the_day_the_child_became_known() -> None:
    (item,) = law.plan(facts(notice(), children=(child(),)), rules(FAMILY_STEP)).items
    assert (item.appears_on, item.due) == (FOUND, FOUND)


def test_naming_the_child_does_not_push_the_day_forward() -> None:
    yes = answer(Question.CHILDREN_AFFECTED, True, on=FOUND)
    (item,) = law.plan(facts(notice(), answers=(yes,), children=(child(NAMED),)), rules(FAMILY_STEP)).items
    assert item.due == FOUND


def test_a_skip_falls_when_a_child_is_found_and_not_when_nobody_has_one() -> None:
    before = facts(notice())
    (shown,) = law.plan(before, rules(COMMON_STEP)).items
    skipped = law.Standing(
        step="H07", subject="case", round=0, state=StandingState.SKIPPED, on=ARRIVED, rests_on=shown.rests_on
    )
    no = answer(Question.CHILDREN_AFFECTED, False)
    (without,) = law.plan(replace(before, standing=(skipped,), answers=(no,)), rules(COMMON_STEP)).items
    (family,) = law.plan(replace(before, standing=(skipped,), children=(child(),)), rules(COMMON_STEP)).items
    assert not law.is_open(without)
    assert law.is_open(family)
    assert [r.name for r in family.reasons if r.kind is law.ReasonKind.CHANGED] == ["household_has_children"]
