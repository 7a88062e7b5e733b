"""What would change a day: the events that decided it, the unknown, the unsettled; each sentence once."""

from datetime import date

from kvar import law
from kvar.casework.deadlines.changes import changes_of
from kvar.casework.deadlines.reckoning import deadline_shown
from kvar.content.load import load

TODAY = date(2026, 11, 23)
RENT = {"tenure": "rental", "ground": "rent_arrears", "board_notice_sent_by": "letter"}
BOTH = {"tenant_served_on": "2026-11-20", "board_notice_arrived_on": "2026-11-18"}
SAID = load().reasons.would_change


def deadline(id: str, **facts: object) -> law.Deadline:
    found = law.deadlines_of(law.read_facts(facts), load().law)
    return next(row for row in found if row.id == id)


def changes(id: str = "recovery_period", *, judged: bool = True, **facts: object) -> tuple[str, ...]:
    return changes_of(deadline(id, **facts), today=TODAY, judged=judged)


def test_the_event_that_came_last_decides_and_the_other_only_from_that_day_on() -> None:
    assert changes(**RENT, **BOTH) == (
        "Vilken dag hyresgästen delgavs. Tiden börjar inte före den dagen.",
        "Om meddelandet kom till nämnden senare än fredag 20 november.",
    )


def test_a_registered_letter_hangs_on_its_posting_day() -> None:
    facts = RENT | {"board_notice_sent_by": "registered_letter", "board_notice_posted_on": "2026-11-19"}
    assert SAID["board_notice_posted_on"] in changes(**facts, tenant_served_on="2026-11-17")
    assert "Om hyresgästen delgavs senare än torsdag 19 november." in changes(**facts, tenant_served_on="2026-11-17")


def test_what_is_not_known_stands_first() -> None:
    assert changes(**RENT, board_notice_arrived_on="2026-11-18")[0] == SAID["tenant_served_on"]
    unsent = changes(**(RENT | BOTH | {"board_notice_sent_by": None, "board_notice_arrived_on": "2026-11-21"}))
    assert unsent[0] == SAID["board_notice_sent_by"]


def test_a_cotenants_service_and_whose_counts_are_both_told() -> None:
    served = changes(**RENT, **BOTH, cotenants_served_on=["2026-11-25"])
    assert SAID["another_tenant"] in served
    assert SAID["cotenants_served_on"] in changes(**RENT, **BOTH, cotenants_served_on=[None])


def test_a_notice_that_nobody_has_judged_may_turn_out_not_to_count() -> None:
    assert changes(**RENT, **BOTH, judged=False)[-1] == SAID["board_notice_valid"]
    assert changes(**RENT, **BOTH, board_notice_valid=False) == (SAID["board_notice_not_valid"],)


def test_the_wait_after_the_time_to_pay_hangs_on_the_events_of_that() -> None:
    told = changes("eviction_order_bar", **RENT, **BOTH)
    assert SAID["tenant_served_on"] in told and SAID["board_notice_arrived_on"] in told
    assert not [sentence for sentence in told if "senare än" in sentence]


def test_saturday_is_told_once_and_only_where_it_matters() -> None:
    premises = {"tenure": "premises", "ground": "rent_arrears"}
    assert (
        changes("premises_rent_delay", **premises, rent_due_on="2026-12-23").count(SAID["saturday_is_working_day"]) == 1
    )
    assert SAID["saturday_is_working_day"] not in changes("premises_rent_delay", **premises, rent_due_on="2026-11-30")


def test_a_roll_that_is_not_settled_is_told() -> None:
    assert SAID["not_rolled"] in changes("rent_delay", **RENT, rent_due_on="2026-10-31")


def test_a_duty_without_days_has_no_day_to_change() -> None:
    assert changes("investigation_opening", **RENT, **BOTH, judged=False) == ()


def test_every_deadline_with_a_day_says_what_would_change_it() -> None:
    facts = RENT | BOTH | {"rent_due_on": "2026-10-31"}
    facts |= {name: "2026-11-10" for name in load().calculator.model_dump()["subjects"][9]["asks"] if name != "abroad"}
    facts |= {"child_report_arrived_on": "2026-11-10", "last_entry_on": "2024-11-10", "lease_ends_on": "2026-11-10"}
    for row in law.deadlines_of(law.read_facts(facts), load().law):
        if row.last_day or row.earliest_day:
            assert changes_of(row, today=TODAY), row.id


def test_before_the_rule_began_it_is_said_since_when_kvar_has_it() -> None:
    shown = deadline_shown(
        deadline("electricity_period", ground="electricity_debt", consumer_served_on="2020-06-01"), today=TODAY
    )
    assert (shown.headline, shown.missing, shown.day) == (
        "Ingen regel gällde då",
        "Kvar har regeln från torsdag 1 juni 2023.",
        None,
    )


def test_the_readings_are_told_without_the_day_to_work_to() -> None:
    shown = deadline_shown(deadline("rent_delay", **RENT, rent_due_on="2026-10-31"), today=TODAY)
    assert (shown.day, shown.sure) == (date(2026, 11, 7), False)
    assert [(one.day, one.because) for one in shown.readings] == [
        (date(2026, 11, 9), "Om dagen flyttas till nästa arbetsdag.")
    ]
    assert shown.missing.startswith("Om dagen inte flyttas")
