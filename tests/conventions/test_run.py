"""``make test`` says plainly what ran, what did not and why, and fails when anything failed."""

import sys
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest

from tests import run
from tests.harness import chromium, postgres, stages
from tests.harness.environment import PROJECT
from tests.harness.stages import Result, Stage, left_out

STAGE = Stage("prov", lambda stage: Result(stage.name, True))


def _named(name: str, *, stage: Stage) -> Result:
    """As the real stages are: what is told of one comes before the stage itself."""
    return Result(name, stage.name == name)


def _said(code: str) -> Result:
    return stages.run(STAGE, sys.executable, "-c", code)


def test_the_exit_code_and_pytests_closing_line_are_kept() -> None:
    result = _said("print('==== 2 failed, 310 passed, 4 skipped in 12.1s ===='); raise SystemExit(1)")
    assert (result.ok, result.closing) == (False, "==== 2 failed, 310 passed, 4 skipped in 12.1s ====")
    assert result.counts == {"failed": 2, "passed": 310, "skipped": 4}


def test_the_table_names_what_did_not_run_and_why() -> None:
    table = run._table([_said("pass"), left_out(STAGE, "ingen Chromium hittades"), left_out(STAGE, "trasig", ok=False)])
    assert "godkänd" in table
    assert "kördes inte" in table
    assert "ingen Chromium hittades" in table
    assert "KUNDE INTE KÖRAS" in table


def test_the_last_line_counts_everything() -> None:
    failed_check = Result("typer", False)
    passed = Result("tester", True, closing="= 3 passed in 1s =", counts={"passed": 3})
    assert run._closing([failed_check, passed])[-1] == "3 passed, 1 failed, 0 skipped"


def test_one_failed_stage_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "CHECK", {"good": Stage("good", lambda stage: Result(stage.name, True))})
    monkeypatch.setattr(run, "TESTS", {"bad": Stage("bad", lambda stage: Result(stage.name, False))})
    assert (run.main(["good"]), run.main([]), run.main(["bad"]), run.main(["unheard_of"])) == (0, 1, 1, 2)


def test_two_lanes_side_by_side_keep_the_order_and_say_whose_each_line_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.os, "cpu_count", lambda: 2)
    both = Barrier(2, timeout=30)

    def waiting(stage: Stage) -> Result:
        both.wait()  # neither goes on before the other has begun
        return stages.run(stage, sys.executable, "-c", "print('= 1 passed in 1s =')")

    first, second = Stage("ett", waiting), Stage("två", waiting)
    last, alone = Stage("tre", partial(_named, "tre")), Stage("fyra", partial(_named, "fyra"))
    results = run._results([first, second, last, alone], lanes=[[first], [second, last]])
    assert [result.name for result in results] == ["ett", "två", "tre", "fyra"]
    assert [result.counts for result in results[:2]] == [{"passed": 1}, {"passed": 1}]
    told = capsys.readouterr().out
    assert "ett: = 1 passed" in told and "två: = 1 passed" in told


def test_postgresql_that_cannot_be_had_is_not_passed_over_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KVAR_TEST_POSTGRES", "postgresql://nobody@127.0.0.1:1/none")
    result = run._postgresql(STAGE)
    assert (result.ok, result.ran) == (False, False)


def test_the_servers_database_is_never_named_for_use() -> None:
    found = postgres._answering()
    assert found is None or found.url.endswith("/kvar_test")


def test_a_browser_that_is_not_there_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KVAR_CHROMIUM", "no-such-browser")
    assert chromium.chromium() is None


def test_ci_calls_exactly_make_test() -> None:
    assert Path(PROJECT / ".ci/run").read_text().rstrip().endswith("exec make test")


def test_users_own_settings_do_not_reach_the_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://production.example/kvar")
    assert "DATABASE_URL" not in stages.environment()
