from dataclasses import replace
from datetime import date, timedelta

import pytest

from kvar import law
from kvar.law import DueFrom, DueRule, Question, Section, StandingState, State
from tests.law.build import ARRIVED, answer, facts, notice, rules, served, step, the_law

DAY = timedelta(days=1)
LATER = date(2026, 11, 20)


def ids(plan: law.Plan) -> list[str]:
    return [item.step.id for item in plan.items]


def states(plan: law.Plan, day: date) -> dict[str, State]:
    return {seen.item.step.id: seen.state for seen in law.seen_on(plan, day)}


def stands(item: law.PlanItem, state: StandingState, **given: object) -> law.Standing:
    keys = {"step": item.step.id, "subject": item.subject, "round": item.round, "on": ARRIVED}
    return law.Standing(**keys | {"state": state, "rests_on": item.rests_on} | given)  # type: ignore[arg-type]


# ---- Which steps ----


def test_a_step_is_shown_when_every_condition_holds_and_no_exception_does() -> None:
    steps = (
        step("H01", when=("debt_at_stake", "no_contact_yet")),
        step("H02", when=("debt_at_stake", "contact_made")),
        step("H03", unless=("no_contact_yet",)),
        step("H04", unless=("contact_made",)),
    )
    assert ids(law.plan(facts(notice()), rules(*steps))) == ["H01", "H04"]


def test_a_step_that_waits_for_an_answer_becomes_a_question() -> None:
    steps = (
        step("H20", when=("landlord_consent_given",)),
        step("H21", when=("landlord_consent_given", "landlord_willing")),
        step("H22", when=("landlord_willing", "contact_made")),  # not asked for: nobody has reached the household
        step("H25", when=("landlord_willing",), unless=("no_contact_yet",)),
    )
    plan = law.plan(facts(notice()), rules(*steps))
    assert plan.items == ()
    assert plan.questions == (law.OpenQuestion(question=Question.LANDLORD_CONSENT, steps=("H20", "H21")),)


def test_the_next_question_is_asked_when_the_first_is_answered_with_yes() -> None:
    waiting = rules(step("H21", when=("landlord_consent_given", "landlord_willing")))
    for yes, asked in ((True, [Question.LANDLORD_WILLING]), (False, [])):
        case = facts(notice(), answers=(answer(Question.LANDLORD_CONSENT, yes),))
        assert [one.question for one in law.plan(case, waiting).questions] == asked


def test_whether_children_are_affected_is_asked_before_everything_else() -> None:
    waiting = rules(step("B12", sections=(law.Section.FAMILY,), when=("landlord_consent_given",)))
    assert [one.question for one in law.plan(facts(notice()), waiting).questions] == [Question.CHILDREN_AFFECTED]


def test_a_notice_from_kronofogden_adds_the_third_section() -> None:
    kfm = notice(id="n2", ground=law.Ground.ENFORCEMENT)
    assert law.plan(facts(notice()), rules()).with_enforcement is False
    assert law.plan(facts(notice(), kfm), rules()).with_enforcement is True


@pytest.mark.parametrize(("yes", "shown"), [(True, ["H20"]), (False, [])])
def test_an_answer_shows_the_step_or_leaves_it_out_and_ends_the_question(yes: bool, shown: list[str]) -> None:
    case = facts(notice(), answers=(answer(Question.LANDLORD_CONSENT, yes),))
    plan = law.plan(case, rules(step("H20", when=("landlord_consent_given",))))
    assert (ids(plan), plan.questions) == (shown, ())


def test_an_unknown_exception_does_not_hide_a_step() -> None:
    assert ids(law.plan(facts(notice()), rules(step("H01", unless=("eviction_likely",))))) == ["H01"]


SECTIONS = (
    step("H01"),
    step("B02", sections=(Section.FAMILY,)),
    step("B04", sections=(Section.FAMILY, Section.UNDECIDED)),
    step("U02", sections=(Section.WITHOUT_CHILDREN,)),
)


