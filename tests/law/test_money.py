"""Payments and undertakings (JB 12:20, 12:44; NJA 2002 s. 577, NJA 2013 s. 1190). Öre."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kvar import law
from tests.law.build import facts, notice, served, the_law

JAN, FEB, MAR = (
    law.Rent(due_on=date(2010, 12, 31), amount=500_000),
    law.Rent(due_on=date(2011, 1, 31), amount=500_000),
    law.Rent(due_on=date(2011, 2, 28), amount=500_000),
)
PAID = date(2011, 3, 23)
NOV_3, NOV_24, NOV_25 = date(2026, 11, 3), date(2026, 11, 24), date(2026, 11, 25)


def paid(amount: int, **given: Any) -> law.Payment:
    keys: dict[str, Any] = {"on": PAID}
    return law.Payment(amount=amount, **keys | given)


def told(found: tuple[law.Allocation, ...]) -> list[tuple[date, int, bool]]:
    return [(one.rent.due_on, one.amount, one.suggested) for one in found]


def test_a_directed_payment_pays_what_it_names_even_before_that_is_due() -> None:
    early = paid(500_000, on=date(2011, 1, 10), for_rent_due_on=FEB.due_on)
    found = law.allocations([JAN, FEB], [early])
    assert told(found) == [(FEB.due_on, 500_000, False)]
    assert found[0].reasons[0].name == "nja-2002-577"
    assert law.covered_on([FEB], found) == date(2011, 1, 10)
    assert law.covered_on([JAN], found) is None


def test_an_undirected_payment_is_suggested_for_the_rent_that_costs_the_home() -> None:
    found = law.allocations([JAN, FEB], [paid(700_000)], threatened=[FEB])
    assert told(found) == [(FEB.due_on, 500_000, True), (JAN.due_on, 200_000, True)]
    assert {reason.name for one in found for reason in one.reasons} == {"nja-2013-1190"}


def test_without_a_threatened_rent_the_oldest_comes_first() -> None:
    assert told(law.allocations([FEB, JAN], [paid(500_000)])) == [(JAN.due_on, 500_000, True)]


def test_a_suggestion_covers_nothing_until_somebody_takes_it() -> None:
    found = law.allocations([JAN], [paid(500_000)])
    assert law.covered_on([JAN], found) is None
    assert law.covered_on([JAN], found, suggested=True) == PAID


def test_part_payment_covers_nothing_and_the_last_part_gives_the_day() -> None:
    first, last = paid(499_999, for_rent_due_on=JAN.due_on), paid(1, on=date(2011, 4, 1), for_rent_due_on=JAN.due_on)
    assert law.covered_on([JAN], law.allocations([JAN], [first])) is None
    assert law.covered_on([JAN], law.allocations([JAN], [last, first])) == date(2011, 4, 1)
    assert law.covered_on([JAN, FEB], law.allocations([JAN, FEB], [last, first])) is None


def test_money_beyond_the_rents_is_put_to_none_and_a_rent_is_never_paid_twice() -> None:
    found = law.allocations([JAN], [paid(600_000), paid(100, for_rent_due_on=JAN.due_on)])
    assert told(found) == [(JAN.due_on, 500_000, True)]


def test_a_payment_that_names_a_rent_nobody_claims_is_put_to_no_other() -> None:
    assert law.allocations([JAN], [paid(100, for_rent_due_on=MAR.due_on)]) == ()


def test_a_rent_of_nothing_is_covered_by_nothing_paid() -> None:
    assert law.covered_on([law.Rent(due_on=JAN.due_on, amount=0)], []) is None


def test_a_rent_whose_amount_is_not_known_is_never_said_to_be_covered() -> None:
    unknown = law.Rent(due_on=JAN.due_on)
    assert law.covered_on([unknown], law.allocations([unknown], [paid(1)]), suggested=True) is None
    assert law.covered_on([], []) is None


def test_a_rent_whose_amount_is_not_known_gets_no_money() -> None:
    assert law.allocations([law.Rent(due_on=JAN.due_on)], [paid(1)]) == ()


def test_the_smallest_debt_is_a_debt() -> None:
    assert law.covered_on([law.Rent(due_on=JAN.due_on, amount=1)], []) is None


def test_rents_are_covered_on_the_day_of_the_last_payment_in_whatever_order_they_are_told() -> None:
    late, early = (
        paid(500_000, on=date(2011, 4, 1), for_rent_due_on=JAN.due_on),
        paid(500_000, on=date(2011, 3, 1), for_rent_due_on=FEB.due_on),
    )
    both = law.allocations([JAN, FEB], [late, early])
    assert law.covered_on([JAN, FEB], both) == law.covered_on([FEB, JAN], both) == late.on
    parts = law.allocations([JAN], [replace(late, amount=250_000), replace(late, amount=250_000, on=early.on)])
    assert law.covered_on([JAN], parts) == law.covered_on([JAN], parts[::-1]) == late.on


def test_two_notices_share_the_rents_that_both_claim() -> None:
    one, other = notice(rents=(JAN, FEB)), notice(id="n2", rents=(law.Rent(due_on=FEB.due_on), MAR))
    assert law.shared_rents(one, other) == (FEB,)
    assert law.shared_rents(one, notice(id="n3")) == ()


GOOD: dict[str, Any] = {
    "in_writing": True,
    "told_to": law.ToldTo.CREDITOR,
    "about_the_debt": True,
    "received_on": NOV_24,
    "proof": True,
}


def r05(*days: date | None) -> law.Deadline:
    one = notice(arrived_on=NOV_3, sent_by=law.SentBy.EMAIL, services=served(*days or (NOV_3,)))
    return law.board_undertaking(facts(one), one, the_law())


def found(deadline: law.Deadline | None = None, **given: Any) -> law.UndertakingFinding:
    return law.undertaking_finding(law.Undertaking(**GOOD | given), deadline or r05())


def test_an_undertaking_holds_in_writing_to_the_landlord_about_the_rent_in_time_with_proof() -> None:
    finding = found()
    assert (finding.holds, finding.told_on, finding.faults, finding.missing) == (True, NOV_24, (), ())


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"in_writing": False}, "undertaking_not_in_writing"),
        ({"told_to": law.ToldTo.TENANT}, "undertaking_not_to_the_creditor"),
        ({"told_to": law.ToldTo.ENFORCEMENT_AUTHORITY}, "undertaking_not_to_the_creditor"),
        ({"about_the_debt": False}, "undertaking_not_about_the_debt"),
        ({"received_on": NOV_25}, "undertaking_too_late"),
    ],
)
def test_one_fault_is_enough(given: dict[str, Any], fault: str) -> None:
    finding = found(**given)
    assert finding.holds is False
    assert [reason.name for reason in finding.faults] == [fault]


def asked(id: str, tenure: law.Tenure | None = law.Tenure.RENTAL, **given: Any) -> law.Deadline:
    one = notice(arrived_on=NOV_3, sent_by=law.SentBy.EMAIL, services=served(NOV_3), **given)
    return next(row for row in law.deadlines_of(facts(one, tenure=tenure), the_law()) if row.id == id)


def test_where_the_law_has_no_such_time_no_undertaking_helps() -> None:
    for deadline in (
        asked("recovery_period_condominium", law.Tenure.CONDOMINIUM, ground=law.Ground.FEE_ARREARS),
        asked("board_undertaking", law.Tenure.CONDOMINIUM, ground=law.Ground.FEE_ARREARS),
        asked("board_undertaking", law.Tenure.PREMISES),
        asked("board_undertaking", valid=False),
    ):
        finding = found(deadline)
        assert finding.holds is False
        assert finding.faults[0].name == "undertaking_not_possible"


def test_a_condominium_holder_can_be_helped_with_the_electricity() -> None:
    power = asked("electricity_period", law.Tenure.CONDOMINIUM, ground=law.Ground.ELECTRICITY_DEBT)
    assert found(power).holds is True


def test_for_district_heating_the_law_asks_for_no_writing_so_that_is_a_doubt() -> None:
    heat = asked("district_heating_period", ground=law.Ground.DISTRICT_HEATING_DEBT)
    finding = found(heat, in_writing=False)
    assert finding.holds is None
    assert finding.doubts == (
        law.Reason(kind=law.ReasonKind.FACT, name="put_it_in_writing"),
        law.Reason(kind=law.ReasonKind.SOURCE, name="fjv-28"),
    )
    assert found(heat, in_writing=True).doubts == ()
    assert found(heat, in_writing=None).doubts == ()
    assert found(in_writing=False).doubts == ()


def test_between_two_readings_it_is_neither_in_time_nor_too_late() -> None:
    two = r05(NOV_3, date(2026, 11, 10))
    days = (NOV_24, NOV_25, date(2026, 12, 1), date(2026, 12, 2))
    assert [found(two, received_on=day).holds for day in days] == [True, None, None, False]


@pytest.mark.parametrize("lacking", [*GOOD])
def test_what_nobody_has_said_is_missing_and_the_answer_is_not_known(lacking: str) -> None:
    finding = found(**{lacking: None})
    assert finding.holds is None
    assert finding.missing == (f"undertaking_{lacking}",)


def test_without_proof_it_is_not_known_to_hold() -> None:
    assert found(proof=False).missing == ("undertaking_proof",)


def test_a_day_nobody_knows_for_certain_never_makes_it_late() -> None:
    finding = found(r05(None), received_on=date(2027, 6, 1))
    assert (finding.holds, finding.missing) == (None, ("tenant_served_on",))


def test_a_registered_letter_posted_in_time_is_a_doubt_for_a_lawyer() -> None:
    posted = {"sent_by": law.SentBy.REGISTERED_LETTER, "sent_on": NOV_24}
    assert [reason.name for reason in found(**posted, received_on=NOV_25).doubts] == [
        "undertaking_posted_in_time",
        "jb-12-63",
    ]
    assert found(**posted, received_on=NOV_25).holds is None  # trap 13: not too late before a lawyer has said so
    assert found(**posted, received_on=None).doubts
    assert found(**posted).doubts == ()  # it was there in time anyhow
    assert found(**posted | {"sent_on": NOV_25}, received_on=NOV_25).doubts == ()
    assert found(sent_by=law.SentBy.LETTER, sent_on=NOV_24, received_on=NOV_25).doubts == ()
    assert found(r05(None), **posted, received_on=NOV_25).doubts == ()
