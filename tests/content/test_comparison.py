"""Two readings of the content side by side, and the editions that stand in it."""

import re
from datetime import date

import pytest

from kvar.content.comparison import Difference, Kind, Turn, Written, differences
from kvar.content.due_words import due_in_words
from kvar.content.library import Library
from kvar.content.load import load
from kvar.law import DueFrom
from tests.content.folders import Folder

FIRST, CODES, NEW_ACT, NEW_YEAR = date(2022, 2, 15), date(2022, 3, 1), date(2025, 7, 1), date(2027, 1, 1)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
UNDATED = {"malmo-obetald-hyra", "sos-hemloshet"}  # pages on the web without a day; read later than 2022


def between(library: Library, before: date, after: date) -> dict[tuple[Kind, str], Difference]:
    found = differences(Written(library, before), Written(library, after))
    return {(one.kind, one.id): one for one in found}


def test_the_editions_stand_beside_each_other(library: Library) -> None:
    assert [edition.from_ for edition in library.editions] == [FIRST, CODES, NEW_ACT, NEW_YEAR]
    assert library.edition.on(date(2022, 2, 14)) is None
    assert library.edition.on(date(2024, 1, 1)) == library.editions[1]
    assert [edition.reconstruction for edition in library.editions] == [True, True, False, False]
    assert all("rekonstruktion" in edition.note for edition in library.editions if edition.reconstruction)


def test_nothing_differs_from_itself(library: Library) -> None:
    for edition in library.editions:
        assert differences(Written(library, edition.from_), Written(library, edition.from_)) == ()


def test_the_codes_came_on_the_first_of_march_2022(library: Library) -> None:
    found = between(library, FIRST, CODES)
    assert {(kind, one.turn) for (kind, _id), one in found.items()} == {(Kind.CODE, Turn.ADDED)}
    assert {id for _kind, id in found} == {
        *(kind.id for kind in library.codes.intake_types),
        *(code.id for code in library.codes.reason_codes),
    }


def test_the_new_act_changes_the_paragraph_and_not_the_step(library: Library) -> None:
    found = between(library, CODES, NEW_ACT)[Kind.STEP, "B04"]
    assert found.turn is Turn.CHANGED
    assert [field.name for field in found.fields] == ["sources"]
    assert "2001:453" in found.before and "2001:453" not in found.after


def test_the_sublet_step_of_2027_takes_over(library: Library) -> None:
    found = between(library, NEW_ACT, NEW_YEAR)
    assert found[Kind.STEP, "A02"].turn is Turn.ENDED and found[Kind.STEP, "A02"].after == ""
    assert found[Kind.STEP, "A03"].turn is Turn.ADDED and found[Kind.STEP, "A03"].before == ""
    assert found[Kind.PASSAGE, "andrahand"].turn is Turn.CHANGED
    assert {id for kind, id in found if kind is Kind.STEP} == {"A02", "A03"}


def test_a_rule_whose_first_day_nobody_has_read_says_so(library: Library) -> None:
    found = between(library, NEW_ACT, NEW_YEAR)[Kind.VALUE, "R38"]
    assert ("start", "inte läst i lagen") in [(field.name, field.after) for field in found.fields]


def test_two_folders_are_compared_field_by_field(folder: Folder, library: Library) -> None:
    folder.change("checklists/hot.yaml", "title: Registrera underrättelsen", "title: Skriv in underrättelsen")
    changed = load(folder.path)
    [found] = differences(Written(library, NEW_ACT), Written(changed, NEW_ACT))
    assert (found.kind, found.id, found.title) == (Kind.STEP, "H01", "Skriv in underrättelsen")
    [field] = found.fields
    assert (field.name, field.before, field.after) == ("title", "Registrera underrättelsen", "Skriv in underrättelsen")


def test_the_reconstruction_of_2022_has_no_source_younger_than_itself(library: Library) -> None:
    """Steps, letters' rules and codes too; the passages have a test of their own."""
    ids = {id for step in library.steps.values() if step.starts_on is None for id in step.sources}
    ids |= {id for code in library.codes.reason_codes for id in code.sources}
    ids |= {id for _chapter, passage in library.handbook.passages(on=FIRST) for id in passage.sources}
    shown = [source for source in map(library.source, sorted(ids - UNDATED)) if source.in_force_on(CODES)]
    for source in shown:
        assert source.from_ is None or source.from_ <= CODES, source.id
        if source.from_ is None and source.kind in {"case", "decision", "guidance"}:
            years = [int(year) for year in YEAR.findall(f"{source.id} {source.paragraph}")]
            assert years and min(years) <= 2022, source.id


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("counted_from: arrival, working_days: 3", "senast 3 arbetsdagar efter ankomstdagen"),
        ("counted_from: arrival, working_days: 1", "senast 1 arbetsdag efter ankomstdagen"),
        ("counted_from: deadline, working_days: -1", "senast 1 arbetsdag före sista dagen"),
        ("counted_from: deadline, working_days: -2", "senast 2 arbetsdagar före sista dagen"),
        ("counted_from: outcome, days: 1", "senast 1 dag efter utfallet"),
        ("counted_from: outcome, days: 14", "senast 14 dagar efter utfallet"),
        ("counted_from: outcome, months: 1", "senast 1 månad efter utfallet"),
        ("counted_from: outcome, months: 3", "senast 3 månader efter utfallet"),
        ("counted_from: arrival", "senast ankomstdagen"),
        ("counted_from: never", "ingen egen dag"),
    ],
)
def test_a_due_day_is_said_in_words(folder: Folder, rule: str, said: str) -> None:
    folder.change("checklists/hot.yaml", "due: {counted_from: arrival}", f"due: {{{rule}}}")
    library = load(folder.path)
    assert due_in_words(library.step("H01"), library.reasons) == said


def test_a_duty_at_once_and_a_step_in_rounds_are_said_in_words(library: Library) -> None:
    said = {id: due_in_words(step, library.reasons) for id, step in library.steps.items()}
    at_once = [step.id for step in library.steps.values() if step.due.counted_from is DueFrom.KNOWN and not step.at]
    assert any(said[id] == "genast" for id in at_once)
    rounds = next(step for step in library.steps.values() if len(step.at) > 1 and not step.due.months)
    assert f" och {rounds.at[-1]} dagar efter " in said[rounds.id]
    assert " och 12 månader efter " in said["H31"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("from: 2022-03-01", "from: 2022-02-15", "Utgåvorna ska stå i tidsordning"),
        ('id: "2022-03"', "id: mars", "id"),
    ],
)
def test_an_edition_that_is_out_of_order_is_found(folder: Folder, old: str, new: str, sentence: str) -> None:
    folder.change("edition.yaml", old, new)
    assert [one for one in folder.check() if one.file == "edition.yaml" and sentence in one.sentence]


def test_a_due_phrase_may_not_have_an_unknown_blank(folder: Folder) -> None:
    folder.change("reasons.yaml", 'on: "senast {event}"', 'on: "senast {dagen}"')
    assert ["Luckan dagen fylls aldrig i" in str(one) for one in folder.check()] == [True]
