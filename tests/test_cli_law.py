"""`kvar law deadlines` and `kvar law day` as contracts.md has them. They need neither Django nor a database."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kvar.cli import main
from tests.harness.environment import PROJECT

RENT = {"tenure": "rental", "ground": "rent_arrears", "board_notice_sent_by": "email"}
SERVED = RENT | {"board_notice_arrived_on": "2026-11-03", "tenant_served_on": "2026-11-03"}


def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, document: str, *options: str
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "stdin", io.StringIO(document))
    code = main(["law", "deadlines", "-", *options])
    told = capsys.readouterr()
    return code, told.out, told.err


def by_id(answer: Any) -> dict[str, Any]:
    return {row["id"]: row for row in answer["deadlines"]}


def test_one_object_gives_one_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "facts.json"
    written.write_text(json.dumps(SERVED))
    assert main(["law", "deadlines", str(written), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["deadlines"]
    assert by_id(answer)["recovery_period"]["last_day"] == "2026-11-24"


def test_an_array_gives_an_array_in_the_same_order_and_one_without_a_row_disturbs_no_other(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = SERVED | {"rent_due_on": "1979-12-31"}
    code, out, _err = run(capsys, monkeypatch, json.dumps([SERVED, old, {}]), "--json")
    first, second, third = json.loads(out)
    assert code == 0
    assert by_id(first)["recovery_period"]["status"] == "running"
    assert by_id(second)["recovery_period"]["status"] == "not_in_force"
    assert by_id(second)["investigation_opening"]["status"] == "running"
    assert third == {"deadlines": []}


def test_for_people_it_is_one_line_for_each_rule_that_applies(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _err = run(capsys, monkeypatch, json.dumps(SERVED))
    assert code == 0
    line = "R04  Återvinningsfrist: senast 2026-11-24. Tiden löper. (12 kap. 44 § första stycket 1 jordabalken)"
    assert line in out.splitlines()
    assert "R17" not in out


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("{", "är inte giltig JSON (rad 1, tecken 2)"),
        ("3", "ska vara ett JSON-objekt"),
        ('{"tenur": "rental"}', "Uppgiften tenur är okänd"),
        ('[{}, {"tenure": "villa"}]', "Objekt 2: tenure kan inte vara 'villa'"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_exit_2(
    document: str, says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = run(capsys, monkeypatch, document, "--json")
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.splitlines()) == 1


def test_a_file_that_is_not_there_is_one_sentence_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "deadlines", "saknas.json"]) == 2
    assert capsys.readouterr().err == "Filen saknas.json finns inte. Kontrollera sökvägen.\n"


def test_a_file_that_is_no_text_is_one_sentence_and_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.json").write_bytes(b"\xff\xfe")
    assert main(["law", "deadlines", str(tmp_path / "x.json")]) == 2
    assert "UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("day", "working", "until", "why"),
    [
        ("2026-11-03", True, "2026-11-03", "2026-11-03 är en arbetsdag."),
        ("2026-12-24", False, "2026-12-28", "2026-12-27 är en söndag."),
        ("2026-06-19", False, "2026-06-22", "2026-06-19 är midsommarafton."),
        ("2026-04-02", True, "2026-04-02", "2026-04-02 är en arbetsdag."),
    ],
)
def test_a_day_says_whether_an_act_may_wait_and_why(
    day: str, working: bool, until: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", "day", day, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["date", "working_day", "act_may_wait_until", "why"]
    assert (answer["date"], answer["working_day"], answer["act_may_wait_until"]) == (day, working, until)
    assert why in answer["why"]
    assert answer["why"][-2:] == ["2 § lagen (1930:173)", "1 och 2 §§ lagen (1989:253)"]


def test_a_day_before_the_act_on_holidays_is_not_in_force_and_never_a_guess(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "day", "1989-12-31", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["why"] == ["not_in_force"]
    assert main(["law", "day", "1989-12-31"]) == 1
    assert "ingen regel gällde" in capsys.readouterr().out
    assert main(["law", "day", "1990-01-01", "--json"]) == 0


@pytest.mark.parametrize("day", ["2026-13-01", "20261224", "i morgon", "2200-01-01"])
def test_a_day_that_cannot_be_read_is_wrong_use(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["law", "day", day])
    assert ended.value.code == 2
    assert "DATUM" in capsys.readouterr().err


def test_the_law_commands_need_neither_django_nor_a_database() -> None:
    program = (
        "import sys; from kvar.cli import main; code = main(['law', 'day', '2026-12-24']);"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'django'], 'django'; sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "julafton" in done.stdout
