"""Reasons word for word: what is told of an answer is as much a part of it as its day."""

from datetime import date

import pytest

from kvar import law
from kvar.law import Reason, ReasonKind
from tests.law.build import the_law
from tests.law.test_money import FEB, JAN, NOV_24, NOV_25, PAID, found, paid

FACT, MISSING, SOURCE = ReasonKind.FACT, ReasonKind.MISSING, ReasonKind.SOURCE
NOV_3, NOV_10, DEC_1 = date(2026, 11, 3), date(2026, 11, 10), date(2026, 12, 1)


def asked(id: str, **told: object) -> law.Deadline:
    return next(row for row in law.deadlines_of(law.read_facts(told), the_law()) if row.id == id)


def test_a_letter_without_posting_day_tells_why_its_earliest_day_is_that_day() -> None:
    told = {"tenure": "rental", "ground": "rent_arrears", "board_notice_sent_by": "registered_letter"}
    row = asked(
        "recovery_period",
        **told,
        rent_due_on="2026-10-30",
        board_notice_arrived_on="2026-11-12",
        tenant_served_on="2026-11-03",
    )
    assert row.reasons[:7] == (
        Reason(kind=FACT, name="tenant_served_on", day=date(2026, 11, 3), text="tenant"),
        Reason(kind=MISSING, name="board_notice_posted_on"),
        Reason(kind=FACT, name="board_notice_arrived_on", day=date(2026, 11, 12), text="latest"),
        Reason(kind=FACT, name="rent_due_on", day=date(2026, 10, 30)),
        Reason(kind=ReasonKind.PERIOD, name="one_week", length="1 week", day=date(2026, 11, 6)),
        Reason(kind=FACT, name="forfeited_from", day=date(2026, 11, 7)),
        Reason(kind=SOURCE, name="jb-12-42", text="12 kap. 42 § första stycket 1 jordabalken"),
    )
    certain = asked(
        "recovery_period",
        **told,
        rent_due_on="2026-10-30",
        board_notice_arrived_on="2026-11-12",
        tenant_served_on="2026-11-13",
    )
    assert (certain.status, certain.starts_on) == (law.Status.RUNNING, date(2026, 11, 13))


def test_a_condominium_cites_its_own_act() -> None:
    told = {"tenure": "condominium", "ground": "fee_arrears", "board_notice_sent_by": "registered_letter"}
    row = asked(
        "recovery_period_condominium", **told, board_notice_posted_on="2026-11-02", tenant_served_on="2026-11-02"
    )
    assert "brl-7-32" in [reason.name for reason in row.reasons]
    unknown = asked("recovery_period_condominium", **told, rent_due_on="2026-10-30", tenant_served_on="2026-11-02")
    assert "brl-7-18" in [reason.name for reason in unknown.reasons]


def test_a_posting_day_after_the_arrival_is_not_believed() -> None:
    told = {"tenure": "rental", "ground": "rent_arrears", "board_notice_sent_by": "registered_letter"}
    row = asked(
        "recovery_period",
        **told,
        board_notice_posted_on="2026-11-12",
        board_notice_arrived_on="2026-11-09",
        tenant_served_on="2026-11-03",
    )
    assert (row.status, row.missing, row.act_by) == (
        law.Status.UNKNOWN,
        ("board_notice_posted_on",),
        date(2026, 11, 24),
    )


def test_feedback_that_nobody_may_have_asked_for_tells_both() -> None:
    row = asked("reporter_feedback", child_decision_on="2026-11-03")
    assert row.reasons[0] == Reason(kind=MISSING, name="feedback_asked_on")
    assert "one_week" in [reason.name for reason in row.reasons]


def test_between_two_readings_nobody_is_told_that_it_was_late_or_in_time() -> None:
    rent = {"tenure": "rental", "ground": "rent_arrears"}
    two = rent | {"board_notice_arrived_on": "2026-11-03", "board_notice_sent_by": "email"}
    days = {"tenant_served_on": "2026-11-03", "cotenants_served_on": ["2026-11-10"]}
    statuses = [
        asked("recovery_period", **two, **days, paid_on=day).status.value
        for day in ("2026-11-24", "2026-11-25", "2026-12-01", "2026-12-02")
    ]
    assert statuses == ["met", "unknown", "unknown", "late"]
    rolled = [
        asked("rent_delay", **rent, rent_due_on="2026-10-31", paid_on=day).status.value
        for day in ("2026-11-07", "2026-11-08", "2026-11-09", "2026-11-10")
    ]
    assert rolled == ["met", "unknown", "unknown", "late"]


