"""Every vector in ``vectors/`` that a lawyer can read: name, source, facts, what is expected, and why."""

from datetime import timedelta
from typing import Any

import pytest

from kvar import law
from tests.law.build import ROOT, VECTORS, read_yaml, the_law

DAY = timedelta(days=1)
ALL = [vector for path in sorted(VECTORS.glob("*_deadlines.yaml")) for vector in read_yaml(path)]


@pytest.mark.parametrize("vector", ALL, ids=[vector["name"] for vector in ALL])
def test_a_vector_gives_the_expected_deadlines(vector: dict[str, Any]) -> None:
    found = {deadline.id: deadline for deadline in law.deadlines_of(law.read_facts(vector["facts"]), the_law())}
    assert vector["expect"]
    for id, expected in vector["expect"].items():
        seen = {key: _plain(getattr(found[id], key)) for key in expected}
        assert seen == {key: _alternatives(value) for key, value in expected.items()}, id
    for id, reasons in vector.get("because", {}).items():
        told = [_told(reason) for reason in found[id].reasons]
        assert [reason for reason in reasons if reason not in told] == [], told


def test_every_vector_names_a_source_that_exists() -> None:
    known = {source["id"] for source in read_yaml(ROOT / "kvar/content/sources.yaml")["sources"]}
    assert {vector["source"] for vector in ALL} <= known


def test_every_change_date_has_a_vector_on_the_day_before_on_the_day_and_after() -> None:
    chosen = {vector["facts"].get("rent_due_on") for vector in ALL}
    ours = [value for value in the_law().values.values() if value.rule in ("R04", "R05", "R08")]
    changes = {row.from_ for value in ours for row in value.rows}
    assert changes
    for day in changes:
        assert {day - DAY, day, day + DAY} <= chosen, day


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
