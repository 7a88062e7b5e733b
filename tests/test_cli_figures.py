"""``kvar figures import``: what is read in, and each refusal in words with its exit code."""

import io
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kvar.cli import main
from kvar.records.models import PublicFigures
from tests.casework.public_figures.files import GOOD, file_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kronofogden.csv"
    path.write_bytes(GOOD.encode())
    return path


def test_a_file_is_read_in_with_the_source_it_names(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", "import", str(file)]) == 0
    assert capsys.readouterr().out == "Inläst: 2 siffror från Kronofogden, statistik, 2026-02-20.\n"
    assert PublicFigures.objects.get().imported_by is None


def test_the_options_go_before_the_file(file: Path) -> None:
    assert main(["figures", "import", str(file), "--source", "Kronofogden", "--date", "2026-01-31"]) == 0
    made = PublicFigures.objects.get()
    assert (made.source, str(made.on)) == ("Kronofogden", "2026-01-31")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(GOOD.encode())))
    assert main(["figures", "import", "-"]) == 0


def test_what_the_file_says_wrong_is_told_by_line_and_nothing_is_read_in(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(file_of("2024;;Riket;executed;x;"))
    assert main(["figures", "import", str(file), "--source", "KFM", "--date", "2026-01-31"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("Rad 2: value är inget tal.") and "Ingenting är inläst." in told
    assert not PublicFigures.objects.exists()


def test_the_same_file_twice_is_no(file: Path) -> None:
    assert [main(["figures", "import", str(file)]) for _ in range(2)] == [0, 1]


def test_a_file_that_is_too_large_is_not_read_to_its_end(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(b"x" * 3_000_000)
    assert main(["figures", "import", str(file)]) == 1
    assert "större än 1 MB" in capsys.readouterr().err


def test_a_file_that_cannot_be_opened_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, sentence in (("saknas.csv", "finns inte"), ("", "går inte att läsa")):
        assert main(["figures", "import", str(tmp_path / name)]) == 2
        assert sentence in capsys.readouterr().err


def test_a_day_that_is_none_is_wrong_use(file: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["figures", "import", str(file), "--date", "igår"])
    assert ended.value.code == 2
