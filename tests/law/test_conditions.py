"""Every condition with a case where it is true, one where it is false and, where life is so, one that nobody knows."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kvar import law
from kvar.law import Ground, Question, Tenure
from tests.law.build import ARRIVED, answer, facts, notice, served

LATER = date(2026, 11, 20)
CASE = "case"
HOME_KEPT = law.Outcome(code="kept", on=LATER, home_kept=True)
HOME_LOST = law.Outcome(code="evicted", on=LATER, home_kept=False)
REACHED = law.Attempt(on=LATER, reached=True, way="phone")
MISSED = law.Attempt(on=ARRIVED, reached=False, way="phone")
CHILD = law.Child(id="c1", lives=law.Lives.ALTERNATING, source="tenant", known_on=LATER)
FEE = notice(ground=Ground.FEE_ARREARS)
POWER = notice(ground=Ground.ELECTRICITY_DEBT)
KFM = notice(ground=Ground.ENFORCEMENT)
RENT = notice()
AGAIN = notice(id="n2", arrived_on=LATER)
NEXT_YEAR = notice(id="n2", arrived_on=date(2027, 11, 5))
LINKED = notice(id="n2", arrived_on=LATER, same_debt_as="n1")
TIMED = law.Enforcement(time_notice_arrived_on=LATER, eviction_at=datetime.fromisoformat("2027-01-13T10:00:00+01:00"))
BY_REGISTERED_LETTER = law.Service(tenant="t1", served_on=ARRIVED, method=law.Method.REGISTERED_LETTER)
HANDED_TO_ANOTHER = law.Service(tenant="t1", served_on=ARRIVED, method=law.Method.PROCESS_SERVER_SUBSTITUTE)
AT_TEN = datetime.fromisoformat("2027-01-13T10:00:00+01:00")
NO_CHILDREN = (answer(Question.CHILDREN_AFFECTED, False),)
EARLY = notice(early_signal=True, starts_clock=False)


def kfm(**given: Any) -> law.Notice:
    return notice(**{"ground": Ground.ENFORCEMENT} | given)


def small_debt(**given: Any) -> law.Facts:
    rent = law.Tenancy(tenure=Tenure.RENTAL, monthly_rent=800_000)
    return replace(facts(notice(amount=800_000), **given), tenancy=rent)


CASES: list[tuple[str, law.Facts, bool | None]] = [
    ("always", facts(), True),
    ("debt_at_stake", facts(RENT), True),
    ("debt_at_stake", facts(notice(ground=Ground.ENFORCEMENT, cause=Ground.RENT_ARREARS)), True),
    ("debt_at_stake", facts(KFM), None),
    ("debt_at_stake", facts(notice(ground=Ground.DISTURBANCE)), False),
    ("rent_debt_in_rental", facts(RENT), True),
    ("rent_debt_in_rental", facts(RENT, tenure=None), True),
    ("rent_debt_in_rental", facts(RENT, tenure=Tenure.PREMISES), False),
    ("rent_debt_in_rental", facts(POWER), False),
    ("undertaking_possible", facts(RENT), True),
    ("undertaking_possible", facts(POWER, tenure=Tenure.CONDOMINIUM), True),
    ("undertaking_possible", facts(FEE, tenure=Tenure.CONDOMINIUM), False),
    ("undertaking_possible", facts(RENT, tenure=Tenure.PRIVATE_LET), False),
    ("undertaking_possible", facts(notice(paid_on=LATER)), False),
    ("undertaking_possible", facts(KFM), None),
    ("several_notices_within_12_months", facts(RENT, AGAIN), True),
    ("several_notices_within_12_months", facts(RENT, NEXT_YEAR), False),
    ("several_notices_within_12_months", facts(RENT), False),
    ("notices_linked", facts(RENT, LINKED), True),
    ("notices_linked", facts(RENT, AGAIN), False),
    ("repeated_debts", facts(RENT, AGAIN), True),
    ("repeated_debts", facts(RENT, LINKED), False),
    ("amount_is_known", facts(notice(amount=785_000)), True),
    ("amount_is_known", facts(RENT), False),
    ("debt_is_solved", facts(notice(paid_on=LATER)), True),
    ("debt_is_solved", facts(notice(undertaking_received_on=LATER)), True),
    ("debt_is_solved", facts(notice(paid_on=LATER), AGAIN), False),
    ("debt_is_solved", facts(), False),
    ("service_is_known", facts(notice(services=served(ARRIVED))), True),
    ("service_is_known", facts(notice(services=served(ARRIVED, None))), False),
    ("service_is_known", facts(RENT), False),
    ("service_is_known", facts(notice(services=(BY_REGISTERED_LETTER,))), False),
    ("service_is_known", facts(notice(services=(HANDED_TO_ANOTHER,)), tenure=Tenure.RENTAL), True),
    ("service_is_known", facts(notice(services=(HANDED_TO_ANOTHER,)), tenure=Tenure.CONDOMINIUM), False),
    ("service_question_settled", facts(notice(services=served(ARRIVED))), True),
    ("service_question_settled", facts(notice(services=(BY_REGISTERED_LETTER,))), False),
    (
        "service_question_settled",
        facts(notice(ground=Ground.GAS_DEBT, services=(HANDED_TO_ANOTHER,)), tenure=Tenure.CONDOMINIUM),
        True,
    ),
    ("service_question_settled", facts(notice(valid=False)), True),
    ("service_question_settled", facts(notice(paid_on=LATER)), True),
    ("service_question_settled", facts(RENT), False),
    ("position_taken", facts(notice(position_taken_on=ARRIVED)), True),
    ("position_taken", facts(notice(position_taken_on=ARRIVED), AGAIN), False),
    ("household_has_children", facts(children=(CHILD,)), True),
    ("household_has_children", facts(answers=(answer(Question.CHILDREN_AFFECTED, False),)), False),
    ("household_has_children", facts(), None),
    ("household_may_have_children", facts(), True),
    ("household_may_have_children", facts(answers=(answer(Question.CHILDREN_AFFECTED, False),)), False),
    ("children_question_answered", facts(answers=(answer(Question.CHILDREN_AFFECTED, False),)), True),
    ("children_question_answered", facts(), False),
    ("contact_made", facts(attempts=(MISSED, REACHED)), True),
    ("contact_made", facts(attempts=(MISSED,)), False),
    ("no_contact_yet", facts(attempts=(MISSED,)), True),
    ("no_contact_yet", facts(attempts=(REACHED,)), False),
    ("responsible_named", facts(responsible_since=LATER), True),
    ("responsible_named", facts(), False),
    ("information_letter_sent", facts(letters_sent=(("informationsbrev_hyra", LATER),)), True),
    ("information_letter_sent", facts(letters_sent=(("hembesok", LATER),)), False),
    ("outcome_recorded", facts(outcome=HOME_LOST), True),
    ("outcome_recorded", facts(), False),
    ("household_kept_home", facts(outcome=HOME_KEPT), True),
    ("household_kept_home", facts(outcome=HOME_LOST), False),
    ("household_kept_home", facts(), None),
    ("eviction_likely", facts(enforcement=TIMED), True),
    ("eviction_likely", facts(enforcement=TIMED, answers=(answer(Question.EVICTION_LIKELY, False),)), True),
    ("eviction_likely", facts(enforcement=TIMED, answers=(answer(Question.EVICTION_LIKELY, False, on=LATER),)), False),
    ("eviction_likely", facts(), None),
    ("talk_called_for", facts(RENT), True),
    ("talk_called_for", facts(RENT, answers=NO_CHILDREN), True),  # how much is owed is not known
    ("talk_called_for", small_debt(answers=NO_CHILDREN), False),
    ("talk_called_for", small_debt(children=(CHILD,)), True),
    ("talk_called_for", facts(notice(ground=Ground.DISTURBANCE)), False),
    ("home_visit_called_for", facts(children=(CHILD,), attempts=(REACHED,)), True),
    ("home_visit_called_for", facts(attempts=(MISSED,)), True),
    ("home_visit_called_for", facts(attempts=(REACHED,), answers=NO_CHILDREN), False),
    ("home_visit_called_for", facts(attempts=(REACHED,)), None),
    ("payment_to_confirm", facts(notice(paid_on=LATER)), True),
    ("payment_to_confirm", facts(RENT, answers=(answer(Question.ASSISTANCE_GRANTED, False),)), False),
    ("payment_to_confirm", facts(RENT), None),
    ("child_may_be_talked_to", facts(answers=(answer(Question.CHILD_INVESTIGATION_OPEN, True),)), True),
    ("child_may_be_talked_to", facts(answers=(answer(Question.CHILD_TALK_AGREED, False),)), False),
    ("child_may_be_talked_to", facts(answers=(answer(Question.CHILD_INVESTIGATION_OPEN, False),)), None),
    ("disturbance_at_stake", facts(notice(ground=Ground.DISTURBANCE)), True),
    ("disturbance_at_stake", facts(notice(ground=Ground.ENFORCEMENT, cause=Ground.SERIOUS_DISTURBANCE)), True),
    ("disturbance_at_stake", facts(KFM), None),
    ("disturbance_at_stake", facts(RENT), False),
    ("serious_disturbance", facts(notice(ground=Ground.SERIOUS_DISTURBANCE)), True),
    ("serious_disturbance", facts(notice(ground=Ground.DISTURBANCE)), False),
    ("disturbance_not_terminated", facts(notice(ground=Ground.DISTURBANCE)), True),
    ("disturbance_not_terminated", facts(notice(ground=Ground.DISTURBANCE, terminated_on=LATER)), False),
    ("disturbance_not_terminated", facts(notice(ground=Ground.DISTURBANCE), notice(id="n2", ground=KFM.ground)), False),
    ("sublet_at_stake", facts(notice(ground=Ground.UNLAWFUL_SUBLET)), True),
    ("sublet_at_stake", facts(RENT), False),
    ("utility_debt", facts(POWER), True),
    ("utility_debt", facts(RENT), False),
    ("fee_owed_for_condominium", facts(FEE, tenure=Tenure.CONDOMINIUM), True),
    ("fee_owed_for_condominium", facts(FEE, tenure=None), True),
    ("fee_owed_for_condominium", facts(RENT, tenure=Tenure.CONDOMINIUM), True),
    ("fee_owed_for_condominium", facts(RENT, tenure=None), False),
    ("fee_owed_for_condominium", facts(FEE, tenure=Tenure.RENTAL), False),
    ("only_an_early_signal", facts(EARLY), True),
    ("only_an_early_signal", facts(EARLY, notice(id="n2", ground=Ground.CHILD_REPORT)), True),
    ("only_an_early_signal", facts(EARLY, AGAIN), False),
    ("only_an_early_signal", facts(RENT), False),
    ("only_an_early_signal", facts(notice(ground=Ground.CHILD_REPORT, early_signal=True)), False),
    ("enforcement_informed", facts(RENT, kfm()), True),
    ("enforcement_informed", facts(RENT), False),
    ("enforcement_cause_known", facts(kfm(cause=Ground.RENT_ARREARS)), True),
    ("enforcement_cause_known", facts(kfm(cause=Ground.RENT_ARREARS), kfm(id="n2")), False),
    ("enforcement_cause_known", facts(RENT), False),
    ("time_told", facts(kfm(eviction_at=AT_TEN, removal=True)), True),
    ("time_told", facts(kfm()), False),
    ("eviction_time_told", facts(kfm(eviction_at=AT_TEN)), True),
    ("eviction_time_told", facts(kfm(eviction_at=AT_TEN, removal=True)), False),
    ("confirmation_sent", facts(kfm(eviction_at=AT_TEN, confirmed_on=ARRIVED)), True),
    ("confirmation_sent", facts(kfm(eviction_at=AT_TEN)), False),
    ("confirmation_sent", facts(kfm()), False),
    (
        "confirmation_sent",
        facts(kfm(eviction_at=AT_TEN, confirmed_on=ARRIVED), kfm(id="n2", eviction_at=AT_TEN)),
        False,
    ),
    ("copy_sent", facts(kfm(eviction_at=AT_TEN, copied_on=ARRIVED)), True),
    ("copy_sent", facts(kfm(eviction_at=AT_TEN, confirmed_on=ARRIVED)), False),
    ("attendance_decided", facts(kfm(eviction_at=AT_TEN, attendance_on=LATER)), True),
    ("attendance_decided", facts(kfm(eviction_at=AT_TEN, child_attendance_on=LATER)), False),
    (
        "attendance_decided",
        facts(kfm(eviction_at=AT_TEN, attendance_on=ARRIVED), kfm(id="n2", eviction_at=AT_TEN)),
        False,
    ),
    ("children_attendance_decided", facts(kfm(eviction_at=AT_TEN, child_attendance_on=LATER)), True),
    ("children_attendance_decided", facts(kfm(eviction_at=AT_TEN, attendance_on=LATER)), False),
    ("eviction_day_written", facts(kfm(eviction_at=AT_TEN, day_written_on=LATER)), True),
    ("eviction_day_written", facts(kfm(eviction_at=AT_TEN)), False),
    ("follow_up_made", facts(), False),
    ("home_visit_made", facts(attempts=(replace(REACHED, way="home_visit"),)), True),
    ("home_visit_made", facts(attempts=(replace(MISSED, way="home_visit"), replace(REACHED, way="phone"))), False),
    ("consent_asked", facts(consent_asked_on=LATER), True),
    ("consent_asked", facts(), False),
    ("undertaking_settled", facts(notice(undertaking_received_on=LATER)), True),
    ("undertaking_settled", facts(notice(undertaking_refused_on=LATER)), True),
    ("undertaking_settled", facts(notice(undertaking_received_on=LATER), AGAIN), False),
    ("undertaking_settled", facts(RENT), False),
    ("undertaking_settled", facts(FEE, tenure=Tenure.CONDOMINIUM), False),
    ("follow_up_declined", facts(follow_up_declined_on=LATER), True),
    ("follow_up_declined", facts(), False),
    ("eviction_time_stands", facts(kfm(eviction_at=AT_TEN)), True),
    ("eviction_time_stands", facts(kfm()), False),
    ("eviction_time_stands", facts(kfm(eviction_at=AT_TEN), enforcement=law.Enforcement(postponed_on=LATER)), False),
    ("eviction_time_stands", facts(kfm(eviction_at=AT_TEN), enforcement=law.Enforcement(postponed_on=ARRIVED)), False),
    ("evicted", facts(enforcement=law.Enforcement(evicted_on=LATER)), True),
    ("evicted", facts(enforcement=TIMED), False),
    ("children_asked_since_the_notice", facts(kfm(), answers=NO_CHILDREN), True),
    ("children_asked_since_the_notice", facts(kfm(arrived_on=date(2026, 11, 21)), answers=NO_CHILDREN), False),
    ("children_asked_since_the_notice", facts(kfm(arrived_on=LATER), children=(CHILD,)), True),
    ("children_asked_since_the_notice", facts(kfm()), False),
    ("child_report_known", facts(RENT, answers=(answer(Question.CHILD_REPORT_MADE, False),)), True),
    ("child_report_known", facts(notice(ground=Ground.CHILD_REPORT)), True),
    ("child_report_known", facts(RENT), False),
    ("child_investigation_known", facts(RENT, answers=(answer(Question.CHILD_INVESTIGATION_OPEN, False),)), True),
    ("child_investigation_known", facts(RENT), False),
    ("contact_since_the_notice", facts(kfm(), attempts=(REACHED,)), True),
    ("contact_since_the_notice", facts(kfm(arrived_on=date(2026, 11, 21)), attempts=(REACHED,)), False),
    ("contact_since_the_notice", facts(kfm(arrived_on=LATER), attempts=(REACHED,)), True),
    ("contact_since_the_notice", facts(RENT, attempts=(REACHED,)), False),
    ("no_contact_since_the_notice", facts(kfm(), attempts=(MISSED,)), True),
    ("no_contact_since_the_notice", facts(kfm(), attempts=(REACHED,)), False),
    ("no_contact_since_the_notice", facts(RENT), False),
]
COMBINED = ("household_has_children", "home_visit_called_for")  # a question is asked, and facts may answer it too
ANSWERED = {name: question for name, question in law.QUESTIONS.items() if name not in COMBINED}


@pytest.mark.parametrize(("name", "case", "yes"), CASES)
def test_a_condition_answers(name: str, case: law.Facts, yes: bool | None) -> None:
    found = law.CONDITIONS[name](case, CASE)
    assert found.yes is yes
    assert (found.since is not None) or not yes
    assert (yes is not None) or found.because


@pytest.mark.parametrize(("name", "question"), ANSWERED.items())
def test_what_only_a_person_can_say_is_unknown_until_somebody_has(name: str, question: Question) -> None:
    holds = law.CONDITIONS[name]
    assert holds(facts(), CASE).yes is None
    for yes in (True, False):
        found = holds(facts(answers=(answer(question, yes, on=LATER),)), CASE)
        assert (found.yes, found.since) == (yes, LATER)


def test_a_new_time_replaces_the_one_before_and_a_time_after_a_respite_stands() -> None:
    first, changed = kfm(eviction_at=AT_TEN), kfm(id="n2", arrived_on=LATER, eviction_at=AT_TEN)
    stands = law.CONDITIONS["eviction_time_stands"]
    case = facts(first, changed)
    assert [stands(case, subject).yes for subject in ("notice:n1", "notice:n2", CASE)] == [False, True, True]
    assert law.CONDITIONS["talk_called_for"](facts(AGAIN, opened_on=ARRIVED), CASE).since == LATER
    respite = replace(case, enforcement=law.Enforcement(postponed_on=ARRIVED))
    assert stands(respite, "notice:n2").yes is True


def test_the_newest_answer_stands() -> None:
    case = facts(answers=(answer(Question.LANDLORD_WILLING, True, on=LATER), answer(Question.LANDLORD_WILLING, False)))
    assert law.CONDITIONS["landlord_willing"](case, CASE).yes is True


def test_every_condition_is_tried_both_ways() -> None:
    tried = {(name, yes) for name, _case, yes in CASES} | {(name, yes) for name in ANSWERED for yes in (True, False)}
    owed = {("more_than_one_month_owed", True), ("more_than_one_month_owed", False)}
    never = {("always", False), ("follow_up_made", True)}  # of a follow-up each round stands by its own record
    wanted = {(name, yes) for name in law.CONDITIONS for yes in (True, False)} - never
    assert wanted - tried == owed


@pytest.mark.parametrize(
    ("amounts", "rent", "yes"),
    [([800_000], 800_000, False), ([800_001], 800_000, True), ([500_000, 400_000], 800_000, True)]
    + [([None], 800_000, None), ([900_000], None, None), ([900_000, None], 800_000, True)],
)
def test_more_than_a_month_is_owed_only_when_it_is_known_to_be(
    amounts: list[int | None], rent: int | None, yes: bool | None
) -> None:
    notices = [notice(id=f"n{number}", amount=amount) for number, amount in enumerate(amounts)]
    case = facts(*notices, tenure=None)
    case = law.Facts(opened_on=ARRIVED, tenancy=law.Tenancy(monthly_rent=rent), notices=case.notices)
    assert law.CONDITIONS["more_than_one_month_owed"](case, CASE).yes is yes


def test_a_notice_has_conditions_of_its_own() -> None:
    case = facts(notice(position_taken_on=ARRIVED), AGAIN)
    taken = law.CONDITIONS["position_taken"]
    assert taken(case, "notice:n1").yes is True
    assert taken(case, "notice:n2").yes is False


def test_only_the_later_of_two_notices_is_a_repetition() -> None:
    repeated = law.CONDITIONS["several_notices_within_12_months"]
    assert repeated(facts(RENT, AGAIN), "notice:n1").yes is False
    assert repeated(facts(RENT, AGAIN), "notice:n2") == law.Finding(yes=True, since=LATER)


def earlier(days_before: int, cause: Ground | None = Ground.RENT_ARREARS) -> law.EarlierNotice:
    return law.EarlierNotice(id="e1", arrived_on=ARRIVED - timedelta(days=days_before), cause=cause)


@pytest.mark.parametrize("days, yes", [(1, True), (365, True), (366, False)])
def test_a_notice_of_an_earlier_case_makes_the_first_one_here_a_repetition(days: int, yes: bool) -> None:
    repeated = law.CONDITIONS["several_notices_within_12_months"]
    assert repeated(facts(RENT, earlier_notices=(earlier(days),)), CASE).yes is yes
    assert repeated(facts(RENT, earlier_notices=(earlier(-1),)), CASE).yes is False  # it came afterwards


@pytest.mark.parametrize(
    "days, cause, yes",
    [
        (700, Ground.ELECTRICITY_DEBT, True),
        (731, Ground.RENT_ARREARS, False),
        (10, Ground.DISTURBANCE, False),
        (10, None, False),
    ],
)
def test_a_debt_of_an_earlier_case_counts_for_two_years(days: int, cause: Ground | None, yes: bool) -> None:
    found = law.CONDITIONS["repeated_debts"](facts(RENT, earlier_notices=(earlier(days, cause),)), CASE)
    assert found.yes is yes
    assert found.since == (ARRIVED if yes else None)


def test_a_notice_linked_to_one_of_an_earlier_case_is_the_same_debt() -> None:
    before = (earlier(30),)
    here = notice(same_debt_as="e1")
    assert law.CONDITIONS["repeated_debts"](facts(here, earlier_notices=before), CASE).yes is False
    assert law.CONDITIONS["notices_linked"](facts(here, earlier_notices=before), CASE).yes is True
    assert law.CONDITIONS["notices_linked"](facts(RENT, earlier_notices=before), CASE).yes is False


# ---- The section of the routine ----


def children(yes: bool, source: str) -> law.Facts:
    return facts(RENT, answers=(answer(Question.CHILDREN_AFFECTED, yes, source=source),))


@pytest.mark.parametrize(
    ("case", "section"),
    [
        (facts(RENT), law.Section.UNDECIDED),
        (children(True, "population_register"), law.Section.FAMILY),
        (children(True, ""), law.Section.FAMILY),
        (children(False, "tenant"), law.Section.WITHOUT_CHILDREN),
        (children(False, ""), law.Section.UNDECIDED),
        (children(False, "population_register"), law.Section.UNDECIDED),
        (children(False, "own_records"), law.Section.UNDECIDED),
        (facts(RENT, children=(CHILD,)), law.Section.FAMILY),
        (facts(RENT, children=(law.Child(id="c", lives=law.Lives.VISITING),)), law.Section.FAMILY),
        (facts(RENT, children=(law.Child(id="c"),)), law.Section.FAMILY),
        (facts(RENT, children=(law.Child(id="c", lives=law.Lives.ELSEWHERE),)), law.Section.UNDECIDED),
    ],
)
def test_the_section_is_three_valued(case: law.Facts, section: law.Section) -> None:
    assert law.section_of(case) is section


def test_a_known_child_outweighs_a_no() -> None:
    no: dict[str, Any] = {"answers": (answer(Question.CHILDREN_AFFECTED, False, on=LATER),)}
    assert law.section_of(facts(RENT, children=(CHILD,), **no)) is law.Section.FAMILY


def test_the_registers_that_cannot_say_no_are_the_ones_the_codes_mark() -> None:
    from kvar.law.conditions.household import REGISTERS
    from tests.law.build import ROOT, read_yaml

    codes = read_yaml(ROOT / "kvar/content/codes.yaml")["answer_sources"]
    assert {code["id"] for code in codes if code.get("register")} == REGISTERS