def test_while_the_tenure_is_not_known_nobody_is_told_that_time_is_over() -> None:
    told = {"ground": "rent_arrears", "tenant_served_on": "2026-11-03", "board_notice_arrived_on": "2026-11-03"}
    assert asked("recovery_period", **told, paid_on="2026-12-24").status is law.Status.UNKNOWN
    assert asked("recovery_period", **told, tenure="rental", paid_on="2026-12-24").status is law.Status.LATE


def test_what_decides_whether_a_rule_applies_is_missing_and_not_a_no() -> None:
    row = asked("electricity_period", consumer_served_on="2026-11-03")
    assert (row.status, row.missing) == (law.Status.UNKNOWN, ("ground",))
    row = asked("disturbance_notice_condominium", ground="disturbance", board_notice_arrived_on="2026-11-03")
    assert (row.status, row.missing) == (law.Status.UNKNOWN, ("tenure",))


def test_a_wait_and_its_readings_are_written_with_their_days() -> None:
    served = {"tenant_served_on": "2026-11-06", "board_notice_arrived_on": "2026-11-06"}
    row = law.deadline_data(asked("eviction_order_bar", tenure="rental", ground="rent_arrears", **served))
    assert row["earliest_day"] == "2026-12-01"
    assert [other["earliest_day"] for other in row["alternatives"]] == ["2026-12-01", "2026-12-02"]
    assert {"source": "jb-12-44", "text": "12 kap. 44 § andra stycket jordabalken"} in row["reasons"]


def test_an_undertaking_tells_its_faults_and_doubts_with_their_days() -> None:
    late = found(received_on=NOV_25)
    assert late.faults == (Reason(kind=FACT, name="undertaking_too_late", day=NOV_25),)
    assert found(in_writing=False).faults == (Reason(kind=FACT, name="undertaking_not_in_writing"),)
    doubt = found(sent_by=law.SentBy.REGISTERED_LETTER, sent_on=NOV_24, received_on=NOV_25)
    assert doubt.doubts == (
        Reason(kind=FACT, name="undertaking_posted_in_time", day=NOV_24),
        Reason(kind=SOURCE, name="jb-12-63"),
    )


def test_money_goes_on_to_the_next_rent_when_the_first_is_covered_and_says_why() -> None:
    found_now = law.allocations([JAN, FEB], [paid(500_000), paid(100, on=date(2011, 4, 1))])
    assert [(one.rent, one.amount) for one in found_now] == [(JAN, 500_000), (FEB, 100)]
    assert found_now[0].reasons == (Reason(kind=SOURCE, name="nja-2013-1190"),)
    assert found_now[0].payment.on == PAID


def test_the_board_was_told_the_day_the_registered_letter_was_posted() -> None:
    posted = {
        "ground": "disturbance",
        "board_notice_sent_by": "registered_letter",
        "board_notice_posted_on": "2026-11-02",
    }
    for tenure, id in (("rental", "disturbance_notice"), ("condominium", "disturbance_notice_condominium")):
        row = asked(id, tenure=tenure, **posted, board_notice_arrived_on="2026-11-05")
        assert row.starts_on == date(2026, 11, 2)
        assert row.reasons[0] == Reason(kind=FACT, name="board_notice_posted_on", day=date(2026, 11, 2))
        by_mail = asked(
            id, tenure=tenure, **posted | {"board_notice_sent_by": "email"}, board_notice_arrived_on="2026-11-05"
        )
        assert by_mail.reasons[0] == Reason(kind=FACT, name="board_notice_arrived_on", day=date(2026, 11, 5))


def test_a_letter_may_arrive_the_day_it_was_posted() -> None:
    told = {"tenure": "rental", "ground": "rent_arrears", "board_notice_sent_by": "registered_letter"}
    days = {
        "board_notice_posted_on": "2026-11-03",
        "board_notice_arrived_on": "2026-11-03",
        "tenant_served_on": "2026-11-03",
    }
    row = asked("recovery_period", **told, **days)
    assert (row.status, row.missing, row.last_day) == (law.Status.RUNNING, (), NOV_24)


