"""``kvar law coverage``: the contract's keys, and words for people. It needs neither Django nor a database."""

import json
import subprocess
import sys
from argparse import Namespace
from datetime import date
from typing import Any

import pytest

from kvar.cli.law_coverage import coverage
from tests.harness.environment import PROJECT

PARAGRAPH = {"statute", "sfs", "paragraph", "link", "extent", "rules", "last_checked", "what_is_left"}
ROW = {"from", "until", "source", "paragraph", "last_checked", "checked"}


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert coverage(Namespace(json=True)) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_the_document_has_the_keys_of_the_contract(answer: dict[str, Any]) -> None:
    assert set(answer) == {"paragraphs", "rules", "open_questions"}
    assert {frozenset(paragraph) for paragraph in answer["paragraphs"]} == {frozenset(PARAGRAPH)}
    assert {paragraph["extent"] for paragraph in answer["paragraphs"]} == {"modelled", "partly", "not"}
    assert {frozenset(rule) for rule in answer["rules"]} == {frozenset({"rule", "id", "label", "rows"})}
    assert {frozenset(row) for rule in answer["rules"] for row in rule["rows"]} == {frozenset(ROW)}


def test_days_are_iso_and_what_is_not_known_is_null(answer: dict[str, Any]) -> None:
    days = {paragraph["last_checked"] for paragraph in answer["paragraphs"]}
    assert None in days and all(date.fromisoformat(day) for day in days if day)
    (period,) = (rule for rule in answer["rules"] if rule["id"] == "recovery_period")
    assert [(row["from"], row["until"], row["checked"]) for row in period["rows"]] == [
        ("1980-01-01", "1993-06-30", False),
        ("1993-07-01", None, True),
    ]


def test_something_is_left_wherever_kvar_does_not_do_it_all(answer: dict[str, Any]) -> None:
    for paragraph in answer["paragraphs"]:
        assert (paragraph["what_is_left"] is None) == (paragraph["extent"] == "modelled")
        assert not (paragraph["extent"] == "not" and paragraph["rules"])


def test_the_open_questions_are_there_with_their_rules(answer: dict[str, Any]) -> None:
    (saturday,) = (asked for asked in answer["open_questions"] if asked["id"] == "saturday")
    assert "R08" in saturday["rules"] and "jb-12-44" in saturday["sources"] and saturday["what_kvar_does"]


def test_people_get_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    assert coverage(Namespace(json=False)) == 0
    said = capsys.readouterr().out
    for part in ("Jordabalk (1970:994)", "Sköts av: Kvar. R04", "Inte läst i lagtexten", "Öppna frågor", "lördag"):
        assert part in said


def test_it_needs_no_django() -> None:
    program = (
        "import sys; from argparse import Namespace; from kvar.cli.law_coverage import coverage;"
        "coverage(Namespace(json=True)); sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
