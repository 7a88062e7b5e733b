"""A letter that is one person's own: to her alone, by her own rules, and in her own name."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kvar.casework.access import Actor
from kvar.casework.consent.signing import is_of_age, who_sign
from kvar.casework.contact.safe_contact import ask_safe_contact
from kvar.casework.errors import ActRefused
from kvar.casework.households import add_member
from kvar.casework.letters.facts import about_letter, letter_told
from kvar.casework.letters.issuing import draft_letter, issue_letter
from kvar.casework.letters.offered import letters_by_addressee
from kvar.casework.letters.sending import letter_rules
from kvar.casework.letters.words import About, Chosen
from kvar.content.load import load
from kvar.records.models import Case, Letter, Member, Person
from tests import factories
from tests.factories import TODAY
from tests.factories_post import make_letter_case, put

pytestmark = pytest.mark.django_db
FORM, EXTRACT = "samtyckesblankett", "foljebrev_registerutdrag"
DAY = TODAY + timedelta(days=90)
TYPED: dict[str, dict[str, Any]] = {
    FORM: {"parter": ("psykiatrin",), "uppgifter": ("Att vi har kontakt",), "till_dag": DAY},
    EXTRACT: {"begard_dag": TODAY, "utdrag_dag": TODAY, "omfattar": ("Journalen",)},
}


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


@pytest.fixture
def case(by: Actor) -> Case:
    """Maria rents; Adina lives with her."""
    case = make_letter_case(by=by)
    join(case, by, name="Adina Prov", role="adult")
    return Case.objects.get(pk=case.pk)


def join(case: Case, by: Actor, *, role: str, **told: Any) -> Member:
    person = factories.make_person_told(personal_number="", number_state="unknown", **told)
    person = replace(person, born_on=None)
    add_member(case=case, by=by, today=TODAY, told=person, role=role, source="person" if role == "child" else "")
    return Member.objects.get(household=case.household_id, person__name=told["name"])


def member(case: Case, name: str) -> Member:
    return case.household.members.get(person__name=name)


def about(case: Case, by: Actor, letter: str, person: str = "") -> About:
    chosen = Chosen(
        typed=TYPED[letter], passages=frozenset({"lamna"}) if letter == FORM else frozenset(), person=person
    )
    return about_letter(load().letters[letter], case=case, by=by, today=TODAY, chosen=chosen)


def send(case: Case, by: Actor, letter: str, name: str, channel: str) -> Letter:
    chosen = about(case, by, letter, str(member(case, name).pk)).chosen
    return issue_letter(case=case, by=by, today=TODAY, letter=letter, channel=channel, chosen=chosen)


@pytest.mark.parametrize("letter", [FORM, EXTRACT])
def test_it_goes_to_the_one_whose_it_is_and_names_nobody_else(case: Case, by: Actor, letter: str) -> None:
    sent = send(case, by, letter, "Adina Prov", "post")
    assert sent.recipient == "Adina Prov" and "Maria Lindqvist" not in sent.text
    assert case.household.dwelling.address.split(",")[0] in sent.text


@pytest.mark.parametrize("letter", [FORM, EXTRACT])
def test_what_she_has_asked_of_us_holds_for_her_letter(case: Case, by: Actor, letter: str) -> None:
    asked = {"rule": "post_only_to", "value": "Box 7, 417 00 Göteborg"}
    ask_safe_contact(case=case, by=by, today=TODAY, member=member(case, "Adina Prov"), **asked)
    with pytest.raises(ActRefused, match="Adina Prov: .*Box 7"):
        send(case, by, letter, "Adina Prov", "post")
    assert send(case, by, letter, "Maria Lindqvist", "post").recipient == "Maria Lindqvist"
    assert send(case, by, letter, "Adina Prov", "hand").recipient == "Adina Prov"


def test_nor_does_it_wait_for_the_post_against_what_she_has_asked(case: Case, by: Actor) -> None:
    adina = member(case, "Adina Prov")
    ask_safe_contact(case=case, by=by, today=TODAY, member=adina, rule="post_only_to", value="Box 7, 417 00 Göteborg")
    with pytest.raises(ActRefused, match="Box 7"):
        put(case, by=by, letter=EXTRACT, typed=TYPED[EXTRACT], person=str(adina.pk))


def test_her_rules_are_read_before_any_way_is_chosen(case: Case, by: Actor) -> None:
    for name in ("Adina Prov", "Maria Lindqvist"):
        asked = {"rule": "post_only_to", "value": f"Box 7, {name}"}
        ask_safe_contact(case=case, by=by, today=TODAY, member=member(case, name), **asked)
    told = load().letters[FORM]
    assert [rule.name for rule in letter_rules(told, about(case, by, FORM, str(member(case, "Adina Prov").pk)))] == [
        "Adina Prov"
    ]
    assert {rule.name for rule in letter_rules(told, about(case, by, FORM))} == {"Adina Prov", "Maria Lindqvist"}


@pytest.mark.parametrize("letter", [FORM, EXTRACT])
def test_with_several_nobody_is_chosen_for_whoever_writes(case: Case, by: Actor, letter: str) -> None:
    told = letter_told(load().letters[letter], about(case, by, letter))
    assert any("inte valt vem i hushållet" in one for one in told.hindrances) and told.recipient == ()


def test_of_one_alone_there_is_nothing_to_choose(by: Actor) -> None:
    case = make_letter_case(by=by)
    told = letter_told(load().letters[FORM], about(case, by, FORM))
    assert not told.hindrances and told.recipient[0] == told.blanks["namn"] == "Maria Lindqvist"


def test_who_has_moved_out_gets_no_letter_of_the_household(case: Case, by: Actor) -> None:
    adina = member(case, "Adina Prov")
    Member.objects.filter(pk=adina.pk).update(until=TODAY)
    told = letter_told(load().letters[FORM], about(case, by, FORM, str(adina.pk)))
    draft = draft_letter(letter=FORM, told=told, today=TODAY)
    assert draft.paper is None and any("hör inte längre till hushållet" in one for one in draft.stopped_by)


def test_it_stands_among_the_letters_to_the_household(case: Case) -> None:
    groups = [
        (label, {one.id for one in letters}) for label, letters in letters_by_addressee(case, unit=factories.ADULT)
    ]
    own = [letters for label, letters in groups if label == "Till hushållet"]
    assert len(own) == 1 and {FORM, EXTRACT, "informationsbrev_hyra"} <= own[0]


def test_a_child_who_has_turned_15_signs_and_a_younger_or_unknown_does_not(case: Case, by: Actor) -> None:
    join(case, by, name="Noor Prov", role="child", birth_year=TODAY.year - 16)
    join(case, by, name="Liam Prov", role="child", birth_year=TODAY.year - 14)
    join(case, by, name="Barn 3", role="child", birth_year=None)
    named = [one.person.name for one in who_sign(case, today=TODAY)]
    assert "Noor Prov" in named and not {"Liam Prov", "Barn 3"} & {*named}
    assert send(case, by, FORM, "Noor Prov", "hand").recipient == "Noor Prov"


@pytest.mark.parametrize(
    "born_on, year, has",
    [
        (date(2011, 11, 22), 2011, True),
        (date(2011, 11, 23), 2011, False),
        (None, 2010, True),
        (None, 2011, False),
        (None, None, False),
    ],
)
def test_she_has_a_voice_of_her_own_from_the_day_she_turns_15(born_on: date, year: int, has: bool) -> None:
    assert is_of_age(Person(born_on=born_on, birth_year=year), today=date(2026, 11, 22)) is has
