"""``kvar plan CASE`` as contracts.md has it. It needs neither Django nor a database."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kvar.cli import main
from kvar.content.load import load
from tests.harness.environment import PROJECT

ON = "2026-11-14"
FACTS = {
    "tenure": "rental",
    "ground": "rent_arrears",
    "rent_due_on": "2026-10-30",
    "board_notice_arrived_on": "2026-11-10",
    "board_notice_sent_by": "email",
    "tenant_served_on": "2026-11-09",
}
CHILD = {"born_on": "2015-03-01", "lives": "alternating", "source": "tenant"}
AS_YAML = """\
# som en människa skriver
facts:
  tenure: rental
  ground: rent_arrears
  rent_due_on: 2026-10-30
  board_notice_arrived_on: 2026-11-10
  board_notice_sent_by: email
  tenant_served_on: 2026-11-09
  children:
    - {born_on: 2015-03-01, lives: alternating, source: tenant}
done:
  - {step: H12, subject: case, round: 0, on: 2026-11-12}
"""


class Told:
    """One run of the command on a document from standard input."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys

    def run(self, document: str, *options: str, on: str = ON) -> tuple[int, str, str]:
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(document))
        code = main(["plan", "-", "--on", on, *options])
        told = self.capsys.readouterr()
        return code, told.out, told.err

    def plan(self, *, on: str = ON, done: Any = None, **facts: Any) -> Any:
        code, out, err = self.run(json.dumps({"facts": FACTS | facts, "done": done}), "--json", on=on)
        assert (code, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(monkeypatch, capsys)


def steps(plan: Any) -> dict[str, Any]:
    return {row["step"]: row for row in plan["steps"]}


def test_the_answer_has_the_keys_of_the_contract(told: Told) -> None:
    plan = told.plan(children=[CHILD])
    assert list(plan) == ["section", "with_enforcement", "steps"]
    keys = "step subject round unit title state appears_on due ends_on origin reasons"
    assert {" ".join(row) for row in plan["steps"]} == {keys}
    undertaking = steps(plan)["H23"]
    assert (undertaking["subject"], undertaking["unit"], undertaking["origin"]) == (
        "notice:1",
        "ekonomiskt_bistand",
        "law",
    )
    assert (undertaking["appears_on"], undertaking["due"], undertaking["state"]) == ("2026-11-10", "2026-12-01", "open")
    assert {"fact": "recovery_period", "day": "2026-12-01"} in undertaking["reasons"]
    assert "jb-12-44" in [reason.get("source") for reason in undertaking["reasons"]]


@pytest.mark.parametrize(
    ("children", "section"), [(None, "undecided"), ([], "U"), ([CHILD], "B"), ([{"lives": "elsewhere"}], "undecided")]
)
def test_the_section_is_three_valued(told: Told, children: Any, section: str) -> None:
    plan = told.plan(children=children)
    assert plan["section"] == section
    own = {"B": "B03", "U": "U02"}.get(section)
    assert {id for id in ("B03", "U02") if id in steps(plan)} == ({own} if own else set())


def test_kronofogden_adds_its_lists_and_takes_nothing_away(told: Told) -> None:
    before = told.plan(children=[CHILD])
    after = told.plan(
        children=[CHILD], eviction_time_notice_arrived_on="2026-11-13", eviction_at="2026-12-21T09:00+01:00"
    )
    assert (before["with_enforcement"], after["with_enforcement"]) == (False, True)
    assert before["section"] == after["section"] == "B"
    assert steps(after)["K02"]["subject"] == "notice:enforcement"
    assert {row["step"][0] for row in after["steps"]} == {row["step"][0] for row in before["steps"]} | {"F", "K"}


def test_a_done_step_is_done_from_its_day(told: Told) -> None:
    done = [{"step": "H12", "subject": "case", "round": 0, "on": "2026-11-12"}]
    assert steps(told.plan(done=done))["H12"]["state"] == "done"
    assert steps(told.plan(done=done, on="2026-11-11"))["H12"]["state"] != "done"


def test_the_same_case_looks_different_on_different_days(told: Told) -> None:
    assert steps(told.plan(on="2022-06-01"))["H08"]["state"] == "not_yet"
    assert steps(told.plan(on="2026-11-10"))["H08"]["state"] == "soon"
    assert steps(told.plan(on="2027-01-01"))["H08"]["state"] == "overdue"


@pytest.mark.parametrize(
    ("arrived", "cited"),
    [
        ("2022-06-01", "sol01-11-1"),
        ("2025-06-30", "sol01-11-1"),
        ("2025-07-01", "sol25-14-2"),
        ("2027-01-01", "sol25-14-2"),
    ],
)
def test_a_case_is_told_by_the_law_of_its_time(told: Told, arrived: str, cited: str) -> None:
    plan = told.plan(board_notice_arrived_on=arrived, rent_due_on=None, tenant_served_on=None, on="2027-03-01")
    sources = {reason["source"] for reason in steps(plan)["H33"]["reasons"] if "source" in reason}
    assert sources == {cited}


def test_yaml_and_json_say_the_same(told: Told) -> None:
    done = [{"step": "H12", "subject": "case", "round": 0, "on": "2026-11-12"}]
    document = json.dumps({"facts": FACTS | {"children": [CHILD]}, "done": done}, indent="\t")
    assert told.run(AS_YAML, "--json") == told.run(document, "--json")


def test_a_time_with_seconds_keeps_its_offset_in_yaml(told: Told) -> None:
    code, out, _err = told.run("facts: {eviction_at: 2026-12-14T00:30:00+01:00}", "--json")
    assert code == 0
    days = [
        reason["day"]
        for row in json.loads(out)["steps"]
        for reason in row["reasons"]
        if "eviction_on" in reason.values()
    ]
    assert {*days} == {"2026-12-14"}


def test_for_people_it_is_a_list_by_how_urgent_it_is(told: Told) -> None:
    code, out, _err = told.run(AS_YAML)
    lines = out.splitlines()
    assert code == 0
    assert lines[:3] == ["Plan den 2026-11-14", "Avsnitt 1: barnfamilj.", "Återvinningsfrist: arbeta mot 2026-12-01."]
    assert lines.index("Försenat") < lines.index("Snart") < lines.index("Öppet") < lines.index("Klart")
    assert "  H12  Sök personen på telefon vid olika tider (vuxenenheten, gjort 2026-11-12)" in lines
    assert any(line.startswith("Ta reda på: Får vi prata med hyresvärden? (B12") for line in lines)
    _code, undecided, _err = told.run("facts: {}")
    assert "ingen har sagt om barn berörs" in undecided


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("facts:\n  tenure: rental\n  tenur: x\n", "Rad 3: Uppgiften tenur är okänd."),
        ("facts:\n  rent_due_on: i går\n", "Rad 2: rent_due_on ska vara ett datum"),
        (
            "facts:\n  rent_due_on: 2026-02-30\n",
            "Rad 2: rent_due_on är '2026-02-30', och det finns inget sådant datum.",
        ),
        ("facts:\n  children:\n    - {lives: full_time}\n    - {lives: här}\n", "Rad 4: lives kan inte vara 'här'."),
        ('{\n\t"facts": {},\n\t"done": [\n\t\t{"step": "Z99"}]}', "Rad 4: Steget 'Z99' finns inte."),
        ("facts: {}\nfacts: {}\n", "Rad 2: Nyckeln facts står två gånger."),
        ("facts:\n\ttenure: rental\n", "Rad 2: Raden har en tabb i början."),
        ("facts: &x {}\n", "Rad 1: Förkortningar med & och * läses inte."),
        ('{"facts": {},}', "är inte giltig JSON (rad 1, tecken"),
        ("", "Dokumentet ska ha egna nycklar"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_with_its_line(told: Told, document: str, says: str) -> None:
    code, out, err = told.run(document, "--json")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert says in err


def test_a_file_is_read_and_one_that_is_missing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "case.yaml").write_text(AS_YAML, encoding="utf-8")
    assert main(["plan", str(tmp_path / "case.yaml"), "--on", ON]) == 0
    assert main(["plan", str(tmp_path / "none.yaml"), "--on", ON]) == 2
    assert "finns inte" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["case.yaml"], "Det här fattas: --on."),
        (["rebuild", "--on", ON], "kvar plan rebuild har inga val."),
        (["rebuild", "--json"], "kvar plan rebuild har inga val."),
    ],
)
def test_the_two_ways_to_use_it_are_not_mixed(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", *arguments]) == 2
    assert says in capsys.readouterr().err


def test_neither_django_nor_a_database_is_loaded() -> None:
    run = f"""
import io, sys
from kvar.cli import main
sys.stdin = io.StringIO({AS_YAML!r})
main(["plan", "-", "--on", "{ON}", "--json"])
sys.exit(int("django" in sys.modules))
"""
    assert subprocess.run([sys.executable, "-c", run], cwd=PROJECT, capture_output=True).returncode == 0


def test_every_plan_of_the_content_can_be_told(told: Told) -> None:
    """No step of ours has a unit, a state or a reason that the command cannot say."""
    for ground in ("rent_arrears", "fee_arrears", "disturbance", "electricity_debt", "unlawful_sublet", "enforcement"):
        document = json.dumps({"facts": FACTS | {"ground": ground, "children": [CHILD]}})
        assert told.run(document)[0] == 0
        found = steps(json.loads(told.run(document, "--json")[1]))
        assert {*found} <= {*load().steps}
