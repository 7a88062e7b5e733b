"""Where a step's day comes from, told as reasons: the event, the count, and the roll."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from kvar import law
from kvar.law import DueFrom, DueRule, Reason, ReasonKind
from kvar.law.due import event_of, next_rent_due
from tests.law.build import ARRIVED, answer, facts, notice, rules, served, step

OPENED = date(2026, 11, 2)
LATER = date(2026, 11, 20)
SAID = answer(law.Question.CHILD_INVESTIGATION_OPEN, True, on=LATER)
PAID = (("n1", ARRIVED), ("n2", LATER), ("n3", None))
EVICTION_AT = datetime.fromisoformat("2027-01-13T10:00:00+01:00")


def fact(name: str, day: date) -> Reason:
    return Reason(kind=ReasonKind.FACT, name=name, day=day)


def due_item(rule: DueRule, case: law.Facts, **given: object) -> law.PlanItem:
    (item,) = law.plan(case, rules(step("H01", due=rule, **given))).items
    return item


@pytest.mark.parametrize(
    ("counted_from", "given", "event"),
    [
        (DueFrom.ARRIVAL, {}, ("notice_arrived_on", ARRIVED)),
        (DueFrom.LATEST_ARRIVAL, {}, ("notice_arrived_on", ARRIVED)),
        (DueFrom.KNOWN, {}, ("known_on", ARRIVED)),
        (DueFrom.NEXT_RENT, {}, ("next_rent_due_on", date(2026, 11, 30))),
        (DueFrom.OUTCOME, {"outcome": law.Outcome(code="kept", on=LATER, final=False)}, ("outcome_on", LATER)),
        (DueFrom.INVESTIGATION, {"answers": (SAID,)}, ("child_investigation_open", LATER)),
        (
            DueFrom.EVICTION,
            {"enforcement": law.Enforcement(eviction_at=EVICTION_AT)},
            ("eviction_on", date(2027, 1, 13)),
        ),
        (
            DueFrom.EVICTION,
            {"enforcement": law.Enforcement(eviction_at=EVICTION_AT, evicted_on=LATER)},
            ("evicted_on", LATER),
        ),
        (DueFrom.PAYMENT, {}, ("known_on", ARRIVED)),
        (DueFrom.PAYMENT, {"notices": tuple(notice(id=id, paid_on=day) for id, day in PAID)}, ("paid_on", LATER)),
        (
            DueFrom.FIRST_CONTACT,
            {"attempts": tuple(law.Attempt(on=day, reached=True, way="sms") for day in (LATER, ARRIVED))},
            ("first_contact_on", ARRIVED),
        ),
    ],
)
def test_a_step_names_the_event_it_counts_from(
    counted_from: DueFrom, given: dict[str, object], event: tuple[str, date]
) -> None:
    item = due_item(DueRule(counted_from=counted_from), replace(facts(notice()), **given))
    assert item.reasons == (fact(*event),)
    assert (item.due, item.due_certain) == (event[1], True)


@pytest.mark.parametrize(
    "counted_from", [DueFrom.OUTCOME, DueFrom.INVESTIGATION, DueFrom.EVICTION, DueFrom.FIRST_CONTACT, DueFrom.NEVER]
)
def test_an_event_that_has_not_happened_gives_no_day_and_no_reason(counted_from: DueFrom) -> None:
    item = due_item(DueRule(counted_from=counted_from), facts(notice()))
    assert (item.due, item.due_certain, item.reasons) == (None, True, ())


def test_a_clock_is_the_event_with_its_name_and_its_day() -> None:
    case = facts(notice(sent_by=law.SentBy.EMAIL, services=served(ARRIVED)))
    assert due_item(DueRule(counted_from=DueFrom.DEADLINE), case).reasons == (
        fact("recovery_period", date(2026, 11, 25)),
    )


def test_without_a_clock_there_is_no_day_and_that_is_not_certain() -> None:
    item = due_item(DueRule(counted_from=DueFrom.DEADLINE), facts(notice(ground=law.Ground.DISTURBANCE)))
    assert (item.due, item.due_certain, item.reasons) == (None, False, ())


def period(name: str, length: str, day: date) -> Reason:
    return Reason(kind=ReasonKind.PERIOD, name=name, length=length, day=day)


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ({"working_days": 2}, period("working_days", "+2 working_days", date(2026, 11, 6))),
        ({"days": 14}, period("days", "+14 days", date(2026, 11, 18))),
        ({"months": 4}, period("four_months", "4 months", date(2027, 3, 4))),
    ],
)
def test_a_count_is_told_with_its_length_and_its_end(counts: dict[str, int], reason: Reason) -> None:
    item = due_item(DueRule(counted_from=DueFrom.ARRIVAL, **counts), facts(notice()))
    assert item.reasons == (fact("notice_arrived_on", ARRIVED), reason)
    assert item.due == reason.day


@pytest.mark.parametrize(
    ("counts", "raw", "name", "until"),
    [
        ({"days": 51}, date(2026, 12, 25), "christmas_day", date(2026, 12, 28)),
        ({"months": 6}, date(2027, 5, 4), None, date(2027, 5, 4)),
        ({"months": 3, "days": 1}, date(2027, 2, 4), None, date(2027, 2, 4)),  # months go before days
    ],
)
def test_a_count_in_calendar_days_or_months_rolls_and_says_why(
    counts: dict[str, int], raw: date, name: str | None, until: date
) -> None:
    item = due_item(DueRule(counted_from=DueFrom.ARRIVAL, **counts), facts(notice()))
    rolled = (Reason(kind=ReasonKind.ROLL, name=name, day=raw, until=until),) if name else ()
    assert item.reasons[2:] == rolled
    assert item.due == until


def test_a_count_backwards_in_days_never_rolls() -> None:
    item = due_item(DueRule(counted_from=DueFrom.OUTCOME, days=-1), facts(outcome=_kept(date(2026, 11, 23))))
    assert item.due == date(2026, 11, 22)  # a Sunday


def _kept(day: date) -> law.Outcome:
    return law.Outcome(code="kept", on=day, home_kept=True, final=False)


def test_a_day_that_had_passed_when_the_step_became_known_is_that_day_and_as_uncertain_as_before() -> None:
    late = answer(law.Question.LANDLORD_WILLING, True, on=date(2026, 12, 22))
    rule = DueRule(counted_from=DueFrom.DEADLINE, working_days=-5)
    item = due_item(rule, facts(notice(sent_by=law.SentBy.EMAIL), answers=(late,)), when=("landlord_willing",))
    assert (item.due, item.due_certain) == (date(2026, 12, 22), False)
    assert item.reasons[-1] == fact("at_once", date(2026, 12, 22))


def test_a_day_that_is_the_one_it_became_known_says_nothing_of_at_once() -> None:
    item = due_item(DueRule(counted_from=DueFrom.ARRIVAL), facts(notice()))
    assert "at_once" not in [reason.name for reason in item.reasons]


# ---- Which arrival ----

FIRST, SECOND = notice(id="a"), notice(id="b", arrived_on=LATER)


def arrival_for(counted_from: DueFrom, appears_on: date, *notices: law.Notice) -> date | None:
    case = facts(*notices, opened_on=OPENED)
    return event_of(counted_from, facts=case, notices=notices, clock=None, appears_on=appears_on).day


def test_the_first_arrival_stays_and_the_latest_is_the_newest_that_had_come() -> None:
    assert arrival_for(DueFrom.ARRIVAL, LATER, SECOND, FIRST) == ARRIVED
    assert arrival_for(DueFrom.LATEST_ARRIVAL, LATER, FIRST, SECOND) == LATER
    assert arrival_for(DueFrom.LATEST_ARRIVAL, date(2026, 11, 19), FIRST, SECOND) == ARRIVED


@pytest.mark.parametrize("counted_from", [DueFrom.ARRIVAL, DueFrom.LATEST_ARRIVAL])
def test_without_a_notice_the_case_was_opened_instead(counted_from: DueFrom) -> None:
    assert arrival_for(counted_from, LATER) == OPENED


def test_before_any_notice_had_come_the_latest_arrival_is_the_opening() -> None:
    assert arrival_for(DueFrom.LATEST_ARRIVAL, date(2026, 11, 3), FIRST) == OPENED


# ---- Rounds ----


def test_a_round_on_the_day_itself_is_that_day_and_never_rolls() -> None:
    evicted = law.Enforcement(evicted_on=date(2026, 11, 28))  # a Saturday
    item = due_item(DueRule(counted_from=DueFrom.EVICTION), facts(enforcement=evicted), at=(0,))
    assert (item.round, item.due) == (1, date(2026, 11, 28))


def test_the_next_rent_after_a_long_month_is_that_of_the_next_month() -> None:
    assert next_rent_due(date(2027, 1, 30)) == date(2027, 2, 26)
    assert next_rent_due(date(2027, 1, 31)) == date(2027, 2, 26)
