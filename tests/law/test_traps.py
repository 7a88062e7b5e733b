"""The traps of law.md 11 that the law floor can fall into, one test each. Those of other floors: tests/casework."""

from datetime import date, timedelta
from typing import Any

from kvar import law
from tests.law.build import facts, notice, served, the_law

DAY = timedelta(days=1)
NOV_3, NOV_24 = date(2026, 11, 3), date(2026, 11, 24)
RENT = {"tenure": "rental", "ground": "rent_arrears"}
TOLD = {"board_notice_sent_by": "email", "board_notice_arrived_on": "2026-11-03"}
SERVED = RENT | TOLD | {"tenant_served_on": "2026-11-03"}
POWER = {"ground": "electricity_debt", "consumer_served_on": "2026-11-03"}
UNDERTAKEN: dict[str, Any] = {
    "in_writing": True,
    "told_to": law.ToldTo.CREDITOR,
    "about_the_debt": True,
    "received_on": NOV_24,
    "proof": True,
}


def answers(**told: Any) -> dict[str, law.Deadline]:
    return {row.id: row for row in law.deadlines_of(law.read_facts(told), the_law())}


def undertaking(**given: Any) -> law.UndertakingFinding:
    deadline = answers(**SERVED)["board_undertaking"]
    return law.undertaking_finding(law.Undertaking(**UNDERTAKEN | given), deadline)


def test_trap_01_the_day_the_board_was_told_is_one_event_of_two() -> None:
    told = answers(**RENT | TOLD)["recovery_period"]
    assert (told.status.value, told.last_day, told.missing) == ("unknown", None, ("tenant_served_on",))


def test_trap_02_an_unknown_service_is_worked_to_early_and_never_said_to_be_over() -> None:
    told = answers(**RENT | TOLD, paid_on="2027-06-01")["recovery_period"]
    assert (told.act_by, told.status.value) == (NOV_24, "unknown")


def test_trap_03_posting_counts_for_a_registered_letter_and_arrival_for_everything_else() -> None:
    told = RENT | {"tenant_served_on": "2026-11-02", "board_notice_arrived_on": "2026-11-05"}
    told |= {"board_notice_posted_on": "2026-11-03"}
    starts = {way: answers(**told, board_notice_sent_by=way)["recovery_period"].starts_on for way in law.SentBy}
    assert starts.pop(law.SentBy.REGISTERED_LETTER) == NOV_3
    assert set(starts.values()) == {date(2026, 11, 5)}


def test_trap_04_the_time_may_have_run_for_days_when_the_letter_is_opened() -> None:
    told = RENT | {"tenant_served_on": "2026-11-02", "board_notice_sent_by": "registered_letter"}
    told |= {"board_notice_posted_on": "2026-11-03", "board_notice_arrived_on": "2026-11-09"}
    assert answers(**told)["board_undertaking"].last_day == NOV_24


def test_trap_05_three_weeks_from_a_tuesday_is_a_tuesday_and_21_days() -> None:
    for days in range(0, 365, 5):
        start = date(2026, 1, 1) + days * DAY
        reasons = answers(**RENT, board_notice_sent_by="email", board_notice_arrived_on=start, tenant_served_on=start)
        period = [row.day for row in reasons["recovery_period"].reasons if row.kind is law.ReasonKind.PERIOD]
        assert period == [start + timedelta(days=21)], start


def test_trap_06_three_eves_and_saturday_move_a_last_day_and_three_other_eves_do_not() -> None:
    moved = [date(2026, 11, 28), date(2026, 6, 19), date(2026, 12, 24), date(2026, 12, 31)]
    ordinary = [date(2026, 4, 2), date(2026, 4, 30), date(2026, 1, 5)]
    assert [law.is_working_day(day) for day in moved + ordinary] == [False] * 4 + [True] * 3


