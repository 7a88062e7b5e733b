"""Every trap of law.md 11 has its test, named by its number, in exactly one of the files called test_traps.py."""

import re
from collections import Counter

from tests.harness.source import below, text

NAMED = re.compile(r"(?m)^def test_trap_(\d\d)_\w+\(")
TRAPS = range(1, 41)


def numbers_in(source: str) -> list[int]:
    return [int(number) for number in NAMED.findall(source)]


def test_each_trap_has_exactly_one_test_of_its_own() -> None:
    """Other files may come back to a trap (service, notices); that test is then beside this one, not instead of it."""
    found = Counter(
        number for path in below("tests", ".py") if path.name == "test_traps.py" for number in numbers_in(text(path))
    )
    assert found == Counter(TRAPS)


def test_a_number_is_read_from_the_name() -> None:
    assert numbers_in("def test_trap_07_x() -> None:\ndef test_trap_7() -> None:\n    # test_trap_08_y(") == [7]
