"""What must hold for the plan of every case anybody can think of. Hypothesis prints the seed of a failure."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kvar import law
from kvar.law import DueFrom, DueRule, Question, Section, StandingState, State
from tests.law.build import facts, rules, served, step, the_law
from tests.law.pace import pace

DAY = timedelta(days=1)
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))
MAYBE_DAY = st.none() | DAYS
NO_CHILDREN = Question.CHILDREN_AFFECTED

RULES = rules(
    step("H01", done_when="always"),
    step("H03", when=("debt_at_stake",), done_when="service_question_settled"),
    step("H04", when=("several_notices_within_12_months",), done_when="notices_linked"),
    step("H07", when=("household_may_have_children",), due=DueRule(counted_from=DueFrom.ARRIVAL)),
    step("H14", when=("no_contact_yet",), due=DueRule(counted_from=DueFrom.ARRIVAL, working_days=7)),
    step("H21", when=("landlord_willing",), due=DueRule(counted_from=DueFrom.DEADLINE, working_days=-5)),
    step("H23", when=("undertaking_possible",), due=DueRule(counted_from=DueFrom.DEADLINE), origin=law.Origin.LAW),
    step("H30", when=("debt_is_solved",), due=DueRule(counted_from=DueFrom.NEXT_RENT, working_days=3)),
    step("H33", per=law.Per.NOTICE, due=DueRule(counted_from=DueFrom.KNOWN), origin=law.Origin.LAW),
    step("K26", due=DueRule(counted_from=DueFrom.ARRIVAL), at=(1, 30)),
    step("B11", sections=(Section.FAMILY,), same_as=("H23",)),
    step("U02", sections=(Section.WITHOUT_CHILDREN,)),
)


@st.composite
def notices(draw: Any, id: str) -> law.Notice:
    arrived = draw(DAYS)
    earlier = st.none() | st.integers(0, 20).map(lambda back: arrived - back * DAY)
    return law.Notice(
        id=id,
        ground=draw(st.sampled_from(law.Ground)),
        arrived_on=arrived,
        cause=draw(st.none() | st.sampled_from(sorted(law.DEBT_GROUNDS))),
        sent_by=draw(st.none() | st.sampled_from(law.SentBy)),
        posted_on=draw(earlier),
        rent_due_on=draw(earlier),
        amount=draw(st.none() | st.integers(0, 5_000_000)),
        valid=draw(st.sampled_from([None, True, False])),
        services=served(*draw(st.lists(MAYBE_DAY, max_size=3))),
        paid_on=draw(MAYBE_DAY),
        position_taken_on=draw(MAYBE_DAY),
        same_debt_as=draw(st.sampled_from([None, None, "n0", "n1"])),
    )


@st.composite
def cases(draw: Any) -> law.Facts:
    count = draw(st.integers(0, 3))
    answered = st.builds(
        law.Answer,
        question=st.sampled_from(Question),
        yes=st.booleans(),
        source=st.sampled_from(["", "tenant", "population_register"]),
        on=DAYS,
    )
    return facts(
        *(draw(notices(f"n{number}")) for number in range(count)),
        tenure=draw(st.none() | st.sampled_from(law.Tenure)),
        opened_on=draw(DAYS),
        answers=tuple(draw(st.lists(answered, max_size=4))),
        attempts=tuple(
            draw(st.lists(st.builds(law.Attempt, on=DAYS, reached=st.booleans(), way=st.just("sms")), max_size=2))
        ),
        responsible_since=draw(MAYBE_DAY),
    )


@pace
@given(case=cases())
def test_no_reading_of_a_clock_is_earlier_than_the_day_to_work_to(case: law.Facts) -> None:
    for deadline in law.deadlines_of(case, the_law()):
        readings = [other.last_day for other in deadline.alternatives if other.last_day]
        assert all(deadline.act_by <= day for day in readings if deadline.act_by)
        assert deadline.status is not law.Status.UNKNOWN or deadline.missing or deadline.alternatives
        assert deadline.starts_on or (deadline.last_day is None and deadline.earliest_day is None)


@pace
@given(case=cases())
def test_the_plan_depends_on_its_arguments_and_on_nothing_else(case: law.Facts) -> None:
    assert law.plan(case, RULES) == law.plan(replace(case), replace(RULES))


@pace
@given(case=cases())
def test_a_step_appears_once_for_each_subject_and_round_and_never_before_it_is_due(case: law.Facts) -> None:
    items = law.plan(case, RULES).items
    keys = [(item.step.id, item.subject, item.round) for item in items]
    assert len(keys) == len(set(keys))
    assert all(item.appears_on and (item.due is None or item.due >= item.appears_on) for item in items)


@pace
@given(case=cases())
def test_no_case_without_an_answer_is_ever_treated_as_one_without_children(case: law.Facts) -> None:
    silent = replace(case, answers=tuple(row for row in case.answers if row.question is not NO_CHILDREN))
    reported = any(notice.ground is law.Ground.CHILD_REPORT for notice in silent.notices)
    plan = law.plan(silent, RULES)
    assert plan.section is (Section.FAMILY if reported else Section.UNDECIDED)
    assert "U02" not in [item.step.id for item in plan.items]
    assert reported or NO_CHILDREN in [question.question for question in plan.questions]


ORDER = [State.NOT_YET, State.OPEN, State.SOON, State.OVERDUE]


@pace
@given(case=cases(), first=DAYS)
def test_with_nothing_done_a_state_only_moves_towards_overdue(case: law.Facts, first: date) -> None:
    plan = law.plan(case, RULES)
    before = [ORDER[0]] * len(plan.items)
    for day in [first + number * DAY for number in range(0, 60, 3)]:
        now = [seen.state for seen in law.seen_on(plan, day)]
        moved = [(was, state) for was, state in zip(before, now, strict=True) if state in ORDER]
        assert all(ORDER.index(state) >= ORDER.index(was) for was, state in moved)
        before = [state if state in ORDER else was for was, state in zip(before, now, strict=True)]


@pace
@given(case=cases(), data=st.data())
def test_completing_a_step_removes_exactly_that_step(case: law.Facts, data: Any) -> None:
    before = [item for item in law.plan(case, RULES).items if law.is_open(item)]
    if not before:
        return
    done = data.draw(st.sampled_from(before))
    standing = law.Standing(
        step=done.step.id, subject=done.subject, round=done.round, state=StandingState.DONE, on=case.opened_on
    )
    after = [item for item in law.plan(replace(case, standing=(standing,)), RULES).items if law.is_open(item)]
    assert after == [item for item in before if item is not done]
