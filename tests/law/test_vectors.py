"""Every vector in ``vectors/`` that a lawyer can read: name, source, facts, what is expected, and why.

``expect``: only what stands there is compared. ``because``: reasons that must be told. ``absent``: rules that are not
asked about at all. ``also``: facts beyond the contract. A failure names the vector and shows both answers.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kvar import law
from tests.law.build import ROOT, VECTORS, read_yaml, the_law
from tests.law.more_facts import facts_of

DAY = timedelta(days=1)
FILES = {path.stem: read_yaml(path) for path in sorted(VECTORS.glob("*_deadlines.yaml"))}
ALL = [vector for vectors in FILES.values() for vector in vectors]
SERVICE = read_yaml(VECTORS / "service.yaml")
# A length that is told under the id of another rule, and the lengths of delgivning, whose vectors are acts.
TOLD_AS = {"earliest_eviction_abroad": "earliest_eviction", "respite_with_compensation": "respite"}
METHODS = {
    "simplified_service": "simplified",
    "legal_person_service": "legal_person",
    "service_by_publication": "publication",
}


@pytest.mark.parametrize("subject", FILES)
def test_every_vector_gives_what_a_lawyer_would(subject: str) -> None:
    differences = {vector["name"]: wrong for vector in FILES[subject] if (wrong := differences_of(vector))}
    assert differences == {}


def differences_of(vector: dict[str, Any]) -> dict[str, Any]:
    """What the product says that the vector does not, by rule and key: (expected, seen)."""
    answers = law.deadlines_of(facts_of(vector["facts"], vector.get("also", {})), the_law())
    found = {deadline.id: deadline for deadline in answers}
    wrong: dict[str, Any] = {id: "answered" for id in vector.get("absent", []) if id in found}
    for id, expected in vector.get("expect", {}).items():
        seen = _seen(found[id], expected) if id in found else "not answered"
        expected = {key: _alternatives(value) for key, value in expected.items()}
        if seen != expected:
            wrong[id] = {"expected": expected, "seen": seen}
    for id, reasons in vector.get("because", {}).items():
        told = [_told(reason) for reason in found[id].reasons]
        if untold := [reason for reason in reasons if reason not in told]:
            wrong[f"because {id}"] = {"expected": untold, "seen": told}
    return wrong


def test_a_difference_is_found_and_shown() -> None:
    vector = {"facts": {"eviction_time_notice_arrived_on": date(2026, 11, 10)}, "absent": ["eviction_time_notice"]}
    wrong = {"enforcement_confirmation": {"last_day": date(2026, 11, 11)}, "erasure": {"status": "running"}}
    assert differences_of(vector | {"expect": wrong, "because": {"enforcement_confirmation": ["roll saturday"]}}) == {
        "eviction_time_notice": "answered",
        "enforcement_confirmation": {
            "expected": {"last_day": date(2026, 11, 11)},
            "seen": {"last_day": date(2026, 11, 10)},
        },
        "erasure": {"expected": {"status": "running"}, "seen": "not answered"},
        "because enforcement_confirmation": {
            "expected": ["roll saturday"],
            "seen": ["fact eviction_time_notice_arrived_on 2026-11-10", "period same_day"] + ["source sof25-11-3"],
        },
    }


def test_every_vector_has_a_name_of_its_own_and_says_something() -> None:
    assert [name for name, count in Counter(vector["name"] for vector in ALL).items() if count > 1] == []
    assert [vector["name"] for vector in ALL if not (vector.get("expect") or vector.get("absent"))] == []
    assert set().union(*ALL) <= {"name", "source", "facts", "also", "expect", "because", "absent"}


def test_every_vector_names_a_source_that_exists() -> None:
    known = {source["id"] for source in read_yaml(ROOT / "kvar/content/sources.yaml")["sources"]}
    assert {vector["source"] for vector in ALL} <= known


def test_every_change_date_of_every_rule_has_a_vector_on_the_day_before_on_the_day_and_after() -> None:
    lacking = []
    for name, value in the_law().values.items():
        chosen = set(_choosing_days(value))
        for row in value.rows:
            lacking += [(name, day) for day in (row.from_ - DAY, row.from_, row.from_ + DAY) if day not in chosen]
            assert row.until is None or row is not value.rows[-1], "a last row that ends has a change date too"
    assert lacking == []


def _choosing_days(value: law.LawValue) -> Iterator[date]:
    """The days that choose a row of this value, in the vectors that expect something of it."""
    if value.name in METHODS:
        acts = (vector["act"] for vector in SERVICE if vector["act"].get("method") == METHODS[value.name])
        yield from (act[key] for act in acts for key in value.chosen_by if key in act)
        return
    for vector in ALL:
        if TOLD_AS.get(value.name, value.name) in vector.get("expect", {}):
            yield from _first_known(value.chosen_by, vector["facts"] | vector.get("also", {}))


def _first_known(names: tuple[str, ...], said: dict[str, Any]) -> Iterator[date]:
    if "breach_known_at" in said:
        said = said | {"breach_known_on": datetime.fromisoformat(said["breach_known_at"]).date()}
    yield from [said[name] for name in names if name in said][:1]


def _seen(deadline: law.Deadline, expected: dict[str, Any]) -> dict[str, Any]:
    return {key: deadline.source.id if key == "source" else _plain(getattr(deadline, key)) for key in expected}


def _told(reason: law.Reason) -> str:
    parts = [reason.kind.value, reason.name, reason.day, reason.until]
    return " ".join(str(part) for part in parts if part)


def _plain(value: Any) -> Any:
    if isinstance(value, law.Alternative):
        return value._asdict()
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _alternatives(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [{"last_day": None, "earliest_day": None} | row if isinstance(row, dict) else row for row in value]