def test_a_private_let_of_the_older_law_says_first_what_is_to_be_found_out() -> None:
    told = {"tenure": "private_let", "ground": "rent_arrears", "rent_due_on": "2026-06-30"}
    days = {"tenant_served_on": "2026-07-20", "board_notice_arrived_on": "2026-07-20", "board_notice_sent_by": "email"}
    row = asked("recovery_period", **told, **days)
    assert (row.starts_on, row.last_day, row.reasons[0]) == (
        None,
        None,
        Reason(kind=MISSING, name="earlier_private_let_law"),
    )
    assert len(row.reasons) > 3


def test_a_rule_without_a_row_says_which_day_it_was_asked_for() -> None:
    row = asked(
        "disturbance_notice_condominium",
        tenure="condominium",
        ground="disturbance",
        board_notice_arrived_on="2003-01-01",
    )
    chosen = Reason(kind=FACT, name="chosen_on", day=date(2003, 1, 1))
    assert (row.status, row.reasons) == (law.Status.NOT_IN_FORCE, (chosen,))
    with pytest.raises(law.NotInForce) as refused:
        the_law().value("disturbance_notice_condominium").on(date(2003, 1, 1))
    assert str(refused.value) == "disturbance_notice_condominium has no row in force on 2003-01-01"


def test_a_private_let_where_nothing_is_owed_has_no_clock_under_any_law() -> None:
    told = {"tenure": "private_let", "ground": "disturbance", "rent_due_on": "2026-06-30"}
    assert asked("recovery_period", **told, board_notice_arrived_on="2026-07-20").status is law.Status.NOT_APPLICABLE


def test_a_notice_on_its_way_cannot_have_been_given_before_it_was_posted() -> None:
    told = {"tenure": "rental", "ground": "rent_arrears", "board_notice_sent_by": "letter"}
    row = asked("recovery_period", **told, board_notice_posted_on="2026-11-10")
    assert row.alternatives == (law.Alternative(because="earliest", last_day=DEC_1),)
    assert Reason(kind=MISSING, name="board_notice_arrived_on") in row.reasons


def test_what_failed_of_a_utility_notice_is_told_and_moves_no_day() -> None:
    told = {"ground": "electricity_debt", "consumer_served_on": "2026-11-03", "board_notice_arrived_on": "2026-11-05"}
    failed = {
        "2026-11-03": [],
        "2026-11-04": [Reason(kind=FACT, name="utility_notice_sent_later", day=date(2026, 11, 4))],
    }
    for posted_on, reasons in failed.items():
        row = asked("electricity_period", **told, board_notice_posted_on=posted_on)
        assert ([*row.reasons[: len(reasons)]], row.last_day) == (reasons, NOV_24)
        assert (row.reasons[0].name == "utility_notice_sent_later") is bool(reasons)
    judged = asked("electricity_period", **told, board_notice_valid=False)
    assert (judged.reasons[0], judged.last_day) == (Reason(kind=FACT, name="utility_notice_not_valid"), NOV_24)
    for valid in (True, None):
        row = asked("electricity_period", **told, board_notice_valid=valid)
        assert "utility_notice_not_valid" not in [reason.name for reason in row.reasons]


def test_the_latest_reading_counts_no_saturday_unless_somebody_has_said_that_it_counts() -> None:
    told = {"tenure": "rental", "ground": "rent_arrears", "board_notice_sent_by": "registered_letter"}
    days = {"board_notice_arrived_on": "1990-03-05", "tenant_served_on": "1990-03-01"}
    read = {
        saturday: {
            other.because: other.last_day
            for other in asked("recovery_period", **told, **days, saturday_is_working_day=saturday).alternatives
        }
        for saturday in (None, True, False)
    }
    with_saturdays = {"earliest": date(1990, 3, 15), "latest": date(1990, 3, 19)}
    without = {"earliest": date(1990, 3, 19), "latest": date(1990, 3, 21)}
    assert read == {None: with_saturdays | {"latest": without["latest"]}, True: with_saturdays, False: without}
