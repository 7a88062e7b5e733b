"""The ``kvar`` command as contracts.md has it: exit codes, one Swedish sentence, JSON and nothing else."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kvar.casework.benchmark import content as benchmark_content
from kvar.casework.benchmark import country as benchmark_country
from kvar.casework.benchmark import letters as benchmark_letters
from kvar.casework.benchmark import pages
from kvar.casework.city import sandbox, seeding
from kvar.casework.city.signalling import MADE
from kvar.casework.city.talking_through import SAID, TOO_FEW
from kvar.cli import commands, main
from kvar.paper import pdf as paper_pdf
from kvar.records.models import Case, OpenStep, User
from tests.content.folders import copied
from tests.factories import TODAY, make_case_with_notice, make_user
from tests.harness.environment import PROJECT
from tests.stories import STORIES

UNTIL = TODAY.isoformat()
TALKED = len(SAID) + TOO_FEW  # cases that ended in an eviction, and are talked through
SEED = ["seed", "--seed", "1", "--until", UNTIL, "--cases"]


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command tells its server through the environment goes away with the test."""
    monkeypatch.setenv("KVAR_DEMO", "")
    monkeypatch.setenv("PYTHONWARNINGS", "")


@contextmanager
def _taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield int(taken.getsockname()[1])


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ([], "kommando"),
        (["fly"], "Kommandot fly finns inte"),
        (["seed", "--cases", "3"], "--seed, --until"),
        (["seed", "--cases", "0", "--seed", "1", "--until", UNTIL], "--cases"),
        (["seed", "--cases", "3", "--seed", "1", "--until", "i går"], "--until"),
        (["serve", "--port"], "--port saknar värde"),
        (["serve", "--fort"], "--fort"),
        (["bench", "--profile", "huge"], "--profile"),
    ],
)
def test_wrong_use_is_one_swedish_sentence_and_exit_2(
    wrong: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(wrong)
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert told.out == ""
    assert says in told.err
    assert "--help" in told.err
    assert len(told.err.splitlines()) == 1


def test_help_is_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["seed", "--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert "så här:" in told
    assert not [english for english in ("usage:", "options:", "show this help") if english in told]
    assert "Fyll en tom databas" in told


def test_content_check_answers_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "findings": []}


def test_a_broken_content_folder_is_a_no_with_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied(tmp_path / "content").path
    broken = folder / "organisation.yaml"
    broken.write_text(broken.read_text().replace("municipality:", "munisipality:"))
    assert main(["content", "check", str(folder), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert not answer["ok"]
    assert {finding["file"] for finding in answer["findings"]} == {"organisation.yaml"}
    assert all(finding["line"] >= 1 and finding["sentence"] for finding in answer["findings"])
    assert main(["content", "check", str(folder)]) == 1
    assert "organisation.yaml:" in capsys.readouterr().out


def test_a_folder_is_compared_with_the_edition_it_replaces(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine, ours = copied(tmp_path / "mine"), copied(tmp_path / "ours")
    mine.change("codes.yaml", "  - {id: kept_payment_plan,", "  - {id: kept_plan,")
    assert main(["content", "check", str(mine.path)]) == 1
    assert "kept_payment_plan i outcomes är borta." in capsys.readouterr().out
    assert main(["content", "check", str(mine.path), "--replaces", str(mine.path)]) == 0
    assert main(["content", "check", str(mine.path), "--replaces", str(ours.path), "--json"]) == 1
    (tmp_path / "ours/edition.yaml").unlink()
    capsys.readouterr()
    assert main(["content", "check", str(mine.path), "--replaces", str(ours.path)]) == 2
    assert "Filen saknas" in capsys.readouterr().err


def test_a_content_folder_that_is_not_there_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "check", "/finns/inte"]) == 2
    assert "finns inte" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port_gives_the_way_out_before_anything_is_made(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with _taken_port() as port:
        assert main([command, "--port", str(port)]) == 1
        told = capsys.readouterr()
        way_out = "make demo PORT=" if command == "demo" else "kvar serve --port "
        assert f"{way_out}{port + 1}" in told.err
        assert told.out == ""


@pytest.mark.django_db
@pytest.mark.any_database
def test_seed_makes_the_city_and_its_stories(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SEED, "5"]) == 0
    assert Case.objects.count() == 5 + len(STORIES) + MADE + TALKED
    assert "100 %" in capsys.readouterr().out


@pytest.mark.django_db
def test_seed_in_bulk_makes_as_many_cases(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SEED, "30", "--bulk"]) == 0
    assert Case.objects.count() == 30
    assert "30 ärenden" in capsys.readouterr().out


@pytest.mark.django_db
def test_seed_never_touches_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    make_case_with_notice()
    assert main([*SEED, "5"]) == 1
    assert Case.objects.count() == 1
    assert "DATABASE_URL" in capsys.readouterr().err


@pytest.mark.django_db
def test_plan_rebuild_restores_the_read_model(capsys: pytest.CaptureFixture[str]) -> None:
    make_case_with_notice()
    before = set(OpenStep.objects.values_list("step", "subject", "due"))
    OpenStep.objects.all().delete()
    assert main(["plan", "rebuild"]) == 0
    assert set(OpenStep.objects.values_list("step", "subject", "due")) == before
    assert f"{len(before)} öppna steg" in capsys.readouterr().out


@pytest.fixture
def mail_folder(settings: Any, tmp_path: Path) -> Path:
    """Where mail is written instead of being sent."""
    folder = tmp_path / "mail"
    settings.MAIL_ON, settings.MAIL_FOLDER, settings.EMAIL_FILE_PATH = True, str(folder), str(folder)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    return folder


@pytest.mark.django_db
@pytest.mark.any_database
def test_the_demo_is_safe_to_run_twice_and_has_morning_mail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], mail_folder: Path
) -> None:
    """A working day: the first run makes the mail and says where it is; the second makes and changes nothing."""
    monkeypatch.setattr(commands, "today", lambda: date(2026, 11, 23))
    served: list[int] = []
    kept: list[int] = []
    monkeypatch.setattr(commands, "_serve_anew", lambda told: served.append(told.port))
    monkeypatch.setattr(sandbox, "keep_city", lambda: kept.append(Case.objects.count()))
    monkeypatch.delenv("KVAR_ADDRESS", raising=False)
    with _taken_port() as near:
        port = near
    assert main(["demo", "--cases", "2", "--port", str(port)]) == 0
    first = capsys.readouterr().out
    assert str(mail_folder) in first
    assert (letters := sorted(mail_folder.iterdir())), "somebody has something waiting after the first night"
    cases, people = Case.objects.count(), User.objects.count()
    assert main(["demo", "--cases", "2", "--port", str(port)]) == 0
    second = capsys.readouterr().out
    assert served == [port, port]
    assert sorted(mail_folder.iterdir()) == letters
    assert kept == [cases], "a new city is kept, once it is whole, and a city that people have used is not"
    assert (Case.objects.count(), User.objects.count()) == (cases, people) == (2 + len(STORIES) + MADE + TALKED, people)
    assert "finns redan och behålls" in second
    assert "kvar-demo-2026" in first
    assert all(email in second for email in ("sara.lindh@hisingen.example", "jonas.wik@", "amir.said@"))
    assert User.objects.get(email="sara.lindh@hisingen.example").check_password("kvar-demo-2026")
    assert (os.environ["KVAR_DEMO"], os.environ["KVAR_ADDRESS"]) == ("1", f"http://127.0.0.1:{port}")


