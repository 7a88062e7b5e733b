"""No real person in the repository: only official test numbers, births 1980 or later, serial 238 or 239 (T89)."""

import re
from pathlib import Path

import pytest

from tests.harness.environment import PROJECT
from tests.harness.source import files

# Eight or six digits of birth, a sign, four more. Not inside a longer word, number, hash or UUID.
NUMBER = re.compile(r"(?<![\w+.-])(?P<century>19|20)?(?P<birth>\d{6})(?P<sign>[-+]?)(?P<serial>\d{3})\d(?![\w-]|\.\d)")
TEST_SERIALS = {"238", "239"}
WITHOUT_TEXT = {".lock", ".png", ".woff2", ".ico", ".pdf", ".sqlite3"}

# Bad examples that tests and documents need: read by a person, each impossible as somebody's number.
REVIEWED: dict[str, str] = {}


def _is_a_day(birth: str) -> bool:
    """Could these six digits be a birth day, or a coordination number's day plus 60?"""
    month, day = int(birth[2:4]), int(birth[4:6])
    return 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)


def _is_test_number(found: re.Match[str]) -> bool:
    year, century = int(found["birth"][:2]), found["century"]
    born_in_time = century == "20" or (year >= 80 if century == "19" else year >= 80 or year <= 26)
    return found["serial"] in TEST_SERIALS and born_in_time and found["sign"] != "+"


def suspicious(text: str) -> list[str]:
    """Everything that reads as a personal number and is not an official test number."""
    return [
        found[0]
        for found in NUMBER.finditer(text)
        if _is_a_day(found["birth"]) and not _is_test_number(found) and found[0] not in REVIEWED
    ]


def _readable() -> list[Path]:
    return [path for path in files() if path.suffix not in WITHOUT_TEXT]


def test_no_file_holds_a_number_that_could_be_somebodys() -> None:
    found = {str(path): suspicious((PROJECT / path).read_text(errors="replace")) for path in _readable()}
    assert {path: numbers for path, numbers in found.items() if numbers} == {}


# Written in two parts, so that this file passes its own rule.
@pytest.mark.parametrize(
    "number", ["850203" + "-1234", "19700101" + "1239", "850263" + "-2391"[:2] + "114", "850203" + "+2384"]
)
def test_other_numbers_are_seen(number: str) -> None:
    assert suspicious(f"Född {number}, hyresgäst") == [number]


@pytest.mark.parametrize(
    "text", ["850203-2388", "19850203-2384", "202100-4151", "0941-14000", "8502031234567", "a850203-1234"]
)
def test_test_numbers_and_other_digits_are_let_through(text: str) -> None:
    assert suspicious(text) == []
