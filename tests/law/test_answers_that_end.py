"""An answer that holds until a day: its steps end that day, and the day after the question is asked again."""

from datetime import date, timedelta

from kvar import law
from kvar.law.kinds import Question
from kvar.law.questions import Questions
from tests.law.build import ARRIVED, facts, notice, rules, step

UNTIL = ARRIVED + timedelta(days=30)
CONSENT = Question.LANDLORD_CONSENT
WAITING = rules(step("H20", when=("landlord_consent_given",)))


def until(day: date | None) -> law.Facts:
    said = law.Answer(question=CONSENT, yes=True, source="tenant", on=ARRIVED, until=day)
    return facts(notice(), answers=(said,))


def test_a_step_that_rests_on_a_yes_is_asked_for_through_its_last_day_and_no_longer() -> None:
    plan = law.plan(until(UNTIL), WAITING)
    states = [law.seen_on(plan, day)[0].state for day in (UNTIL, UNTIL + timedelta(days=1))]
    assert states == [law.State.OVERDUE, law.State.ENDED]


def test_the_question_is_asked_again_from_the_day_after() -> None:
    (asked,) = law.plan(until(UNTIL), WAITING).questions
    assert (asked.question, asked.asked_from, asked.steps) == (CONSENT, UNTIL + timedelta(days=1), ("H20",))
    assert not asked.is_asked_on(UNTIL) and asked.is_asked_on(UNTIL + timedelta(days=1))


def test_a_yes_without_a_last_day_ends_nothing_and_asks_nothing() -> None:
    plan = law.plan(until(None), WAITING)
    assert (plan.items[0].ends_on, plan.questions) == (None, ())


def test_what_is_done_on_a_consent_stays_done_after_it() -> None:
    done = law.Standing(
        step="H20", subject="case", round=0, state=law.StandingState.DONE, on=ARRIVED, until=None, rests_on=""
    )
    given = until(UNTIL)
    plan = law.plan(facts(notice(), answers=given.answers, standing=(done,)), WAITING)
    assert law.seen_on(plan, UNTIL + timedelta(days=9))[0].state is law.State.DONE
    assert plan.questions == ()


def test_a_step_that_waits_now_is_not_put_off_by_one_that_waits_later() -> None:
    later = date(2026, 12, 1)
    for order in ((None, later), (later, None)):
        asked = Questions()
        for number, day in enumerate(order):
            asked.ask(CONSENT, f"H{number}", asked_from=day)
        assert [row.asked_from for row in asked.open_ones()] == [None]
