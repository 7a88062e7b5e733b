"""The information letter for rent debt: approved wording, plain Swedish, and never a date that is not certain."""

import re

import page as validation
import pytest

from kvar.paper.days import full_day, short_day, spoken_day
from kvar.paper.letter import BulletList, KeyDate, LetterPaper, Paragraph, as_text
from kvar.paper.pdf import letter_pdf
from kvar.paper.template import LetterTextWrong, read_letter_text
from kvar.paper.text import BlankMissing, fill
from tests.letters.stories import (
    APPROVED,
    BLANKS,
    LAST_DAY,
    LETTERS,
    STORIES,
    WRITTEN_ON,
    approved,
    declaration,
    paper_of,
    text_of,
)
from tests.paper.papers import bare, words

LETTER = "informationsbrev_hyra"
UNCERTAIN = [story for story, (passages, _) in STORIES.items() if "sista_dag_saker" not in passages]
DATE = re.compile(r"\d{1,2} (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}")


@pytest.mark.parametrize("story", STORIES)
def test_the_letter_reads_as_approved(story: str) -> None:
    assert as_text(paper_of(LETTER, story)) == approved(LETTER, story).read_text("utf-8")


def test_every_approved_text_has_a_story() -> None:
    assert {file.name for file in APPROVED.glob(f"{LETTER}--*")} == {f"{LETTER}--{story}.txt" for story in STORIES}


@pytest.mark.parametrize("story", STORIES)
def test_the_letter_as_pdf_says_the_same_and_follows_the_standards(story: str) -> None:
    paper = paper_of(LETTER, story)
    pdf = letter_pdf(paper)
    missing = [text for text in _texts(paper) if bare(text) not in words(pdf)]
    assert missing == []
    for profile in (validation.ValidationProfile.PDF_A_2A, validation.ValidationProfile.PDF_UA_1):
        assert validation.validate_pdf_bytes(pdf, profile=profile).failures == []


@pytest.mark.parametrize("story", UNCERTAIN)
def test_a_date_that_is_not_certain_is_never_shown(story: str) -> None:
    paper = paper_of(LETTER, story)
    assert BLANKS["sista_dag"] == "fredag 27 november"  # the caller gave it, and the letter still keeps it back
    told = " ".join(_texts(paper))
    assert set(DATE.findall(told)) == {"6 november"}  # the day the notice came to us, and no other
    assert full_day(LAST_DAY) not in told
    assert bare("27 nov") not in words(letter_pdf(paper))
    assert short_day(LAST_DAY, today=WRITTEN_ON) not in as_text(paper)


def test_a_certain_date_stands_in_the_box() -> None:
    box = next(block for block in paper_of(LETTER, "sista-dagen-saker").blocks if isinstance(block, KeyDate))
    assert (box.lead, box.main) == ("Betala hela hyresskulden senast", "fredag 27 november")


@pytest.mark.parametrize("place", ["Betala senast {sista_dag}.", "[om: barn]\nBetala senast {sista_dag}.\n[slut]"])
def test_the_date_cannot_be_written_outside_its_passage(place: str) -> None:
    known = text_of(LETTER)
    text = (LETTERS / LETTER / "text.md").read_text("utf-8")
    with pytest.raises(LetterTextWrong, match="sista_dag_saker"):
        read_letter_text(f"{text}\n{place}\n", blanks=known.blanks, passages=known.passages)


@pytest.mark.parametrize("chosen", [{"barn"}, {"sista_dag_saker", "sista_dag_osaker"}])
def test_the_letter_says_exactly_one_thing_about_the_last_day(chosen: set[str]) -> None:
    with pytest.raises(LetterTextWrong, match="sista_dag"):
        fill(text_of(LETTER), blanks=BLANKS, passages=frozenset(chosen))


def test_an_empty_required_blank_stops_the_letter() -> None:
    required = [blank["name"] for blank in declaration(LETTER)["blanks"] if blank.get("required", True)]
    assert required == ["hyresvard", "inkom_dag", "sista_dag", "telefon", "handlaggare"]
    for name in required:
        with pytest.raises(BlankMissing, match="Brevet kan inte skickas ännu"):
            fill(text_of(LETTER), blanks={**BLANKS, name: " "}, passages=frozenset({"sista_dag_saker"}))


@pytest.mark.parametrize("story", STORIES)
def test_the_letter_keeps_the_rules_of_plain_swedish(story: str) -> None:
    texts = _texts(paper_of(LETTER, story))
    told = " ".join(texts)
    long = [sentence for text in texts for sentence in re.split(r"(?<=[.?!]) ", text) if len(sentence.split()) > 25]
    assert long == []
    assert len(re.findall(r"avhysning|vräk", told)) == 2  # "avhysning (vräkning)", once
    assert re.findall(r"§|\bjordabalk|vräkt|försumm|misskött|skyldig att|vid äventyr|omgående", told) == []
    assert "frivilligt" in told
    assert "tystnadsplikt" in told
    assert "tolk" in told


def test_the_amount_is_there_only_when_it_is_chosen() -> None:
    assert [story for story in STORIES if "300 kr" in as_text(paper_of(LETTER, story))] == ["beloppet-valt"]


def test_only_an_answered_no_takes_the_passage_about_children_away() -> None:
    silent = [story for story in STORIES if "barn" not in as_text(paper_of(LETTER, story))]
    assert silent == ["inga-barn-enligt-uppgift", "beloppet-valt"]


@pytest.mark.parametrize("story", STORIES)
def test_the_letter_never_says_that_it_is_too_late(story: str) -> None:
    told = " ".join(_texts(paper_of(LETTER, story)))
    assert [said for said in re.findall(r"[^.?!]*för sent[^.?!]*", told) if "inte säkert" not in said] == []
    assert "tiden har gått ut" not in told


def test_the_declaration_says_what_the_letter_is_and_when_it_may_be_used() -> None:
    declared = declaration(LETTER)
    assert declared["id"] == LETTER
    assert {"title", "audience", "use_when", "channel", "sources", "languages", "blanks", "passages"} <= set(declared)
    assert declared["sources"]
    assert all(blank["says"] for blank in declared["blanks"])


def test_a_day_of_another_year_says_its_year() -> None:
    assert spoken_day(LAST_DAY.replace(year=2027), written_on=WRITTEN_ON) == "lördag 27 november 2027"


def _texts(paper: LetterPaper) -> list[str]:
    """Every sentence of the letter's body, with its title."""
    found = [paper.title]
    for block in paper.blocks:
        match block:
            case KeyDate():
                found += [block.lead, block.main, *block.notes]
            case BulletList(items):
                found += items
            case Paragraph(text):
                found.append(text)
            case _:
                pass
    return found
