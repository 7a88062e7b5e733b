"""A case in a file becomes facts: what is not said is not known, and what is wrong is said with its place."""

from datetime import date
from typing import Any

import pytest

from kvar import law
from tests.law.build import rules, step

ON = date(2026, 11, 14)
STEPS = {
    "H01": step("H01"),
    "H03": step("H03", per=law.Per.NOTICE),
    "H30": step("H30", at=(1, 7, 30)),
}
RENT = {
    "tenure": "rental",
    "ground": "rent_arrears",
    "rent_due_on": "2026-09-30",
    "board_notice_arrived_on": "2026-11-10",
}


def read(facts: dict[str, Any] | None = None, **more: Any) -> law.Facts:
    return law.read_case({"facts": RENT if facts is None else facts} | more, steps=STEPS, on=ON)


def section(children: Any) -> law.Section:
    return law.section_of(read(RENT | {"children": children}))


def test_children_are_three_valued_as_everywhere() -> None:
    assert section(None) is law.section_of(read()) is law.Section.UNDECIDED
    assert section([]) is law.Section.WITHOUT_CHILDREN
    assert section([{"born_on": "2015-03-01", "lives": "alternating", "source": "tenant"}]) is law.Section.FAMILY
    assert section([{"lives": None}]) is law.Section.FAMILY  # how it lives here is not known


def test_a_child_that_lives_elsewhere_says_nothing_of_other_children() -> None:
    assert section([{"lives": "elsewhere", "source": "tenant"}]) is law.Section.UNDECIDED


def test_a_no_names_the_file_as_its_source() -> None:
    (said,) = read(RENT | {"children": []}).answers
    assert (said.question, said.yes, said.source) == (law.Question.CHILDREN_AFFECTED, False, "case_file")


def test_a_child_is_read_with_what_is_known_of_it() -> None:
    told = [{"born_on": "2015-03-01", "lives": "visiting", "source": "tenant"}, {}]
    assert read(RENT | {"children": told}).children == (
        law.Child(id="1", born_on=date(2015, 3, 1), lives=law.Lives.VISITING, source="tenant"),
        law.Child(id="2"),
    )


def test_the_case_was_opened_when_the_first_paper_came_never_when_the_rent_was_due() -> None:
    assert read().opened_on == date(2026, 11, 10)
    assert read(RENT | {"child_report_arrived_on": "2026-11-05"}).opened_on == date(2026, 11, 5)
    assert read({"rent_due_on": "2026-09-30"}).opened_on == read({}).opened_on == ON


def papers(**more: str) -> list[tuple[str, law.Ground | None, date | None]]:
    return [(one.id, one.ground, one.arrived_on) for one in read(RENT | more).notices]


def test_what_came_beside_the_first_paper_is_a_paper_of_its_own() -> None:
    rent = ("1", law.Ground.RENT_ARREARS, date(2026, 11, 10))
    assert papers() == [rent]
    applied = ("enforcement", law.Ground.ENFORCEMENT, date(2026, 12, 1))
    assert papers(enforcement_applied_on="2026-12-01") == [rent, applied]
    timed = ("enforcement", law.Ground.ENFORCEMENT, date(2026, 12, 20))
    assert papers(enforcement_applied_on="2026-12-01", eviction_time_notice_arrived_on="2026-12-20") == [rent, timed]
    assert papers(eviction_at="2027-01-12T09:00+01:00") == [rent, ("enforcement", law.Ground.ENFORCEMENT, None)]
    report = ("child_report", law.Ground.CHILD_REPORT, date(2026, 11, 20))
    assert papers(child_report_arrived_on="2026-11-20") == [rent, report]


def test_kronofogdens_paper_keeps_the_cause_and_tells_the_time() -> None:
    _rent, found = read(RENT | {"eviction_at": "2027-01-12T09:00+01:00"}).notices
    assert (found.cause, found.eviction_at and found.eviction_at.date()) == (law.Ground.RENT_ARREARS, date(2027, 1, 12))
    (alone,) = read({"ground": "enforcement", "eviction_at": "2027-01-12T09:00+01:00"}).notices
    assert (alone.id, alone.cause, alone.eviction_at and alone.eviction_at.hour) == ("1", None, 9)
    (first,) = read({"ground": "enforcement", "enforcement_applied_on": "2026-12-01"}).notices
    assert first.arrived_on == date(2026, 12, 1)
    (own,) = read({"ground": "child_report", "child_report_arrived_on": "2026-11-12"}).notices
    assert own.id == "1"


def test_a_report_means_that_a_child_is_affected() -> None:
    assert law.section_of(read(RENT | {"child_report_arrived_on": "2026-11-12"})) is law.Section.FAMILY


def test_an_opened_investigation_is_an_answer_with_its_day() -> None:
    (said,) = read(RENT | {"child_investigation_opened_on": "2026-11-13"}).answers
    assert (said.question, said.yes, said.on) == (law.Question.CHILD_INVESTIGATION_OPEN, True, date(2026, 11, 13))