def test_trap_07_an_earliest_day_is_never_moved() -> None:
    christmas_eve = answers(tenant_heard_on="2026-12-17", abroad=False)["earliest_eviction"].earliest_day
    assert christmas_eve == date(2026, 12, 24)
    assert answers(evicted_on="2026-09-23")["storage"].earliest_day == date(2026, 12, 24)


def test_trap_08_the_two_vardagar_are_no_time_to_pay_in() -> None:
    for late in ("2026-11-25", "2026-11-26"):
        told = answers(**SERVED, paid_on=late)
        assert (told["recovery_period"].status.value, told["recovery_period"].last_day) == ("late", NOV_24)
        assert told["eviction_order_bar"].earliest_day == date(2026, 11, 27)


def test_trap_09_a_lokal_has_two_weeks_and_no_board_whoever_lives_there() -> None:
    told = answers(**SERVED | {"tenure": "premises"})
    assert told["recovery_period_premises"].last_day == NOV_3 + timedelta(weeks=2)
    assert told["board_undertaking"].status is law.Status.NOT_APPLICABLE


def test_trap_10_a_private_let_has_no_recovery_and_an_unknown_tenure_is_asked_for() -> None:
    private = answers(**SERVED | {"tenure": "private_let", "rent_due_on": "2026-10-15"})
    recovery = ("recovery_period", "board_undertaking", "recovery_period_premises", "eviction_order_bar")
    assert {private[id].status for id in recovery} == {law.Status.NOT_APPLICABLE}
    assert "tenure" in answers(**{**SERVED, "tenure": None})["recovery_period"].missing


def test_trap_11_a_bostadsratt_is_saved_by_payment_alone() -> None:
    told = SERVED | {"tenure": "condominium", "ground": "fee_arrears"}
    undertaken = answers(**told, undertaking_received_on="2026-11-10")
    assert undertaken["recovery_period_condominium"].status is law.Status.RUNNING
    assert undertaken["board_undertaking"].status is law.Status.NOT_APPLICABLE
    assert answers(**told, paid_on="2026-11-10")["recovery_period_condominium"].status is law.Status.MET
    finding = law.undertaking_finding(law.Undertaking(**UNDERTAKEN), undertaken["board_undertaking"])
    assert finding.holds is False


def test_trap_12_late_many_times_a_tenant_still_has_three_weeks() -> None:
    days = [date(2026, month, 3) for month in range(1, 11)]
    papers = [notice(id=str(day), arrived_on=day, sent_by=law.SentBy.EMAIL, services=served(day)) for day in days]
    found = [row for row in law.deadlines_of(facts(*papers), the_law()) if row.id == "recovery_period"]
    assert {row.status for row in found} == {law.Status.RUNNING}
    assert len(found) == 10


def test_trap_13_an_undertaking_is_in_writing_to_the_landlord_about_the_rent_and_in_time() -> None:
    assert undertaking().holds is True
    wrong: list[dict[str, Any]] = [
        {"in_writing": False},
        {"told_to": law.ToldTo.TENANT},
        {"told_to": law.ToldTo.ENFORCEMENT_AUTHORITY},
        {"about_the_debt": False},
        {"received_on": NOV_24 + DAY},
    ]
    assert [undertaking(**given).holds for given in wrong] == [False] * 5
    assert undertaking(proof=None).holds is None


def test_trap_14_an_undertaking_leaves_the_debt_to_be_paid() -> None:
    told = answers(**SERVED, undertaking_received_on="2026-11-10")
    assert told["board_undertaking"].status is law.Status.MET
    assert told["recovery_period"].status is law.Status.RUNNING


def test_trap_15_rent_interest_and_sum_are_told_apart_and_missing_interest_does_not_invalidate() -> None:
    names = {blank.name for blank in law.blanks_of(law.PaperForm("F1978-3"))}
    assert {"rent_amounts", "interest", "total"} <= names
    check = law.check_notice(law.read_notice({"form": "F1978-3", "fields": {"interest": {"state": "missing"}}}))
    assert {row.severity for row in check.findings if row.field == "interest"} == {law.Severity.NOTE}


