"""What the vectors cannot say: several notices, which clock to work to, and refusals."""

from datetime import date
from typing import Any

import pytest

from kvar import law
from tests.law.build import ROOT, facts, law_rows, notice, read_yaml, served, the_law

SOURCES = read_yaml(ROOT / "kvar/content/sources.yaml")["sources"]
NOV_3, NOV_10, NOV_24 = date(2026, 11, 3), date(2026, 11, 10), date(2026, 11, 24)


def rent_notice(id: str, day: date, **given: Any) -> law.Notice:
    keys: dict[str, Any] = {"sent_by": law.SentBy.EMAIL, "services": served(day)}
    return notice(id=id, arrived_on=day, **keys | given)


def test_two_notices_for_one_debt_are_both_computed_and_the_earlier_is_worked_to() -> None:
    case = facts(rent_notice("a", NOV_10), rent_notice("b", NOV_3, same_debt_as="a"))
    periods = [row for row in law.deadlines_of(case, the_law()) if row.id == "recovery_period"]
    assert [row.last_day for row in periods] == [date(2026, 12, 1), NOV_24]
    clock = law.clock_of(case, the_law())
    assert clock is not None
    assert (clock.subject, clock.act_by) == ("notice:b", NOV_24)


@pytest.mark.parametrize("way", ["paid_on", "undertaking_received_on"])
def test_a_met_debt_stops_every_clock_of_the_same_debt(way: str) -> None:
    first = rent_notice("a", NOV_3, **{way: NOV_10})
    case = facts(first, rent_notice("b", NOV_10, same_debt_as="a"))
    assert law.clock_of(case, the_law()) is None


def test_another_debt_has_a_clock_of_its_own() -> None:
    case = facts(rent_notice("a", NOV_3, paid_on=NOV_10), rent_notice("b", NOV_10))
    clock = law.clock_of(case, the_law())
    assert clock is not None
    assert clock.subject == "notice:b"


def test_a_payment_that_came_too_late_leaves_no_clock_to_work_to() -> None:
    case = facts(rent_notice("a", NOV_3, paid_on=date(2026, 11, 25)))
    assert law.clock_of(case, the_law()) is None


def test_an_undertaking_that_came_too_late_does_not_stop_the_clock() -> None:
    case = facts(rent_notice("a", NOV_3, undertaking_received_on=date(2026, 11, 25)))
    clock = law.clock_of(case, the_law())
    assert clock is not None
    assert clock.status is law.Status.RUNNING


def test_an_unknown_clock_is_worked_to_from_its_earliest_day() -> None:
    case = facts(rent_notice("a", NOV_3), rent_notice("b", date(2026, 11, 2), services=()))
    clock = law.clock_of(case, the_law())
    assert clock is not None
    assert (clock.subject, clock.certain, clock.act_by) == ("notice:b", False, date(2026, 11, 23))


def test_a_case_without_a_clock_has_none() -> None:
    assert law.clock_of(facts(), the_law()) is None
    assert law.clock_of(facts(notice(ground=law.Ground.DISTURBANCE)), the_law()) is None


def test_a_circle_of_links_is_one_debt() -> None:
    a, b, c = (rent_notice(id, NOV_3, same_debt_as=other) for id, other in (("a", "b"), ("b", "a"), ("c", "a")))
    case = facts(a, b, c)
    assert law.same_debt(case, c) == (a, b, c)


def test_a_link_to_a_notice_in_another_case_joins_those_that_point_at_it() -> None:
    a, b = rent_notice("a", NOV_3, same_debt_as="elsewhere"), rent_notice("b", NOV_3, same_debt_as="elsewhere")
    assert law.same_debt(facts(a, b), a) == (a, b)


def test_a_rule_asked_directly_refuses_a_day_without_a_row() -> None:
    old = rent_notice("a", date(1980, 2, 4), rent_due_on=date(1979, 12, 31))
    with pytest.raises(law.NotInForce):
        law.recovery_period(facts(old), old, the_law())


def test_a_wait_says_why_it_starts_when_it_does() -> None:
    one = rent_notice("a", NOV_3)
    bar = law.eviction_order_bar(facts(one), one, the_law())
    names = [reason.name for reason in bar.reasons]
    assert names.index("three_weeks") < names.index("two_vardagar")


def test_the_source_carries_its_link() -> None:
    links = {row["id"]: f"https://example.test/{row['id']}" for row in SOURCES}
    one = rent_notice("a", NOV_3)
    source = law.recovery_period(facts(one), one, law.law_values(law_rows(), links)).source
    assert source.id == "jb-12-44"
    assert source.link == "https://example.test/jb-12-44"
    assert source.paragraph == "12 kap. 44 § första stycket 1 jordabalken"
