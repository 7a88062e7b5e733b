"""Every letter that can be chosen: the case knows its words, and what is typed stands in it as it was typed."""

from datetime import date, datetime, timedelta
from typing import get_args

import pytest
from django.utils.timezone import get_current_timezone

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.enforcement.course import record_event
from kvar.casework.letters.facts import Chosen, letter_facts
from kvar.casework.letters.issuing import LetterDraft, draft_letter, may_be_chosen
from kvar.casework.letters.offered import letters_for
from kvar.casework.letters.stops import STOPS
from kvar.casework.letters.texts import letter_text
from kvar.casework.letters.words import PASSAGES, WORDS
from kvar.content.letter_file import KNOWN_BLANKS, KNOWN_PASSAGES, LetterBlank, LetterStop
from kvar.content.load import load
from kvar.paper.letter import as_text
from kvar.records.models import Case
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
LETTERS = [letter for letter in load().letters.values() if may_be_chosen(letter.id)]
HOSTILE = '#read("/etc/passwd") $x$ *fet* {telefon} [om: barn]'


def typed(blank: LetterBlank) -> object:
    """Something that fits, and that only what is typed can be."""
    whole: dict[str, object] = {"day": date(2026, 12, 3), "clock": "13.37", "lines": ("Rad ett", HOSTILE)}
    return blank.options[0] if blank.asked == "choice" else whole.get(str(blank.asked), HOSTILE)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by, tenant=factories.make_person_told(served_on=TODAY))


def test_a_letters_words_passages_and_stops_are_known_to_the_case() -> None:
    """Those are the names that the check of the content lets a letter have; what is neither, it refuses."""
    assert set(WORDS) == KNOWN_BLANKS
    assert set(PASSAGES) == KNOWN_PASSAGES
    assert set(STOPS) == set(get_args(LetterStop))


@pytest.mark.parametrize(
    "letter, language", [(letter.id, language) for letter in LETTERS for language in letter.languages]
)
def test_what_is_typed_stands_in_the_letter_as_it_was_typed(case: Case, by: Actor, letter: str, language: str) -> None:
    about = load().letters[letter]
    chosen = Chosen(
        language=language,
        typed={blank.name: typed(blank) for blank in about.blanks if blank.asked},
        passages=frozenset(one.name for one in about.passages if one.chosen),
    )
    told = letter_facts(letter=letter, case=case, by=by, today=TODAY, chosen=chosen)
    draft = draft_letter(letter=letter, told=told, today=TODAY)
    if draft.paper is None:
        assert draft.stopped_by and not draft.text
        return
    said = " ".join(as_text(draft.paper).split())
    assert draft.paper.language == ("en" if language == "en" else "sv")
    assert all(HOSTILE in said for blank in about.blanks if blank.asked in ("text", "lines"))
    clock = "13:37" if language == "en" else "13.37"
    assert all(said.count(clock) for blank in about.blanks if blank.asked == "clock")
    day = "Thursday 3 December" if language == "en" else "torsdag 3 december"
    assert all(day in said for blank in about.blanks if blank.asked == "day")


def test_all_languages_of_a_letter_have_the_same_blanks() -> None:
    for letter in LETTERS:
        texts = {
            frozenset(name for line in letter_text(letter.id, one).lines for name in line.blanks())
            for one in letter.languages
        }
        assert len(texts) == 1


def test_letters_about_a_paper_are_offered_when_it_has_come(case: Case, by: Actor) -> None:
    offered = [letter.id for letter in letters_for(case)]
    assert "informationsbrev_hyra" in offered
    other = factories.make_case_with_notice(by=by, ground=law.Ground.DISTURBANCE)
    assert "informationsbrev_hyra" not in [letter.id for letter in letters_for(other)]
    assert not any(load().letters[letter].own_page for letter in offered)


TIME_LETTER = "informationsbrev_kfm_tid"


def told_of_time(by: Actor, on: date) -> Case:
    """Kronofogden has told a time at ten o'clock that day."""
    at = datetime(on.year, on.month, on.day, 10, tzinfo=get_current_timezone())
    told = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "eviction_at": at}
    return factories.make_case_with_notice(by=by, ground=law.Ground.ENFORCEMENT, cause=law.Ground.RENT_ARREARS, **told)


def time_letter(case: Case, by: Actor, *, today: date = TODAY) -> LetterDraft:
    return draft_letter(
        letter=TIME_LETTER, told=letter_facts(letter=TIME_LETTER, case=case, by=by, today=today), today=today
    )


def test_the_letter_tells_the_time_that_stands(by: Actor) -> None:
    draft = time_letter(told_of_time(by, TODAY + timedelta(days=10)), by)
    assert "onsdag 2 december kl. 10.00" in draft.text and not draft.stopped_by


def test_a_time_that_is_called_off_is_in_no_letter(by: Actor) -> None:
    case = told_of_time(by, TODAY + timedelta(days=10))
    record_event(case=case, by=by, today=TODAY, kind="respite", on=TODAY, told_by="authority_letter")
    draft = time_letter(case, by)
    assert any("inte bestämt någon tid som gäller nu" in sentence for sentence in draft.stopped_by)
    assert "2 december" not in draft.text


def test_a_time_that_has_been_is_in_no_letter(by: Actor) -> None:
    case = told_of_time(by, TODAY + timedelta(days=10))
    draft = time_letter(case, by, today=TODAY + timedelta(days=11))
    assert draft.stopped_by and "2 december" not in draft.text
