"""How due days are counted: practice.md, the beginning of section 3."""

from datetime import date, datetime
from typing import Any

import pytest

from kvar import law
from kvar.law import DueFrom, DueRule
from kvar.law.due import next_rent_due
from tests.law.build import ARRIVED, facts, notice, rules, served, step

THURSDAY = date(2026, 12, 3)


def due_item(rule: DueRule, case: law.Facts, **given: Any) -> law.PlanItem:
    (item,) = law.plan(case, rules(step("H01", due=rule, **given))).items
    return item


def arrived(day: date, **given: Any) -> law.Facts:
    return facts(notice(arrived_on=day, sent_by=law.SentBy.EMAIL, services=served(day)), opened_on=day, **given)


@pytest.mark.parametrize(
    ("counts", "due"),
    [
        ({}, THURSDAY),
        ({"working_days": 0}, THURSDAY),
        ({"working_days": 1}, date(2026, 12, 4)),
        ({"working_days": 2}, date(2026, 12, 7)),
        ({"working_days": 7}, date(2026, 12, 14)),
        ({"days": 14}, date(2026, 12, 17)),
        ({"days": 22}, date(2026, 12, 28)),  # Christmas Day, rolled forward
    ],
)
def test_days_after_the_arrival(counts: dict[str, int], due: date) -> None:
    rule = DueRule(counted_from=DueFrom.ARRIVAL, **counts)
    assert due_item(rule, arrived(THURSDAY)).due == due


def test_a_notice_that_came_on_a_saturday_is_due_that_day_when_it_says_the_same_day() -> None:
    saturday = date(2026, 12, 5)
    assert due_item(DueRule(counted_from=DueFrom.ARRIVAL), arrived(saturday)).due == saturday


@pytest.mark.parametrize(
    ("number", "due"), [(-3, date(2026, 12, 21)), (-5, date(2026, 12, 17)), (0, date(2026, 12, 28))]
)
def test_days_before_the_deadline_are_counted_backwards_and_never_roll(number: int, due: date) -> None:
    rule = DueRule(counted_from=DueFrom.DEADLINE, working_days=number)
    item = due_item(rule, arrived(THURSDAY))  # the last day is 28 December
    assert (item.due, item.due_certain) == (due, True)


def test_an_uncertain_deadline_gives_an_uncertain_due_day_and_says_what_is_missing() -> None:
    case = facts(notice(sent_by=law.SentBy.EMAIL))
    item = due_item(DueRule(counted_from=DueFrom.DEADLINE), case)
    assert (item.due, item.due_certain) == (date(2026, 11, 25), False)
    assert law.Reason(kind=law.ReasonKind.MISSING, name="tenant_served_on") in item.reasons


def test_a_certain_day_with_another_reading_beside_it_is_not_certain() -> None:
    one = notice(posted_on=date(2026, 11, 2), services=served(date(2026, 11, 2)))  # how it was sent is not known
    item = due_item(DueRule(counted_from=DueFrom.DEADLINE), facts(one))
    assert (item.due, item.due_certain) == (date(2026, 11, 23), False)


def test_a_day_that_rests_on_an_unknown_tenure_is_not_certain() -> None:
    one = notice(sent_by=law.SentBy.EMAIL, services=served(ARRIVED))
    item = due_item(DueRule(counted_from=DueFrom.DEADLINE), facts(one, tenure=None))
    assert (item.due, item.due_certain) == (date(2026, 11, 25), False)


def test_a_step_for_a_notice_follows_the_clock_of_that_notice() -> None:
    early = notice(id="a", sent_by=law.SentBy.EMAIL, services=served(ARRIVED))
    late = notice(id="b", arrived_on=THURSDAY, sent_by=law.SentBy.EMAIL, services=served(THURSDAY))
    rule = step("H23", per=law.Per.NOTICE, due=DueRule(counted_from=DueFrom.DEADLINE))
    items = law.plan(facts(early, late), rules(rule)).items
    assert {item.subject: item.due for item in items} == {
        "notice:a": date(2026, 11, 25),
        "notice:b": date(2026, 12, 28),
    }


