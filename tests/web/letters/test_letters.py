"""The letter's pages: what is read is what is sent, and what was sent is never another."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.letters.addressees import ways_of
from kvar.casework.letters.issuing import LetterDraft
from kvar.content.load import load
from kvar.records.models import Case, Dwelling, Letter
from kvar.web.letters.wording import buttons_of, saved
from tests import factories
from tests.factories import TODAY
from tests.harness.queries import MOST, queries_of
from tests.web.writers import signed_in

pytestmark = pytest.mark.django_db
LETTER = "informationsbrev_hyra"
AMOUNT = "7\u00a0850"


@pytest.fixture
def case(by: Actor) -> Case:
    tenant = factories.make_person_told(served_on=TODAY - timedelta(days=5))
    return factories.make_case_with_notice(by=by, tenant=tenant)


def draft_url(case: Case, letter: str = LETTER) -> str:
    return reverse("letters:draft", args=[case.pk, letter])


def words(response: HttpResponse) -> str:
    return response.content.decode()


def as_read(response: HttpResponse) -> str:
    return response.context["draft"].fingerprint


def send(client: Client, case: Case, *, query: str = "", **fields: str) -> HttpResponse:
    """Read the draft and send it, as the page does."""
    url = draft_url(case) + query
    typed = {"channel": "post", "as_read": as_read(client.get(url))} | fields
    return client.post(url, typed)


def test_the_draft_shows_the_letter_as_it_will_be_sent(client: Client, case: Case) -> None:
    shown = words(client.get(draft_url(case)))
    assert "Maria Lindqvist" in shown and "Provbostäder AB" in shown and "Sara Lindh" in shown
    assert "Spara brevet för utskrift</button>" in shown and "Kan inte skickas ännu" not in shown


def test_each_button_says_what_happens_and_none_that_kvar_sends(client: Client, case: Case) -> None:
    """To somebody who can be mailed nothing says that it is printed; what is at the door does not wait for the post."""
    said = {letter: words(client.get(draft_url(case, letter))) for letter in (LETTER, "svar_anmalare")}
    mailed, note = (load().letters[one] for one in ("svar_anmalare", "lapp_efter_besok"))
    assert "Spara brevet för utskrift</button>" in said[LETTER] and "Sedan skriver du ut det." in said[LETTER]
    assert "Lägg i dagens post</button>" in said[LETTER]
    assert not any("Skicka brevet</button>" in one for one in said.values())
    assert buttons_of(mailed, ways=ways_of(mailed)).save == "Spara brevet för att skicka det"
    assert not buttons_of(note, ways=ways_of(note)).posted
    assert "Skriv ut" not in saved(mailed, "secure_mail") and "Skriv ut" in saved(mailed, "post")


def test_what_stops_the_letter_is_said_and_there_is_nothing_to_press(client: Client, case: Case) -> None:
    Dwelling.objects.filter(households=case.household_id).update(address="", tenure="")
    shown = words(client.get(draft_url(case)))
    assert "Kan inte skickas ännu" in shown
    assert "Adressen är inte känd" in shown and "Upplåtelseformen är inte känd" in shown
    assert "Spara brevet" not in shown


def test_an_empty_blank_leaves_nothing_to_read_but_its_name(client: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, sender_name="")
    response = client.get(draft_url(case))
    assert "Det här saknas: hyresvärdens namn." in words(response)
    assert response.context["paper"] is None
    preview = client.get(reverse("letters:preview", args=[case.pk, LETTER]) + "?belopp=1")
    assert (preview.status_code, preview["Location"]) == (302, draft_url(case) + "?belopp=1")
    assert "Det här saknas: hyresvärdens namn." in words(client.get(preview["Location"]))


def test_the_amount_is_chosen_in_the_address(client: Client, case: Case) -> None:
    assert AMOUNT not in words(client.get(draft_url(case)))
    assert AMOUNT in words(client.get(draft_url(case) + "?belopp=1"))


def test_a_notice_without_an_amount_offers_no_choice(client: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by, amount=None)
    assert "Med belopp" not in words(client.get(draft_url(case) + "?belopp=1"))


@pytest.mark.parametrize("query, shown", [("", False), ("?belopp=1", True)])
def test_the_preview_is_the_same_letter_as_pdf(client: Client, case: Case, query: str, shown: bool) -> None:
    response = client.get(reverse("letters:preview", args=[case.pk, LETTER]) + query)
    assert response["Content-Type"] == "application/pdf"
    read = "".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)
    assert ("7 850" in read.replace("\u00a0", " ")) is shown and "Maria Lindqvist" in read


@pytest.mark.parametrize("query, told", [("", False), ("?belopp=1", True)])
def test_sending_leads_to_the_stored_letter_and_its_pdf(client: Client, case: Case, query: str, told: bool) -> None:
    response = send(client, case, query=query)
    letter = Letter.objects.get()
    assert (response.status_code, response["Location"]) == (303, reverse("letters:letter", args=[letter.pk]))
    shown = words(client.get(response["Location"]))
    assert "Maria Lindqvist" in shown and "Med post" in shown and (AMOUNT in shown) is told
    pdf = client.get(reverse("letters:pdf", args=[letter.pk]))
    assert pdf.content == bytes(letter.pdf) and pdf.content.startswith(b"%PDF")


def test_what_was_sent_is_what_was_read(client: Client, case: Case) -> None:
    """A draft that a colleague's new fact has changed is shown again, not sent unread."""
    read = as_read(client.get(draft_url(case)))
    Dwelling.objects.filter(households=case.household_id).update(address="Nygatan 1, 417 00 Göteborg")
    response = client.post(draft_url(case), {"channel": "hand", "as_read": read})
    assert response.status_code == 422
    assert "Brevet har ändrats" in words(response) and "Nygatan 1" in words(response)
    assert response.context["form"]["channel"].value() == "hand"
    assert not Letter.objects.exists()


