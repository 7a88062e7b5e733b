"""The letter's page for each addressee: the field Till, the ways that are open, and a refusal that loses nothing."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.money.undertakings import Decided, decide_undertaking
from kvar.records.models import Case, Disclosure, Dwelling, Letter, Notice, Undertaking
from tests import factories
from tests.factories import TODAY
from tests.web.writers import signed_in

pytestmark = pytest.mark.django_db
TO = "Provbostäder AB\nBox 1\n417 00 Göteborg"
NOTICE_TYPED = {"namn": "Maria Lindqvist", "hyror": "Hyran för oktober", "summa": "7 850 kronor"}


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by, tenant=factories.make_person_told(served_on=TODAY))


def draft_url(case: Case, letter: str) -> str:
    return reverse("letters:draft", args=[case.pk, letter])


def words(response: HttpResponse) -> str:
    return response.content.decode()


def send(client: Client, case: Case, letter: str, **typed: str) -> Any:
    """Fill in, look at it, and send what was read."""
    seen = client.post(draft_url(case, letter), {"what": "visa"} | typed)
    read = seen.context["draft"].fingerprint
    return client.post(draft_url(case, letter), {"what": "skicka", "as_read": read} | typed)


def test_the_list_is_by_addressee(client: Client, case: Case) -> None:
    page = words(client.get(reverse("letters:choose", args=[case.pk])))
    assert page.index("Till hushållet") < page.index("Till överförmyndaren") < page.index("Skrivs av en annan enhet")
    assert "7 kap. 23 §" not in page
    Dwelling.objects.filter(households=case.household_id).update(tenure="condominium")
    assert "7 kap. 23 §" in words(client.get(reverse("letters:choose", args=[case.pk])))


def test_till_begins_with_what_is_known_and_keeps_what_is_typed(client: Client, case: Case) -> None:
    shown = client.get(draft_url(case, "anmalan_overformyndaren"))
    assert shown.context["form"]["to"].value() == "Överförmyndaren\nGöteborgs Stad"
    typed = {"to": "Överförmyndaren\nBox 7", "channel": "post", "behov": "Betala räkningar"}
    again = client.post(draft_url(case, "anmalan_overformyndaren"), {"what": "skicka"} | typed)
    assert again.status_code == 422 and not Letter.objects.exists()
    assert again.context["form"]["to"].value() == typed["to"] and "Betala räkningar" in words(again)


def test_a_letter_by_post_without_an_address_is_refused_beside_till(by: Actor) -> None:
    case, client = factories.make_family(by=by), signed_in(factories.make_actor(unit=factories.CHILDREN))
    typed = {"anmald_dag": "2026-11-20", "besluts_dag": "2026-11-21", "beslut": "Vi har inlett en utredning."}
    refused = send(client, case, "svar_anmalare", to="Skolan", channel="post", **typed)
    assert refused.status_code == 422 and refused.context["form"].errors["to"]
    assert send(client, case, "svar_anmalare", to="Skolan", channel="secure_mail", **typed).status_code == 303
    assert Disclosure.objects.get().recipient == "Skolan"
    page = words(client.get(reverse("letters:letter", args=[Letter.objects.get().pk])))
    assert "Skolan" in page and "Säker e-post" in page


def test_the_note_at_the_door_is_read_as_it_was_sent(client: Client, case: Case) -> None:
    typed = {"sokt_dag": "2026-11-22", "sokt_tid": "10:00", "channel": "note"}
    shown = client.get(draft_url(case, "lapp_efter_besok"))
    assert [way for way, _label in shown.context["form"].fields["channel"].choices] == ["note"]
    refused = send(client, case, "lapp_efter_besok", **(typed | {"sokt_dag": "2026-12-12"}))
    assert "har inte varit än" in refused.context["form"].errors["sokt_dag"][0] and not Letter.objects.exists()
    assert send(client, case, "lapp_efter_besok", **typed).status_code == 303
    letter = Letter.objects.get()
    sent = client.get(reverse("letters:letter", args=[letter.pk])).context["paper"]
    assert sent.head == () and sent.blocks[0].lines == ("Hej!",)
    assert bytes(letter.pdf).startswith(b"%PDF")


def test_an_undertaking_is_written_and_sent_from_its_page(case: Case) -> None:
    jonas = factories.make_actor(unit=factories.MONEY)
    told = Decided(taken=True, decided_on=TODAY, decided_by="Enhetschefen", because="Barnen går i skola här.")
    notice = Notice.objects.get(case=case)
    decide_undertaking(case=case, by=jonas, today=TODAY, notice=notice, told=told)
    letter, client = "atagande_hyresvard", signed_in(jonas)
    assert draft_url(case, letter) in words(client.get(reverse("money:debt", args=[case.pk])))
    assert client.get(draft_url(case, letter)).context["form"]["to"].value() == "Provbostäder AB"
    assert send(client, case, letter, to=TO, channel="registered_letter", **NOTICE_TYPED).status_code == 303
    assert Undertaking.objects.get().sent_on == TODAY and Disclosure.objects.count() == 1
    assert draft_url(case, letter) not in words(client.get(reverse("money:debt", args=[case.pk])))


def test_a_childs_letter_asks_which_child_and_who_said_yes(by: Actor) -> None:
    case, client = factories.make_family(by=by, children=2), signed_in(factories.make_actor(unit=factories.CHILDREN))
    page = client.get(draft_url(case, "brev_barn"))
    assert {"child", "guardian_said_on", "guardian"} <= set(page.context["form"].fields)
    assert "Välj vilket barn" in words(page)


def test_words_of_a_part_that_is_not_with_are_not_asked_for(case: Case) -> None:
    """The interest has a blank only where the letter speaks of interest; then an empty one stops the letter."""
    client = signed_in(factories.make_actor(unit=factories.MONEY))
    typed = NOTICE_TYPED | {"to": TO, "channel": "hand", "what": "visa"}
    page = client.post(draft_url(case, "atagande_hyresvard"), typed)
    assert page.status_code == 200 and "räntan" not in " ".join(page.context["draft"].stopped_by)
    page = client.post(draft_url(case, "atagande_hyresvard"), typed | {"passages": "aven_ranta"})
    assert "räntan" in " ".join(page.context["draft"].stopped_by)
