"""Signing in and out: closed to strangers, Swedish, and the same answer whoever was wrong."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse

from kvar.casework.city.demo_people import DEMO_PASSWORD, demo_people
from tests.factories import PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_site")]
DOOR = "/konto/logga-in/"


@pytest.fixture(autouse=True)
def no_earlier_tries() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def test_the_right_password_opens_my_day(client: Client) -> None:
    user = make_user()
    answer = client.post(DOOR, {"login": user.email.upper(), "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


def test_one_comes_back_to_where_one_was_but_never_elsewhere(client: Client) -> None:
    user = make_user()
    form = {"login": user.email, "password": PASSWORD}
    assert client.post(DOOR, {**form, "next": "/uppfoljning/"})["Location"] == "/uppfoljning/"
    client.logout()
    assert client.post(DOOR, {**form, "next": "https://annan.example/"})["Location"] == "/"


def test_which_of_them_was_wrong_is_never_told(client: Client) -> None:
    user = make_user()
    wrong = client.post(DOOR, {"login": user.email, "password": "fel-losenord-1"})
    unknown = client.post(DOOR, {"login": "ingen@kvar.example", "password": "fel-losenord-1"})
    sentence = "E-postadressen eller lösenordet stämmer inte. Kontrollera båda och försök igen."
    for answer, typed in ((wrong, user.email), (unknown, "ingen@kvar.example")):
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert f'value="{typed}"' in answer.content.decode()
        assert "fel-losenord-1" not in answer.content.decode()


def test_an_empty_form_says_what_is_missing_in_swedish(client: Client) -> None:
    page = client.post(DOOR, {}).content.decode()
    assert "2 saker behöver rättas" in page
    assert "E-postadress: Fältet är tomt." in page


def test_a_closed_account_is_told_so(client: Client) -> None:
    user = make_user(is_active=False)
    answer = client.post(DOOR, {"login": user.email, "password": PASSWORD}, follow=True)
    assert "Kontot är stängt" in answer.content.decode()
    assert not client.session.get("_auth_user_id")


def test_guessing_is_stopped(client: Client) -> None:
    user = make_user()
    answers = [client.post(DOOR, {"login": user.email, "password": f"fel-{n}-losenord"}) for n in range(8)]
    assert "För många försök" in answers[-1].content.decode()


def test_signing_out_asks_first_and_then_does_it(sara: Client) -> None:
    assert "Vill du logga ut?" in sara.get("/konto/logga-ut/").content.decode()
    assert sara.get("/").status_code == 200
    assert sara.post("/konto/logga-ut/")["Location"] == DOOR
    assert sara.get("/").status_code == 302


def test_the_password_is_asked_for_again(sara: Client) -> None:
    address = reverse("account_reauthenticate")
    assert "Skriv lösenordet igen" in sara.get(address).content.decode()
    assert "Lösenordet stämmer inte" in sara.post(address, {"password": "fel"}).content.decode()
    assert Client().get(address).status_code == 302


def test_nobody_makes_an_account_for_herself() -> None:
    for name in ("account_signup", "account_reset_password", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_the_demo_lists_its_people_and_production_nobody(client: Client) -> None:
    assert DEMO_PASSWORD not in client.get(DOOR).content.decode()
    with override_settings(DEMO=True):
        page = client.get(DOOR).content.decode()
    assert len(demo_people()) >= 10
    assert [person.email for person in demo_people() if person.email not in page] == []


def test_every_role_has_somebody_in_the_demo() -> None:
    assert len({person.role for person in demo_people()}) == 6
