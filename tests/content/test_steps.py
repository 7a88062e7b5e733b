"""Checklist H and the sections B and U of the routine: ids, pairs, sections, days, and what a plan makes of them."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kvar import law
from kvar.content.library import Library
from tests.content.cases import a_case, a_notice, many_cases

IDS = (Path(__file__).parent / "step_ids.txt").read_text(encoding="utf-8").split()

CHILDREN, MONEY = "barn_och_unga", "ekonomiskt_bistand"

# One act that two lists ask for: it is shown once, at its owner. The first owner is in every plan of the other step.
SAME = {
    "B01": ("H01", "H09"),
    "B02": ("H07",),
    "B09": ("H14",),
    "B11": ("H23",),
    "B12": ("H21", "D04"),
    "B16": ("H32",),
    "U01": ("H01", "H09"),
    "U03": ("B07",),
    "U04": ("H11", "H12"),
    "U05": ("H13",),
    "U06": ("H17",),
    "U07": ("H21", "D04"),
    "U08": ("H23",),
    "U09": ("H25",),
    "U12": ("H32",),
    "E03": ("H03",),
    "E04": ("H34",),
    "F01": ("K01",),
    "F02": ("K02",),
    "F07": ("K13",),
    "F09": ("K15", "K16"),
    "F10": ("K21",),
    "F11": ("K22",),
    "F12": ("K24",),
    "K08": ("H33",),
}
FOLLOWS_FROM_A_FACT = {
    "H01": "always",
    "H02": "always",
    "H03": "service_question_settled",
    "H04": "notices_linked",
    "H06": "children_question_answered",
    "H09": "responsible_named",
    "H11": "information_letter_sent",
    "H12": "contact_made",
    "H16": "contact_made",
    "H14": "home_visit_made",
    "H17": "consent_asked",
    "H23": "undertaking_settled",
    "H31": "follow_up_made",
    "H32": "outcome_recorded",
    "H33": "position_taken",
    "K01": "always",
    "K02": "confirmation_sent",
    "K03": "copy_sent",
    "K04": "enforcement_cause_known",
    "K05": "eviction_time_stands",
    "K06": "children_asked_since_the_notice",
    "K09": "contact_since_the_notice",
    "K15": "attendance_decided",
    "K16": "children_attendance_decided",
    "K21": "eviction_day_written",
    "K22": "outcome_recorded",
    "K23": "follow_up_made",
    "K24": "follow_up_made",
    "K25": "follow_up_made",
    "K26": "follow_up_made",
    "F02": "confirmation_sent",
    "F09": "attendance_decided",
    "F10": "eviction_day_written",
    "F12": "follow_up_made",
    "B03": "child_report_known",
    "B06": "child_investigation_known",
    "B11": "undertaking_settled",
    "U06": "consent_asked",
    "U08": "undertaking_settled",
}
BY_LAW = {"B04", "B05", "B11", "B14", "H23", "H33", "U08", "K02", "K07", "K08", "K27", "F02"}

# What Kronofogden's time asks for is asked for each time anew: what was done for the old one is not done for the new.
PER_TIME = {
    "K02",
    "K03",
    "K05",
    "K12",
    "K14",
    "K15",
    "K16",
    "K17",
    "K19",
    "K20",
    "K21",
    "F02",
    "F03",
    "F08",
    "F09",
    "F10",
}
HANDS_OVER = {"H07": CHILDREN, "K07": CHILDREN, "B07": MONEY, "F03": MONEY}

IN_EVERY_SECTION = {"B07", "U10"}  # ekonomiskt bistånd is told, and a guardian is asked for, whoever lives there


def test_each_new_time_is_asked_about_anew(library: Library) -> None:
    assert {library.step(id).per for id in PER_TIME} == {law.Per.NOTICE}
    applied, first = a_notice(1, ground=law.Ground.ENFORCEMENT), a_notice(2, ground=law.Ground.ENFORCEMENT)
    first = replace(first, eviction_at=datetime(2026, 6, 1, 9, tzinfo=UTC), attendance_on=first.arrived_on)
    second = replace(first, id="3", eviction_at=datetime(2026, 6, 15, 9, tzinfo=UTC), attendance_on=None)
    second = replace(second, arrived_on=first.arrived_on + timedelta(days=7))
    plan = law.plan(a_case(law.Section.FAMILY, notices=(applied, first, second)), library.rules)
    for id in ("K12", "K14", "K15", "K16", "K17", "K19", "K21", "F08"):
        items = [item for item in plan.items if item.step.id == id]
        assert [(item.subject, item.done_on) for item in items] == [("notice:3", None)], id
    assert {item.due for item in plan.items if item.step.id == "K21"} == {date(2026, 6, 15)}


def test_what_the_routine_hands_over_makes_a_hand_over(library: Library) -> None:
    assert {id: step.hands_to for id, step in library.steps.items() if step.hands_to} == HANDS_OVER


def ids_of(plan: law.Plan) -> set[str]:
    return {item.step.id for item in plan.items}


def test_an_id_that_has_been_used_never_vanishes(library: Library) -> None:
    """A step is ended with ``until``, never deleted, because journals name it. Add new ids to step_ids.txt."""
    assert list(library.steps) == IDS


def test_the_lists_are_whole(library: Library) -> None:
    numbers = {letter: [id for id in library.steps if id[0] == letter] for letter in library.lists}
    assert {letter: len(ids) for letter, ids in numbers.items()} == {
        "H": 37,
        "D": 5,
        "A": 4,
        "E": 4,
        "K": 27,
        "B": 17,
        "U": 12,
        "F": 13,
    }


@pytest.mark.parametrize(("step", "owners"), SAME.items())
def test_one_act_in_two_lists_is_a_pair(library: Library, step: str, owners: tuple[str, ...]) -> None:
    assert library.step(step).same_as == owners


def test_there_are_no_other_pairs(library: Library) -> None:
    assert {id for id, step in library.steps.items() if step.same_as} == set(SAME)


def test_steps_follow_from_facts_wherever_the_system_knows(library: Library) -> None:
    found = {id: step.done_when for id, step in library.steps.items() if step.done_when}
    assert found == FOLLOWS_FROM_A_FACT


def test_only_days_set_by_law_are_marked_as_law(library: Library) -> None:
    assert {id for id, step in library.steps.items() if step.origin is law.Origin.LAW} == BY_LAW


def test_the_position_is_due_at_once_for_every_notice(library: Library) -> None:
    step = library.step("H33")
    assert (step.per, step.due.counted_from, step.origin) == (law.Per.NOTICE, law.DueFrom.KNOWN, law.Origin.LAW)
    assert step.sources == ("sol25-14-2", "sol01-11-1")


def test_the_undertaking_is_due_on_the_last_day_by_law(library: Library) -> None:
    assert {library.step(id).due for id in ("H23", "B11", "U08")} == {law.DueRule(counted_from=law.DueFrom.DEADLINE)}


@pytest.mark.parametrize(
    ("section", "own", "foreign"),
    [(law.Section.FAMILY, "B", "U"), (law.Section.WITHOUT_CHILDREN, "U", "B")],
)
def test_a_section_shows_its_own_steps_and_the_common_ones(
    library: Library, section: law.Section, own: str, foreign: str
) -> None:
    found = ids_of(law.plan(a_case(section), library.rules)) - IN_EVERY_SECTION
    assert {id[0] for id in found} == {"H", own}
    assert foreign not in {id[0] for id in found}


def test_while_nobody_has_answered_the_common_steps_run_and_the_urgency_is_that_of_a_family(library: Library) -> None:
    plan = law.plan(a_case(law.Section.UNDECIDED), library.rules)
    assert plan.section is law.Section.UNDECIDED
    assert {id for id in ids_of(plan) if id[0] != "H"} == IN_EVERY_SECTION
    assert {"H06", "H07", "H23", "H33"} <= ids_of(plan)
    assert law.Question.CHILDREN_AFFECTED in {asked.question for asked in plan.questions}


def test_no_two_steps_of_one_plan_share_unit_act_and_day(library: Library) -> None:
    for facts in many_cases():
        items = law.plan(facts, library.rules).items
        for act in ("title", "leaves"):
            seen = Counter((item.step.unit, getattr(item.step, act), item.subject, item.due) for item in items)
            assert [key for key, number in seen.items() if number > 1] == []


def test_a_step_owned_by_another_is_shown_there_in_every_plan(library: Library) -> None:
    for facts in many_cases():
        found = ids_of(law.plan(facts, library.rules))
        assert found & set(SAME) == set()


ABOUT_REPORTS = (law.Question.CHILD_REPORT_MADE, law.Question.CHILD_INVESTIGATION_OPEN)


def a_family(*answered: bool) -> law.Facts:
    """A family; is the notice a report about a child, and is an investigation open? Nothing said: nobody has judged."""
    family = a_case(law.Section.FAMILY)
    day = family.notices[0].arrived_on
    said = zip(ABOUT_REPORTS, answered, strict=False)
    answers = tuple(law.Answer(question=asked, yes=yes, source="own_unit", on=day) for asked, yes in said)
    kept = tuple(answer for answer in family.answers if answer.question not in ABOUT_REPORTS)
    return replace(family, answers=(*kept, *answers))


def test_the_days_for_a_child_report_run_only_when_it_is_one(library: Library) -> None:
    """Whether a rent notice is a report about a child is a judgement (law.md 7.2): no day of law before it."""
    assert not {"B04", "B05", "B14"} & ids_of(law.plan(a_family(), library.rules))
    assert {"B04", "B05"} <= ids_of(law.plan(a_family(True, False), library.rules))
    under_way = law.plan(a_family(True, True), library.rules)
    assert "B05" not in ids_of(under_way)
    day = a_case(law.Section.FAMILY).notices[0].arrived_on
    (investigation,) = (item for item in under_way.items if item.step.id == "B14")
    assert investigation.due is not None and (investigation.due - day).days in range(120, 127)


def test_every_step_is_in_some_plan(library: Library) -> None:
    found = set()
    for facts in many_cases():
        for item in law.plan(facts, library.rules).items:
            found |= {item.step.id, *item.also}
    paid = replace(a_notice(), paid_on=a_notice().arrived_on)
    found |= ids_of(law.plan(a_case(law.Section.UNDECIDED, notices=(paid,)), library.rules))
    found |= ids_of(law.plan(a_family(True, False), library.rules))
    assert set(library.steps) - found == set()


def test_the_board_is_never_asked_to_undertake_a_condominium_fee(library: Library) -> None:
    fee = (a_notice(ground=law.Ground.FEE_ARREARS),)
    for section in law.Section:
        plan = law.plan(a_case(section, notices=fee), library.rules)
        assert ids_of(plan) & {"H23", "B11", "U08"} == set()


def test_a_disturbance_brings_no_debt_steps(library: Library) -> None:
    disturbance = (a_notice(ground=law.Ground.DISTURBANCE),)
    found = ids_of(law.plan(a_case(law.Section.FAMILY, notices=disturbance), library.rules))
    assert found & {"H03", "H13", "H18", "H19", "H23", "H34", "B07"} == set()
    assert {"H06", "H33", "B04"} <= found


def test_a_second_notice_has_its_own_clock_undertaking_and_position(library: Library) -> None:
    plan = law.plan(a_case(law.Section.FAMILY, notices=(a_notice(), a_notice(1))), library.rules)
    subjects = {id: {item.subject for item in plan.items if item.step.id == id} for id in ("H03", "H23", "H33", "B15")}
    both = {"notice:0", "notice:1"}
    assert subjects == {"H03": both, "H23": both, "H33": both, "B15": {"notice:1"}}


def test_every_reason_of_a_plan_has_a_sentence(library: Library) -> None:
    texts = library.reasons
    written = {
        law.ReasonKind.FACT: texts.facts,
        law.ReasonKind.MISSING: texts.missing,
        law.ReasonKind.PERIOD: texts.periods,
        law.ReasonKind.ROLL: texts.days,
        law.ReasonKind.CONDITION: texts.conditions,
        law.ReasonKind.CHANGED: texts.changed,
        law.ReasonKind.SOURCE: library.sources,
    }
    for facts in many_cases():
        plan = law.plan(facts, library.rules)
        for part in (*plan.items, *plan.deadlines):
            assert [reason for reason in part.reasons if reason.name not in written[reason.kind]] == []
