"""A paragraph of the writer's own: it stands in the letter as it was typed, in its place, and is never markup."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused
from kvar.casework.letters.facts import Chosen, letter_facts
from kvar.casework.letters.issuing import LetterDraft, draft_letter, issue_letter, may_be_chosen
from kvar.casework.letters.own_words import LONGEST
from kvar.content.load import load
from kvar.paper.letter import BulletList, Contact, ContactLine, Heading, Paragraph, with_own_words
from kvar.records.models import Case, Letter
from kvar.web.ui.letter_paper import drafted_paper, sent_paper
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
LETTER = "informationsbrev_hyra"
WORDS = 'Ring när du vill. #read("/etc/passwd") $x$ *fet* [om: barn] {telefon} \\n – Sara'


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by, tenant=factories.make_person_told(served_on=TODAY))


def drafted(case: Case, by: Actor, words: str, letter: str = LETTER) -> LetterDraft:
    told = letter_facts(letter=letter, case=case, by=by, today=TODAY, chosen=Chosen(own_words=words))
    return draft_letter(letter=letter, told=told, today=TODAY)


def issue(case: Case, by: Actor, words: str) -> Letter:
    chosen = Chosen(own_words=words)
    return issue_letter(case=case, by=by, today=TODAY, letter=LETTER, channel="post", chosen=chosen)


def test_own_words_stand_before_the_contact_part_as_they_were_typed(case: Case, by: Actor) -> None:
    text = " ".join(drafted(case, by, WORDS).text.split())
    assert text.index("Du väljer själv") < text.index(WORDS) < text.index("Kontakta oss")


def test_own_words_are_in_the_stored_text_and_in_the_pdf(case: Case, by: Actor) -> None:
    letter = issue(case, by, WORDS)
    printed = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(bytes(letter.pdf))).pages).split())
    assert WORDS in " ".join(letter.text.split())
    assert WORDS.replace(" ", "") in printed.replace(" ", "")


def test_the_sent_letter_is_shown_with_the_shape_of_its_draft(case: Case, by: Actor) -> None:
    draft = drafted(case, by, f"{WORDS} " * 4 + "Hälsningar")
    assert draft.paper is not None and sent_paper(draft.text) == drafted_paper(draft.paper)


@pytest.mark.parametrize(
    "words, sentence",
    [
        ("x" * (LONGEST + 1), "högst 600 ryms"),
        ("| Ring: 112", "Börja dina egna ord med en bokstav"),
        ("- en punkt", "Börja dina egna ord med en bokstav"),
        ("(en) Hello", "Börja dina egna ord med en bokstav"),
        ("Hej ---", "sluta inte med ett streck"),
        ("Hej \u202egnilleh", "tecken som inte syns"),
    ],
)
def test_what_would_not_stand_as_typed_stops_the_letter(case: Case, by: Actor, words: str, sentence: str) -> None:
    with pytest.raises(ActRefused, match=sentence):
        issue(case, by, words)
    assert not Letter.objects.exists()


def test_a_sign_that_the_font_lacks_is_refused_by_name_beside_the_words(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused, match="U\\+1F600") as refused:
        issue(case, by, "Hej \U0001f600 du")
    assert refused.value.field == "own_words" and not Letter.objects.exists()


def test_lines_become_one_paragraph(case: Case, by: Actor) -> None:
    assert "Rad ett Rad två" in drafted(case, by, "Rad ett\n\nRad två").text


def test_a_note_that_anybody_may_read_and_an_undertaking_take_none(case: Case, by: Actor) -> None:
    takes = {one.id: one.takes_own_words for one in load().letters.values() if may_be_chosen(one.id)}
    assert {id for id, yes in takes.items() if not yes} == {
        "lapp_efter_besok",
        "atagande_hyresvard",
        "atagande_el",
        "atagande_gas",
        "atagande_fjarrvarme",
    }
    assert "Hemligt" not in drafted(case, by, "Hemligt", letter="atagande_hyresvard").text


CONTACT = Contact((ContactLine(label="", value="Sara"),))


def test_own_words_come_before_what_is_signed() -> None:
    body = (Paragraph("Inledning"), CONTACT, Heading("Du väljer själv"), BulletList(("Ja",)))
    signed = (Heading("Underskrift"), CONTACT, Heading("Kontakta oss"), CONTACT, Paragraph("Tolk kostar inget."))
    assert with_own_words((*body, *signed), "Eget") == (*body, Paragraph("Eget"), *signed)


def test_without_headings_own_words_come_before_the_lines_of_contact() -> None:
    assert with_own_words((Paragraph("Hej"), CONTACT), "Eget") == (Paragraph("Hej"), Paragraph("Eget"), CONTACT)
    assert with_own_words((Paragraph("Hej"),), "Eget") == (Paragraph("Hej"), Paragraph("Eget"))