def test_until_somebody_has_answered_only_the_common_steps_run_and_the_question_is_open() -> None:
    plan = law.plan(facts(notice()), rules(*SECTIONS))
    assert plan.section is Section.UNDECIDED
    assert ids(plan) == ["H01", "B04"]
    assert plan.questions == (law.OpenQuestion(question=Question.CHILDREN_AFFECTED, steps=("B02", "U02")),)
    assert plan.section_reasons == (law.Reason(kind=law.ReasonKind.MISSING, name="children_affected"),)


@pytest.mark.parametrize(("yes", "shown"), [(True, ["H01", "B02", "B04"]), (False, ["H01", "U02"])])
def test_an_answer_with_a_source_decides_the_section(yes: bool, shown: list[str]) -> None:
    plan = law.plan(facts(notice(), answers=(answer(Question.CHILDREN_AFFECTED, yes),)), rules(*SECTIONS))
    assert (ids(plan), plan.questions) == (shown, ())
    assert [(reason.name, reason.text) for reason in plan.section_reasons] == [("children_affected", "tenant")]


def test_a_step_per_notice_stands_once_for_each() -> None:
    case = facts(notice(id="a"), notice(id="b", arrived_on=LATER, position_taken_on=LATER))
    position = step("H33", per=law.Per.NOTICE, done_when="position_taken", due=DueRule(counted_from=DueFrom.KNOWN))
    plan = law.plan(case, rules(position))
    assert [(item.subject, item.appears_on, item.due, item.done_on) for item in plan.items] == [
        ("notice:a", ARRIVED, ARRIVED, None),
        ("notice:b", LATER, LATER, LATER),
    ]


def test_a_step_appears_on_the_latest_day_that_one_of_its_conditions_came_true() -> None:
    case = facts(
        notice(),
        answers=(answer(Question.LANDLORD_WILLING, True, on=LATER),),
        attempts=(law.Attempt(on=LATER - DAY, reached=True, way="phone"),),
    )
    (item,) = law.plan(case, rules(step("H21", when=("landlord_willing", "contact_made", "always")))).items
    assert item.appears_on == LATER


def test_a_step_says_why_it_is_there() -> None:
    (item,) = law.plan(facts(notice()), rules(step("H07", when=("household_may_have_children",)))).items
    told = [(reason.kind.value, reason.name) for reason in item.reasons]
    assert told[:2] == [("condition", "household_may_have_children"), ("missing", "children_affected")]
    assert ("fact", "notice_arrived_on") in told


def test_a_condition_that_no_function_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        law.plan(facts(notice()), rules(step("H01", when=("moon_is_full",))))


# ---- One act asked for by two lists ----

OWNER = step("H23", when=("undertaking_possible",))


def test_a_step_that_another_list_owns_is_shown_once_there() -> None:
    plan = law.plan(facts(notice()), rules(OWNER, step("B11", same_as=("H23",)), step("U08", same_as=("H23",))))
    assert [(item.step.id, item.also) for item in plan.items] == [("H23", ("B11", "U08"))]


def test_it_is_shown_itself_when_the_owner_is_not_in_the_plan() -> None:
    plan = law.plan(facts(notice(), tenure=law.Tenure.PREMISES), rules(OWNER, step("B11", same_as=("H23",))))
    assert [(item.step.id, item.also) for item in plan.items] == [("B11", ())]


def test_one_of_two_owners_is_enough() -> None:
    steps = (step("H11"), step("H12", when=("contact_made",)), step("U04", same_as=("H11", "H12")))
    assert [(item.step.id, item.also) for item in law.plan(facts(notice()), rules(*steps)).items] == [("H11", ("U04",))]


# ---- What stands ----


def test_a_step_that_follows_from_a_fact_is_done_on_the_day_of_the_fact() -> None:
    naming = step("H09", done_when="responsible_named")
    assert states(law.plan(facts(notice()), rules(naming)), ARRIVED) == {"H09": State.SOON}
    named = law.plan(facts(notice(), responsible_since=LATER), rules(naming))
    assert (named.items[0].done_on, states(named, LATER)) == (LATER, {"H09": State.DONE})


