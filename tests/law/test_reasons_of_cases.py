"""Reasons of cases that the contract has no keys for, word for word."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from kvar import law
from kvar.law import Reason, ReasonKind
from kvar.law.deadlines.rent import payment_hindrance
from kvar.law.debts import paid_on
from kvar.law.known import KNOWN_DAYS, NO_NOTICE
from tests.law.build import facts, notice, served, the_law
from tests.law.test_money import NOV_24

FACT, MISSING, SOURCE = ReasonKind.FACT, ReasonKind.MISSING, ReasonKind.SOURCE
NOV_3, NOV_10, DEC_1 = date(2026, 11, 3), date(2026, 11, 10), date(2026, 12, 1)


def rows_of(case: law.Facts) -> dict[str, law.Deadline]:
    return {row.id: row for row in law.deadlines_of(case, the_law())}


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