def test_a_case_follows_the_earliest_clock_that_still_runs() -> None:
    paid = notice(id="a", sent_by=law.SentBy.EMAIL, services=served(ARRIVED), paid_on=ARRIVED)
    late = notice(id="b", arrived_on=THURSDAY, sent_by=law.SentBy.EMAIL, services=served(THURSDAY))
    rule = DueRule(counted_from=DueFrom.DEADLINE)
    assert due_item(rule, facts(paid, late)).due == date(2026, 12, 28)
    assert due_item(rule, facts(paid)).due == date(2026, 11, 25)  # nothing runs: the day that was


def test_a_due_day_before_the_step_became_known_is_that_day_at_once() -> None:
    case = arrived(
        THURSDAY,
        answers=(
            law.Answer(question=law.Question.LANDLORD_WILLING, yes=True, source="landlord", on=date(2026, 12, 22)),
        ),
    )
    item = due_item(DueRule(counted_from=DueFrom.DEADLINE, working_days=-5), case, when=("landlord_willing",))
    assert item.appears_on == item.due == date(2026, 12, 22)
    assert "at_once" in [reason.name for reason in item.reasons]


@pytest.mark.parametrize("counted_from", [DueFrom.NEVER, DueFrom.FIRST_CONTACT, DueFrom.OUTCOME, DueFrom.EVICTION])
def test_a_step_may_have_no_day_of_its_own(counted_from: DueFrom) -> None:
    item = due_item(DueRule(counted_from=counted_from, working_days=3), arrived(THURSDAY))
    assert item.due is None


def test_a_debt_without_a_computed_clock_has_no_certain_day() -> None:
    item = due_item(DueRule(counted_from=DueFrom.DEADLINE), facts(notice(ground=law.Ground.GAS_DEBT)))
    assert (item.due, item.due_certain) == (None, False)


def test_days_are_counted_from_the_first_conversation_the_outcome_and_the_eviction() -> None:
    case = arrived(
        THURSDAY,
        attempts=(law.Attempt(on=date(2026, 12, 7), reached=True, way="phone"),),
        outcome=law.Outcome(code="kept", on=date(2026, 12, 10), home_kept=True),
        enforcement=law.Enforcement(eviction_at=datetime.fromisoformat("2027-01-13T10:00:00+01:00")),
    )
    assert due_item(DueRule(counted_from=DueFrom.FIRST_CONTACT), case).due == date(2026, 12, 7)
    assert due_item(DueRule(counted_from=DueFrom.OUTCOME, days=90), case).due == date(2027, 3, 10)
    assert due_item(DueRule(counted_from=DueFrom.EVICTION, working_days=-5), case).due == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("day", "rent"),
    [
        (date(2026, 11, 24), date(2026, 11, 30)),
        (date(2026, 11, 30), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 30)),  # New Year's Eve is off
        (date(2026, 12, 31), date(2027, 1, 29)),
        (date(2026, 5, 30), date(2026, 6, 30)),
    ],
)
def test_the_next_rent_is_due_on_the_last_working_day_before_a_month(day: date, rent: date) -> None:
    assert next_rent_due(day) == rent


def test_rounds_up_to_a_week_are_working_days_and_longer_ones_roll_forward() -> None:
    evicted = law.Enforcement(evicted_on=date(2026, 11, 27))
    rule = step("K26", due=DueRule(counted_from=DueFrom.EVICTION), at=(1, 7, 30, 90))
    items = law.plan(arrived(ARRIVED, enforcement=evicted), rules(rule)).items
    assert [(item.round, item.due) for item in items] == [
        (1, date(2026, 11, 30)),
        (2, date(2026, 12, 8)),
        (3, date(2026, 12, 28)),  # 27 December is a Sunday
        (4, date(2027, 2, 25)),
    ]