def test_a_done_step_stays_done_when_facts_change() -> None:
    visit = step("H14", when=("no_contact_yet",))
    (item,) = law.plan(facts(notice()), rules(visit)).items
    standing = (stands(item, StandingState.DONE),)
    reached = (law.Attempt(on=LATER, reached=True, way="phone"),)
    plan = law.plan(facts(notice(), standing=standing, attempts=reached), rules(visit))
    assert states(plan, LATER) == {"H14": State.DONE}


def test_what_stands_is_matched_by_step_subject_and_round() -> None:
    repeated = step("K26", at=(1, 30))
    first, second = law.plan(facts(notice()), rules(repeated)).items
    plan = law.plan(facts(notice(), standing=(stands(second, StandingState.DONE),)), rules(repeated))
    assert [item.done_on for item in plan.items] == [None, ARRIVED]


@pytest.mark.parametrize("state", [StandingState.SKIPPED, StandingState.POSTPONED])
def test_a_skip_or_a_postponement_holds_while_the_facts_are_the_same(state: StandingState) -> None:
    rule = step("H21", when=("debt_at_stake",), due=DueRule(counted_from=DueFrom.DEADLINE))
    case = facts(notice(sent_by=law.SentBy.EMAIL))
    (item,) = law.plan(case, rules(rule)).items
    standing = stands(item, state, until=LATER)
    plan = law.plan(replace(case, standing=(standing,)), rules(rule))
    assert states(plan, LATER - DAY)["H21"].value == state.value
    assert law.is_open(plan.items[0]) is (state is StandingState.POSTPONED)


@pytest.mark.parametrize("state", [StandingState.SKIPPED, StandingState.POSTPONED])
def test_a_skip_or_a_postponement_falls_when_a_fact_it_rested_on_changes(state: StandingState) -> None:
    rule = step("H21", when=("debt_at_stake",), due=DueRule(counted_from=DueFrom.DEADLINE))
    case = facts(notice(sent_by=law.SentBy.EMAIL))
    (item,) = law.plan(case, rules(rule)).items
    standing = stands(item, state, until=date(2027, 1, 1))
    served_now = facts(notice(sent_by=law.SentBy.EMAIL, services=served(LATER)), standing=(standing,))
    plan = law.plan(served_now, rules(rule))
    assert law.is_open(plan.items[0])
    assert states(plan, ARRIVED) == {"H21": State.OPEN}
    changed = [(reason.name, reason.day) for reason in plan.items[0].reasons if reason.kind is law.ReasonKind.CHANGED]
    assert changed == [("due", ARRIVED)]


def test_the_plan_names_the_condition_that_changed() -> None:
    rule = step("H05", when=("debt_at_stake", "amount_is_known"), due=DueRule(counted_from=DueFrom.NEVER))
    before = facts(notice(amount=1, arrived_on=LATER), notice(id="n2", amount=1))
    (item,) = law.plan(before, rules(rule)).items
    after = facts(notice(amount=1, arrived_on=LATER), notice(id="n2"), standing=(stands(item, StandingState.SKIPPED),))
    (fallen,) = law.plan(after, rules(rule)).items
    changed = [reason.name for reason in fallen.reasons if reason.kind is law.ReasonKind.CHANGED]
    assert changed == ["amount_is_known"]


def test_a_rewritten_step_opens_a_skip_again_and_says_so() -> None:
    (item,) = law.plan(facts(notice()), rules(step("H05"))).items
    case = facts(notice(), standing=(stands(item, StandingState.SKIPPED),))
    (fallen,) = law.plan(case, rules(step("H05", when=("debt_at_stake",)))).items
    assert [reason.name for reason in fallen.reasons if reason.kind is law.ReasonKind.CHANGED] == ["step"]


def test_a_fact_that_the_step_does_not_rest_on_leaves_the_skip() -> None:
    rule = step("H05", when=("debt_at_stake",))
    (item,) = law.plan(facts(notice()), rules(rule)).items
    case = facts(notice(amount=900_000), standing=(stands(item, StandingState.SKIPPED),), responsible_since=LATER)
    assert states(law.plan(case, rules(rule)), LATER) == {"H05": State.SKIPPED}


