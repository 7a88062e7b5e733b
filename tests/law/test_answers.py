"""What is told of an answer is as much a part of it as its day: whole answers against the approved ones."""

import re

import pytest

from kvar import law
from tests.law.answers import APPROVED, STORIES, answers_of, approved
from tests.law.build import the_law


@pytest.mark.parametrize("story", STORIES)
def test_every_rule_answers_as_approved(story: str) -> None:
    assert answers_of(story) == approved(story).read_text(encoding="utf-8")


@pytest.mark.parametrize("story", STORIES)
def test_every_answer_carries_the_words_of_its_value(story: str) -> None:
    for row in law.deadlines_of(law.read_facts(STORIES[story]), the_law()):
        abroad = row.id == "earliest_eviction" and STORIES[story].get("abroad")
        value = the_law().value("earliest_eviction_abroad" if abroad else row.id)
        assert (row.rule, row.label, row.actor, row.consequence) == (
            value.rule,
            value.label,
            value.actor,
            value.consequence,
        )


def test_every_approved_answer_has_a_story() -> None:
    assert {path.stem for path in APPROVED.iterdir()} == set(STORIES)


def test_the_stories_ask_every_rule_that_the_contract_has_facts_for() -> None:
    told = "".join(answers_of(story) for story in STORIES)
    silent = {name for name in the_law().values if not re.search(rf" {name} \[\S+ (?!not for)", told)}
    within_others = {"earliest_eviction_abroad", "respite_with_compensation"}
    of_service = {"legal_person_service", "service_by_publication", "simplified_service"}
    without_facts = {"payment_hindrance", "removal_earliest", "removal_target", "time_bar_two_months"}
    without_facts |= {"data_breach_report", "transfer_to_court", "tribunal_notice"}
    assert silent == within_others | of_service | without_facts
