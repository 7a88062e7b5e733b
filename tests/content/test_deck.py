"""The file of the slide deck: what it may say, and what is found when it does not fit the rest."""

import pytest

from kvar.content.library import Library
from tests.content.folders import Folder


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("passages: [mal, syfte", "passages: [maal, syfte", "Stycket maal finns inte i handboken"),
        ("sources: [gbg-syfte, gbg-om]", "sources: [gbg-syft, gbg-om]", "Källan gbg-syft finns inte"),
        ("[recovery_period, board", "[recovery_perod, board", "Tiden recovery_perod finns inte"),
        ("[H07, H06", "[H99, H06", "H99 är inget steg med en dag som staden sätter"),
        ("[H07, H06", "[F02, H06", "F02 är inget steg med en dag som staden sätter"),
        ('"{place}"', '"{plats}"', "Luckan plats fylls aldrig i"),
        ("id: fyra_delar", "id: malet", "malet finns två gånger"),
        ("made_of: chapters", "made_of: chapter", "made_of"),
        ("widths: [2, 3]", "widths: [2, 3, 4]", "lika många rutor"),
        ("made_of: units", "made_of: units\n    points: [En]", "ett av points, cards, table och made_of"),
    ],
)
def test_what_does_not_fit_is_found_in_the_file(folder: Folder, old: str, new: str, sentence: str) -> None:
    folder.change("deck.yaml", old, new)
    found = [finding for finding in folder.check() if finding.file == "deck.yaml"]
    assert [finding for finding in found if sentence in finding.sentence and finding.line > 1], found


def test_a_slide_of_each_main_thing_of_the_seed(library: Library) -> None:
    ids = [slide.id for slide in library.deck.slides]
    assert ids[:4] == ["malet", "fyra_delar", "kapitel", "samverkan"]
    assert {
        "avsnitt",
        "valj",
        "ansvar",
        "lagens_tider",
        "stadens_tider",
        "nyheter",
        "siffror",
        "fragor",
        "kontakt",
    } <= {*ids}


def test_the_cover_says_that_the_citys_text_is_not_public(library: Library) -> None:
    assert "inte offentliga" in library.deck.cover.remark and "rekonstruktion" in library.deck.cover.remark


def test_the_four_questions_are_those_of_the_handbook(library: Library) -> None:
    (questions,) = (slide for slide in library.deck.slides if slide.id == "fragor")
    passage = next(
        passage for chapter in library.handbook.told for passage in chapter.passages if passage.id == "dialogfragor"
    )
    assert len(questions.points) == 4
    assert all(point in passage.text for point in questions.points)
