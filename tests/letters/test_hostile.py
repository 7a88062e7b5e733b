"""Whatever stands in a blank is printed as it stands: it is no markup, and nothing of it is lost or added."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kvar.casework.benchmark.worst_letters import LONGEST_NAME, filled, longest_letters
from kvar.casework.letters.facts import LetterFacts
from kvar.casework.letters.issuing import draft_letter
from kvar.casework.letters.languages import languages_of
from kvar.casework.letters.own_words import LONGEST as LONGEST_OWN_WORDS
from kvar.casework.letters.values import kronor
from kvar.content.letter_file import Letter
from kvar.content.load import load
from kvar.paper.checklist import Checklist, ChecklistRow, checklist_pdf
from kvar.paper.letter import BulletList, LetterPaper
from kvar.paper.pdf import LONGEST, RECIPIENT_WIDTH, PaperRefused, letter_pdf, window_hindrance
from tests.letters.hostile import PRINTED, REFUSED, UNSEEN
from tests.paper.papers import bare, words
from tests.paper.spoken import in_order, spoken

WRITTEN_ON = date(2026, 11, 22)
SAID = {**{text: text for text in PRINTED}, **UNSEEN}
LETTERS = tuple(load().letters.values())
# What stands between two pages.
BETWEEN = re.compile(r"Sida\d+\(\d+\)(SocialförvaltningenHisingen·Den22november2026)?")
WITH_ALL = "inbjudan_trepartssamtal"  # typed words and lines, and words that the case knows


def drafted(letter: Letter, text: str, *, language: str = "sv", **others: str) -> LetterPaper:
    """The letter with this in every blank, each told from the others by its name, and every passage it can have."""
    groups = {one.one_of or one.name: one.name for one in letter.passages}
    blanks = {blank.name: f"{text} {blank.name}" for blank in letter.blanks} | others
    told = LetterFacts(
        recipient=("Åke Öberg", "417 00 Göteborg") if letter.letterhead else (),
        sender=("Socialförvaltningen Hisingen",) if letter.letterhead else (),
        reference="",
        blanks=blanks,
        swedish=blanks,
        passages=frozenset(groups.values()),
        stops=(),
        amount_known=False,
        language=language,
    )
    paper = draft_letter(letter=letter.id, told=told, today=WRITTEN_ON).paper
    assert paper is not None
    return paper


def printed_of(paper: LetterPaper) -> str:
    return BETWEEN.sub("", words(letter_pdf(paper)))


def shape(paper: LetterPaper) -> list[str]:
    return [type(block).__name__ for block in paper.blocks]


def names_in(letter: Letter) -> list[str]:
    """Those blanks that stand in the letter as it was drafted."""
    plain = drafted(letter, "lucka")
    said = repr([plain.title, *(vars(block) for block in plain.blocks)])
    return [blank.name for blank in letter.blanks if f"lucka {blank.name}" in said]


def test_there_are_sixty_of_them() -> None:
    assert len({*PRINTED}) == 60 and len(SAID) == 60 + len(UNSEEN)


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.id)
def test_no_blank_of_a_letter_is_read_as_its_text(letter: Letter) -> None:
    """The letter has the same parts, in each of its texts and beside a fixed block, whatever stands in its blanks."""
    names = names_in(letter)
    assert names
    for language in {*letter.languages, *languages_of(letter)[-1:]}:
        plain = shape(drafted(letter, "lucka", language=language))
        for text, said in SAID.items():
            paper = drafted(letter, text, language=language)
            assert shape(paper) == plain, text
            found = repr([paper.title, *(vars(block) for block in paper.blocks)])
            assert all(repr(f"{said} {name}")[1:-1] in found for name in names), text


@pytest.mark.parametrize("text", SAID)
def test_what_went_in_comes_out_of_the_pdf(text: str) -> None:
    letter = load().letters[WITH_ALL]
    printed = printed_of(drafted(letter, text))
    missing = [name for name in names_in(letter) if bare(f"{SAID[text]} {name}") not in printed]
    assert missing == []
    assert "root:x:" not in printed and "#letletter=json" not in printed


EACH = [(letter, language) for letter in LETTERS for language in letter.languages]


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize(("letter", "language"), EACH, ids=[f"{letter.id}-{language}" for letter, language in EACH])
def test_every_blank_of_every_letter_prints_every_one_of_them(letter: Letter, language: str, half: int) -> None:
    """Half of them a time, so that the letter is not too long. The PDF says them all, and otherwise only the letter."""
    texts = [*SAID][half::2]
    paper = drafted(letter, " ".join(texts), language=language)
    printed = bare("".join(text for _language, text in spoken(letter_pdf(paper))))
    every = bare(" ".join(SAID[text] for text in texts))
    assert [name for name in names_in(letter) if f"{every}{name}" not in printed] == []
    assert printed == bare("".join(in_order(paper)))


def windows() -> list[tuple[str, ...]]:
    """Every one of them that a line of the window holds: a name, then an address of two lines."""
    fitting = [text for text, said in SAID.items() if len(said) <= RECIPIENT_WIDTH]
    return [tuple((fitting + fitting[:2])[at : at + 3]) for at in range(0, len(fitting), 3)]


@pytest.mark.parametrize("lines", windows(), ids=lambda lines: lines[0])
def test_whatever_a_name_and_an_address_are_they_are_what_the_window_shows(lines: tuple[str, ...]) -> None:
    """Between the sender and the day, line for line, and nothing of it anywhere else."""
    paper = replace(drafted(load().letters[WITH_ALL], "ord"), recipient=lines)
    printed = printed_of(paper)
    assert "".join(bare(SAID[line]) for line in lines) in printed.split(bare(paper.title))[0]
    assert (
        printed_of(replace(paper, recipient=("Åke Öberg",))).split(bare(paper.title))[1:]
        == printed.split(bare(paper.title))[1:]
    )


WITH_AMOUNT = [one for one in EACH if any(blank.name == "belopp" for blank in one[0].blanks)]
ORE = {"sv": "7 850,05 kronor", "lattlast": "7 850,05 kronor", "en": "SEK 7,850.05"}


@pytest.mark.parametrize(
    ("letter", "language"), WITH_AMOUNT, ids=[f"{letter.id}-{language}" for letter, language in WITH_AMOUNT]
)
def test_an_amount_is_printed_to_the_ore(letter: Letter, language: str) -> None:
    paper = drafted(letter, "ord", language=language, belopp=kronor(785_005, language=language))
    assert bare(ORE[language]) in printed_of(paper)


@pytest.mark.parametrize("letter", [letter for letter in LETTERS if letter.letterhead], ids=lambda letter: letter.id)
def test_a_name_without_an_address_is_printed_and_nobody_at_all_is_refused(letter: Letter) -> None:
    paper = drafted(letter, "ord")
    assert bare("*Åke* #Öberg") in printed_of(replace(paper, recipient=("*Åke* #Öberg",)))
    with pytest.raises(PaperRefused, match="saknar mottagare"):
        letter_pdf(replace(paper, recipient=()))


@pytest.mark.parametrize("text", [text for text, said in SAID.items() if window_hindrance((said, "417 00 Göteborg"))])
def test_what_the_window_does_not_hold_is_refused_and_never_cut(text: str) -> None:
    paper = drafted(load().letters[WITH_ALL], "ord")
    for lines in ((text, "417 00 Göteborg"), ("Åke Öberg", text)):
        with pytest.raises(PaperRefused, match="får inte plats i kuvertets fönster: högst 5 rader med 40 tecken"):
            letter_pdf(replace(paper, recipient=lines))


@pytest.mark.parametrize("text", REFUSED)
def test_a_name_in_signs_that_cannot_be_printed_is_refused_by_sign(text: str) -> None:
    with pytest.raises(PaperRefused, match="går inte att skriva ut i brevet. Byt ut det mot vanliga bokstäver"):
        letter_pdf(replace(drafted(load().letters[WITH_ALL], "ord"), recipient=(text, "417 00 Göteborg")))


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_printed_is_refused_by_name(text: str) -> None:
    with pytest.raises(PaperRefused, match="går inte att skriva ut i brevet. Byt ut det mot vanliga bokstäver"):
        letter_pdf(drafted(load().letters[WITH_ALL], text))


def test_a_letter_that_is_too_long_is_refused_before_it_is_set() -> None:
    paper = drafted(load().letters[WITH_ALL], "ord")
    long = replace(paper, blocks=paper.blocks * (1 + LONGEST // len(str(paper.blocks)) * 2))
    with pytest.raises(PaperRefused, match="Brevet är för långt"):
        letter_pdf(long)


def test_what_is_measured_as_the_worst_is_hostile_in_every_blank_and_in_the_window() -> None:
    paper = longest_letters()["hostile"]
    printed = printed_of(paper)
    every = [bare(filled(LONGEST_NAME, after=number)) for number in range(len(PRINTED))]
    assert sum(words in printed for words in every) > 5
    assert bare(filled(LONGEST_OWN_WORDS, after=0)) in printed
    assert [len(line) for line in paper.recipient] == [RECIPIENT_WIDTH] * 3


def test_what_is_measured_as_the_longest_is_as_long_as_a_letter_may_be() -> None:
    paper = longest_letters()["longest"]
    (lines,) = (block.items for block in paper.blocks if isinstance(block, BulletList))
    assert len(letter_pdf(paper)) > LONGEST
    with pytest.raises(PaperRefused, match="Brevet är för långt"):
        letter_pdf(replace(paper, blocks=(BulletList(lines + lines[:200]),)))


def test_any_other_paper_of_ours_has_the_same_limit() -> None:
    rows = tuple(ChecklistRow(to="Åke Öberg", what="Brev", way="Post", numbered=False) for _ in range(LONGEST // 50))
    with pytest.raises(PaperRefused, match="Papperet är för långt"):
        checklist_pdf(Checklist(title="Dagens post", day=WRITTEN_ON, rows=rows))
