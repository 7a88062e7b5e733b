"""The fingerprint is kept in the database with what a worker decided: another one would open every skip again."""

from datetime import date

from kvar.law import Finding
from kvar.law.fingerprint import changed_names, fingerprint

DUE = date(2026, 11, 25)
MANY = {f"condition_{number}": Finding(yes=None, since=DUE) for number in range(12)}
NAMES = tuple(MANY)


def test_a_fingerprint_is_the_same_in_every_version() -> None:
    assert fingerprint(None, {}) == "ebd14"
    assert fingerprint(DUE, {"debt_at_stake": Finding(yes=True, since=DUE)}) == "8ae99.406e7"
    assert fingerprint(DUE, MANY) == "8ae99.74202.749c3.2656e.2c1bc.c2852.2710a.b4646.a25f7.8d27b"


def test_ten_parts_are_told_apart_and_what_is_more_shares_the_last() -> None:
    before = fingerprint(DUE, MANY)
    assert changed_names(before, fingerprint(None, MANY), NAMES) == ("due",)
    for number, name in enumerate(NAMES):
        after = fingerprint(DUE, MANY | {name: Finding(yes=True, since=DUE)})
        assert changed_names(before, after, NAMES) == (NAMES[min(number, 8)],)


def test_a_day_that_moved_is_a_change_and_another_number_of_parts_is_another_step() -> None:
    before = fingerprint(DUE, {"a": Finding(yes=True, since=DUE), "b": Finding(yes=False)})
    assert changed_names(before, fingerprint(DUE, {"a": Finding(yes=True), "b": Finding(yes=False)}), ("a", "b")) == (
        "a",
    )
    assert changed_names(before, fingerprint(DUE, {"a": Finding(yes=True, since=DUE)}), ("a",)) == ("step",)
    assert changed_names(before, before, ("a", "b")) == ()
