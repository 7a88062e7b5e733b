"""A paper that comes after a final outcome: its own steps and clocks; what was over stays over."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kvar import law
from kvar.law import DueFrom, DueRule, Ground, Per, Question, StandingState, State
from tests.law.build import ARRIVED, facts, notice, rules, served, step

OVER = date(2026, 11, 20)
NEW = date(2027, 1, 11)
DAY = timedelta(days=1)
KEPT = law.Outcome(code="kept", on=OVER, home_kept=True, about=frozenset({"old"}))
OLD = notice(id="old", sent_by=law.SentBy.EMAIL, services=served(ARRIVED))
LATER = notice(id="new", arrived_on=NEW, sent_by=law.SentBy.EMAIL, services=served(NEW))
STEPS = (
    step("H03", per=Per.NOTICE),
    step("H12", done_when="contact_made"),
    step("H10"),
    step("H22", due=DueRule(counted_from=DueFrom.DEADLINE)),
    step("H31", stays=True, when=("household_kept_home",), due=DueRule(counted_from=DueFrom.OUTCOME, months=3)),
    step("H32", stays=True, done_when="outcome_recorded", due=DueRule(counted_from=DueFrom.NEVER)),
)


def after(*more: law.Notice, **given: object) -> law.Facts:
    return replace(facts(OLD, *more, outcome=KEPT), **given)  # type: ignore[arg-type]


def found(case: law.Facts, day: date = NEW) -> dict[tuple[str, str], State]:
    seen = law.seen_on(law.plan(case, rules(*STEPS)), day)
    return {(row.item.step.id, row.item.subject): row.state for row in seen}


def test_until_a_paper_comes_everything_that_was_to_prevent_it_is_over() -> None:
    states = found(after())
    assert {states[id, "case"] for id in ("H10", "H12", "H22")} == {State.ENDED}
    assert (states["H03", "notice:old"], states["H31", "case"], states["H32", "case"]) == (
        State.ENDED,
        State.OPEN,
        State.DONE,
    )


def test_a_new_paper_has_its_own_steps_counted_from_its_own_arrival_and_the_old_ones_stay_ended() -> None:
    plan = law.plan(after(LATER), rules(*STEPS))
    states = found(after(LATER))
    assert states["H03", "notice:old"] is State.ENDED
    assert {states[key] for key in (("H03", "notice:new"), ("H10", "case"), ("H12", "case"))} == {State.SOON}
    due = {item.step.id: item.due for item in plan.items if item.subject != "notice:old"}
    assert due["H10"] == due["H03"] == NEW + DAY
    assert due["H22"] == NEW + timedelta(weeks=3)
    # and the clock of the case is its own, the outcome is asked for again, and the follow-up goes on
    assert plan.clock is not None and plan.clock.subject == "notice:new"
    assert (states["H32", "case"], states["H31", "case"]) == (State.OPEN, State.OPEN)
    assert due["H31"] == date(2027, 2, 22)


def test_what_was_done_and_who_was_reached_before_is_about_what_is_over() -> None:
    before = law.Attempt(on=ARRIVED, reached=True, way="phone")
    done = law.Standing(step="H10", subject="case", round=0, state=StandingState.DONE, on=ARRIVED)
    case = after(LATER, attempts=(before,), standing=(done,))
    assert (found(case)["H10", "case"], found(case)["H12", "case"]) == (State.SOON, State.SOON)
    now = replace(case, attempts=(before, replace(before, on=NEW)), standing=(replace(done, on=NEW),))
    assert (found(now)["H10", "case"], found(now)["H12", "case"]) == (State.DONE, State.DONE)


def test_what_was_done_about_a_step_that_the_new_paper_does_not_ask_for_stays_in_the_plan() -> None:
    done = law.Standing(step="H20", subject="case", round=0, state=StandingState.DONE, on=ARRIVED)
    asked_once = rules(step("H20", when=("debt_at_stake",)))
    disturbance = replace(LATER, ground=Ground.DISTURBANCE)
    (item,) = law.plan(after(disturbance, standing=(done,)), asked_once).items
    assert item.done_on == ARRIVED


def test_a_paper_of_the_same_day_is_settled_only_if_it_was_there() -> None:
    same_day = replace(LATER, arrived_on=OVER)
    assert found(after(same_day), OVER)["H03", "notice:new"] is State.SOON
    there = replace(KEPT, about=frozenset({"old", "new"}))
    assert found(after(same_day, outcome=there), OVER + DAY)["H03", "notice:new"] is State.ENDED


def test_the_questions_of_the_new_paper_are_asked() -> None:
    waiting = rules(step("H20", when=("landlord_consent_given",)))
    assert law.plan(after(), waiting).questions == ()
    assert [one.question for one in law.plan(after(LATER), waiting).questions] == [Question.LANDLORD_CONSENT]


def test_an_outcome_that_ends_nothing_starts_nothing_anew() -> None:
    respite = replace(KEPT, final=False)
    done = law.Standing(step="H10", subject="case", round=0, state=StandingState.DONE, on=ARRIVED)
    assert found(after(LATER, outcome=respite, standing=(done,)))["H10", "case"] is State.DONE


LOST = replace(KEPT, code="lost", home_kept=False)


@pytest.mark.parametrize(
    ("papers", "outcome", "evicted_on", "over"),
    [
        ((OLD,), None, None, False),
        ((OLD,), None, OVER, True),
        ((LATER,), None, OVER, False),
        ((LATER,), replace(KEPT, on=NEW, about=frozenset({"new"})), OVER, False),
        ((OLD,), LOST, None, True),
        ((LATER,), replace(LOST, on=NEW), NEW, False),
        ((LATER,), replace(LOST, on=NEW, about=frozenset({"new"})), OVER, True),
    ],
)
def test_an_eviction_ends_what_had_come_by_then_and_nothing_later(
    papers: tuple[law.Notice, ...], outcome: law.Outcome | None, evicted_on: date | None, over: bool
) -> None:
    case = replace(facts(*papers), outcome=outcome, enforcement=law.Enforcement(evicted_on=evicted_on))
    assert law.is_evicted(case, papers[0]) is over


@pytest.mark.parametrize(("ground", "yes"), [(Ground.ENFORCEMENT, True), (Ground.RENT_ARREARS, None)])
def test_an_old_time_does_not_make_an_eviction_likely_for_a_new_debt(ground: Ground, yes: bool | None) -> None:
    at = datetime(2027, 2, 1, 9, tzinfo=UTC)
    told = law.Enforcement(time_notice_arrived_on=NEW, eviction_at=at)
    case = after(replace(LATER, ground=ground, eviction_at=at if yes else None), enforcement=told)
    plan = law.plan(case, rules(step("F08", when=("eviction_likely",))))
    assert bool(plan.items) is bool(yes)


def test_a_child_that_is_known_is_known_to_the_new_paper_too() -> None:
    report = notice(id="report", ground=Ground.CHILD_REPORT)
    known = replace(KEPT, about=frozenset({"old", "report"}))
    family = rules(step("B08", sections=(law.Section.FAMILY,)))
    (item,) = law.plan(after(report, LATER, outcome=known), family).items
    assert item.ends_on is None and item.due == NEW + DAY
