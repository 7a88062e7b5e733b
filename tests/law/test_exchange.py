"""Facts in and deadlines out, exactly as contracts.md has them."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from kvar import law
from tests.law.build import the_law

KEYS = {
    *("rule", "id", "label", "status", "starts_on", "last_day", "earliest_day", "alternatives", "missing", "actor"),
    *("consequence", "source", "reasons"),
}
RENT = {"tenure": "rental", "ground": "rent_arrears"}
DAYS = {
    *("rent_due_on", "tenant_served_on", "board_notice_posted_on", "board_notice_arrived_on", "paid_on"),
    *("undertaking_received_on", "consumer_served_on", "demand_served_on", "order_given_on", "enforcement_applied_on"),
    *("enforcement_documents_complete_on", "tenant_heard_on", "eviction_time_notice_arrived_on", "evicted_on"),
    *("child_report_arrived_on", "child_investigation_opened_on", "feedback_asked_on", "child_decision_on"),
    *("favourable_decision_on", "last_entry_on", "final_judgment_on", "lease_ends_on", "landlord_knew_on"),
}


def answers(**facts: Any) -> dict[str, dict[str, Any]]:
    found = [law.deadline_data(row) for row in law.deadlines_of(law.read_facts(facts), the_law())]
    return {row["id"]: row for row in found}


def test_an_answer_has_the_keys_of_the_contract_and_no_others() -> None:
    found = answers(**RENT, board_notice_arrived_on="2026-12-03", tenant_served_on="2026-12-03")
    assert {frozenset(row) for row in found.values()} == {frozenset(KEYS)}
    row = found["recovery_period"]
    assert (row["rule"], row["label"], row["status"]) == ("R04", "Återvinningsfrist", "running")
    assert (row["starts_on"], row["last_day"], row["earliest_day"]) == ("2026-12-03", "2026-12-28", None)
    assert set(row["source"]) == {"id", "paragraph", "link"}
    assert {"roll": "christmas_eve", "day": "2026-12-24", "until": "2026-12-28"} in row["reasons"]
    assert {"period": "three_weeks", "day": "2026-12-24", "length": "3 weeks"} in row["reasons"]
    assert {"fact": "board_notice_arrived_on", "day": "2026-12-03"} in row["reasons"]


def test_an_alternative_has_both_days_and_its_reason() -> None:
    row = answers(**RENT, tenant_served_on="2026-11-03")["recovery_period"]
    assert row["missing"] == ["board_notice_arrived_on"]
    assert row["alternatives"] == [{"last_day": "2026-11-24", "earliest_day": None, "because": "earliest"}]


def test_every_day_of_the_contract_is_read_and_counts_for_something() -> None:
    """A key that nobody reads would be a fact that silently does nothing."""
    served = {
        "tenant_served_on": "2026-11-03",
        "board_notice_sent_by": "email",
        "board_notice_arrived_on": "2026-11-03",
    }
    posted = {"board_notice_sent_by": "registered_letter", "board_notice_posted_on": "2026-11-02"}
    for key in sorted(DAYS):
        ground = {"ground": "gas_debt"} if key == "consumer_served_on" else {}
        way = posted if key == "board_notice_posted_on" else {}
        base = RENT | served | {"child_decision_on": "2026-11-02"} | ground | way
        assert answers(**base) != answers(**(base | {key: "2026-11-04"})), key


def test_a_key_without_a_value_is_not_known() -> None:
    assert law.read_facts({**RENT, "tenant_served_on": None, "abroad": None}) == law.read_facts(RENT)


def test_facts_may_be_days_and_texts_alike() -> None:
    written = {**RENT, "tenant_served_on": "2026-11-03", "eviction_at": "2026-12-14T09:00:00+01:00"}
    at_nine = datetime(2026, 12, 14, 9, tzinfo=timezone(timedelta(hours=1)))
    read = law.read_facts(written)
    assert read == law.read_facts({**RENT, "tenant_served_on": date(2026, 11, 3), "eviction_at": at_nine})
    assert (read.enforcement.eviction_at, read.opened_on, read.notices[0].id) == (at_nine, date(2026, 11, 3), "1")
    assert law.read_facts({}).opened_on == date(1900, 1, 1)


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("tenur", "rental", "okänd"),
        ("tenur", None, "okänd"),
        ("tenure", "villa", "Välj bland rental, condominium, premises, private_let"),
        ("ground", 3, "Välj bland"),
        ("board_notice_sent_by", "pigeon", "Välj bland"),
        ("paid_on", "igår", "datum som 2026-11-03"),
        ("paid_on", "2026-02-30", "inget sådant datum"),
        ("paid_on", "20260203", "datum som 2026-11-03"),
        ("paid_on", 20260203, "datum som 2026-11-03"),
        ("paid_on", "2026-11-03T10:00", "datum som 2026-11-03"),
        ("paid_on", "1899-12-31", "mellan 1900-01-01 och 2199-12-31"),
        ("paid_on", "2200-01-01", "mellan 1900-01-01 och 2199-12-31"),
        ("cotenants_served_on", "2026-11-03", "lista"),
        ("cotenants_served_on", ["2026-11-03", "x"], "datum som 2026-11-03"),
        ("abroad", "ja", "true eller false"),
        ("board_notice_valid", 1, "true eller false"),
        ("eviction_at", "2026-12-14T09:00", "tidszon"),
        ("eviction_at", "2026-12-14T25:00+01:00", "inget sådant datum"),
        ("eviction_at", 9, "tidszon"),
    ],
)
def test_facts_that_cannot_be_read_are_refused_by_name(key: str, value: Any, says: str) -> None:
    with pytest.raises(law.FactsRefused, match=says) as refused:
        law.read_facts({**RENT, key: value})
    assert refused.value.key == key
    assert key in str(refused.value)


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_the_first_and_the_last_day_that_can_be_written(day: str) -> None:
    assert law.read_facts({"paid_on": day}).notices[0].paid_on == date.fromisoformat(day)
    assert answers(last_entry_on=day)["erasure"]["status"] in ("running", "not_in_force")


def test_cotenants_are_further_tenants_each_with_a_day_or_none() -> None:
    read = law.read_facts({**RENT, "tenant_served_on": "2026-11-03", "cotenants_served_on": ["2026-11-05", None]})
    services = [(service.tenant, service.served_on) for service in read.notices[0].services]
    assert services == [("tenant", date(2026, 11, 3)), ("cotenant:1", date(2026, 11, 5)), ("cotenant:2", None)]


def test_a_debt_for_power_is_served_on_the_consumer() -> None:
    read = law.read_facts(
        {"ground": "electricity_debt", "tenant_served_on": "2026-11-03", "consumer_served_on": "2026-11-05"}
    )
    assert [(service.tenant, service.served_on) for service in read.notices[0].services] == [
        ("consumer", date(2026, 11, 5))
    ]


def test_facts_about_no_paper_make_no_notice() -> None:
    read = law.read_facts({"tenure": "rental", "evicted_on": "2026-11-03"})
    assert (read.notices, read.opened_on) == ((), date(2026, 11, 3))
    assert [row.id for row in law.deadlines_of(read, the_law())] == ["storage"]


def test_nothing_at_all_gives_no_deadline() -> None:
    assert answers() == {}
