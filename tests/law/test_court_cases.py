"""The court cases of law.md 10 that no vector of days can hold: money put to rents, and what is recorded."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from kvar import law
from tests.law.build import VECTORS, facts, notice, read_yaml, the_law

# Those that law.md 10 calls safe to assert. J12 is not: its outcome has not been read.
SAFE = {1, 4, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 20, 22, 23, 24}
KRONOR = 100
TEST = re.compile(r"def (test_\w+)")


def rent(due_on: date, amount: int = 2_000 * KRONOR) -> law.Rent:
    return law.Rent(due_on=due_on, amount=amount)


def test_j10_a_payment_marked_july_pays_july_before_it_is_due_and_leaves_the_clock_without_meaning() -> None:
    """NJA 2002 s. 577: stall boxes at 2 000 kr a month; the termination of 6 July was about a rent that was paid."""
    february, march, july = rent(date(2000, 1, 31)), rent(date(2000, 2, 29)), rent(date(2000, 6, 30))
    payments = [
        law.Payment(on=on, amount=2_000 * KRONOR, for_rent_due_on=due_on)
        for on, due_on in [
            (date(2000, 3, 23), february.due_on),
            (date(2000, 3, 23), march.due_on),
            (date(2000, 6, 28), july.due_on),
        ]
    ]
    found = law.allocations([february, march, july], payments)
    assert [one.suggested for one in found] == [False, False, False]
    assert law.covered_on([july], found) == date(2000, 6, 28)
    paid_on = law.covered_on([july], found)
    told = {"tenure": "premises", "ground": "rent_arrears", "rent_due_on": july.due_on, "paid_on": paid_on}
    assert answer("premises_rent_delay", told).status is law.Status.MET
    marked_nothing = [*payments[:2], law.Payment(on=date(2000, 6, 28), amount=2_000 * KRONOR)]
    assert law.covered_on([july], law.allocations([february, march, july], marked_nothing)) is None


def test_j11_undirected_money_is_suggested_for_the_rent_whose_delay_costs_the_home() -> None:
    """NJA 2013 s. 1190: rents of January and February 2011 late, undirected payment 2011-03-23."""
    january, february = rent(date(2010, 12, 31)), rent(date(2011, 1, 31))
    money = [law.Payment(on=date(2011, 3, 23), amount=2_000 * KRONOR)]
    first = law.allocations([january, february], money, threatened=[february])[0]
    assert (first.rent, first.suggested) == (february, True)
    assert [reason.name for reason in first.reasons] == ["nja-2013-1190"]
    assert law.covered_on([february], [first]) is None, "a suggestion alone stops no clock"


def test_j13_rent_deposited_at_lansstyrelsen_is_told_as_paid_and_the_rent_is_not_late() -> None:
    """RH 2016:22: part of the rent was deposited September 2011 to April 2012, and that forfeits nothing.

    A deposit has no place of its own: it is entered as a payment on its day (JB 12:21, 12:44 1 st).
    """
    september = rent(date(2011, 8, 31), 6_000 * KRONOR)
    parts = [
        law.Payment(on=date(2011, 8, 30), amount=3_500 * KRONOR, for_rent_due_on=september.due_on),
        law.Payment(
            on=date(2011, 8, 31),
            amount=2_500 * KRONOR,
            for_rent_due_on=september.due_on,
            reference="deponerat hos länsstyrelsen",
        ),
    ]
    covered = law.covered_on([september], law.allocations([september], parts))
    assert covered == date(2011, 8, 31)
    told = {"tenure": "rental", "ground": "rent_arrears", "rent_due_on": september.due_on, "paid_on": covered}
    assert answer("rent_delay", told).status is law.Status.MET


def test_j22_a_later_rent_paid_directly_does_not_undo_that_an_earlier_one_was_late() -> None:
    """RH 2012:48: rents 200 and 77 days late; that the board pays now does not mend what has been."""
    due = date(2010, 8, 31)
    late = notice(id="old", arrived_on=None, rent_due_on=due, paid_on=date(2011, 3, 19))
    direct = notice(id="new", arrived_on=None, rent_due_on=date(2011, 8, 31), paid_on=date(2011, 8, 31))
    found = {row.subject: row.status for row in law.deadlines_of(facts(late, direct), the_law()) if row.rule == "R01"}
    assert found == {"notice:old": law.Status.LATE, "notice:new": law.Status.MET}


def test_j23_an_extension_is_never_decided_by_a_rule() -> None:
    """RH 2012:49: warned or not, and paid after the termination, are for people to weigh (JB 12:46).

    Nothing records a warning today; the answers only say what the law's times are.
    """
    about_extension = {value.rule for value in the_law().values.values() if "förläng" in value.consequence.lower()}
    assert about_extension <= {"R15"}, "only hyresnämnden's duty to tell the board speaks of it"


def test_j24_a_notice_on_which_nobody_has_taken_a_position_stays_open() -> None:
    """JO 1683-2017: rent notices in the spring of 2015, and no investigation opened before the day of the eviction."""
    papers = [notice(id=str(number), arrived_on=date(2015, 4, number)) for number in (1, 2, 3)]
    taken = notice(id="4", arrived_on=date(2015, 4, 4), position_taken_on=date(2015, 4, 7))
    rows = [row for row in law.deadlines_of(facts(*papers, taken), the_law()) if row.rule == "R34"]
    assert [row.status.value for row in rows] == ["running", "running", "running", "met"]
    finding = law.CONDITIONS["position_taken"]
    case = facts(*papers, taken)
    assert [finding(case, f"notice:{one.id}").yes for one in case.notices] == [False, False, False, True]


def test_every_safe_case_has_a_vector_or_a_test_with_its_number() -> None:
    vectors = [row["name"] for path in VECTORS.glob("*.yaml") for row in read_yaml(path)]
    tests = [name for path in Path(__file__).parent.glob("test_*.py") for name in re.findall(TEST, text(path))]
    numbers = [re.match(r"J(\d+) ", name) for name in vectors] + [re.search(r"_j(\d+)_", name) for name in tests]
    assert {int(number[1]) for number in numbers if number} == SAFE


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def answer(id: str, told: dict[str, Any]) -> law.Deadline:
    return next(row for row in law.deadlines_of(law.read_facts(told), the_law()) if row.id == id)
