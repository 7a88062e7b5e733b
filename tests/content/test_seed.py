"""Each statement of the seed, S1–S85, is carried by something that exists: docs/reference/seed.md names it."""

import re
from collections.abc import Callable, Mapping

from kvar.casework.route_table import ROUTES
from kvar.content.library import Library
from tests.harness.environment import PROJECT

ROW = re.compile(r"^\| (S\d+) \| (.+?) \| (.+?) \|$")
CARRIER = re.compile(r"`(\w+):([\w:-]+)`")
TABLE = (PROJECT / "docs/reference/seed.md").read_text(encoding="utf-8")


def rows() -> dict[str, list[tuple[str, str]]]:
    found = (ROW.match(line) for line in TABLE.splitlines())
    return {row[1]: CARRIER.findall(row[3]) for row in found if row}


def test_every_statement_has_a_row_and_no_row_is_empty() -> None:
    table = rows()
    assert [*table] == [f"S{number}" for number in range(1, 86)]
    assert [number for number, carriers in table.items() if not carriers] == []


def test_everything_that_is_named_exists(library: Library) -> None:
    there: Mapping[str, Callable[[str], bool]] = {
        "passage": lambda id: any(id == one.id for chapter in library.handbook.told for one in chapter.passages),
        "step": lambda id: id in library.steps,
        "list": lambda id: id in library.lists,
        "page": lambda id: id in ROUTES,
        "codes": lambda id: bool(getattr(library.codes, id, None)),
        "letter": lambda id: id in library.letters,
        "question": lambda id: any(id == one.id for one in library.introduction.questions),
        "activity": lambda id: any(id == one.id for one in library.introduction.activities),
        "unit": lambda id: any(id == unit.id for unit in library.organisation.units),
    }
    missing = [(number, kind, id) for number, found in rows().items() for kind, id in found if not there[kind](id)]
    assert missing == []


def test_the_table_agrees_with_what_the_passages_and_the_responsibilities_say(library: Library) -> None:
    table = rows()
    for chapter in library.handbook.told:
        for passage in chapter.passages:
            for number in passage.seed:
                assert ("passage", passage.id) in table[number], (number, passage.id)
    for question in library.introduction.questions:
        assert ("question", question.id) in table[question.seed]
    for activity in library.introduction.activities:
        assert ("activity", activity.id) in table[activity.seed]
    for row in library.responsibilities:
        assert {("unit", row.unit), *(("step", step) for step in row.steps)} <= {*table[row.id]}