def test_trap_16_a_wrong_amount_may_invalidate_a_room_count_does_not_and_people_judge() -> None:
    stated = {"state": "value", "value": [{"amount": 785_000, "due_on": "2026-10-30"}]}
    for paid, wrong in ((1, True), (None, False)):
        known = {"notice_on": "2026-11-03", "payments": [{"on": "2026-11-02", "amount": paid}] if paid else []}
        blanks = {"rent_amounts": stated, "room_count": {"state": "missing"}}
        findings = law.check_notice(law.read_notice({"form": "F1978-3", "fields": blanks, "known": known})).findings
        serious = {row.field for row in findings if row.severity is law.Severity.MAY_INVALIDATE}
        assert ("rent_amounts" in serious) is wrong
        assert "room_count" not in serious
    assert answers(**SERVED)["recovery_period"].status is law.Status.RUNNING
    assert answers(**SERVED, board_notice_valid=False)["recovery_period"].status is law.Status.NOT_STARTED


def test_trap_17_part_payment_does_not_recover_and_keeps_what_the_payer_wrote() -> None:
    rent = law.Rent(due_on=date(2026, 10, 30), amount=785_000)
    part = law.Payment(on=NOV_3, amount=784_999, for_rent_due_on=rent.due_on, reference="Hyra november")
    found = law.allocations([rent], [part])
    assert law.covered_on([rent], found) is None
    assert found[0].payment.reference == "Hyra november"


def test_trap_18_a_rent_that_falls_due_meanwhile_is_neither_required_nor_forgotten() -> None:
    """Whether it must be paid too is not settled: a notice says which rents it claims, and both ways can be asked."""
    claimed = law.Rent(due_on=date(2026, 10, 30), amount=785_000)
    meanwhile = law.Rent(due_on=date(2026, 11, 30), amount=785_000)
    found = law.allocations(
        [claimed, meanwhile], [law.Payment(on=NOV_3, amount=785_000, for_rent_due_on=claimed.due_on)]
    )
    assert law.covered_on([claimed], found) == NOV_3
    assert law.covered_on([claimed, meanwhile], found) is None


def test_trap_19_money_is_paid_the_day_the_bank_took_the_order() -> None:
    paid = {on: answers(**SERVED, paid_on=on)["recovery_period"].status for on in ("2026-11-24", "2026-11-25")}
    assert list(paid.values()) == [law.Status.MET, law.Status.LATE]


def test_trap_20_a_second_notice_of_the_debt_does_not_restart_and_one_of_another_debt_has_its_own_clock() -> None:
    first = notice(id="a", arrived_on=NOV_3, sent_by=law.SentBy.EMAIL, services=served(NOV_3))
    later = NOV_3 + timedelta(weeks=1)
    same, other = (
        notice(id="b", arrived_on=later, sent_by=law.SentBy.EMAIL, services=served(later), same_debt_as=debt)
        for debt in ("a", None)
    )
    for second, act_by in ((same, NOV_24), (other, NOV_24 + timedelta(weeks=1))):
        found = law.deadlines_of(facts(first, second), the_law())
        assert [row.act_by for row in found if row.id == "recovery_period"] == [NOV_24, act_by]


def test_trap_21_two_underrattelser_keep_a_clock_each() -> None:
    """From the landlord and from Kronofogden, with different ends (RH 2001:22): both are kept."""
    from_landlord = notice(id="a", arrived_on=NOV_3, sent_by=law.SentBy.EMAIL, services=served(NOV_3))
    again = NOV_3 + timedelta(days=10)
    from_authority = notice(
        id="b", arrived_on=NOV_3, sent_by=law.SentBy.EMAIL, services=served(again), same_debt_as="a"
    )
    found = law.deadlines_of(facts(from_landlord, from_authority), the_law())
    assert {row.last_day for row in found if row.id == "recovery_period"} == {NOV_24, date(2026, 12, 4)}


