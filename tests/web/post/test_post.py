"""Dagens post on the screen: put there, seen with what stops it, printed, and written in as sent."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from kvar.casework.access import Actor
from kvar.casework.money.undertakings import Decided, decide_undertaking
from kvar.casework.post.proving import number_field
from kvar.records.models import Case, Household, Letter, Posting, QueuedLetter, Stack
from tests import factories
from tests.factories import TODAY
from tests.factories_post import LETTER, make_letter_case, make_queued, printed, put
from tests.web.writers import signed_in

pytestmark = pytest.mark.django_db
DAY = reverse("post:day")


@pytest.fixture
def case(by: Actor) -> Case:
    return make_letter_case(by=by)


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return str(response.content.decode())


def test_a_letter_is_put_in_todays_post_from_its_draft(client: Client, case: Case) -> None:
    url = reverse("letters:draft", args=[case.pk, LETTER])
    seen = client.get(url)
    assert "Lägg i dagens post" in seen.content.decode()
    typed = {"what": "posten", "channel": "post", "as_read": seen.context["draft"].fingerprint}
    assert client.post(url, typed).status_code == 303
    assert not Letter.objects.exists() and QueuedLetter.objects.count() == 1
    page = read(client, DAY)
    assert "Maria Lindqvist" in page and case.reference in page and "1 brev går" in page
    again = client.post(url, typed)
    assert again.status_code == 422 and "ligger redan i dagens post" in again.content.decode()


def test_what_goes_in_the_hand_is_refused_beside_the_way(client: Client, case: Case) -> None:
    url = reverse("letters:draft", args=[case.pk, LETTER])
    read_now = client.get(url).context["draft"].fingerprint
    refused = client.post(url, {"what": "posten", "channel": "hand", "as_read": read_now})
    assert refused.status_code == 422 and refused.context["form"].errors["channel"]


def test_a_note_at_the_door_has_no_such_button(client: Client, case: Case) -> None:
    assert "Lägg i dagens post" not in read(client, reverse("letters:draft", args=[case.pk, "lapp_efter_besok"]))


def test_a_message_of_an_undertaking_has_no_such_button(case: Case) -> None:
    jonas = factories.make_actor(name="Jonas Wik", unit=factories.MONEY)
    told = Decided(taken=True, decided_on=TODAY, decided_by="Karin Berg, enhetschef", because="Barnen går i skola här.")
    decide_undertaking(case=case, by=jonas, today=TODAY, notice=case.notices.get(), told=told)
    url = reverse("letters:draft", args=[case.pk, "atagande_hyresvard"])
    to = "Provbostäder AB\nBox 1\n417 00 Göteborg"
    typed = {"what": "visa", "channel": "hand", "to": to, "namn": "Maria", "hyror": "Oktober", "summa": "7 850 kronor"}
    page = signed_in(jonas).post(url, typed).content.decode()
    assert "Spara brevet för att skicka det</button>" in page and "Lägg i dagens post" not in page


def test_a_letter_that_may_not_go_stands_as_stopped_with_why(client: Client, case: Case, by: Actor) -> None:
    put(case, by=by)
    case.notices.update(paid_on=TODAY)
    page = read(client, DAY)
    assert "går inte" in page and "redan betald" in page and "0 brev går" in page


def test_many_letters_stand_on_pages_with_no_more_questions_for_more_of_them(
    client: Client, case: Case, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And those on the other pages are printed too."""
    monkeypatch.setattr("kvar.casework.post.queueing.ON_A_PAGE", 4)
    for number in range(6):
        put(case, by=by, own_words=f"Ord {number}")
    few = asked_by(client, DAY)
    for number in range(6, 11):
        put(case, by=by, own_words=f"Ord {number}")
    assert asked_by(client, DAY) == few
    first, last = client.get(DAY), client.get(f"{DAY}?sida=3")
    assert [len(one.context["rows"]) for one in (first, last)] == [4, 3]
    assert "Sida 1 av 3" in first.content.decode() and "11 brev väntar, på alla sidor" in first.content.decode()
    assert client.get(f"{DAY}?sida=x").context["rows"] and client.get(f"{DAY}?sida=99").context["rows"]
    client.post(reverse("post:print"))
    assert Stack.objects.get().stacked.count() == 11 and not QueuedLetter.objects.exists()


