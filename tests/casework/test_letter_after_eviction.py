"""The letter after an eviction, as a case gives it: the day, where the belongings are and until when, never guessed."""

from datetime import UTC, date, datetime

import pytest

from kvar.casework.access import Actor
from kvar.casework.enforcement.course import record_event
from kvar.casework.enforcement.eviction_day import record_day
from kvar.casework.enforcement.seen import DaySeen
from kvar.casework.errors import ActRefused
from kvar.casework.letters.facts import letter_facts
from kvar.casework.letters.issuing import LetterDraft, draft_letter, issue_letter
from kvar.casework.letters.words import Chosen
from kvar.paper.letter import Parallel
from kvar.records.models import Case, Letter, Notice
from tests import factories
from tests.factories import TODAY
from tests.paper.papers import bare, words

pytestmark = pytest.mark.django_db
LETTER = "brev_efter_avhysning"
CAME, EVICTED = date(2026, 10, 12), date(2026, 11, 10)
AT = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)  # ten o'clock in Sweden
TO = ("Maria Lindqvist", "Nygatan 3", "417 00 Göteborg")
STORE = "Magasin 7, Provhamnen"
# Not sold before three months have passed (UB 16:6): those from 10 November end on 10 February (lag 1930:173).
SAYS = {
    "sv": ("tisdag 10 november", "Hämta senast: onsdag 10 februari 2027"),
    "lattlast": ("tisdag 10 november", "onsdag 10 februari 2027"),
    "en": ("Tuesday 10 November", "Wednesday 10 February 2027"),
}
OF_STORE = (STORE, "februari", "February", "2027-02")


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


@pytest.fixture
def case(by: Actor) -> Case:
    """A family for which Kronofogden has set a time that has passed; nobody has said what happened."""
    case = factories.make_family(by=by, today=CAME)
    kfm = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "reference": "U-1", "eviction_at": AT}
    factories.make_notice(by=by, case=case, today=CAME, **kfm)
    return case


def see(case: Case, by: Actor, **seen: object) -> Case:
    told = {"on": EVICTED, "attended": "Ingen"} | seen
    notice = Notice.objects.get(case=case, eviction_at__isnull=False)
    record_day(notice=notice, by=by, today=EVICTED, seen=DaySeen(**told))  # type: ignore[arg-type]
    return Case.objects.get(pk=case.pk)


def drafted(case: Case, by: Actor, language: str = "sv") -> LetterDraft:
    told = letter_facts(letter=LETTER, case=case, by=by, today=TODAY, chosen=Chosen(language=language, to=TO))
    return draft_letter(letter=LETTER, told=told, today=TODAY)


def send(case: Case, by: Actor) -> Letter:
    return issue_letter(case=case, by=by, today=TODAY, letter=LETTER, channel="post", chosen=Chosen(to=TO))


@pytest.mark.parametrize("language", SAYS)
def test_it_says_the_day_the_store_and_the_last_day_to_fetch(case: Case, by: Actor, language: str) -> None:
    case = see(case, by, carried_out=True, stored=True, stored_at=STORE)
    draft = drafted(case, by, language)
    said = " ".join(draft.text.replace("\n| ", " ").split())
    assert not draft.stopped_by
    assert STORE in said and [words for words in SAYS[language] if words not in said] == []
    assert draft.recipient == TO[0] and "Provgatan" not in draft.text, "the home that was left is not written to"


def test_it_is_sent_as_it_reads(case: Case, by: Actor) -> None:
    case = see(case, by, carried_out=True, stored=True, stored_at=STORE)
    printed = words(bytes(send(case, by).pdf))
    assert bare(STORE) in printed and bare("onsdag 10 februari 2027") in printed and bare(TO[1]) in printed


def test_the_block_in_another_language_says_the_same_last_day(case: Case, by: Actor) -> None:
    case = see(case, by, carried_out=True, stored=True, stored_at=STORE)
    paper = drafted(case, by, "uk").paper
    assert paper and isinstance(paper.blocks[0], Parallel)
    assert "2027-02-10" in " ".join(row.other for row in paper.blocks[0].rows)


@pytest.mark.parametrize("seen", [{}, {"stored": True}, {"stored": False}], ids=["not said", "where not known", "none"])
@pytest.mark.parametrize("language", [*SAYS, "uk"])
def test_a_store_that_nobody_knows_is_not_in_the_letter_and_neither_is_a_day(
    case: Case, by: Actor, language: str, seen: dict[str, bool]
) -> None:
    draft = drafted(see(case, by, carried_out=True, **seen), by, language)
    assert draft.paper is not None and [words for words in OF_STORE if words in draft.text] == []


def test_what_another_unit_saw_is_not_ours_to_tell(case: Case, by: Actor) -> None:
    children = factories.make_actor(name="Amir Said", unit="barn_och_unga")
    case = see(case, children, carried_out=True, stored=True, stored_at=STORE)
    record_event(case=case, by=by, today=EVICTED, kind="carried_out", on=EVICTED, told_by="authority_letter")
    assert STORE not in drafted(Case.objects.get(pk=case.pk), by).text


def not_said(case: Case, by: Actor) -> Case:
    return case


def not_known(case: Case, by: Actor) -> Case:
    return see(case, by, carried_out=None, stored=True, stored_at=STORE)


def did_not_happen(case: Case, by: Actor) -> Case:
    return see(case, by, carried_out=False)


@pytest.mark.parametrize("course", [not_said, not_known, did_not_happen])
def test_a_day_that_was_only_set_is_no_eviction(case: Case, by: Actor, course: object) -> None:
    """The time has passed: that says nothing of what happened, and the letter says no day and is not sent."""
    case = course(case, by)  # type: ignore[operator]
    draft = drafted(case, by)
    assert draft.paper is None and "10 november" not in draft.text
    assert "Avhysningen är inte inskriven som genomförd" in " ".join(draft.stopped_by)
    with pytest.raises(ActRefused, match="Avhysningen är inte inskriven som genomförd"):
        send(case, by)
    assert not Letter.objects.exists()


def test_a_case_without_any_time_has_no_such_letter_to_send(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    with pytest.raises(ActRefused, match="Avhysningen är inte inskriven som genomförd"):
        send(case, by)
