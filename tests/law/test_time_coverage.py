"""On the first day of every quarter each rule says a day, *unknown* or ``not_in_force``, exactly as its rows say."""

from datetime import date, timedelta
from typing import Any

import pytest

from kvar import law
from tests.law.build import the_law

DAY = timedelta(days=1)
QUARTERS = [date(year, month, 1) for year in range(1993, 2031) for month in (1, 4, 7, 10)]
RENT = {"tenure": "rental", "ground": "rent_arrears", "board_notice_sent_by": "email"}
ENFORCEMENT = ("enforcement_applied_on", "enforcement_documents_complete_on", "tenant_heard_on", "evicted_on")
CHILD = ("child_report_arrived_on", "child_decision_on", "feedback_asked_on", "child_investigation_opened_on")
# Twelve stories: what is known of each, and what of it happens on the quarter's first day.
STORIES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "served and told": (RENT, ("rent_due_on", "board_notice_arrived_on", "tenant_served_on")),
    "told only": (RENT, ("rent_due_on", "board_notice_arrived_on")),
    "served only": (RENT, ("tenant_served_on",)),
    "paid": (RENT, ("rent_due_on", "board_notice_arrived_on", "tenant_served_on", "paid_on")),
    "premises": (RENT | {"tenure": "premises"}, ("rent_due_on", "tenant_served_on")),
    "private let": (RENT | {"tenure": "private_let"}, ("rent_due_on", "board_notice_arrived_on", "tenant_served_on")),
    "condominium": (
        RENT | {"tenure": "condominium", "ground": "fee_arrears"},
        ("rent_due_on", "board_notice_arrived_on", "tenant_served_on"),
    ),
    "power cut": ({"ground": "electricity_debt"}, ("consumer_served_on", "board_notice_arrived_on")),
    "disturbance": (RENT | {"ground": "disturbance"}, ("board_notice_arrived_on",)),
    "eviction": ({"ground": "enforcement"}, (*ENFORCEMENT, "eviction_time_notice_arrived_on", "order_given_on")),
    "child report": ({"ground": "child_report"}, CHILD),
    "landlord and file": (
        {},
        ("landlord_knew_on", "lease_ends_on", "final_judgment_on", "last_entry_on", "favourable_decision_on"),
    ),
}
DAYLESS = {law.Status.NOT_APPLICABLE, law.Status.NOT_IN_FORCE, law.Status.NOT_STARTED}


def asked(told: dict[str, Any], on_start: tuple[str, ...], quarter: date) -> tuple[law.Facts, tuple[law.Deadline, ...]]:
    facts = law.read_facts(told | dict.fromkeys(on_start, quarter))
    return facts, law.deadlines_of(facts, the_law())


def test_every_rule_answers_as_its_rows_say_on_the_first_day_of_every_quarter() -> None:
    answered: set[str] = set()
    for name, (told, on_start) in STORIES.items():
        for quarter in QUARTERS:
            facts, found = asked(told, on_start, quarter)
            for row in found:
                where = (name, quarter, row.id)
                value = the_law().value(row.id)
                notice = facts.notices[0] if row.subject != "case" else law.Notice(id="")
                chosen = value.chosen_on(facts, notice)
                if row.status is law.Status.NOT_IN_FORCE:
                    assert chosen is not None, where
                    assert chosen < value.rows[0].from_, where
                    continue
                if row.status is law.Status.NOT_APPLICABLE:
                    continue
                assert chosen is None or chosen >= value.rows[0].from_, where
                assert row.source == (value.on(chosen) if chosen else value.rows[-1]).citation, where
                duty = value.rows[-1].period is None and row.id != "enforcement_confirmation"
                has_day = bool(row.last_day or row.earliest_day)
                assert row.status in DAYLESS or has_day or duty or row.missing, where
                answered.add(row.id)
    assert len(answered) >= 30, sorted(answered)


def test_no_rule_has_a_gap_or_an_overlap_between_its_rows() -> None:
    for name, value in the_law().values.items():
        for row, following in zip(value.rows, value.rows[1:], strict=False):
            assert row.until == following.from_ - DAY, name
        assert value.rows[-1].until is None, name


def test_the_day_before_the_first_row_has_no_law_and_every_quarter_after_it_has_one() -> None:
    for name, value in the_law().values.items():
        first = value.rows[0].from_
        for quarter in (day for day in QUARTERS if day >= first):
            assert value.on(quarter).from_ <= quarter, name
        with pytest.raises(law.NotInForce) as nothing:
            value.on(first - DAY)
        assert (nothing.value.name, nothing.value.date) == (name, first - DAY)
