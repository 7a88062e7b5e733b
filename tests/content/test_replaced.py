"""A new edition keeps every id of the one before it: cases, journals and links name them for many years."""

import pytest

from kvar.content.finding import Finding, Severity
from kvar.content.library import Library
from kvar.content.load import load
from tests.content.bad_folders import HOT, RENT
from tests.content.folders import Folder

LOCAL = "handbook/lokalt.md"


def lost(folder: Folder, older: Library) -> list[Finding]:
    """What is said only because of the older edition."""
    alone = set(folder.check())
    return [finding for finding in folder.check(replaces=older) if finding not in alone]


def test_an_edition_may_follow_itself(folder: Folder, library: Library) -> None:
    assert folder.check(replaces=library) == ()


def test_a_lost_step_is_named_where_it_stood(folder: Folder, library: Library) -> None:
    folder.cut(HOT, "  - id: H04\n", "  - id: H05\n")
    (found,) = lost(folder, library)
    assert found.sentence == (
        "Steget H04 (Koppla ihop underrättelser som gäller samma skuld) är borta. Lägg tillbaka det och skriv until: "
        "den sista dag det gäller. Journaler hänvisar till det."
    )
    lines = (folder.path / HOT).read_text(encoding="utf-8").split("\n")
    assert (found.file, lines[found.line - 1], found.severity) == (HOT, "  - id: H03", Severity.ERROR)


def test_a_step_that_has_ended_is_not_lost(folder: Folder, library: Library) -> None:
    folder.change(HOT, "  - id: H04\n", "  - id: H04\n    until: 2027-06-30\n")
    assert lost(folder, library) == []


def test_a_lost_list_is_all_its_steps(folder: Folder, library: Library) -> None:
    (folder.path / "checklists/energi.yaml").unlink()
    found = lost(folder, library)
    assert [finding.sentence[:10] for finding in found] == [f"Steget E0{n}" for n in (1, 2, 3, 4)]
    assert {finding.file for finding in found} == {"checklists"}


def test_a_lost_passage_is_named_in_its_chapter(folder: Folder, library: Library) -> None:
    folder.change(LOCAL, "id: bestam-lokalt", "id: bestam-har")
    folder.change(LOCAL, "{#bestam-lokalt}", "{#bestam-har}")
    (found,) = lost(folder, library)
    assert (found.file, found.sentence.split(".")[0]) == (LOCAL, "Stycket bestam-lokalt är borta")


def test_a_lost_chapter_is_said_once(folder: Folder, library: Library) -> None:
    (folder.path / LOCAL).unlink()
    (found,) = lost(folder, library)
    assert found.sentence.startswith("Kapitlet lokalt (Så arbetar vi lokalt) är borta.")


def test_a_lost_letter_is_named(folder: Folder, library: Library) -> None:
    for file in ("brev.yaml", "text.md"):
        (folder.path / "letters/informationsbrev_hyra" / file).unlink()
    (found,) = lost(folder, library)
    assert found.sentence.startswith("Brevet informationsbrev_hyra (Informationsbrev – obetald hyra) är borta.")


@pytest.mark.parametrize(
    ("file", "row", "says"),
    [
        ("codes.yaml", "  - {id: kept_payment_plan,", "kept_payment_plan i outcomes är borta."),
        ("codes.yaml", "      - {id: extension_dispute,", "extension_dispute bland sub_codes i rent_debt är borta."),
        ("organisation.yaml", "  - {id: log_reviewer,", "log_reviewer i roles är borta."),
    ],
)
def test_a_lost_code_is_named_where_its_kind_is(
    folder: Folder, library: Library, file: str, row: str, says: str
) -> None:
    folder.cut(file, row, "\n")
    (found,) = lost(folder, library)
    assert (found.file, found.severity) == (file, Severity.ERROR)
    assert found.sentence.startswith(says)


def test_law_that_has_applied_is_only_rewritten_on_purpose(folder: Folder, library: Library) -> None:
    folder.change(RENT, "      length: 2\n      unit: vardagar", "      length: 3\n      unit: vardagar")
    (found,) = lost(folder, library)
    assert found.severity is Severity.WARNING
    assert found.sentence.startswith("Raden från 1980-01-01 i rent_delay har ändrats eller tagits bort.")
    assert load(folder.path).steps
