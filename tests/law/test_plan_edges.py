"""Where a step begins and ends, what is asked when, and which clock a step follows: the days on either side."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from kvar import law
from kvar.law import DueFrom, DueRule, Finding, Question, Reason, ReasonKind, Section, StandingState
from kvar.law.fingerprint import fingerprint
from tests.law.build import ARRIVED, answer, facts, notice, rules, served, step

DAY = timedelta(days=1)
OPENED, LATER = date(2026, 11, 2), date(2026, 11, 20)
EVICTION_AT = datetime.fromisoformat("2027-01-13T10:00:00+01:00")


def only(case: law.Facts, rule: law.StepRule) -> law.PlanItem:
    (item,) = law.plan(case, rules(rule)).items
    return item


def stands(state: StandingState, *, rests_on: str = "", subject: str = "case") -> law.Standing:
    return law.Standing(step="H01", subject=subject, round=0, state=state, on=LATER, rests_on=rests_on)


# ---- From when ----


def test_a_step_of_the_case_is_known_from_its_opening_and_one_of_a_notice_from_its_arrival() -> None:
    early = facts(notice(), opened_on=OPENED)
    assert only(early, step("H01")).appears_on == OPENED
    late = facts(notice(), opened_on=LATER)  # the case was opened long after the paper came
    assert only(late, step("H01", per=law.Per.NOTICE, when=("always",))).appears_on == ARRIVED


def test_a_step_says_from_which_day_each_condition_has_held() -> None:
    item = only(facts(notice(), opened_on=OPENED), step("H01", when=("debt_at_stake",)))
    assert item.reasons[0] == Reason(kind=ReasonKind.CONDITION, name="debt_at_stake", day=ARRIVED)


def test_a_step_that_a_fact_without_a_day_has_done_was_done_when_it_appeared() -> None:
    case = facts(notice(), enforcement=law.Enforcement(eviction_at=EVICTION_AT))
    assert only(case, step("H01", done_when="eviction_likely")).done_on == ARRIVED


# ---- Until when ----


@pytest.mark.parametrize(("until", "shown"), [(ARRIVED, 1), (ARRIVED - DAY, 0)])
def test_a_step_is_there_when_the_case_began_on_its_last_day_and_not_the_day_after(until: date, shown: int) -> None:
    assert len(law.plan(facts(notice()), rules(step("A02", until=until))).items) == shown


def test_a_step_ends_with_its_edition_or_with_a_final_outcome_whichever_is_first() -> None:
    over = law.Outcome(code="kept", on=LATER, home_kept=True)
    assert only(facts(notice(), outcome=over), step("H01")).ends_on == LATER
    assert only(facts(notice(), outcome=over), step("H01", until=LATER - DAY)).ends_on == LATER - DAY
    assert only(facts(notice(), outcome=over), step("H01", until=LATER + DAY, stays=True)).ends_on == LATER + DAY


LOST = law.Enforcement(eviction_at=EVICTION_AT, evicted_on=EVICTION_AT.date())


def test_what_was_to_save_the_home_ends_with_it_before_anybody_has_written_the_outcome() -> None:
    lost = facts(notice(), enforcement=LOST)
    assert only(lost, step("H23", saves_home=True)).ends_on == EVICTION_AT.date()
    assert only(lost, step("H18")).ends_on is None
    assert only(facts(notice()), step("H23", saves_home=True)).ends_on is None


def test_a_paper_that_came_after_the_eviction_is_about_another_home_to_save() -> None:
    after = EVICTION_AT.date() + DAY
    case = facts(notice(id="old"), notice(id="new", arrived_on=after), enforcement=LOST)
    assert only(case, step("H14", saves_home=True)).ends_on is None
    items = law.plan(case, rules(step("H23", per=law.Per.NOTICE, saves_home=True))).items
    assert {item.subject: item.ends_on for item in items} == {
        "notice:old": EVICTION_AT.date(),
        "notice:new": None,
    }


def test_nobody_is_asked_what_only_a_home_that_is_lost_needs() -> None:
    plan = law.plan(
        facts(notice(), enforcement=LOST), rules(step("H20", when=("landlord_consent_given",), saves_home=True))
    )
    assert plan.questions == ()


def test_after_a_final_outcome_a_step_that_waits_for_an_answer_is_neither_shown_nor_asked_for() -> None:
    case = facts(notice(), outcome=law.Outcome(code="kept", on=LATER, home_kept=True))
    plan = law.plan(case, rules(step("H20", when=("landlord_consent_given",))))
    assert (plan.items, plan.questions) == ((), ())


def test_nobody_is_asked_for_the_sake_of_a_step_that_is_done() -> None:
    case = facts(notice(), standing=(stands(StandingState.DONE),))
    plan = law.plan(case, rules(step("H01", when=("landlord_consent_given",))))
    assert ([item.done_on for item in plan.items], plan.questions) == ([LATER], ())


# ---- What is done is done ----


def test_a_done_step_tells_of_no_changes() -> None:
    case = facts(notice(), standing=(stands(StandingState.DONE, rests_on="aaaaa.bbbbb"),))
    assert ReasonKind.CHANGED not in [reason.kind for reason in only(case, step("H01")).reasons]


# ---- What a step rests on ----


@pytest.mark.parametrize(
    ("sections", "parts"),
    [
        ((Section.FAMILY,), 1),
        ((Section.FAMILY, Section.UNDECIDED), 2),
        ((Section.FAMILY, Section.WITHOUT_CHILDREN, Section.UNDECIDED), 2),
    ],
)
def test_only_a_step_that_others_share_with_families_rests_on_whether_there_are_children(
    sections: tuple[Section, ...], parts: int
) -> None:
    case = facts(notice(), answers=(answer(Question.CHILDREN_AFFECTED, True),))
    item = only(case, step("H01", sections=sections))
    family = {"household_has_children": Finding(yes=True)} if parts == 2 else {}
    assert item.rests_on == fingerprint(item.due, family)


def test_a_step_for_those_without_children_does_not_rest_on_it_either() -> None:
    case = facts(notice(), answers=(answer(Question.CHILDREN_AFFECTED, False),))
    item = only(case, step("H01", sections=(Section.WITHOUT_CHILDREN, Section.UNDECIDED)))
    assert item.rests_on == fingerprint(item.due, {})


# ---- Which clock ----


def test_when_nothing_runs_a_step_follows_the_earliest_time_to_pay_that_was() -> None:
    def paid(id: str, day: date) -> law.Notice:
        due = {"rent_due_on": day - 30 * DAY, "paid_on": day}
        return notice(id=id, arrived_on=day, sent_by=law.SentBy.EMAIL, services=served(day), **due)

    item = only(facts(paid("a", LATER), paid("b", ARRIVED)), step("H01", due=DueRule(counted_from=DueFrom.DEADLINE)))
    assert item.due == date(2026, 11, 25)


# ---- Shown once ----


def test_a_step_per_notice_is_named_once_by_the_step_that_carries_it() -> None:
    steps = (step("H23"), step("B11", per=law.Per.NOTICE, same_as=("H23", "H99")))
    plan = law.plan(facts(notice(id="a"), notice(id="b")), rules(*steps))
    assert [(item.step.id, item.also) for item in plan.items] == [("H23", ("B11",))]


def test_a_childs_follow_up_ends_six_months_after_the_investigation_and_the_day_is_never_rolled() -> None:
    limit = DueRule(counted_from=DueFrom.INVESTIGATION_ENDED, months=6)
    follow = step("K24", when=("child_follow_up_decided",), stays=True, ends=limit)
    decided = answer(Question.CHILD_FOLLOW_UP_DECIDED, True, on=date(2026, 7, 3))
    case = facts(notice(), answers=(decided,), outcome=law.Outcome(code="lost", on=LATER, home_kept=False))
    assert only(case, follow).ends_on == date(2027, 1, 3)  # a Sunday
    # no decision: it is asked for, and after a no the child is left in peace
    (asked,) = law.plan(facts(notice()), rules(follow)).questions
    assert asked.question is Question.CHILD_FOLLOW_UP_DECIDED
    said_no = law.plan(facts(notice(), answers=(replace(decided, yes=False),)), rules(follow))
    assert (said_no.items, said_no.questions) == ((), ())
