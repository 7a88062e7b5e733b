"""Tänk om, as people meet it."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.records.models import AccessLog
from tests import factories

pytestmark = pytest.mark.django_db
URL = "editions:what_if"
RULE = {"edition": "", "fran": "417 00", "till": "41799", "forvaltning": "centrum"}


def client_of(**fields: object) -> Client:
    client = Client()
    client.force_login(factories.make_user(**fields))
    return client


def main_of(client: Client) -> bytes:
    return client.get(reverse(URL), RULE).content.split(b"<main")[1].split(b"</main")[0]


@pytest.fixture
def heads() -> Client:
    return client_of(role="unit_head")


def test_an_empty_address_is_a_form(heads: Client) -> None:
    answer = heads.get(reverse(URL))
    assert answer.status_code == 200 and "Postnummer från" in answer.content.decode()


def test_a_rule_is_tried_and_the_case_is_named_to_its_unit(heads: Client) -> None:
    case = factories.make_case_with_notice()
    page = heads.get(reverse(URL), RULE).content.decode()
    assert "Skulle ha gått till" in page and reverse("case:page", args=[case.pk]) in page
    assert AccessLog.objects.filter(action="try_rules", about=f"case:{case.pk}").exists()


def test_a_process_leader_is_told_that_it_is_few(db: None) -> None:
    case = factories.make_case_with_notice()
    page = client_of(role="process_leader", administration="", unit="").get(reverse(URL), RULE).content.decode()
    assert "färre än 5" in page and case.reference not in page and str(case.pk) not in page


def test_a_process_leader_is_told_to_choose_whole_areas(db: None) -> None:
    leader = client_of(role="process_leader", administration="", unit="")
    page = leader.get(reverse(URL), RULE | {"till": "41703"}).content.decode()
    assert "Välj hela områden" in page and "Vem som svarar för bostaden" not in page


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"fran": "417"}, "fem siffror"),
        ({"till": ""}, "Fyll i båda postnumren"),
        ({"forvaltning": ""}, "Fyll i båda postnumren"),
        ({"till": "41600"}, "lägre än postnumret från"),
        ({"fran": "", "till": "", "forvaltning": ""}, "Välj en utgåva"),
        ({"edition": "borta"}, "finns inte längre"),
    ],
)
def test_what_cannot_be_tried_is_said_beside_its_field(heads: Client, typed: dict[str, str], said: str) -> None:
    answer = heads.get(reverse(URL), RULE | typed)
    assert said in answer.content.decode() and "Skulle ha gått till" not in answer.content.decode()


def test_what_another_administration_does_leaves_no_trace(heads: Client) -> None:
    factories.make_case_with_notice()
    before = main_of(heads)
    factories.make_case_with_notice(by=factories.make_actor(administration="nordost"))
    factories.make_protected_case()
    assert main_of(heads) == before


def test_a_caseworker_is_not_shown_the_way(db: None) -> None:
    worker = client_of()
    assert worker.get(reverse(URL)).status_code == 403
    assert reverse(URL) not in worker.get(reverse("editions:list")).content.decode()