def asked_by(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        client.get(url)
    return len(found)


def test_printing_leads_to_the_stack_its_file_and_its_letters(client: Client, case: Case, by: Actor) -> None:
    put(case, by=by)
    response = client.post(reverse("post:print"))
    stack = Stack.objects.get()
    assert response["Location"] == reverse("post:stack", args=[stack.pk])
    page = read(client, response["Location"])
    assert reverse("letters:letter", args=[Letter.objects.get().pk]) in page
    file = client.get(reverse("post:stack_file", args=[stack.pk]))
    assert file["Content-Type"] == "application/pdf" and len(PdfReader(BytesIO(file.content)).pages) % 2 == 0
    assert "Inget brev väntar" in read(client, DAY)


def test_what_was_taken_out_is_said_to_whoever_prints(client: Client, case: Case, by: Actor) -> None:
    put(case, by=by)
    case.notices.update(paid_on=TODAY)
    response = client.post(reverse("post:print"), follow=True)
    page = response.content.decode()
    assert "Togs ur posten" in page and case.reference in page and "redan betald" in page


def test_taking_out_asks_why(client: Client, case: Case, by: Actor) -> None:
    url = reverse("post:take_out", args=[put(case, by=by).pk])
    assert client.post(url, {"because": ""}).status_code == 422 and QueuedLetter.objects.exists()
    assert client.post(url, {"because": "Vi ringer i stället."}).status_code == 303
    assert not QueuedLetter.objects.exists()


def test_the_stack_is_written_in_as_sent_with_a_number_for_the_registered(
    client: Client, case: Case, by: Actor
) -> None:
    put(case, by=by)
    put(make_letter_case(by=by), by=by, channel="registered_letter")
    url = reverse("post:stack", args=[printed(by=by).pk])
    page = client.get(url)
    every = [key for key, _label in page.context["form"].fields["sent"].choices]
    numbered = Letter.objects.get(channel="registered_letter")
    typed = {"sent_on": TODAY.isoformat(), "sent_at": "15.40", "sent": every}
    refused = client.post(url, typed)
    assert refused.status_code == 422 and refused.context["form"].errors[number_field(numbered)]
    assert client.post(url, typed | {number_field(numbered): "RR123456789SE"}).status_code == 303
    assert Posting.objects.count() == 2
    again = read(client, url)
    assert "nummer RR123456789SE" in again and "När skickades breven?" not in again


def test_one_letter_is_written_in_from_its_own_page(client: Client, case: Case, by: Actor) -> None:
    put(case, by=by)
    printed(by=by)
    letter = reverse("letters:letter", args=[Letter.objects.get().pk])
    url = reverse("post:posted", args=[Letter.objects.get().pk])
    before = read(client, letter)
    assert url in before and "<dt>Skrivet</dt>" in before and "<dt>Skickat</dt>" not in before
    typed = {"sent_on": TODAY.isoformat(), "way": "registered_letter", number_field(Letter.objects.get()): "RR1"}
    assert client.post(url, typed)["Location"] == letter
    page = read(client, letter)
    assert "nummer RR1" in page and url not in page


def test_of_a_closed_case_it_is_still_written_in_how_a_letter_went(client: Client, case: Case, by: Actor) -> None:
    put(case, by=by)
    printed(by=by)
    Case.objects.filter(pk=case.pk).update(closed_on=TODAY)
    url = reverse("post:posted", args=[Letter.objects.get().pk])
    assert url in read(client, reverse("letters:letter", args=[Letter.objects.get().pk]))
    assert client.post(url, {"sent_on": TODAY.isoformat(), "way": "post"}).status_code == 303
    assert Posting.objects.count() == 1


def test_a_letter_can_be_had_as_plain_text(client: Client, case: Case, by: Actor) -> None:
    put(case, by=by)
    printed(by=by)
    letter = Letter.objects.get()
    file = client.get(reverse("letters:text", args=[letter.pk]))
    assert file.content.decode() == letter.text and file["Content-Type"].startswith("text/plain")


def test_those_who_are_not_cleared_see_no_row_of_a_protected_household(client: Client) -> None:
    cleared = factories.make_actor(cleared=True)
    make_queued(factories.make_protected_case(by=cleared), by=cleared)
    assert "Inget brev väntar" in read(client, DAY)
    assert "går inte" in read(signed_in(cleared), DAY)


def test_a_letter_of_a_household_protected_since_leaves_the_file(client: Client, case: Case, by: Actor) -> None:
    put(case, by=by)
    put(make_letter_case(by=by), by=by)
    url = reverse("post:stack_file", args=[printed(by=by).pk])
    before = len(PdfReader(BytesIO(client.get(url).content)).pages)
    Household.objects.filter(pk=case.household_id).update(protected=True)
    assert len(PdfReader(BytesIO(client.get(url).content)).pages) < before


def test_a_unit_that_posts_no_letters_has_no_such_page() -> None:
    money = signed_in(factories.make_actor(unit=factories.MONEY))
    assert money.get(DAY).status_code == 404 and money.post(reverse("post:print")).status_code == 404
    assert DAY not in read(money, reverse("worklist:my_day"))
