"""Attempts: what is written, what is taken back, and how far the rule of different times has come."""

from datetime import time

import pytest

from kvar.casework.access import Actor
from kvar.casework.contact import attempts
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.facts import facts_of, with_everything
from kvar.content.load import load
from kvar.records.models import Attempt, Case, JournalEntry, OpenStep
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def attempt(case: Case, by: Actor, **told: object) -> Attempt:
    values = {"on": TODAY, "way": "phone", "result": "no_answer"} | told
    entry = attempts.record_attempt(case=case, by=by, today=TODAY, **values)  # type: ignore[arg-type]
    return Attempt.objects.get(pk=entry.words.shown["attempt"])


def test_an_attempt_says_whom_how_and_what_comes_next(case: Case, by: Actor) -> None:
    member = case.household.members.get()
    row = attempt(case, by, member=member, at=time(9, 30), next="Ringer i kväll.")
    entry = JournalEntry.objects.filter(case=case, kind="attempt").get()
    assert (row.member, row.next, row.reached) == (member, "Ringer i kväll.", False)
    assert member.person.name in entry.words.text and "Ringer i kväll." in entry.words.text


@pytest.mark.parametrize("code", [row.id for row in load().coordination.contact.attempt_results])
def test_each_result_says_whether_there_was_a_conversation(case: Case, by: Actor, code: str) -> None:
    assert attempt(case, by, result=code).reached == (code == "reached")


def test_a_withdrawn_attempt_counts_for_nothing_and_leaves_its_trace(case: Case, by: Actor) -> None:
    row = attempt(case, by, result="reached")
    assert not OpenStep.objects.filter(case=case, step="H12").exists()
    attempts.withdraw_attempt(case=case, by=by, today=TODAY, attempt=row, reason="Fel person.")
    assert OpenStep.objects.filter(case=case, step="H12").exists()
    assert facts_of(with_everything(Case.objects.filter(pk=case.pk)).get()).attempts == ()
    trace = JournalEntry.objects.get(case=case, kind="attempt_withdrawn")
    assert trace.withdraws.kind == "attempt" and "Fel person." in trace.words.text
    assert [one.withdrawn_on for one in attempts.log_of(by, case)] == [TODAY]


def test_an_attempt_is_not_withdrawn_without_a_reason(case: Case, by: Actor) -> None:
    row = attempt(case, by)
    with pytest.raises(ActRefused, match="vad som var fel"):
        attempts.withdraw_attempt(case=case, by=by, today=TODAY, attempt=row, reason=" ")


def test_an_attempt_in_another_case_cannot_be_withdrawn_from_here(case: Case, by: Actor) -> None:
    other = factories.make_case_with_notice(by=by)
    row = attempt(other, by)
    with pytest.raises(Unseen):
        attempts.attempt_for(by, case, row.pk)
    with pytest.raises(ActRefused):
        attempts.withdraw_attempt(case=case, by=by, today=TODAY, attempt=row, reason="Fel.")


def test_two_attempts_at_the_same_time_of_day_are_not_enough(case: Case, by: Actor) -> None:
    for minute in range(3):
        attempt(case, by, at=time(9, minute))
    tries = attempts.tries_of(attempts.log_of(by, case))
    assert not tries.exhausted and tries.left == ("afternoon", "evening")
    attempt(case, by, at=time(17, 0))
    assert attempts.tries_of(attempts.log_of(by, case)).exhausted


def test_a_letter_and_a_withdrawn_call_are_no_attempts_at_a_time(case: Case, by: Actor) -> None:
    attempt(case, by, way="letter", at=time(9, 0))
    row = attempt(case, by, at=time(18, 0))
    attempts.withdraw_attempt(case=case, by=by, today=TODAY, attempt=row, reason="Fel ärende.")
    assert attempts.tries_of(attempts.log_of(by, case)).made == 0


def test_the_parts_of_the_day_begin_when_the_content_says() -> None:
    words = load().coordination.contact
    told = [words.part_of_day(at) for at in (time(11, 59), time(12, 0), time(16, 59), time(17, 0))]
    assert told == ["morning", "afternoon", "afternoon", "evening"]
