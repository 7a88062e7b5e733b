"""What must hold for the answer of every rule, whatever the facts of the contract say."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kvar import law
from kvar.law.exchange import READERS
from tests.law.build import the_law
from tests.law.pace import pace

DAY = timedelta(days=1)
DAYS = st.dates(date(1994, 1, 1), date(2045, 12, 31))
TODAYS_LAW = st.dates(date(2026, 7, 1), date(2045, 12, 31))  # no change of law lies between two of these
GROUNDS, TENURES = st.none() | st.sampled_from(law.Ground), st.none() | st.sampled_from(law.Tenure)
READINGS = st.sampled_from([None, True, False])
# Rules whose answer is another rule's, or is asked for in service.py: not in deadlines_of under their own id.
COUNTED_ELSEWHERE = {
    "earliest_eviction_abroad",
    "respite_with_compensation",
    "simplified_service",
    "legal_person_service",
    "service_by_publication",
}


@st.composite
def any_facts(draw: Any) -> dict[str, Any]:
    """Some keys of the contract, each with a value of its kind. Its days lie within three months of one another."""
    first = draw(TODAYS_LAW)
    days = st.integers(0, 90).map(lambda after: first + after * DAY)
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "ground": GROUNDS,
        "tenure": TENURES,
        "board_notice_sent_by": st.sampled_from(law.SentBy),
        "cotenants_served_on": st.lists(st.none() | days, max_size=2),
        "eviction_at": days.map(lambda day: datetime.combine(day, time(9), UTC)),
    }
    kinds = {key: kinds.get(key, days if key.endswith("_on") else st.booleans()) for key in READERS}
    drawn: dict[str, Any] = draw(st.fixed_dictionaries({}, optional=kinds))
    return drawn


def everything_on(day: date, ground: law.Ground | None, tenure: law.Tenure | None, **given: Any) -> law.Facts:
    """Facts in which everything that has a day happened on this one."""
    keys = {key: day for key in READERS if key.endswith("_on") and key != "cotenants_served_on"}
    facts = law.read_facts({**keys, "ground": ground, "tenure": tenure, "board_notice_sent_by": "email", **given})
    notices = tuple(replace(notice, terminated_on=day, hindered_since=day) for notice in facts.notices)
    orders = replace(facts.payment_order, transfer_notice_sent_on=day)
    enforcement = replace(facts.enforcement, removal_notice_on=day, removal_documents_complete_on=day)
    breach = replace(facts.personal_file, breach_known_at=datetime.combine(day, time(9), UTC))
    return replace(facts, notices=notices, payment_order=orders, enforcement=enforcement, personal_file=breach)


def answers(facts: law.Facts) -> dict[str, law.Deadline]:
    return {deadline.id: deadline for deadline in law.deadlines_of(facts, the_law())}


def day_of(deadline: law.Deadline) -> date | None:
    return deadline.last_day or deadline.earliest_day


def raw_end(deadline: law.Deadline) -> date:
    """The end of the length that was counted last: a wait after a period has both among its reasons."""
    return [reason.day for reason in deadline.reasons if reason.kind is law.ReasonKind.PERIOD and reason.day][-1]


def with_a_day(found: Iterable[law.Deadline]) -> list[tuple[law.Deadline, law.LawValue, date]]:
    return [(each, the_law().value(each.id), day) for each in found if (day := day_of(each)) and _length(each)]


def _length(deadline: law.Deadline) -> bool:
    return any(row.period for row in the_law().value(deadline.id).rows)


def test_every_rule_with_a_length_is_answered_with_a_day() -> None:
    day = date(2026, 9, 1)
    seen = {
        each.id
        for ground in (None, *law.Ground)
        for tenure in (None, *law.Tenure)
        for each, _value, _day in with_a_day(answers(everything_on(day, ground, tenure)).values())
    }
    lengths = {name for name, value in the_law().values.items() if any(row.period for row in value.rows)}
    assert lengths - COUNTED_ELSEWHERE - seen == set()


@pace
@given(day=DAYS, ground=GROUNDS, tenure=TENURES, saturday=READINGS)
def test_a_rolled_deadline_is_a_working_day_and_at_most_five_days_later(
    day: date, ground: law.Ground | None, tenure: law.Tenure | None, saturday: bool | None
) -> None:
    found = answers(everything_on(day, ground, tenure, saturday_is_working_day=saturday))
    for deadline, value, last_day in with_a_day(found.values()):
        if value.rolls is law.Rolls.NO:
            continue
        assert law.is_working_day(last_day), deadline
        assert timedelta(0) <= last_day - raw_end(deadline) <= timedelta(days=5), deadline
        rolled = [reason for reason in deadline.reasons if reason.kind is law.ReasonKind.ROLL]
        assert bool(rolled) is (last_day != raw_end(deadline)), deadline


@pace
@given(day=DAYS, ground=GROUNDS, tenure=TENURES, saturday=READINGS)
def test_a_wait_never_rolls_and_a_target_does_not_either(
    day: date, ground: law.Ground | None, tenure: law.Tenure | None, saturday: bool | None
) -> None:
    found = answers(everything_on(day, ground, tenure, saturday_is_working_day=saturday))
    for deadline, value, answer in with_a_day(found.values()):
        if value.rolls is not law.Rolls.NO:
            continue
        passed = DAY if value.waits is law.Waits.PASSED else timedelta(0)
        if deadline.id != "erasure":  # its five years are followed by the end of a calendar year
            assert answer == raw_end(deadline) + passed, deadline
        assert (deadline.earliest_day is None) is (value.waits is None), deadline


@pace
@given(day=DAYS, later=st.integers(0, 40), ground=GROUNDS, tenure=TENURES, saturday=READINGS)
def test_a_later_start_never_ends_earlier(
    day: date, later: int, ground: law.Ground | None, tenure: law.Tenure | None, saturday: bool | None
) -> None:
    early = answers(everything_on(day, ground, tenure, saturday_is_working_day=saturday))
    late = answers(everything_on(day + later * DAY, ground, tenure, saturday_is_working_day=saturday))
    for id in early.keys() & late.keys():
        first, second = day_of(early[id]), day_of(late[id])
        assert first is None or second is None or first <= second, id


@pace
@given(keys=any_facts(), unknown=st.sets(st.sampled_from(sorted(READERS))))
def test_an_unknown_fact_never_gives_a_day_without_saying_so(keys: dict[str, Any], unknown: set[str]) -> None:
    known = answers(law.read_facts(keys))
    partly = answers(law.read_facts({key: value for key, value in keys.items() if key not in unknown}))
    for id in known.keys() & partly.keys():
        told, day = partly[id], day_of(known[id])
        if day_of(told) and day and day_of(told) != day:
            assert told.missing or told.alternatives, id


@pace
@given(keys=any_facts())
def test_what_is_not_known_is_named_and_what_is_counted_has_a_start(keys: dict[str, Any]) -> None:
    for deadline in answers(law.read_facts(keys)).values():
        assert deadline.status is not law.Status.UNKNOWN or deadline.missing, deadline
        assert day_of(deadline) is None or deadline.starts_on is not None, deadline
        assert deadline.last_day is None or deadline.earliest_day is None, deadline
        assert deadline.status is not law.Status.NOT_APPLICABLE or day_of(deadline) is None, deadline


@pace
@given(keys=any_facts())
def test_the_day_to_work_to_is_the_earliest_reading(keys: dict[str, Any]) -> None:
    for deadline in answers(law.read_facts(keys)).values():
        readings = [other.last_day for other in deadline.alternatives if other.last_day]
        assert all(deadline.act_by and deadline.act_by <= day for day in readings), deadline


@pace
@given(keys=any_facts(), others=any_facts())
def test_an_answer_depends_on_its_arguments_and_on_nothing_else(keys: dict[str, Any], others: dict[str, Any]) -> None:
    first = law.deadlines_of(law.read_facts(keys), the_law())
    law.deadlines_of(law.read_facts(others), the_law())
    assert law.deadlines_of(law.read_facts(dict(reversed(keys.items()))), the_law()) == first


@pace
@given(keys=any_facts())
def test_every_answer_can_be_written_as_json(keys: dict[str, Any]) -> None:
    found = law.deadlines_of(law.read_facts(keys), the_law())
    assert json.loads(json.dumps([law.deadline_data(deadline) for deadline in found])) is not None