def test_trap_22_an_uppsagning_in_the_letterbox_has_not_served_the_underrattelse() -> None:
    letterbox = law.Service(tenant="person:1", served_on=NOV_3, method=law.Method.LETTERBOX)
    paper = notice(arrived_on=NOV_3, sent_by=law.SentBy.EMAIL, services=(letterbox,))
    found = {row.id: row for row in law.deadlines_of(facts(paper), the_law())}
    assert found["recovery_period"].status is law.Status.UNKNOWN
    home = facts(paper, tenure=law.Tenure.CONDOMINIUM)
    found = {row.id: row for row in law.deadlines_of(home, the_law())}
    assert found["recovery_period_condominium"].last_day == NOV_24


def test_trap_23_every_tenant_is_served_and_the_earliest_start_is_worked_to() -> None:
    one = answers(**SERVED, cotenants_served_on=["2026-11-10"])["recovery_period"]
    assert (one.act_by, [other.because for other in one.alternatives]) == (NOV_24, ["another_tenant"])
    unserved = answers(**RENT | TOLD, tenant_served_on="2026-11-10", cotenants_served_on=[None])["recovery_period"]
    assert (unserved.status, unserved.missing, unserved.act_by) == (
        law.Status.UNKNOWN,
        ("cotenants_served_on",),
        NOV_24,
    )


def test_trap_24_an_email_from_a_private_landlord_serves_nothing() -> None:
    act = law.ServiceAct(
        method=law.Method.PRIVATE_EMAIL,
        document=law.Document.RECOVERY_INFORMATION,
        by=law.Server.PRIVATE_PARTY,
        sent_on=NOV_3,
        received_on=NOV_3,
        electronically=True,
    )
    assert law.served(act, the_law()).counts is False
    assert law.counts_for_recovery(law.Method.PRIVATE_EMAIL, law.Tenure.RENTAL) is False


def test_trap_26_two_times_are_called_atervinning_and_each_has_its_own_name_and_length() -> None:
    told = answers(**SERVED, order_given_on="2026-11-03")
    home, order = told["recovery_period"], told["order_reopening"]
    assert (home.rule, home.last_day, home.source.id) == ("R04", NOV_24, "jb-12-44")
    assert (order.rule, order.last_day, order.source.id) == ("R24", date(2026, 12, 3), "bfl-53")


def test_trap_27_only_the_notice_of_the_time_asks_for_an_answer_the_same_day_and_a_saturday_is_that_day() -> None:
    applied = answers(ground="enforcement", enforcement_applied_on="2026-11-27", board_notice_arrived_on="2026-11-28")
    assert applied["enforcement_confirmation"].last_day is None
    told = answers(eviction_time_notice_arrived_on="2026-11-28")["enforcement_confirmation"]
    assert told.last_day == date(2026, 11, 28)


def test_trap_28_four_weeks_is_a_target_and_one_week_the_minimum() -> None:
    told = answers(
        enforcement_applied_on="2026-10-01",
        enforcement_documents_complete_on="2026-11-03",
        tenant_heard_on="2026-11-03",
        abroad=False,
    )
    assert told["earliest_eviction"].earliest_day == date(2026, 11, 10)
    assert (told["eviction_target"].last_day, told["eviction_target"].earliest_day) == (date(2026, 12, 1), None)


def test_trap_29_a_respite_is_two_weeks_and_four_only_with_compensation() -> None:
    respite = answers(enforcement_documents_complete_on="2026-11-03")["respite"]
    assert respite.last_day == date(2026, 12, 15)
    assert law.Alternative(because="with_compensation", last_day=date(2026, 12, 29)) in respite.alternatives