def test_a_done_step_stands_for_what_it_was_done_about() -> None:
    done = [
        {"step": "H01", "subject": "case", "round": 0, "on": "2026-11-11"},
        {"step": "H03", "on": "2026-11-12"},  # there is one paper
        {"step": "H30", "round": 2, "on": "2026-11-14"},
    ]
    found = [(row.step, row.subject, row.round, row.on.day) for row in read(done=done).standing]
    assert found == [("H01", "case", 0, 11), ("H03", "notice:1", 0, 12), ("H30", "case", 2, 14)]
    assert {row.state for row in read(done=done).standing} == {law.StandingState.DONE}


def test_what_was_done_after_the_day_is_not_done_that_day() -> None:
    assert read(done=[{"step": "H01", "on": "2026-11-15"}]).standing == ()
    (item,) = law.plan(read(done=[{"step": "H01", "on": "2026-11-14"}]), rules(STEPS["H01"])).items
    assert item.done_on == ON


DONE = {"step": "H01", "on": "2026-11-11"}


@pytest.mark.parametrize(
    ("document", "key", "says"),
    [
        ([], "", "Dokumentet ska ha egna nycklar"),
        ({}, "facts", "Nyckeln facts saknas."),
        ({"facts": None}, "facts", "Nyckeln facts saknas."),
        ({"facts": 7}, "facts", "facts ska ha egna nycklar"),
        ({"facts": {}, "gjort": []}, "gjort", "Nyckeln gjort är okänd. Välj bland done, facts."),
        ({"facts": {"tenur": "rental"}}, "facts.tenur", "Uppgiften tenur är okänd."),
        ({"facts": {"paid_on": "i går"}}, "facts.paid_on", "ska vara ett datum"),
        ({"facts": {"children": "inga"}}, "facts.children", "children ska vara en lista, eller null"),
        ({"facts": {"children": [2]}}, "facts.children.0", "0 ska ha egna nycklar"),
        ({"facts": {"children": [{}, {"age": 3}]}}, "facts.children.1.age", "Nyckeln age är okänd."),
        ({"facts": {"children": [{"lives": "here"}]}}, "facts.children.0.lives", "kan inte vara 'here'"),
        ({"facts": {"children": [{"born_on": 2015}]}}, "facts.children.0.born_on", "ska vara ett datum"),
        ({"facts": {"children": [{"source": 1}]}}, "facts.children.0.source", "source ska vara text"),
        ({"facts": {}, "done": {}}, "done", "done ska vara en lista"),
        ({"facts": {}, "done": ["H01"]}, "done.0", "ska ha egna nycklar"),
        ({"facts": {}, "done": [DONE | {"by": "Sara"}]}, "done.0.by", "Nyckeln by är okänd."),
        ({"facts": {}, "done": [{"on": "2026-11-11"}]}, "done.0.step", "Steget None finns inte."),
        ({"facts": {}, "done": [DONE, DONE | {"step": "Z99"}]}, "done.1.step", "Steget 'Z99' finns inte."),
        ({"facts": {}, "done": [DONE | {"step": ["H01"]}]}, "done.0.step", "finns inte."),
        ({"facts": {}, "done": [{"step": "H01"}]}, "done.0", "Dagen då H01 gjordes saknas."),
        ({"facts": {}, "done": [DONE | {"on": "2026-02-30"}]}, "done.0.on", "inget sådant datum"),
        (
            {"facts": {}, "done": [DONE | {"subject": "notice:1"}]},
            "done.0.subject",
            "H01 kan inte gälla 'notice:1'. Välj",
        ),
        ({"facts": {}, "done": [DONE | {"step": "H03"}]}, "done.0.subject", "facts nämner inget."),
        ({"facts": RENT, "done": [DONE | {"step": "H03", "subject": "case"}]}, "done.0.subject", "bland notice:1."),
        (
            {"facts": RENT | {"child_report_arrived_on": "2026-11-12"}, "done": [DONE | {"step": "H03"}]},
            "done.0.subject",
            "H03 saknar subject. Välj bland notice:1, notice:child_report.",
        ),
        ({"facts": {}, "done": [DONE | {"round": 1}]}, "done.0.round", "ska vara 0, för steget görs en gång"),
        ({"facts": {}, "done": [DONE | {"round": False}]}, "done.0.round", "ska vara 0"),
        ({"facts": {}, "done": [DONE | {"step": "H30", "round": 4}]}, "done.0.round", "ett heltal från 1 till 3"),
        ({"facts": {}, "done": [DONE | {"step": "H30", "round": 0}]}, "done.0.round", "ett heltal från 1 till 3"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(document: Any, key: str, says: str) -> None:
    with pytest.raises(law.FactsRefused) as refused:
        law.read_case(document, steps=STEPS, on=ON)
    assert (refused.value.key, says in refused.value.sentence) == (key, True), refused.value.sentence
