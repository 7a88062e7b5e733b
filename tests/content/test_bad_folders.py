"""A content folder from outside: each fault is said with file, line, what is wrong and how to mend it."""

import random
import shutil
from pathlib import Path

import pytest

from kvar.content.finding import ContentError, Severity
from kvar.content.load import load
from kvar.paper.template import Blank, LetterTextWrong, Passage, read_letter_text
from tests.content.bad_folders import ELSEWHERE, FAULTS, HOT, LETTER, TEXT, Fault
from tests.content.bad_translations import TRANSLATION_FAULTS
from tests.content.folders import Folder

OF_THE_TEXT = [
    "unknown blank",
    "unused blank",
    "blank in the wrong passage",
    "blank with å",
    "unknown passage",
    "passage without an end",
    "end without a passage",
    "letter without a title",
    "box of one line",
]


@pytest.mark.parametrize("fault", (FAULTS | TRANSLATION_FAULTS).values(), ids=FAULTS | TRANSLATION_FAULTS)
def test_a_fault_is_said_with_its_file_and_line_and_how_to_mend_it(folder: Folder, fault: Fault) -> None:
    fault.done(folder)
    found = [finding for finding in folder.check() if finding.severity is Severity.ERROR]
    said = [finding for finding in found if finding.file == fault.file and fault.says in finding.sentence]
    assert said, found
    if fault.at:
        lines = (folder.path / fault.file).read_text(encoding="utf-8").split("\n")
        assert fault.at in lines[said[-1].line - 1], said
    with pytest.raises(ContentError):
        load(folder.path)


@pytest.mark.parametrize("name", OF_THE_TEXT)
def test_what_the_check_finds_in_a_letter_cannot_be_written_either(folder: Folder, name: str) -> None:
    """The check reads a letter's text by itself, so that it can name lines; what writes letters agrees with it."""
    FAULTS[name].done(folder)
    letter = load().letters["informationsbrev_hyra"]
    with pytest.raises(LetterTextWrong):
        read_letter_text(
            (folder.path / TEXT).read_text(encoding="utf-8"),
            blanks=[
                Blank(**blank.model_dump(include={"name", "says", "required", "only_in"})) for blank in letter.blanks
            ],
            passages=[Passage(name=passage.name, one_of=passage.one_of) for passage in letter.passages],
        )


def test_what_lies_elsewhere_is_never_read(folder: Folder) -> None:
    (folder.path / "checklists/mine.yaml").symlink_to(ELSEWHERE)
    words = Path(ELSEWHERE).read_text(encoding="utf-8").split()
    said = " ".join(str(finding) for finding in folder.check())
    assert "checklists/mine.yaml:1" in said
    assert [word for word in words if len(word) > 5 and word in said] == []


def test_a_link_inside_the_folder_is_as_good_as_the_file(folder: Folder) -> None:
    (folder.path / HOT).rename(folder.path / "README-hot.yaml")
    (folder.path / HOT).symlink_to("../README-hot.yaml")
    assert folder.check() == ()


def test_a_linked_folder_is_refused_file_by_file(folder: Folder, tmp_path: Path) -> None:
    (folder.path / "law").rename(tmp_path / "law")
    (folder.path / "law").symlink_to(tmp_path / "law")
    assert {finding.sentence for finding in folder.check() if finding.file == "law/rent.yaml"} == {
        "Filen är en länk ut ur mappen och öppnas inte. Lägg själva filen här i stället."
    }


def test_files_from_windows_are_read_as_they_are(folder: Folder) -> None:
    for file in (HOT, TEXT, "handbook/1_forebyggande.md"):
        text = (folder.path / file).read_text(encoding="utf-8")
        (folder.path / file).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert folder.check() == ()
    assert load(folder.path).steps == load().steps
    assert load(folder.path).letters == load().letters


def test_a_file_that_nothing_reads_is_a_warning_and_other_peoples_files_are_not(folder: Folder) -> None:
    (folder.path / "edition.yaml").rename(folder.path / "editon.yaml")
    for name in ("README.md", ".gitignore", "checklists/hot.yaml~"):
        (folder.path / name).write_text("?")
    found = {finding.file: finding for finding in folder.check()}
    assert found["editon.yaml"].severity is Severity.WARNING
    assert found["editon.yaml"].sentence.endswith("Menar du edition.yaml?")
    assert {*found} == {"edition.yaml", "editon.yaml"}


def test_a_whole_text_says_which_swedish_text_it_is_of_and_the_check_says_what_to_write(folder: Folder) -> None:
    """A warning: the Swedish text can be changed at once, and is then used until the other is approved anew."""
    approved = "language: ar, status: approved, approved_by: Språkbyrån Exempel, approved_on: 2026-11-20"
    folder.change(LETTER, "blanks:", f"translated:\n  - {{{approved}}}\nblanks:")
    shutil.copy(folder.path / TEXT, folder.path / TEXT.replace("text.md", "text.ar.md"))
    for _change in ("never written", "since changed"):
        (found,) = folder.check()
        assert (found.file, found.severity) == (LETTER, Severity.WARNING)
        assert "Texten på ar är inte godkänd för den svenska text som gäller nu, och används inte:" in found.sentence
        assert "Låt någon som kan språket jämföra texterna och rätta text.ar.md." in found.sentence
        row = found.sentence.split("Skriv sedan på raden: ")[1].removesuffix(".")
        approved, old = f"{approved.split(', swedish')[0]}, {row}", approved
        assert folder.change(LETTER, old, approved) == found.line
        assert folder.check() == ()
        folder.change(TEXT, " att lösa", " nog att lösa")


ODD = ["null", "[]", "{}", "7", "true", "2025-01-01", "2025-02-30", "[1,[2]]", ".nan", "1e400", "!x", "{day", "}"]
SIGNS = [*"{}[]:\"'\t#|%\0\x85\u2028", "&a", "*a", "- ", "---\n", "{x}", "{0}"]


def test_whatever_stands_in_a_line_is_answered_and_never_a_fault_of_ours(folder: Folder) -> None:
    """Drawn at random; the run's seed repeats it (pytest-randomly seeds ``random`` before each test)."""
    files = sorted(path for ending in ("*.yaml", "*.md") for path in folder.path.rglob(ending))
    for _ in range(15):
        path = random.choice(files)
        whole = path.read_text(encoding="utf-8")
        lines = whole.split("\n")
        at = random.randrange(len(lines))
        before, _colon, _value = lines[at].partition(":")
        cut = random.randrange(len(lines[at]) + 1)
        odd = f"{before}: {random.choice(ODD)}"
        pierced = lines[at][:cut] + random.choice(SIGNS) + lines[at][cut:]
        lines[at] = random.choice([odd, pierced, f"  {lines[at]}", ""])
        path.write_text("\n".join(lines), encoding="utf-8")
        for finding in folder.check(replaces=load()):
            assert finding.line >= 1 and finding.sentence[-1] in ".?!", (lines[at], finding)
        path.write_text(whole, encoding="utf-8")
