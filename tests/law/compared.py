"""Every rule that has a length, asked on one start day and held against the oracle; for the sample and the deep run."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any, NamedTuple

from kvar import law
from tests.law import oracle
from tests.law.build import the_law

SWEDISH_WINTER = timezone(timedelta(hours=1))
NOTICE = ("rent_due_on", "board_notice_arrived_on", "tenant_served_on")
CASE = (
    *("final_judgment_on", "lease_ends_on", "landlord_knew_on", "demand_served_on", "order_given_on"),
    *("enforcement_applied_on", "enforcement_documents_complete_on", "tenant_heard_on", "evicted_on"),
    *("child_report_arrived_on", "child_investigation_opened_on", "child_decision_on", "feedback_asked_on"),
    *("favourable_decision_on", "last_entry_on"),
)
# What a case is about, and which of its facts fall on the start day. Together they reach every rule.
CASES: tuple[tuple[dict[str, Any], tuple[str, ...]], ...] = (
    ({"tenure": "rental", "ground": "rent_arrears", "abroad": False}, NOTICE),
    ({"tenure": "premises", "ground": "rent_arrears"}, NOTICE),
    ({"tenure": "private_let", "ground": "rent_arrears"}, ("rent_due_on",)),
    ({"tenure": "condominium", "ground": "fee_arrears"}, NOTICE),
    ({"ground": "electricity_debt"}, ("consumer_served_on",)),
    ({"ground": "gas_debt"}, ("consumer_served_on",)),
    ({"ground": "district_heating_debt"}, ("consumer_served_on",)),
    ({}, CASE),
    ({"abroad": True}, ("tenant_heard_on",)),
)
# Which case answers a rule, by its place above; the others are asked of the value itself.
ASKED_OF = {
    **dict.fromkeys(("rent_delay", "recovery_period", "board_undertaking", "eviction_order_bar"), 0),
    **dict.fromkeys(("premises_rent_delay", "recovery_period_premises"), 1),
    "private_let_rent_delay": 2,
    **dict.fromkeys(("fee_delay", "recovery_period_condominium", "eviction_order_bar_condominium"), 3),
    "electricity_period": 4,
    "gas_period": 5,
    "district_heating_period": 6,
    "earliest_eviction_abroad": 8,
    **dict.fromkeys(("retroactive_increase", "time_bar_two_months", "time_bar_six_months", "referral_to_tribunal"), 7),
    **dict.fromkeys(("answer_to_demand", "transfer_to_court", "order_reopening", "earliest_eviction"), 7),
    **dict.fromkeys(("eviction_target", "respite", "respite_with_compensation", "application_lapse", "storage"), 7),
    **dict.fromkeys(("removal_earliest", "removal_target", "preliminary_assessment", "child_investigation"), 7),
    **dict.fromkeys(("reporter_feedback", "unexecuted_decision", "erasure", "data_breach_report"), 7),
}
ANSWERED_BY = {"earliest_eviction_abroad": "earliest_eviction", "respite_with_compensation": "respite"}
# The end of one time is the start of the next.
AFTER = {
    "eviction_order_bar": "recovery_period",
    "eviction_order_bar_condominium": "recovery_period_condominium",
    "respite": "eviction_target",
    "respite_with_compensation": "eviction_target",
}

# What the product tells beside an answer, and whose length that is.
BESIDE = {
    "earliest_eviction": {"abroad": "earliest_eviction_abroad"},
    "respite": {"with_compensation": "respite_with_compensation"},
}
Readings = dict[str, date]


class Difference(NamedTuple):
    """``saturday``: how it was read, None = not settled. The days by reading, ``day`` for the answer itself."""

    rule: str
    start: date
    saturday: bool | None
    ours: Readings
    theirs: Readings


def differences(asked: Iterable[tuple[date, bool | None]]) -> tuple[int, list[Difference]]:
    """How many answers were compared, and those that differ; asked of start days and readings of Saturday."""
    compared, found = 0, []
    for start, saturday in asked:
        ours = _ours(start, saturday)
        for id in oracle.RULES:
            compared += 1
            theirs = _theirs(id, start, saturday)
            if ours[id] != theirs:
                found.append(Difference(id, start, saturday, ours[id], theirs))
    return compared, found


def _ours(start: date, saturday: bool | None) -> dict[str, Readings]:
    answers = [_answers(facts) for facts in _facts(start, saturday)]
    told = {id: _told(answers[place].get(ANSWERED_BY.get(id, id))) for id, place in ASKED_OF.items()}
    longer = told["respite"].get("with_compensation")
    told["respite_with_compensation"] = {"day": longer} if longer else {}
    return told | {id: _by_value(id, start) for id in oracle.RULES if id not in ASKED_OF}


def _answers(facts: law.Facts) -> dict[str, law.Deadline]:
    return {row.id: row for row in law.deadlines_of(facts, the_law())}


def _told(row: law.Deadline | None) -> Readings:
    """The answer and every other reading of it; nothing for a rule without a row, or one that is not asked about."""
    day = row and (row.last_day or row.earliest_day)
    if row is None or day is None:
        return {}
    others = {other.because: other.last_day or other.earliest_day for other in row.alternatives}
    return {"day": day} | {because: other for because, other in others.items() if other}


def _facts(start: date, saturday: bool | None) -> Iterator[law.Facts]:
    """One case after the other, every fact it mentions on the start day, those beside the contract's too."""
    for told, on_start in CASES:
        way = {"board_notice_sent_by": "email", "saturday_is_working_day": saturday}
        facts = law.read_facts(told | way | dict.fromkeys(on_start, start))
        if on_start is CASE:
            enforcement = replace(facts.enforcement, removal_notice_on=start, removal_documents_complete_on=start)
            breach = datetime(start.year, start.month, start.day, 9, tzinfo=SWEDISH_WINTER)
            facts = replace(
                facts,
                notices=(),
                enforcement=enforcement,
                payment_order=replace(facts.payment_order, transfer_notice_sent_on=start),
                personal_file=replace(facts.personal_file, breach_known_at=breach),
            )
        yield facts


def _by_value(id: str, start: date) -> Readings:
    """The rules of delgivning are asked about by themselves: their value's length counted from the start."""
    try:
        row = the_law().value(id).on(start)
    except law.NotInForce:
        return {}
    assert row.period is not None, id
    return {"day": law.ends_on(row.period, start)}


def _theirs(id: str, start: date, saturday: bool | None) -> Readings:
    """The oracle's readings, with the longer time that the product tells beside a shorter one."""
    told = _counted(id, start, saturday)
    if id == "respite_with_compensation":
        return {"day": told["day"]} if told else {}
    beside = {name: _counted(other, start, saturday) for name, other in BESIDE.get(id, {}).items()}
    return told | {name: readings["day"] for name, readings in beside.items() if readings}


@cache
def _counted(id: str, start: date, saturday: bool | None) -> Readings:
    if id not in AFTER:
        return oracle.readings(id, start, start, saturday)
    before = _counted(AFTER[id], start, saturday)
    return oracle.readings(id, before["day"], start, saturday) if before else {}