def test_what_nobody_has_read_is_not_sent(client: Client, case: Case) -> None:
    response = client.post(draft_url(case), {"channel": "post"})
    assert response.status_code == 422 and not Letter.objects.exists()


def test_without_the_fingerprint_another_letter_than_the_read_one_would_go(
    client: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protection switched off."""
    monkeypatch.setattr(LetterDraft, "fingerprint", "always the same")
    client.get(draft_url(case))
    Dwelling.objects.filter(households=case.household_id).update(address="Nygatan 1, 417 00 Göteborg")
    assert client.post(draft_url(case), {"channel": "hand", "as_read": "always the same"}).status_code == 303
    assert "Nygatan 1" in Letter.objects.get().text


def test_pressing_twice_sends_once(client: Client, case: Case) -> None:
    assert send(client, case).status_code == 303
    again = send(client, case)
    assert again.status_code == 422 and "redan skrivet idag" in words(again)
    assert Letter.objects.count() == 1
    assert send(client, case, channel="hand").status_code == 303


def test_no_chosen_way_is_said_beside_the_field(client: Client, case: Case) -> None:
    response = send(client, case, channel="brevduva")
    assert response.status_code == 422 and response.context["form"].errors["channel"]
    assert not Letter.objects.exists()


def test_another_unit_of_the_case_reads_what_was_sent(client: Client, by: Actor) -> None:
    tenant = factories.make_person_told(served_on=TODAY - timedelta(days=5))
    case = factories.make_family(by=by, tenant=tenant)
    send(client, case)
    children = signed_in(factories.make_actor(unit=factories.CHILDREN))
    assert children.get(reverse("letters:letter", args=[Letter.objects.get().pk])).status_code == 200


def test_another_administration_sees_nothing(client: Client, case: Case) -> None:
    send(client, case)
    other = signed_in(factories.make_actor(administration=factories.CENTRUM))
    for route in ("letters:letter", "letters:pdf"):
        assert other.get(reverse(route, args=[Letter.objects.get().pk])).status_code == 404


def test_an_unknown_letter_is_not_there(client: Client, case: Case) -> None:
    assert client.get(reverse("letters:draft", args=[case.pk, "kallelse"])).status_code == 404


def test_the_pages_ask_few_questions(client: Client, case: Case) -> None:
    send(client, case)
    client.get(draft_url(case))
    letter = reverse("letters:letter", args=[Letter.objects.get().pk])
    assert (
        max(len(queries_of(client, url)) for url in (draft_url(case), letter)) <= MOST + 7
    )  # a letter reads the whole case


def test_a_letter_that_cannot_be_made_is_refused_on_its_own_page_with_what_was_chosen(
    client: Client, by: Actor
) -> None:
    other = factories.make_case_with_notice(by=by, ground=law.Ground.DISTURBANCE)
    response = client.post(draft_url(other), {"what": "pdf", "channel": "hand"})
    assert response.status_code == 422 and "inget sådant meddelande" in words(response)
    assert response.context["form"]["channel"].value() == "hand"
