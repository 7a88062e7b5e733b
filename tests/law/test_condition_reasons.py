"""What a condition says beside its yes or no: since when, because of what, and what is missing."""

from datetime import date

import pytest

from kvar import law
from kvar.law import Finding, Ground, Question, Reason, ReasonKind
from kvar.law.conditions import finding
from tests.law.build import ARRIVED, answer, facts, notice, served

LATER = date(2026, 11, 20)
MUTED = law.Outcome(code="moved", on=LATER, home_kept=None)
CHILD_REPORT = notice(id="n9", ground=Ground.CHILD_REPORT, arrived_on=LATER)


def found(name: str, case: law.Facts) -> Finding:
    return law.CONDITIONS[name](case, "case")


def owing(*amounts: int | None, rent: int | None) -> law.Facts:
    notices = (notice(id=f"n{number}", amount=amount) for number, amount in enumerate(amounts))
    return law.Facts(opened_on=ARRIVED, tenancy=law.Tenancy(monthly_rent=rent), notices=tuple(notices))


def missing(name: str) -> Finding:
    return Finding(yes=None, because=(Reason(kind=ReasonKind.MISSING, name=name),))


@pytest.mark.parametrize(
    ("name", "case", "fact"),
    [
        ("landlord_willing", facts(), "landlord_willing"),
        ("eviction_likely", facts(), "eviction_likely"),
        ("household_kept_home", facts(), "outcome"),
        ("household_kept_home", facts(outcome=MUTED), "outcome"),
        ("household_has_children", facts(), "children_affected"),
        ("debt_at_stake", facts(notice(ground=Ground.ENFORCEMENT)), "cause"),
        ("more_than_one_month_owed", owing(None, rent=800_000), "amount"),
        ("more_than_one_month_owed", owing(900_000, rent=None), "monthly_rent"),
        ("more_than_one_month_owed", owing(None, rent=None), "monthly_rent"),
    ],
)
def test_what_is_not_known_names_the_fact_that_is_missing(name: str, case: law.Facts, fact: str) -> None:
    assert found(name, case) == missing(fact)


def test_an_answer_is_given_with_its_day_and_its_source() -> None:
    said = Reason(kind=ReasonKind.FACT, name="landlord_willing", day=LATER, text="landlord")
    case = facts(answers=(answer(Question.LANDLORD_WILLING, False, on=LATER, source="landlord"),))
    assert found("landlord_willing", case) == Finding(yes=False, since=LATER, because=(said,))


def test_a_child_is_named_from_the_day_it_became_known_else_from_the_opening() -> None:
    one, two = law.Child(id="c1", source="tenant", known_on=LATER), law.Child(id="c2", source="school")
    assert found("household_has_children", facts(children=(one, two))) == Finding(
        yes=True,
        since=ARRIVED,
        because=(
            Reason(kind=ReasonKind.FACT, name="child_known", day=LATER, text="tenant"),
            Reason(kind=ReasonKind.FACT, name="child_known", day=ARRIVED, text="school"),
        ),
    )


@pytest.mark.parametrize("name", ["household_has_children", "children_question_answered", "child_report_made"])
def test_a_child_report_says_of_itself_that_a_child_is_concerned(name: str) -> None:
    arrived = Reason(kind=ReasonKind.FACT, name="child_report_arrived", day=LATER)
    no = tuple(answer(question, False) for question in (Question.CHILDREN_AFFECTED, Question.CHILD_REPORT_MADE))
    assert found(name, facts(CHILD_REPORT, answers=no)) == Finding(yes=True, since=LATER, because=(arrived,))


def test_an_answered_question_keeps_the_reasons_of_its_answer() -> None:
    case = facts(answers=(answer(Question.CHILDREN_AFFECTED, False, on=LATER),))
    said = Reason(kind=ReasonKind.FACT, name="children_affected", day=LATER, text="tenant")
    assert found("children_question_answered", case) == Finding(yes=True, since=LATER, because=(said,))


def test_more_than_a_month_is_owed_since_the_newest_notice() -> None:
    notices = (notice(amount=500_000), notice(id="n2", amount=400_000, arrived_on=LATER))
    case = law.Facts(opened_on=ARRIVED, tenancy=law.Tenancy(monthly_rent=800_000), notices=notices)
    assert found("more_than_one_month_owed", case) == Finding(yes=True, since=LATER)


def test_an_unknown_amount_adds_nothing_to_what_is_owed() -> None:
    assert found("more_than_one_month_owed", owing(800_000, None, rent=800_000)) == missing("amount")


@pytest.mark.parametrize(("day", "yes"), [(date(2027, 11, 4), True), (date(2027, 11, 5), False)])
def test_twelve_months_after_is_within_twelve_months(day: date, yes: bool) -> None:
    assert found("several_notices_within_12_months", facts(notice(), notice(id="n2", arrived_on=day))).yes is yes


@pytest.mark.parametrize("name", ["service_is_known", "service_question_settled", "position_taken"])
def test_what_is_known_of_one_notice_is_not_known_of_another(name: str) -> None:
    settled = notice(services=served(ARRIVED), position_taken_on=ARRIVED)
    assert found(name, facts(settled)).yes is True
    assert found(name, facts(settled, notice(id="n2"))) == Finding(yes=False)


def test_a_paper_that_starts_no_clock_leaves_nothing_to_undertake_and_no_service_to_ask_about() -> None:
    signal = facts(notice(starts_clock=False))
    assert found("undertaking_possible", signal).yes is False
    assert found("service_question_settled", signal) == Finding(yes=True, since=ARRIVED)


@pytest.fixture
def registers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "CONDITIONS", {})
    monkeypatch.setattr(finding, "QUESTIONS", {})


def moon_is_full(case: law.Facts, subject: str) -> Finding:
    return Finding(yes=True)


def test_a_condition_is_registered_under_its_own_name(registers: None) -> None:
    assert finding.condition(moon_is_full) is moon_is_full
    assert dict(finding.CONDITIONS) == {"moon_is_full": moon_is_full}


def test_what_a_person_answers_is_registered_with_its_question(registers: None) -> None:
    finding.answered("moon_is_seen", Question.SUPPORT_NEEDED)
    assert dict(finding.QUESTIONS) == {"moon_is_seen": Question.SUPPORT_NEEDED}
    case = facts(answers=(answer(Question.SUPPORT_NEEDED, True, on=LATER),))
    assert finding.CONDITIONS["moon_is_seen"](case, "case") == finding.answer_finding(case, Question.SUPPORT_NEEDED)
    assert finding.CONDITIONS["moon_is_seen"](facts(), "case") == missing("support_needed")
