"""A protected household is written to through Skatteverket or in the hand, and no letter says where it lives."""

import pytest

from kvar.casework.access import Actor
from kvar.casework.contact.safe_contact import ask_safe_contact
from kvar.casework.errors import ActRefused
from kvar.casework.letters import addressees
from kvar.casework.letters.addressees import FORWARDED, OUTSIDE
from kvar.casework.letters.asked import asks_of
from kvar.casework.letters.facts import about_letter, letter_facts
from kvar.casework.letters.issuing import LetterDraft, draft_letter, issue_letter
from kvar.casework.letters.words import Chosen
from kvar.casework.plans import plan_of
from kvar.casework.post.proving import PostedTold, record_postings, ways_posted
from kvar.casework.post.queueing import put_in_post
from kvar.content.load import load
from kvar.records.models import Case, Posting
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
LETTER = "informationsbrev_hyra"
TO_HOUSEHOLD = [one.id for one in load().letters.values() if one.to not in OUTSIDE and not one.own_page]


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(cleared=True, phone="031-000 00 00")


@pytest.fixture
def case(by: Actor) -> Case:
    tenant = factories.make_person_told(protected=True, served_on=TODAY)
    return factories.make_case_with_notice(by=by, tenant=tenant)


def drafted(case: Case, by: Actor, letter: str = LETTER, **chosen: object) -> LetterDraft:
    told = letter_facts(letter=letter, case=case, by=by, today=TODAY, chosen=Chosen(**chosen))  # type: ignore[arg-type]
    return draft_letter(letter=letter, told=told, today=TODAY)


def write(case: Case, by: Actor, channel: str, **chosen: object):  # type: ignore[no-untyped-def]
    told = Chosen(**chosen)  # type: ignore[arg-type]
    return issue_letter(case=case, by=by, today=TODAY, letter=LETTER, channel=channel, chosen=told)


def street(case: Case) -> str:
    return case.household.dwelling.address.split(",")[0]


def test_a_letter_is_saved_for_skatteverket_and_its_proof_is_written_in(case: Case, by: Actor) -> None:
    letter = write(case, by, FORWARDED)
    assert letter.recipient == "Maria Lindqvist" and street(case) not in letter.text
    assert "H11" in {item.step.id for item in plan_of(case).items if item.done_on}
    assert ways_posted(letter) == (FORWARDED,)
    record_postings(by=by, today=TODAY, told={letter: PostedTold(way=FORWARDED, sent_on=TODAY)})
    assert Posting.objects.get().way == FORWARDED


@pytest.mark.parametrize("channel", ["post", "registered_letter"])
def test_no_way_is_open_that_needs_an_address(case: Case, by: Actor, channel: str) -> None:
    with pytest.raises(ActRefused, match="i handen eller skicka det genom Skatteverkets förmedling"):
        write(case, by, channel)
    with pytest.raises(ActRefused):
        put_in_post(case=case, by=by, today=TODAY, letter=LETTER, channel=channel, chosen=Chosen())


@pytest.mark.parametrize("letter", TO_HOUSEHOLD)
def test_no_draft_shows_the_home_and_no_address_is_asked_for(case: Case, by: Actor, letter: str) -> None:
    told = load().letters[letter]
    facts = letter_facts(letter=letter, case=case, by=by, today=TODAY)
    assert street(case) not in " ".join((*facts.recipient, *map(str, facts.blanks.values())))
    asked = asks_of(told, about_letter(told, case=case, by=by, today=TODAY, chosen=Chosen()))
    assert asked.to is None and not {"post", "registered_letter"} & {*asked.ways}
    assert not any("skyddade" in stop for stop in facts.hindrances) or told.nameless


def test_without_the_protection_the_draft_would_show_the_home(
    case: Case, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protection switched off."""
    monkeypatch.setattr(addressees, "_reached", lambda about, to: (about.case.household.dwelling.address,))
    assert street(case) in drafted(case, by).text


def test_whoever_types_the_street_is_told_to_take_it_away(case: Case, by: Actor) -> None:
    said = drafted(case, by, own_words=f"Vi ses på {street(case).upper()} i morgon.").stopped_by
    assert any("Personens adress står i det som du har skrivit" in stop for stop in said)
    meeting = drafted(case, by, "kallelse_samtal", typed={"plats": street(case), "vilka": ("Sara", street(case))})
    (typed,) = [stop for stop in meeting.stops if stop.kind == "protected_typed"]
    assert typed.ways[0].label == "Ta bort adressen" and typed.ways[0].field


def test_who_has_asked_for_letters_elsewhere_gets_none_through_skatteverket_home(case: Case, by: Actor) -> None:
    """What is passed on comes to the home: in the hand is left."""
    member = case.household.members.get(role="tenant")
    ask_safe_contact(case=case, by=by, today=TODAY, member=member, rule="post_only_to", value="Box 7, 417 00 Göteborg")
    with pytest.raises(ActRefused, match="på ett annat sätt"):
        write(case, by, FORWARDED)
    assert write(case, by, "hand").recipient == "Maria Lindqvist"


def test_nobody_elses_letter_goes_through_skatteverket(by: Actor) -> None:
    open_case = factories.make_case_with_notice(by=by, tenant=factories.make_person_told(served_on=TODAY))
    with pytest.raises(ActRefused, match="Välj hur brevet lämnas"):
        write(open_case, by, FORWARDED)
