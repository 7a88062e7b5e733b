"""What an act tells is told once, on the next page, and never lies in the browser's own cookies."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.contact.safe_contact import ask_safe_contact
from kvar.records.models import Case
from tests import factories
from tests.factories import TODAY
from tests.factories_post import LETTER, make_letter_case, put
from tests.web.writers import by, client

__all__ = ["by", "client"]
pytestmark = pytest.mark.django_db
DAY = reverse("post:day")
SAFE = "Box 7, 417 00 Göteborg"


@pytest.fixture
def case(by: Actor) -> Case:
    return make_letter_case(by=by)


def page_after(client: Client, response: HttpResponse) -> str:
    return str(client.get(response["Location"]).content.decode())


def test_a_refusal_that_names_somebody_lies_in_no_cookie(client: Client, by: Actor, case: Case) -> None:
    put(case, by=by)
    tenant = case.household.members.get(role="tenant")
    ask_safe_contact(case=case, by=by, today=TODAY, member=tenant, rule="post_only_to", value=SAFE)
    response = client.post(reverse("post:print"))
    assert "messages" not in response.cookies and "messages" not in client.cookies
    assert SAFE in page_after(client, response)  # told
    assert SAFE not in client.get(DAY).content.decode()  # and told once


def test_a_done_act_leaves_no_cookie(client: Client, case: Case) -> None:
    url = reverse("letters:draft", args=[case.pk, LETTER])
    read = client.get(url).context["draft"].fingerprint
    response = client.post(url, {"what": "posten", "channel": "post", "as_read": read})
    assert response.status_code == 303 and "messages" not in client.cookies
    assert "Brevet ligger i dagens post." in page_after(client, response)


def test_what_nobody_has_read_is_not_told_to_whoever_signs_in_next(client: Client, by: Actor, case: Case) -> None:
    """Signing out ends the session, and what it had to tell with it; the page for signing in works without one."""
    put(case, by=by)
    client.post(reverse("post:print"))
    client.post(reverse("account_logout"))
    assert client.get(reverse("account_login")).status_code == 200
    client.force_login(factories.make_user(name="Amir Prov"))
    assert "messages" not in client.cookies and "skrevs ut" not in client.get(DAY).content.decode()


def test_somebody_who_is_not_signed_in_is_told_too() -> None:
    """A closed account is told so on the page for signing in, where nobody has a session yet."""
    client, user = Client(), factories.make_user(is_active=False)
    response = client.post(reverse("account_login"), {"login": user.email, "password": factories.PASSWORD})
    assert "messages" not in client.cookies
    assert "Kontot är stängt" in page_after(client, response)
