"""The information letter for rent debt: plain Swedish, and never a date that is not certain."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kvar.casework.letters.examples import stories_of
from kvar.casework.letters.texts import letter_text
from kvar.content.load import load
from kvar.paper.days import full_day, short_day, spoken_day
from kvar.paper.letter import BulletList, KeyDate, LetterPaper, Paragraph, as_text
from kvar.paper.pdf import letter_pdf
from kvar.paper.template import LetterTextWrong, read_letter_text
from kvar.paper.text import BlankMissing, fill
from tests.letters.approving import drafted
from tests.paper.papers import bare, words

LETTER = "informationsbrev_hyra"
STORIES = {story.name: story for story in stories_of(LETTER)}
UNCERTAIN = [name for name, story in STORIES.items() if "sista_dag_saker" not in story.passages]
WRITTEN_ON, LAST_DAY = date(2026, 11, 9), date(2026, 11, 27)
DATE = re.compile(r"\d{1,2} (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}")
BLANKS = dict.fromkeys((blank.name for blank in load().letters[LETTER].blanks), "ord") | {
    "sista_dag": spoken_day(LAST_DAY, written_on=WRITTEN_ON)
}


@pytest.mark.parametrize("story", UNCERTAIN)
def test_a_date_that_is_not_certain_is_never_shown(story: str) -> None:
    """The caller gives it, and the letter still keeps it back."""
    filled = fill(letter_text(LETTER), blanks=BLANKS, passages=frozenset(STORIES[story].passages))
    paper = replace(drafted(LETTER, story), blocks=filled.blocks)
    told = " ".join(_texts(paper))
    assert DATE.findall(told) == []
    assert full_day(LAST_DAY) not in told
    assert bare("27 nov") not in words(letter_pdf(paper))
    assert short_day(LAST_DAY, today=WRITTEN_ON) not in as_text(paper)


def test_a_certain_date_stands_in_the_box() -> None:
    box = next(block for block in drafted(LETTER, "sista-dagen-saker").blocks if isinstance(block, KeyDate))
    assert (box.lead, box.main) == ("Betala hela hyresskulden senast", "fredag 27 november")


@pytest.mark.parametrize("place", ["Betala senast {sista_dag}.", "[om: barn]\nBetala senast {sista_dag}.\n[slut]"])
def test_the_date_cannot_be_written_outside_its_passage(place: str) -> None:
    known, text = letter_text(LETTER), load().letters[LETTER].text
    with pytest.raises(LetterTextWrong, match="sista_dag_saker"):
        read_letter_text(f"{text}\n{place}\n", blanks=known.blanks, passages=known.passages)


@pytest.mark.parametrize("chosen", [{"barn"}, {"sista_dag_saker", "sista_dag_osaker"}])
def test_the_letter_says_exactly_one_thing_about_the_last_day(chosen: set[str]) -> None:
    with pytest.raises(LetterTextWrong, match="sista_dag"):
        fill(letter_text(LETTER), blanks=BLANKS, passages=frozenset(chosen))


def test_an_empty_required_blank_stops_the_letter() -> None:
    required = [blank.name for blank in load().letters[LETTER].blanks if blank.required]
    assert required == ["hyresvard", "inkom_dag", "sista_dag", "telefon", "handlaggare"]
    for name in required:
        with pytest.raises(BlankMissing, match="Brevet kan inte skickas ännu"):
            fill(letter_text(LETTER), blanks={**BLANKS, name: " "}, passages=frozenset({"sista_dag_saker"}))


@pytest.mark.parametrize("story", STORIES)
def test_the_letter_keeps_the_rules_of_plain_swedish(story: str) -> None:
    texts = _texts(drafted(LETTER, story))
    told = " ".join(texts)
    long = [sentence for text in texts for sentence in re.split(r"(?<=[.?!]) ", text) if len(sentence.split()) > 25]
    assert long == []
    assert len(re.findall(r"avhysning|vräk", told)) == 2  # "avhysning (vräkning)", once
    assert re.findall(r"§|\bjordabalk|vräkt|försumm|misskött|skyldig att|vid äventyr|omgående", told) == []
    assert "frivilligt" in told
    assert "tystnadsplikt" in told
    assert "tolk" in told


def test_the_amount_is_there_only_when_it_is_chosen() -> None:
    assert [story for story in STORIES if "300 kr" in as_text(drafted(LETTER, story))] == ["beloppet-valt"]


def test_only_an_answered_no_takes_the_passage_about_children_away() -> None:
    silent = [story for story in STORIES if "barn" not in as_text(drafted(LETTER, story))]
    assert silent == [name for name, story in STORIES.items() if "barn" not in story.passages] != []


@pytest.mark.parametrize("story", STORIES)
def test_the_letter_never_says_that_it_is_too_late(story: str) -> None:
    told = " ".join(_texts(drafted(LETTER, story)))
    assert [said for said in re.findall(r"[^.?!]*för sent[^.?!]*", told) if "inte säkert" not in said] == []
    assert "tiden har gått ut" not in told


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