def test_a_demo_that_was_broken_off_half_way_begins_anew(
    committed_db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a city that failed after its first cases, when the demo is started again, then a whole one is made."""
    broken, kept = [True, False], list[int]()

    def make(*_told: object, **_more: object) -> int:
        make_case_with_notice()
        return 1 // 0 if broken.pop(0) else 1

    monkeypatch.setattr(commands, "_serve_anew", lambda told: None)
    monkeypatch.setattr(sandbox, "keep_city", lambda: kept.append(Case.objects.count()))
    monkeypatch.setattr(seeding, "make_city", make)
    with _taken_port() as near:
        start = ["demo", "--cases", "2", "--port", str(near)]
    with pytest.raises(ZeroDivisionError):
        main(start)
    assert not Case.objects.exists() and not User.objects.exists()
    assert main(start) == 0
    assert "finns redan" not in capsys.readouterr().out
    assert kept == [1]


@pytest.mark.django_db
@pytest.mark.any_database
def test_bench_prints_one_json_document(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(pages.SIZES, "small", (25, 15))
    monkeypatch.setattr(pages, "TIMES", 3)
    monkeypatch.setitem(benchmark_country.COUNTRY, "small", 60)
    monkeypatch.setattr(benchmark_country, "ONE_BY_ONE", 20)
    monkeypatch.setitem(benchmark_content.COPIES, "small", 2)
    monkeypatch.setattr(benchmark_content, "COLD_TIMES", 1)
    monkeypatch.setitem(benchmark_letters.COUNT, "small", 3)
    monkeypatch.setattr(benchmark_letters, "COLD_TIMES", 2)
    assert main(["bench", "--profile", "small", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["rows"]["open_cases"] == 25
    assert Case.objects.count() == 40 + 3  # three were registered while measuring
    assert report["rows"]["closed_cases"] == 15
    assert {page["id"] for page in report["pages"]} == {"my_day_own", "my_day_unit", "case", "situation"}
    most = {"case": 40}  # the one page that shows everything about a case
    assert all(page["queries"] <= most.get(page["id"], 26) for page in report["pages"])
    assert all(page["ratio"] > 0 for page in report["pages"])
    assert report["plan_microseconds"]["p50"] > 0
    assert report["law"]["one_case_microseconds"]["ratio"] > 1
    assert (report["law"]["country"]["cases"], report["law"]["country"]["deadlines"]) > (59, 60 * 17)
    content = report["content"]
    assert content["load"]["p50"] > content["load"]["limit_p50"] / 2 > 0
    assert content["plan_microseconds"]["steps"] > 40
    assert content["search_many"]["passages"] == 2 * content["search"]["passages"]
    assert all(said in pages.table(report) for said in ("Min dag", "Söka i 2 handböcker", "3 brev, 2 processer"))
    letters = report["letters"]
    assert letters["own"]["cold"] > letters["own"]["warm"] > 0
    assert {*letters["worst"]} == {"hostile", "longest"}
    assert all(0 < one["megabytes"] < paper_pdf.MOST_MEGABYTES for one in letters["worst"].values())
    assert {*letters["beside"]} == {"weasyprint", "libreoffice"}
    assert (letters["batch"]["letters"], letters["batch"]["megabytes_a_process"] < 512) == (3, True)


def test_what_is_not_installed_is_said_and_not_measured() -> None:
    told = {"cold": 60.0, "warm": 5.0, "warm_p95": 6.0}
    batch = {"letters": 3, "cores": 2, "seconds": 1.0, "a_second": 3, "megabytes_a_process": 80}
    beside = {"weasyprint": told | {"ratio": 1.0}, "libreoffice": None}
    figures = {"draft": 1.0, "own": told, "worst": {}, "beside": beside, "batch": batch}
    said = benchmark_letters.table(figures)
    assert re.search(r"WeasyPrint +5\.0 .*1\.0 gånger vår tid", said)
    assert re.search(r"LibreOffice från DOCX +– +är inte installerat här och inte mätt", said)


def test_the_worst_letters_stand_beside_what_one_may_cost() -> None:
    told = {"cold": 60.0, "warm": 5.0, "warm_p95": 6.0}
    batch = {"letters": 3, "cores": 2, "seconds": 1.0, "a_second": 3, "megabytes_a_process": 80}
    worst = {"hostile": {"seconds": 0.31, "megabytes": 66}, "longest": {"seconds": 0.7, "megabytes": 190}}
    said = benchmark_letters.table({"draft": 1.0, "own": told, "worst": worst, "beside": {}, "batch": batch})
    assert re.search(r"Fientligt brev, .* 0\.31 +högst 10 s, minne 66 MB av högst 512 MB", said)
    assert re.search(r"Längsta brevet, .* 0\.70 +högst 10 s, minne 190 MB av högst 512 MB", said)


@pytest.mark.django_db
def test_bench_never_looks_at_real_cases(capsys: pytest.CaptureFixture[str]) -> None:
    make_user(email="nagon@goteborg.se")
    assert main(["bench"]) == 1
    assert "påhittad" in capsys.readouterr().err


OWN_FILE = "from kvar.cli.database import open_database; open_database(own_file='bench-x.sqlite3')"


@pytest.mark.any_database
def test_bench_has_a_database_of_its_own(tmp_path: Path) -> None:
    settings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    settings |= {"KVAR_DATA": str(tmp_path), "PYTHONWARNINGS": "error"}
    subprocess.run([sys.executable, "-c", OWN_FILE], cwd=PROJECT, env=settings, check=True)
    assert {path.name for path in tmp_path.glob("*.sqlite3")} == {"bench-x.sqlite3"}


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/kvar_test_none", "DATABASE_URL"),
        ("DATABASE_URL", "nothing://here", "DATABASE_URL går inte att läsa"),
        ("KVAR_DATA", "/dev/null/data", "KVAR_DATA"),
    ],
)
def test_a_database_that_cannot_be_used_is_one_sentence(setting: str, value: str, says: str) -> None:
    settings = {name: told for name, told in os.environ.items() if name != "KVAR_SECRET_KEY"} | {setting: value}
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from kvar.cli import main; sys.exit(main(['migrate']))"],
        cwd=PROJECT,
        env=settings,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


NEWEST_MIGRATION = """DELETE FROM django_migrations
    WHERE id = (SELECT max(id) FROM django_migrations WHERE app = 'records')"""


@pytest.mark.any_database
def test_a_new_folder_is_enough(tmp_path: Path) -> None:
    """A first ``kvar seed`` prepares the database by itself, and an older one is never changed without being asked."""
    data = tmp_path / "data"
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
    settings |= {"KVAR_DATA": str(data), "DATABASE_URL": f"sqlite:///{data / 'kvar.sqlite3'}"}
    run = [sys.executable, "-c", "import sys; from kvar.cli import main; sys.exit(main())"]
    told = {"cwd": PROJECT, "env": settings, "capture_output": True, "text": True}
    done = subprocess.run([*run, *SEED, "3", "--bulk"], **told)  # type: ignore[call-overload]
    assert (done.returncode, done.stderr) == (0, "")
    with closing(sqlite3.connect(data / "kvar.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM records_case").fetchone() == (3,)
        database.execute(NEWEST_MIGRATION)
        database.commit()
    behind = subprocess.run([*run, "plan", "rebuild"], **told)  # type: ignore[call-overload]
    assert behind.returncode == 1
    assert "kvar migrate" in behind.stderr


ONE_BACK = """
from kvar.cli.database import open_database
open_database()
from django.core.management import call_command
call_command("migrate", "records", "0028", verbosity=0)
"""
KEPT_DAYS = "SELECT count(*), count(saved_until) FROM records_openstep"


@pytest.mark.any_database
def test_after_an_upgrade_the_open_steps_are_written_anew(tmp_path: Path) -> None:
    """A new column of the read model is empty until the plans are counted: ``kvar migrate`` does that by itself."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
    settings |= {"KVAR_DATA": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'kvar.sqlite3'}"}
    run = [sys.executable, "-c", "import sys; from kvar.cli import main; sys.exit(main())"]
    told = {"cwd": PROJECT, "env": settings, "capture_output": True, "text": True, "check": True}
    first = subprocess.run([*run, "migrate"], **told).stdout  # type: ignore[call-overload]
    assert first == "Databasen är klar.\n", "a new one has no steps"
    subprocess.run([*run, *SEED, "6", "--bulk"], **told)  # type: ignore[call-overload]
    with closing(sqlite3.connect(tmp_path / "kvar.sqlite3")) as database:
        steps, days = database.execute(KEPT_DAYS).fetchone()
    assert days > 0
    subprocess.run([sys.executable, "-c", ONE_BACK], **told)  # type: ignore[call-overload]
    said = subprocess.run([*run, "migrate"], **told).stdout  # type: ignore[call-overload]
    assert f"{steps} öppna steg skrivna." in said
    with closing(sqlite3.connect(tmp_path / "kvar.sqlite3")) as database:
        assert database.execute(KEPT_DAYS).fetchone() == (steps, days)
