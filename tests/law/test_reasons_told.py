"""Reasons word for word: what is told of an answer is as much a part of it as its day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kvar import law
from kvar.law import Reason, ReasonKind
from kvar.law.deadlines.rent import payment_hindrance
from kvar.law.debts import paid_on
from kvar.law.known import KNOWN_DAYS, NO_NOTICE
from tests.law.build import facts, notice, served, the_law
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


def test_a_linked_notice_tells_the_other_ones_day_of_the_same_time_and_of_no_other() -> None:
    first = notice(id="a", arrived_on=NOV_3, sent_by=law.SentBy.EMAIL, services=served(NOV_3))
    later = replace(first, id="b", arrived_on=NOV_10, services=served(NOV_10), same_debt_as="a")
    found = {(row.subject, row.id): row for row in law.deadlines_of(facts(first, later), the_law())}
    for subject, own, other in (("notice:a", NOV_24, DEC_1), ("notice:b", DEC_1, NOV_24)):
        row = found[subject, "recovery_period"]
        readings = (law.Alternative(because="another_notice", last_day=other),)
        assert (row.last_day, row.alternatives) == (own, readings)


def test_two_links_to_two_papers_that_are_not_here_are_two_debts() -> None:
    one, other = (notice(id=id, same_debt_as=f"elsewhere-{id}", paid_on=day) for id, day in (("a", NOV_3), ("b", None)))
    assert law.deadlines_of(facts(one, other), the_law())
    statuses = {
        row.subject: row.status for row in law.deadlines_of(facts(one, other), the_law()) if row.id == "rent_delay"
    }
    assert statuses["notice:a"] != law.Status.LATE
    assert paid_on(facts(one, other), other) is None


def test_a_notice_that_does_not_count_starts_no_condition_and_says_so() -> None:
    for tenure, id in (
        (law.Tenure.RENTAL, "disturbance_notice"),
        (law.Tenure.CONDOMINIUM, "disturbance_notice_condominium"),
    ):
        one = notice(ground=law.Ground.DISTURBANCE, valid=False)
        row = next(row for row in law.deadlines_of(facts(one, tenure=tenure), the_law()) if row.id == id)
        assert (row.status, row.reasons) == (
            law.Status.NOT_STARTED,
            (Reason(kind=FACT, name="board_notice_not_valid"),),
        )


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


def test_a_file_about_a_child_is_kept_until_the_thirtieth_birthday_and_not_on_it() -> None:
    born = date(1996, 11, 6)
    kept = [
        law.kept_because(born_on=born, area_keeps_all=False, child_protection=True, on=day)
        for day in (date(2026, 11, 5), date(2026, 11, 6))
    ]
    assert kept == [(law.KeptBecause.CHILD_UNTIL_30,), ()]


def test_a_fact_that_nobody_has_told_has_no_day() -> None:
    assert {
        name: day(law.read_facts({}), NO_NOTICE)
        for name, day in KNOWN_DAYS.items()
        if day(law.read_facts({}), NO_NOTICE)
    } == {}


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


def test_a_copy_of_the_termination_tells_the_day_it_rests_on() -> None:
    one = notice(ground=law.Ground.SERIOUS_DISTURBANCE, arrived_on=NOV_10, terminated_on=NOV_3)
    row = next(row for row in law.deadlines_of(facts(one), the_law()) if row.id == "termination_copy")
    assert row.reasons[0] == Reason(kind=FACT, name="terminated_on", day=NOV_3)
    arrived = notice(ground=law.Ground.SERIOUS_DISTURBANCE, arrived_on=NOV_10)
    row = next(row for row in law.deadlines_of(facts(arrived), the_law()) if row.id == "termination_copy")
    assert row.reasons[0] == Reason(kind=FACT, name="board_notice_arrived_on", day=NOV_10)


def test_a_hindrance_is_for_rent_of_a_dwelling_and_tells_since_when() -> None:
    hindered = notice(hindered_since=NOV_3)
    row = payment_hindrance(facts(hindered), hindered, the_law())
    assert row is not None
    assert (row.starts_on, row.reasons[0]) == (NOV_3, Reason(kind=FACT, name="hindered_since", day=NOV_3))
    for tenure in (law.Tenure.PREMISES, law.Tenure.CONDOMINIUM, law.Tenure.PRIVATE_LET):
        assert payment_hindrance(facts(hindered, tenure=tenure), hindered, the_law()) is None
    for other in (notice(), notice(hindered_since=NOV_3, ground=law.Ground.DISTURBANCE)):
        assert payment_hindrance(facts(other), other, the_law()) is None


def test_a_paper_that_starts_no_clock_is_told_as_such() -> None:
    early = notice(starts_clock=False)
    row = next(row for row in law.deadlines_of(facts(early), the_law()) if row.id == "recovery_period")
    why = Reason(kind=FACT, name="ground", text="no_clock")
    assert (row.status, row.reasons) == (law.Status.NOT_APPLICABLE, (why,))


def rows_of(case: law.Facts) -> dict[str, law.Deadline]:
    return {row.id: row for row in law.deadlines_of(case, the_law())}


def test_a_breach_is_told_with_its_hours() -> None:
    known_at = datetime(2026, 11, 6, 16, 30, tzinfo=UTC)
    row = rows_of(replace(facts(), personal_file=law.PersonalFile(breach_known_at=known_at)))["data_breach_report"]
    end = known_at + timedelta(hours=72)
    assert row.reasons[:3] == (
        Reason(kind=FACT, name="breach_known_on", day=known_at.date(), text=known_at.isoformat()),
        Reason(
            kind=ReasonKind.PERIOD,
            name="seventy_two_hours",
            length="72 hours",
            day=end.date(),
            text=end.isoformat(),
        ),
        Reason(kind=SOURCE, name="gdpr-33", text=row.source.paragraph),
    )
    assert (row.last_day, row.source.id) == (end.date(), "gdpr-33")


def test_kronofogden_has_told_the_board_when_a_notice_from_there_has_come() -> None:
    applied = law.Enforcement(applied_on=NOV_3)
    told = {
        (): "running",
        (notice(arrived_on=NOV_10),): "running",
        (notice(ground=law.Ground.ENFORCEMENT, arrived_on=None),): "running",
        (notice(ground=law.Ground.ENFORCEMENT, arrived_on=NOV_10),): "met",
    }
    for notices, status in told.items():
        assert rows_of(facts(*notices, enforcement=applied))["enforcement_notice"].status == status


def test_a_confirmation_is_in_time_the_same_day_and_late_the_next() -> None:
    for confirmed_on, status in ((None, "running"), (NOV_3, "met"), (NOV_3 + timedelta(days=1), "late")):
        enforcement = law.Enforcement(time_notice_arrived_on=NOV_3, confirmed_on=confirmed_on)
        row = rows_of(facts(enforcement=enforcement))["enforcement_confirmation"]
        assert (row.status, row.last_day) == (status, NOV_3)


def test_a_respite_tells_which_day_it_is_counted_from() -> None:
    target = law.Enforcement(documents_complete_on=NOV_3, heard_on=NOV_3)
    assert rows_of(facts(enforcement=target))["respite"].reasons[0].name == "eviction_target"
    late_hearing = law.Enforcement(documents_complete_on=NOV_3, heard_on=DEC_1)
    assert rows_of(facts(enforcement=late_hearing))["respite"].reasons[0].name == "earliest_eviction"


def test_premises_follow_their_own_services_and_payment() -> None:
    by_letterbox = law.Service(tenant="t1", served_on=NOV_3, method=law.Method.LETTERBOX)
    in_hand, unserved = law.Service(tenant="t1", served_on=NOV_3), law.Service(tenant="t2")
    premises = law.Tenure.PREMISES
    row = rows_of(facts(notice(services=(by_letterbox,)), tenure=premises))["recovery_period_premises"]
    assert (row.status, row.missing, row.alternatives) == (law.Status.UNKNOWN, ("tenant_served_on",), ())
    assert "letterbox_only_for_termination" in [reason.name for reason in row.reasons]
    row = rows_of(facts(notice(services=(in_hand, unserved)), tenure=premises))["recovery_period_premises"]
    assert row.alternatives == (law.Alternative(because="earliest", last_day=date(2026, 11, 17)),)
    early = notice(services=(in_hand, unserved), paid_on=NOV_3)
    assert rows_of(facts(early, tenure=premises))["recovery_period_premises"].status is law.Status.UNKNOWN
    paid_now = notice(services=(in_hand,), paid_on=NOV_10)
    row = rows_of(facts(paid_now, tenure=premises))["recovery_period_premises"]
    assert (row.status, row.reasons[-1]) == (law.Status.MET, Reason(kind=FACT, name="paid_on", day=NOV_10))
    without_ground = notice(ground=None, services=(in_hand,))
    assert rows_of(facts(without_ground, tenure=premises))["recovery_period_premises"].missing == ("ground",)
    unasked = notice(services=())
    row = rows_of(facts(unasked, tenure=premises))["recovery_period_premises"]
    assert row.reasons[0] == Reason(kind=MISSING, name="tenant_served_on")


def test_a_time_that_is_over_or_no_clock_tells_of_no_other_notice() -> None:
    first = notice(id="a", arrived_on=NOV_3, sent_by=law.SentBy.EMAIL, services=served(NOV_3))
    later = replace(first, id="b", arrived_on=NOV_10, services=served(NOV_10), same_debt_as="a")
    for case, id in (
        (facts(first, later), "board_undertaking"),
        (facts(replace(first, paid_on=NOV_3), later), "recovery_period"),
    ):
        for row in law.deadlines_of(case, the_law()):
            if row.id == id:
                assert "another_notice" not in [other.because for other in row.alternatives]


def test_a_landlord_who_terminated_in_time_is_told_so_with_the_day() -> None:
    sublet = notice(ground=law.Ground.UNLAWFUL_SUBLET, arrived_on=NOV_10, terminated_on=NOV_10)
    case = replace(facts(sublet), tenancy=law.Tenancy(tenure=law.Tenure.RENTAL, landlord_knew_on=NOV_3))
    row = rows_of(case)["time_bar_six_months"]
    assert (row.status, row.reasons[-1]) == (law.Status.MET, Reason(kind=FACT, name="terminated_on", day=NOV_10))


def test_only_a_rented_home_is_referred_to_the_tribunal() -> None:
    held = law.Tenancy(tenure=law.Tenure.CONDOMINIUM, ends_on=DEC_1)
    row = rows_of(replace(facts(), tenancy=held))["referral_to_tribunal"]
    why = Reason(kind=FACT, name="tenure", text="condominium")
    assert (row.status, row.reasons) == (law.Status.NOT_APPLICABLE, (why,))


def test_a_dispute_about_the_extension_tells_when_it_began() -> None:
    disputed = law.Tenancy(tenure=law.Tenure.RENTAL, extension_disputed_on=NOV_3)
    row = rows_of(replace(facts(), tenancy=disputed))["tribunal_notice"]
    assert row.reasons[0] == Reason(kind=FACT, name="extension_disputed_on", day=NOV_3)


def test_an_investigation_that_was_opened_has_decided_the_report() -> None:
    opened = law.ChildReport(arrived_on=NOV_3, investigation_opened_on=NOV_10)
    row = rows_of(replace(facts(), child_report=opened))["preliminary_assessment"]
    assert row.status is law.Status.MET
    assert row.reasons[-1] == Reason(kind=FACT, name="child_investigation_opened_on", day=NOV_10)
    decided = law.ChildReport(arrived_on=NOV_3, decided_on=NOV_3, investigation_opened_on=NOV_10)
    row = rows_of(replace(facts(), child_report=decided))["preliminary_assessment"]
    assert row.reasons[-1] == Reason(kind=FACT, name="child_decision_on", day=NOV_3)
