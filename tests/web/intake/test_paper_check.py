"""The formal check on the answer page: what may invalidate at the top, notes and open questions below."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.records.models import Notice
from tests.factories import TODAY
from tests.web.intake.papers import NEW, bare, signed_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara(db: None) -> Client:
    return signed_in()


def answered(sara: Client, told: dict[str, Any]) -> str:
    return sara.post(NEW, told, follow=True).content.decode()


def test_a_missing_room_count_is_a_note_with_the_case_that_settled_it(sara: Client) -> None:
    page = answered(sara, typed(room_count="", room_count_state="missing"))
    assert "Lägenhetens storlek (antal rum): att notera" in page
    assert "<small>Saknas. I NJA 1985 s. 586" in page and "Fråga hyresvärden om det behövs." in page
    assert "göra underrättelsen ogiltig" not in page


def test_a_missing_account_is_said_at_the_top_and_to_keep_the_time(sara: Client) -> None:
    page = answered(sara, typed(payment_account="", payment_account_state="missing"))
    title = "Plusgiro, bankgiro eller annan anvisning om betalning: kan göra underrättelsen ogiltig"
    assert page.index(title) < page.index("Öppna ärendet")
    assert "arbeta mot tiden ändå" in page and "Fråga hyresvärden vart pengarna ska betalas." in page


def test_what_is_not_typed_is_not_said_to_be_missing_on_the_paper(sara: Client) -> None:
    page = answered(sara, bare())
    assert "att notera" not in page and "göra underrättelsen ogiltig" not in page


def test_what_the_form_has_no_place_for_is_asked_until_somebody_knows(sara: Client) -> None:
    known = {"served_on": TODAY.isoformat(), "service_method": "acknowledged", "posted_on": TODAY.isoformat()}
    asked, answered_page = answered(sara, bare()), answered(sara, typed(**known))
    for question in ("Vilken dag delgavs hyresgästen?", "Hur delgavs", "Vilket personnummer", "Vilken dag skrevs"):
        assert question in asked and question not in answered_page
    assert "Vilket lägenhetsnummer" in asked and "Vilket lägenhetsnummer" not in answered_page
    assert "Vilken dag sades avtalet upp?" in answered_page and "Bor det barn där" in answered_page


def test_a_rent_that_fell_due_after_the_paper_is_pointed_out(sara: Client) -> None:
    page = answered(sara, typed(rent_amounts_due_0=(TODAY + timedelta(days=1)).isoformat()))
    assert "Ett belopp förföll först efter dagen då papperet skrevs." in page


@pytest.mark.parametrize(
    ("kind", "sender", "field", "source"),
    [
        ("disturbance_warning", "landlord", "dwelling", "25 a §"),
        ("condominium_disturbance", "condominium_association", "dwelling", "formulär 4"),
        ("electricity", "electricity_company", "due_on", "11 kap. 3 § ellagen"),
        ("gas", "gas_company", "due_on", "Energimarknadsinspektionens formulär"),
    ],
)
def test_each_paper_is_checked_against_its_own_form(
    sara: Client, kind: str, sender: str, field: str, source: str
) -> None:
    name = "consumer_name" if field == "due_on" else "tenant_name"
    told = {"sender_type": sender, "kind": kind, name: "Nils", "arrived_on": "idag", f"{field}_state": "missing"}
    assert sara.post(NEW, told).status_code == 303
    page = sara.get(reverse("intake:notice", args=[Notice.objects.get().pk])).content.decode()
    assert "att notera" in page and source in page


def test_a_free_letter_has_no_form_to_be_checked_against(sara: Client) -> None:
    told = {"sender_type": "landlord", "kind": "early_signal", "tenant_name": "Nils", "arrived_on": "idag"}
    page = answered(sara, told | {"message_state": "illegible"})
    assert "att notera" not in page and "Bor det barn där" in page
