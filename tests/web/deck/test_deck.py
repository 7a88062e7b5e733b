"""Bildspelet: what will be in it, the file, who may have it, and that small numbers are in no part of it."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.published import storing
from tests import factories
from tests.harness.queries import assert_constant_queries
from tests.paper.decks import all_text, opened, overflowing, parts
from tests.web.follow_up.published import SPRING, SUMMER, publish

pytestmark = pytest.mark.django_db
URL, FILE = "/bildspel/", "/bildspel/bildspel.pptx"


def signed_in(**fields: object) -> Client:
    client = Client()
    client.force_login(factories.make_user(**fields))
    return client


def titles(response: Any) -> list[str]:
    return [slide.shapes.title.text for slide in opened(response.content).slides]


def text_of(response: Any) -> str:
    return " ".join(unescape(response.content.decode()).split())


def test_the_page_is_at_its_place() -> None:
    assert (reverse("deck:page"), reverse("deck:file")) == (URL, FILE)


def test_the_page_lists_the_slides_of_the_file() -> None:
    client = signed_in()
    page = client.get(URL)
    link = re.search(r'href="(/bildspel/bildspel\.pptx\?[^"]+)" download', page.content.decode())
    assert link is not None
    response = client.get(unescape(link[1]))
    assert page.context["titles"] == titles(response)
    assert overflowing(opened(response.content)) == []


def test_the_file_is_a_presentation_with_a_name_of_its_own() -> None:
    response = signed_in().get(FILE)
    assert response["Content-Type"].endswith("presentationml.presentation")
    assert response["Content-Disposition"] == 'attachment; filename="bildspel-hisingen-2026-11-22.pptx"'


def test_the_own_administration_is_chosen_until_another_is() -> None:
    busy()
    client = signed_in()
    assert "Så här går det i Socialförvaltningen Hisingen" in titles(client.get(FILE))
    assert "Så här går det i Socialförvaltningen Centrum" in titles(client.get(FILE + "?forvaltning=centrum"))
    assert not [title for title in titles(client.get(FILE + "?forvaltning=ingen")) if "går det" in title]


def test_the_own_unit_stands_first_until_another_is_chosen() -> None:
    form = signed_in(unit="ekonomiskt_bistand").get(URL).context["form"]
    assert (form.unit, form.administration) == ("ekonomiskt_bistand", "hisingen")
    assert signed_in(role="process_leader", administration="", unit="").get(URL).context["form"].unit == ""
    everybody = signed_in().get(URL + "?enhet=alla").context["form"]
    assert everybody.unit == ""
    duties = [
        title for title in titles(signed_in().get(FILE + "?enhet=barn_och_unga")) if title.startswith("Det här gör")
    ]
    assert duties[0] == "Det här gör enheten för barn och unga"


def test_the_whole_comparison_of_the_two_days_is_linked() -> None:
    response = signed_in().get(FILE + "?fran=2025-07-01&till=2027-01-01")
    links = b"".join(parts(response.content, ".rels").values()).decode()
    assert "http://testserver/utgavor/jamfor/?fran=2025-07-01&amp;till=2027-01-01" in links


def test_the_editions_are_chosen() -> None:
    client = signed_in()
    shown = titles(client.get(FILE + "?fran=2025-07-01&till=2027-01-01"))
    assert "Det här är nytt sedan den 1 juli 2025" in shown
    assert "A03" not in shown


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?fran=2027-01-01", "Välj en utgåva som är äldre"),
        ("?fran=igår", "Valet finns inte längre"),
        ("?till=9999-99-99", "Valet finns inte längre"),
        ("?forvaltning=atlantis", "Valet finns inte längre"),
        ("?enhet=polisen", "Valet finns inte längre"),
    ],
)
@pytest.mark.parametrize("url", [URL, FILE])
def test_an_address_that_makes_no_sense_is_told_and_nothing_is_made(url: str, query: str, sentence: str) -> None:
    response = signed_in().get(url + query)
    assert response.status_code == 422
    assert sentence in text_of(response) and "Hämta bildspelet" not in text_of(response)


def busy() -> None:
    """Forty notices in spring and four in summer in Hisingen: one number that may be told nobody."""
    publish({"incoming_by_code": {"rent_debt": 40}}, SPRING)
    publish({"incoming_by_code": {"rent_debt": 40}}, SUMMER, also={("hisingen", "rent_debt"): 4})


def told(response: Any) -> list[str]:
    """The sum of the notices, and how many there were in spring and summer."""
    made = opened(response.content).slides
    slides = {slide.shapes.title.text: slide for slide in made}
    card = slides["Så här går det i Socialförvaltningen Hisingen"].shapes[1].text_frame.paragraphs[0].text
    quarters = [slide for slide in made if slide.shapes.title.text.startswith("Kvartal för kvartal")]
    rows = {row.cells[0].text: row.cells[1].text for slide in quarters for row in slide.shapes[1].table.rows}
    return [card, rows["apr–juni 2026"], rows["juli–sep 2026"]]


@pytest.mark.parametrize(
    "reader",
    [{}, {"administration": factories.CENTRUM}, {"role": "process_leader", "administration": "", "unit": ""}],
    ids=["own", "another", "city"],
)
def test_a_small_number_is_told_nobody(reader: dict[str, object]) -> None:
    busy()
    response = signed_in(**reader).get(FILE + "?forvaltning=hisingen")
    assert told(response) == ["minst 40", "40", "–"]


def test_with_the_protection_switched_off_the_small_number_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = storing.hidden_in
    monkeypatch.setattr(storing, "hidden_in", lambda tables, *, below: everything(tables, below=1))
    busy()
    assert told(signed_in().get(FILE)) == ["44", "40", "4"]


@pytest.mark.parametrize("role", ["log_reviewer", "system_admin"])
@pytest.mark.parametrize("url", [URL, FILE])
def test_a_role_without_follow_up_is_refused(role: str, url: str) -> None:
    assert signed_in(role=role).get(url).status_code == 403


def test_nobody_is_named() -> None:
    factories.make_family()
    words = all_text(signed_in().get(FILE).content)
    assert "Lindqvist" not in words and "Provgatan" not in words


def test_the_page_asks_as_often_however_much_has_happened() -> None:
    assert_constant_queries(signed_in(), URL, factories.make_case_in_follow_up, most=10)


def test_the_handbook_and_the_follow_up_lead_here_for_those_who_may() -> None:
    busy()
    worker, reviewer = signed_in(), signed_in(role="log_reviewer")
    assert URL in text_of(worker.get("/handbok/")) and URL in text_of(worker.get("/uppfoljning/"))
    assert URL not in text_of(reviewer.get("/handbok/"))
