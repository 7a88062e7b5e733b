"""Räkna frist: every subject answers with exactly what it promises, and says what it lacks."""

from datetime import date

import pytest

from kvar import law
from kvar.casework.deadlines.calculator import Answers, answers_about
from kvar.content.calculator import Subject
from kvar.content.load import load

TODAY = date(2026, 11, 23)
CALCULATOR = load().calculator
A_TUESDAY = date(2026, 11, 17)


def told_about(subject: Subject) -> dict[str, object]:
    """Every day that the subject asks for, the same."""
    return {fact.id: A_TUESDAY for fact in CALCULATOR.asked(subject) if fact.kind == "day"}


def answers(subject: str, **told: object) -> Answers:
    return answers_about(CALCULATOR.subject(subject), told, today=TODAY)


@pytest.mark.parametrize("subject", CALCULATOR.subjects, ids=lambda subject: subject.id)
def test_a_subject_with_all_its_days_answers_with_every_time_it_promises(subject: Subject) -> None:
    found = answers_about(subject, told_about(subject), today=TODAY)
    assert [row.id for row in found.deadlines] == list(subject.answers) and found.missing == ()
    assert all(row.reasons and row.source.paragraph for row in found.deadlines)


@pytest.mark.parametrize("subject", CALCULATOR.subjects, ids=lambda subject: subject.id)
def test_without_any_day_nothing_is_made_up(subject: Subject) -> None:
    found = answers_about(subject, {}, today=TODAY)
    assert [row.day for row in found.deadlines if row.day] == []
    assert {row.status for row in found.deadlines} <= {law.Status.UNKNOWN, law.Status.NOT_APPLICABLE}
    assert len(found.deadlines) + len(found.missing) == len(subject.answers)


def test_every_fact_is_asked_for_somewhere() -> None:
    assert {fact.id for fact in CALCULATOR.facts} == {id for subject in CALCULATOR.subjects for id in subject.asks}


def test_a_time_whose_start_is_not_told_says_what_it_needs() -> None:
    [lacking] = answers("eviction", tenant_heard_on=A_TUESDAY).missing
    assert lacking.label.startswith("Tidigaste dag då egendomen") and lacking.facts == ("Avhysningen verkställdes",)


def test_a_private_let_under_the_new_law_has_no_time_to_recover_in() -> None:
    found = {row.id: row for row in answers("private_let", rent_due_on=date(2026, 8, 31)).deadlines}
    assert found["private_let_rent_delay"].day == date(2026, 9, 14)
    assert found["recovery_period"].headline == "Gäller inte här" and found["recovery_period"].day is None


def test_under_the_law_before_it_the_day_that_protects_the_household_is_shown_as_uncertain() -> None:
    found = answers("private_let", rent_due_on=date(2026, 5, 31), tenant_served_on=date(2026, 6, 12))
    row = next(row for row in found.deadlines if row.id == "recovery_period")
    assert (row.day, row.sure) == (date(2026, 7, 3), False)
    assert "Ta reda på vilken lag avtalet följer." in row.missing


def test_whether_the_notice_counts_is_open_until_somebody_says() -> None:
    open_question = load().reasons.would_change["board_notice_valid"]
    both = {"tenant_served_on": A_TUESDAY, "board_notice_arrived_on": A_TUESDAY}
    assert open_question in answers("rent", **both).deadlines[0].changes
    assert open_question not in answers("rent", **both, board_notice_valid=True).deadlines[0].changes