def test_trap_30_the_clock_of_electricity_starts_with_the_consumer_alone() -> None:
    for board in ({}, {"board_notice_arrived_on": "2026-11-17", "board_notice_sent_by": "email"}):
        assert answers(**POWER, **board)["electricity_period"].last_day == NOV_24


def test_trap_31_fourteen_days_are_for_a_report_about_a_child_and_months_for_its_investigation() -> None:
    told = answers(child_report_arrived_on="2026-11-03", child_investigation_opened_on="2026-11-03")
    assert told["preliminary_assessment"].last_day == date(2026, 11, 17)
    assert told["child_investigation"].last_day == date(2027, 3, 3)
    assert "preliminary_assessment" not in answers(**SERVED)


def test_trap_32_genast_replaced_utan_drojsmal_on_the_day_of_the_new_act() -> None:
    said = {}
    for day in ("2025-06-30", "2025-07-01"):
        opening = answers(**RENT, board_notice_arrived_on=day)["investigation_opening"]
        period = next(reason.name for reason in opening.reasons if reason.kind is law.ReasonKind.PERIOD)
        said[day] = (period, opening.source.id, opening.last_day)
    assert said == {
        "2025-06-30": ("without_delay", "sol01-11-1", None),
        "2025-07-01": ("at_once", "sol25-14-2", None),
    }


def test_trap_33_disturbances_are_25_a_since_2024_and_never_25_b() -> None:
    rows = [row for value in the_law().values.values() for row in value.rows]
    assert [row.paragraph for row in rows if "25 b §" in row.paragraph] == []
    disturbance = {"tenure": "rental", "ground": "disturbance"}
    sources = [
        answers(**disturbance, board_notice_arrived_on=day)["disturbance_notice"].source.id
        for day in ("2024-06-30", "2024-07-01")
    ]
    assert sources == ["jb-12-25", "jb-12-25-a"]


def test_trap_34_a_copy_of_the_uppsagning_gives_the_board_no_days() -> None:
    told = answers(tenure="rental", ground="serious_disturbance", board_notice_arrived_on="2026-11-03")
    assert (told["termination_copy"].last_day, told["termination_copy"].earliest_day) == (None, None)
    assert law.clock_of(facts(notice(ground=law.Ground.SERIOUS_DISTURBANCE)), the_law()) is None


def test_trap_39_a_file_is_erased_after_five_years_and_many_are_kept_all_the_same() -> None:
    last_day = answers(last_entry_on="2026-11-03")["erasure"].last_day
    assert last_day == date(2032, 12, 31)
    child = date(2012, 11, 5)
    kept = law.kept_because(born_on=child, area_keeps_all=True, child_protection=True, on=last_day)
    assert set(kept) == set(law.KeptBecause)
    other = law.kept_because(born_on=date(2012, 11, 6), area_keeps_all=False, child_protection=False, on=last_day)
    assert other == ()


def test_trap_40_a_day_before_the_change_is_counted_by_the_law_of_its_time() -> None:
    rent = answers(**RENT, rent_due_on="1993-06-30", tenant_served_on="1993-08-02", **told_on("1993-08-02"))
    assert "twelve_vardagar" in {reason.name for reason in rent["recovery_period"].reasons}
    home = {"tenure": "condominium", "ground": "fee_arrears", "tenant_served_on": "2003-05-06"}
    fee = answers(**home, rent_due_on="2003-03-31")["recovery_period_condominium"]
    assert "twelve_vardagar" in {reason.name for reason in fee.reasons}
    before, after = (
        answers(**home, rent_due_on=due)["recovery_period_condominium"].status for due in ("2004-06-30", "2004-07-01")
    )
    assert (before, after) == (law.Status.RUNNING, law.Status.UNKNOWN), "the board is an event since 2004-07-01"


def told_on(day: str) -> dict[str, str]:
    return {"board_notice_sent_by": "letter", "board_notice_arrived_on": day}
