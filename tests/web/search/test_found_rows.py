"""A row of what is found: where, whose, open or not, and each name once. Still found by name and number alone."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.owner.owning import take_case
from kvar.records.models import User
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
NAME = "Elin Åberg"
STREET = "Provgatan 12"


@pytest.fixture
def sara() -> Actor:
    return factories.make_actor(name="Sara Lindh", cleared=True)


def rows(actor: Actor, sought: str) -> list[str]:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    page = client.post(reverse("search:found"), {"sought": sought}).content.decode()
    found = re.search(r'<ul class="told-rows">(.*?)</ul>', page, re.S)
    return re.findall(r"<li>.*?</li>", found[1], re.S) if found else []


def test_a_row_says_where_whose_and_how_it_stands_and_the_name_once(sara: Actor) -> None:
    case = factories.make_case_with_notice(by=sara, tenant=factories.make_person_told(name=NAME))
    (row,) = rows(sara, NAME)
    assert row.count(NAME) == 1 and STREET in row and "öppet" in row and "ingen ansvarig" in row
    take_case(case=case, by=sara, today=TODAY)
    assert "ansvarig Sara Lindh" in rows(sara, NAME)[0]


def test_whoever_else_was_sought_is_named_beside_the_household(sara: Actor) -> None:
    case = factories.make_case_with_notice(by=sara, tenant=factories.make_person_told(name=NAME))
    factories.add_child(case, by=sara, name="Bo Åberg")
    (row,) = rows(sara, "Bo Åberg")
    assert NAME in row and "Bo Åberg" in row


@pytest.mark.parametrize(
    ("make", "words"), [("make_case_in_follow_up", "öppet, följs upp"), ("make_closed_case", "avslutat")]
)
def test_a_case_that_is_followed_up_or_closed_says_so(sara: Actor, make: str, words: str) -> None:
    getattr(factories, make)(by=sara, tenant=factories.make_person_told(name=NAME))
    assert words in rows(sara, NAME)[0]


def test_a_protected_household_has_no_place_in_a_row_and_an_address_finds_nothing(sara: Actor) -> None:
    factories.make_case_with_notice(by=sara, tenant=factories.make_person_told(name=NAME, protected=True))
    (row,) = rows(sara, NAME)
    assert STREET not in row
    assert rows(sara, STREET) == []
