"""``kvar content deck``: a file without a database, figures with one, and refusals in words."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kvar.casework.editions import in_force
from kvar.cli import main
from kvar.content.load import load
from tests.paper.decks import all_text, opened
from tests.web.follow_up.published import SUMMER, publish

ON = ["--on", "2026-11-22"]


def titles(path: Path) -> list[str]:
    return [slide.shapes.title.text for slide in opened(path.read_bytes()).slides]


def test_the_deck_needs_neither_django_nor_a_database(tmp_path: Path) -> None:
    """In a process of its own that would fail at Django, and at a database that does not answer."""
    program = "import sys; sys.modules['django'] = None; from kvar.cli import main; sys.exit(main())"
    file, nowhere = tmp_path / "deck.pptx", tmp_path / "data"
    environment = os.environ | {"DATABASE_URL": "postgres://127.0.0.1:1/x", "KVAR_DATA": str(nowhere)}
    command = [sys.executable, "-c", program, "content", "deck", str(file), *ON]
    told = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == f"Bildspelet finns i {file}.\n"
    assert "Det här är nytt sedan den 1 mars 2022" in titles(file) and not nowhere.exists()


def test_without_a_day_it_is_todays(tmp_path: Path) -> None:
    assert main(["content", "deck", str(tmp_path / "deck.pptx")]) == 0
    assert "22 november 2026" in all_text((tmp_path / "deck.pptx").read_bytes())


@pytest.mark.django_db
def test_an_administration_adds_its_figures_and_a_unit_stands_first(tmp_path: Path) -> None:
    publish({"incoming_by_code": {"rent_debt": 40}}, SUMMER, also={("hisingen", "rent_debt"): 4})
    file = tmp_path / "deck.pptx"
    chosen = ["--administration", "hisingen", "--unit", "barn_och_unga", "--from", "2025-07-01"]
    assert main(["content", "deck", str(file), *ON, *chosen]) == 0
    assert "Så här går det i Socialförvaltningen Hisingen" in titles(file)
    assert "visas inte" in all_text(file.read_bytes())
    assert "Det här är nytt sedan den 1 juli 2025" in titles(file)
    assert next(title for title in titles(file) if "Det här gör" in title) == "Det här gör enheten för barn och unga"


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "deck.pptx"
    file.write_text("mitt eget")
    assert main(["content", "deck", str(file), *ON]) == 1
    assert "finns redan" in capsys.readouterr().err and file.read_text() == "mitt eget"


@pytest.mark.django_db
def test_with_figures_it_is_the_content_in_force_that_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = load().deck
    cover = told.cover.model_copy(update={"title": "Stadens egen rubrik"})
    switched_on = replace(load(), deck=told.model_copy(update={"cover": cover}))
    monkeypatch.setattr(in_force, "content_of", lambda _day: switched_on)
    for name, options in (("with", ["--administration", "hisingen"]), ("without", [])):
        assert main(["content", "deck", str(tmp_path / name), *ON, *options]) == 0
    assert titles(tmp_path / "with")[0] == "Stadens egen rubrik" != titles(tmp_path / "without")[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (["--from", "2027-01-01"], "2027-01-01 ligger efter 2026-11-22"),
        (["--unit", "polisen"], "--unit polisen finns inte. Välj bland vuxen"),
        (["--administration", "atlantis"], "--administration atlantis finns inte. Välj bland centrum"),
    ],
)
def test_wrong_use_is_one_sentence_and_no_file(
    wrong: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["content", "deck", str(tmp_path / "deck.pptx"), *ON, *wrong]) == 2
    told = capsys.readouterr()
    assert says in told.err and told.out == "" and [*tmp_path.iterdir()] == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "deck", str(tmp_path / "nowhere" / "deck.pptx"), *ON]) == 2
    assert "går inte att skriva" in capsys.readouterr().err


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["content", "deck", str(tmp_path / "deck.pptx"), "--on", "i går"])
    assert ended.value.code == 2
