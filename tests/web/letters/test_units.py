"""Whose letter it is, on the page: the unit that writes it has the button, the others a sentence that says who."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.records.models import Case, Letter
from kvar.web.letters import views
from tests import factories
from tests.factories import CHILDREN, MONEY, TODAY
from tests.web.writers import signed_in

pytestmark = pytest.mark.django_db
CHILD, REPORTER, RENT = "brev_barn", "svar_anmalare", "informationsbrev_hyra"
TYPED = {
    "anmald_dag": TODAY.isoformat(),
    "besluts_dag": TODAY.isoformat(),
    "beslut": "Vi har inlett en utredning.",
    "to": "Skolan\nBox 1\n417 00 Göteborg",
    "channel": "post",
}


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_family(by=by, tenant=factories.make_person_told(served_on=TODAY))


@pytest.fixture
def amirs() -> Client:
    return signed_in(factories.make_actor(name="Amir Said", unit=CHILDREN, phone="031-000 00 07"))


def draft_url(case: Case, letter: str) -> str:
    return reverse("letters:draft", args=[case.pk, letter])


def words(response: HttpResponse) -> str:
    return response.content.decode()


def send(client: Client, case: Case) -> HttpResponse:
    seen = client.post(draft_url(case, REPORTER), {"what": "visa"} | TYPED)
    typed = {"what": "skicka", "as_read": seen.context["draft"].fingerprint} | TYPED
    return client.post(draft_url(case, REPORTER), typed)


def test_each_unit_finds_its_letters_from_the_page_of_the_case(client: Client, amirs: Client, case: Case) -> None:
    choose = reverse("letters:choose", args=[case.pk])
    assert choose in words(amirs.get(reverse("case:page", args=[case.pk])))
    page = amirs.get(choose)
    assert {one.id for _label, letters in page.context["groups"] for one in letters} == {CHILD, "brev_ungdom", REPORTER}
    own, others = words(page).split("Skrivs av en annan enhet")
    assert draft_url(case, CHILD) in own and RENT not in own and draft_url(case, RENT) in others
    own, others = words(client.get(choose)).split("Skrivs av en annan enhet")
    assert CHILD not in own and draft_url(case, CHILD) in others and "Enheten för barn och unga" in others


def test_whoever_looks_at_another_units_letter_is_told_who_writes_it(client: Client, amirs: Client, case: Case) -> None:
    for reader, letter, unit in ((client, CHILD, "enheten för barn och unga"), (amirs, RENT, "vuxenenheten")):
        page = words(reader.get(draft_url(case, letter)))
        assert f"Brevet skrivs av {unit}." in page and 'id="skicka"' not in page and "Spara brevet" not in page
        assert ("läses det bara av den enheten" in page) is (letter == CHILD)
        preview = reader.get(reverse("letters:preview", args=[case.pk, letter]))
        assert (preview.status_code, preview["Location"]) == (302, draft_url(case, letter))


def test_it_cannot_be_sent_past_the_page_either(client: Client, case: Case) -> None:
    for what in ("skicka", "posten", "pdf", "visa"):
        refused = client.post(draft_url(case, REPORTER), {"what": what} | TYPED)
        assert refused.status_code == 422 and "Brevet skrivs av enheten för barn och unga." in words(refused)
    assert not Letter.objects.exists()


def test_with_the_page_open_to_all_the_act_still_says_who(
    client: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first protection switched off: the other holds."""
    monkeypatch.setattr(views, "writes", lambda _actor, _letter: True)
    refused = send(client, case)
    assert refused.status_code == 422 and "Brevet skrivs av enheten för barn och unga." in words(refused)
    assert not Letter.objects.exists()


def test_the_unit_sends_reads_and_proves_it_and_nobody_else_finds_it(client: Client, amirs: Client, case: Case) -> None:
    assert send(amirs, case).status_code == 303
    letter = Letter.objects.get()
    page, proof = (reverse(name, args=[letter.pk]) for name in ("letters:letter", "post:posted"))
    assert proof in words(amirs.get(page)) and page in words(amirs.get(reverse("case:page", args=[case.pk])))
    jonas = signed_in(factories.make_actor(unit=MONEY))
    for stranger in (client, jonas):
        assert page not in words(stranger.get(reverse("case:page", args=[case.pk])))
        for name in ("letters:letter", "letters:pdf", "letters:text", "post:posted"):
            assert stranger.get(reverse(name, args=[letter.pk])).status_code == 404
    assert amirs.post(proof, {"sent_on": TODAY.isoformat(), "way": "post"}).status_code == 303


def test_what_the_coordinating_unit_has_sent_the_others_read_and_do_not_prove(
    client: Client, amirs: Client, case: Case
) -> None:
    read = client.get(draft_url(case, RENT)).context["draft"].fingerprint
    assert client.post(draft_url(case, RENT), {"channel": "post", "as_read": read}).status_code == 303
    page, proof = (reverse(name, args=[Letter.objects.get().pk]) for name in ("letters:letter", "post:posted"))
    assert proof in words(client.get(page)) and proof not in words(amirs.get(page))
    assert amirs.get(proof).status_code == 404


def test_each_unit_prints_its_own_post(client: Client, amirs: Client, case: Case) -> None:
    seen = amirs.post(draft_url(case, REPORTER), {"what": "visa"} | TYPED)
    typed = {"what": "posten", "as_read": seen.context["draft"].fingerprint} | TYPED
    assert amirs.post(draft_url(case, REPORTER), typed).status_code == 303
    day = reverse("post:day")
    assert "Skolan" in words(amirs.get(day)) and "Skolan" not in words(client.get(day))
    stack = amirs.post(reverse("post:print"))["Location"]
    assert "Skolan" in words(amirs.get(stack)) and client.get(stack).status_code == 404


def test_a_consent_form_is_printed_by_the_unit_whose_letter_it_is(client: Client, amirs: Client, case: Case) -> None:
    from tests.factories_consents import make_form

    amir = factories.make_actor(unit=CHILDREN)
    own = reverse("consents:form", args=[case.pk, make_form(case, by=amir).pk])
    assert "Skriv ut eller skicka blanketten" not in words(amirs.get(own))
