"""The judge of ``make test-deep``: what it lets mutmut see, and what it refuses."""

from pathlib import Path

import pytest

from tests.deep import verdicts
from tests.deep.undecorated import undecorated
from tests.deep.verdicts import Mutant, explained, faults_in, page, verdict_of
from tests.harness.source import text

DECORATED = """\
@dataclass
class Value:
    @property
    def length(self):
        return 1

@condition
@twice(2)
def always(facts):
    return True
"""
PLAIN = """\
@dataclass
class Value:
    def length(self):
        return 1
    length = property(length)

def always(facts):
    return True
always = condition(twice(2)(always))
"""


def mutants(*verdict: str) -> list[Mutant]:
    return [
        Mutant(function="kvar.law.due.next_rent_due", verdict=each, was=f"{number}", becomes=f"{number + 1}")
        for number, each in enumerate(verdict)
    ]


@pytest.fixture
def nothing_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "explained", dict)


def test_decorated_functions_are_laid_open_and_classes_left_alone() -> None:
    assert undecorated(DECORATED) == PLAIN
    assert undecorated(PLAIN) == PLAIN


def test_what_pytest_could_not_run_is_no_kill() -> None:
    verdict = {code: verdict_of(code) for code in (0, 1, 4, 33, -24, 255)}
    assert verdict == {0: "överlevde", 1: "dödad", 4: "oklar", 33: "utan prov", -24: "hann inte klart", 255: "oklar"}


def test_a_survivor_that_nobody_has_explained_is_a_fault(
    nothing_explained: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = mutants(*["dödad"] * 99, "överlevde")
    assert len(faults_in(tried, whole=True)) == 1
    monkeypatch.setattr(verdicts, "explained", lambda: {tried[-1].change: "ingen skillnad"})
    assert faults_in(tried, whole=True) == []
    assert "ingen skillnad" in page(tried)


def test_too_many_survivors_are_a_fault_even_when_all_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = mutants(*["dödad"] * 94, *["utan prov"] * 6)
    monkeypatch.setattr(verdicts, "explained", lambda: {mutant.change: "x" for mutant in tried[94:]})
    assert faults_in(tried, whole=False) == []
    assert "94.0%" in faults_in(tried, whole=True)[0]


def test_an_explanation_of_what_is_killed_is_a_fault_once_every_mutant_is_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verdicts, "explained", lambda: {("kvar.law.due.x", "1", "2"): "x"})
    assert faults_in(mutants("dödad"), whole=False) == []
    assert len(faults_in(mutants("dödad"), whole=True)) == 1


def test_every_explained_survivor_is_still_in_the_code_and_has_its_reason() -> None:
    for function, was, becomes in explained():
        module = Path(*function.split(".")[:-1])
        places = (module.with_suffix(".py"), module / "__init__.py", module.parent.with_suffix(".py"))  # last: a method
        written = {line.strip() for line in text(next(place for place in places if place.exists())).splitlines()}
        assert {line for line in was.splitlines() if line} <= written, function
        assert was != becomes
    assert all(len(why) > 20 for why in explained().values())