def test_a_postponement_ends_on_its_day() -> None:
    rule = step("H05", due=DueRule(counted_from=DueFrom.NEVER))
    (item,) = law.plan(facts(notice()), rules(rule)).items
    case = facts(notice(), standing=(stands(item, StandingState.POSTPONED, until=LATER),))
    plan = law.plan(case, rules(rule))
    assert states(plan, LATER - DAY) == {"H05": State.POSTPONED}
    assert states(plan, LATER) == {"H05": State.OPEN}


def test_the_fingerprint_fits_its_column_however_many_conditions_a_step_has() -> None:
    few = step("H05", when=("always", "debt_at_stake"))
    many = step("H06", when=("always", "debt_at_stake", "no_contact_yet", "undertaking_possible"))
    false = ("contact_made", "responsible_named", "outcome_recorded", "notices_linked", "position_taken")
    most = replace(many, id="H07", unless=(*false, "debt_is_solved", "service_is_known"))
    items = law.plan(facts(notice()), rules(few, many, most)).items
    assert [len(item.rests_on.split(".")) for item in items] == [4, 6, 10]
    assert all(len(item.rests_on) <= 64 for item in items)


# ---- Days ----


def test_the_state_follows_the_day() -> None:
    rule = step("H13", due=DueRule(counted_from=DueFrom.ARRIVAL, working_days=5))  # Wednesday 11 November
    plan = law.plan(facts(notice()), rules(rule))
    expected = {3: State.NOT_YET, 4: State.OPEN, 8: State.OPEN, 9: State.SOON, 11: State.SOON, 12: State.OVERDUE}
    assert {day: states(plan, date(2026, 11, day))["H13"] for day in expected} == expected


def test_what_the_law_wants_at_once_is_overdue_from_the_arrival_day() -> None:
    at_once = DueRule(counted_from=DueFrom.KNOWN)
    plan = law.plan(
        facts(notice()),
        rules(step("H33", due=at_once, origin=law.Origin.LAW), step("H24", due=at_once)),
    )
    assert states(plan, ARRIVED) == {"H33": State.OVERDUE, "H24": State.SOON}
    assert states(plan, ARRIVED - DAY)["H33"] is State.NOT_YET


def test_a_step_that_has_ended_in_the_routine_is_ended_after_its_last_day() -> None:
    plan = law.plan(facts(notice()), rules(step("A02", until=LATER), step("A03", starts_on=LATER + DAY)))
    assert states(plan, LATER) == {"A02": State.OVERDUE, "A03": State.NOT_YET}
    assert states(plan, LATER + DAY)["A02"] is State.ENDED


def test_a_step_that_ended_before_the_case_is_not_in_the_plan() -> None:
    assert ids(law.plan(facts(notice()), rules(step("A02", until=ARRIVED - DAY)))) == []


def test_the_plan_carries_the_deadlines_and_the_clock() -> None:
    case = facts(notice(sent_by=law.SentBy.EMAIL, services=served(ARRIVED)))
    plan = law.plan(case, rules())
    assert plan.deadlines == law.deadlines_of(case, the_law())
    assert plan.clock is not None
    assert plan.clock.last_day == date(2026, 11, 25)


def test_a_final_outcome_ends_the_steps_that_were_to_prevent_it_and_a_respite_ends_none() -> None:
    """Nobody is asked to prevent what is over; what follows up goes on."""
    steps = (step("H13"), step("H20", when=("landlord_consent_given",)), step("H31", stays=True))
    for final, expected, asked in ((True, State.ENDED, 0), (False, State.OVERDUE, 1)):
        case = facts(notice(), outcome=law.Outcome(code="x", on=LATER - DAY, home_kept=True, final=final))
        plan = law.plan(case, rules(*steps))
        seen = states(plan, LATER)
        assert (seen["H13"], len(plan.questions)) == (expected, asked)
        assert seen["H31"] is State.OVERDUE
