"""Own words on the page of a letter: shown in their place, refused beside their field, kept meanwhile."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.records.models import Case, Letter
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(by: Actor) -> str:
    case: Case = factories.make_case_with_notice(by=by, tenant=factories.make_person_told(served_on=TODAY))
    return reverse("letters:draft", args=[case.pk, "informationsbrev_hyra"])


def test_own_words_are_shown_escaped_and_sent_when_they_have_been_read(client: Client, url: str) -> None:
    typed = {"channel": "post", "own_words": "Ring <b>gärna</b>"}
    seen = client.post(url, typed | {"what": "visa"})
    assert "<p>Ring &lt;b&gt;gärna&lt;/b&gt;</p>" in seen.content.decode()
    read = {"as_read": seen.context["draft"].fingerprint, "what": "skicka"}
    unread = client.post(url, typed | read | {"own_words": "Något annat"})
    assert unread.status_code == 422 and not Letter.objects.exists()
    assert client.post(url, typed | read).status_code == 303
    assert "Ring <b>gärna</b>" in Letter.objects.get().text


@pytest.mark.parametrize("words, sentence", [("# Rubrik", "Börja dina egna ord"), ("x" * 601, "högst 600 ryms")])
def test_a_refusal_stands_beside_the_words_and_keeps_them(client: Client, url: str, words: str, sentence: str) -> None:
    refused = client.post(url, {"channel": "post", "own_words": words, "what": "visa"})
    assert refused.status_code == 422 and sentence in refused.context["form"].errors["own_words"][0]
    assert words in refused.content.decode()


def test_a_sign_that_cannot_be_printed_is_refused_beside_the_words(client: Client, url: str) -> None:
    refused = client.post(url, {"channel": "post", "own_words": "Hej \U0001f600", "what": "pdf"})
    assert refused.status_code == 422 and "U+1F600" in refused.context["form"].errors["own_words"][0]


def test_a_note_at_the_door_has_no_field_for_them(client: Client, url: str) -> None:
    note = client.get(url.replace("informationsbrev_hyra", "lapp_efter_besok"))
    assert "own_words" not in note.context["form"].fields
