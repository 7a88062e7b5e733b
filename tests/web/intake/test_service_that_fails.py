"""A service that does not count leaves the question open, and every place says that it does not count."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from kvar import law
from kvar.casework.plans import plan_of
from kvar.records.models import Notice
from tests import factories
from tests.web.intake.papers import signed_in

pytestmark = pytest.mark.django_db
DAY = "2026-11-10"
FAILS = "10 november, räknas inte"
HARD_SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
def sara(db: None) -> Client:
    return signed_in(name="Sara Lindh")


def made(**fields: object) -> Notice:
    return factories.make_notice(by=factories.make_actor(), **fields)


def address(name: str, notice: Notice) -> str:
    return reverse(f"intake:{name}", args=[notice.pk])


def read(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode()).replace(HARD_SPACE, " ")


def save(client: Client, notice: Notice, method: str) -> str:
    """Type the day as served so; the page that answers."""
    service = notice.services.get()
    told = {"served_on": DAY, "method": method, "source": "landlord", "version": str(service.version)}
    posted = {"service": str(service.pk)} | {f"{service.pk}-{name}": value for name, value in told.items()}
    response = client.post(address("service", notice), posted, follow=True)
    return unescape(response.content.decode()).replace(HARD_SPACE, " ")


def open_steps(notice: Notice) -> set[str]:
    return {item.step.id for item in plan_of(notice.case).items if law.is_open(item)}


def test_a_registered_letter_is_saved_and_the_worker_is_told_that_it_does_not_count(sara: Client) -> None:
    notice = made()
    page = save(sara, notice, "registered_letter")
    assert "Sparat, men dagen räknas inte. Ett rekommenderat brev räcker inte." in page
    assert "Fråga hyresvärden när och hur hyresgästen delgavs." in page and 'class="message warning"' in page
    assert "Sista dagen är omräknad" not in page and FAILS in page
    case = read(sara, reverse("case:page", args=[notice.case_id]))
    assert "10 nov, räknas inte" in case and "delgivning, räknas inte" in case
    assert "H03" in open_steps(notice)


def test_a_day_that_counts_closes_the_question(sara: Client) -> None:
    notice = made()
    assert "H03" in open_steps(notice)
    page = save(sara, notice, "acknowledged")
    assert "Sista dagen är omräknad." in page and "räknas inte" not in page
    assert "H03" not in open_steps(notice)
    assert "räknas inte" not in read(sara, reverse("case:page", args=[notice.case_id]))


def test_the_page_speaks_of_the_consumer_whose_service_alone_starts_the_time(sara: Client) -> None:
    page = read(sara, address("service", made(ground=law.Ground.ELECTRICITY_DEBT)))
    assert "När delgavs konsumenten?" in page and "Hur delgavs konsumenten?" in page
    assert "Tiden räknas från den dag då konsumenten delgavs. Är dagen inte känd: fråga företaget." in page
    assert "meddelandet till nämnden" not in page


def test_the_page_speaks_of_the_one_who_has_a_bostadsratt(sara: Client) -> None:
    page = read(sara, address("service", made(ground=law.Ground.FEE_ARREARS)))
    assert "När delgavs bostadsrättshavaren?" in page and "fråga bostadsrättsföreningen" in page
    assert "den dag som är senast" in page


def test_a_paper_without_a_clock_leads_back(sara: Client) -> None:
    notice = made(ground=law.Ground.ENFORCEMENT)
    page = read(sara, address("service", notice))
    assert "Ingen delgivning behöver skrivas in." in page and "Tiden räknas" not in page
    assert f'<a href="{address("notice", notice)}">Tillbaka till underrättelsen</a>' in page
