"""Uppföljning of the city: only what is published, in the address, with holes that are told and not filled."""

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.measures.registry import GROUPS
from kvar.casework.published import storing
from kvar.casework.published.words import short_names
from tests import factories
from tests.harness.queries import assert_constant_queries
from tests.web.follow_up.published import SPRING, SUMMER, cells, publish, signed_in

pytestmark = pytest.mark.django_db
URL = "/uppfoljning/"
CODES = {"incoming_by_code": {"rent_debt": 40, "disturbance": 20}}


def figure(client: Client, measure: str, query: str = "") -> dict[str, Any]:
    """What the page shows of one measure."""
    measures = client.get(URL + query).context["measures"]
    found: dict[str, Any] = next(one.figure for one in measures if one.id == measure)
    return found


def test_the_page_is_at_its_place() -> None:
    assert reverse("follow_up:overview") == URL


def test_before_anything_is_published_the_page_says_so_and_shows_no_number() -> None:
    factories.make_case_in_follow_up()
    response = signed_in().get(URL)
    assert "Inget kvartal är publicerat ännu" in response.content.decode() and "measures" not in response.context


def test_the_last_published_year_is_shown_when_the_address_says_nothing() -> None:
    first = date(2025, 1, 1)
    publish(CODES, first, *(date(2025, month, 1) for month in (4, 7, 10)), SPRING)
    heads = [head["text"] for head in figure(signed_in(), "incoming_by_code")["table"]["columns"]]
    assert heads == ["", "apr–juni 2025", "juli–sep 2025", "okt–dec 2025", "apr–juni 2026", "Totalt"]


def test_only_the_demo_says_that_its_figures_are_of_more_cases_than_can_be_opened(settings: Any) -> None:
    publish(CODES)
    said = "siffrorna för hela staden är påhittade"
    assert said not in signed_in().get(URL).content.decode()
    settings.DEMO = True
    assert said in signed_in().get(URL).content.decode()


def test_the_quarters_are_in_the_address() -> None:
    publish(CODES)
    shown = figure(signed_in(), "incoming_by_code", "?fran=2026-07&till=2026-07")
    assert cells(shown["table"])[-1] == ["Totalt", "240", "240"]
    assert str(shown["finding"]).startswith("Juli–september 2026: 240, mest ")


@pytest.mark.parametrize(
    "query, sentence",
    [
        ("?fran=2026-07&till=2026-04", "Perioden börjar efter att den slutar"),
        ("?fran=igår", "Valet finns inte längre"),
        ("?till=9999-99", "Valet finns inte längre"),
        ("?forvaltning=atlantis", "Valet finns inte längre"),
        ("?orsak=tur", "Valet finns inte längre"),
        ("?forvaltning=centrum&hushall=with_children", "Välj bara ett av förvaltning, orsak och hushåll"),
    ],
)
def test_an_address_that_makes_no_sense_is_told_and_the_usual_is_shown(query: str, sentence: str) -> None:
    publish(CODES)
    response = signed_in().get(URL + query)
    assert response.status_code == 200 and sentence in unescape(response.content.decode())
    assert cells(response.context["measures"][0].figure["table"])[-1][-1] == "480"


def test_cases_can_be_narrowed_to_a_place_a_ground_and_a_household_type() -> None:
    publish(CODES)
    client = signed_in()
    for query, total in (
        ("?forvaltning=hisingen", "120"),
        ("?orsak=rent_debt", "480"),
        ("?orsak=disturbance", "0"),
        ("?hushall=with_children", "480"),
    ):
        assert cells(figure(client, "incoming_by_code", query)["table"])[-1][-1] == total


def test_a_small_number_is_a_dash_and_a_sum_that_lacks_it_says_so() -> None:
    publish(CODES, SPRING)
    publish(CODES, SUMMER, also={("centrum", "disturbance"): 3})
    table = cells(figure(signed_in(), "incoming_by_code", "?forvaltning=centrum")["table"])
    assert ["4 Anmodan om rättelse vid störningar i boendet", "20", "–", "minst 20"] in table


def test_it_would_be_told_if_small_numbers_were_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection switched off."""
    everything = storing.hidden_in
    monkeypatch.setattr(storing, "hidden_in", lambda tables, *, below: everything(tables, below=1))
    publish(CODES, SUMMER, also={("centrum", "disturbance"): 3})
    table = cells(figure(signed_in(), "incoming_by_code", "?forvaltning=centrum")["table"])
    assert ["4 Anmodan om rättelse vid störningar i boendet", "3", "3"] in table


def test_own_small_numbers_are_hidden_here_too() -> None:
    """What is published is the same for all: one's own numbers stand under *Vår räkning*."""
    publish(CODES, SUMMER, also={("hisingen", "disturbance"): 3})
    table = cells(figure(signed_in(), "incoming_by_code", "?forvaltning=hisingen")["table"])
    assert not any("3" in row[1:] for row in table)


def test_days_are_told_as_when_half_are_done() -> None:
    publish({"days_to_attempt": {"after_0": 20, "after_1": 30, "after_7": 30, "open_30": 20}})
    shown = figure(signed_in(), "days_to_attempt", "?grupp=handling")
    assert "hälften inom en dag, 50 % inom 3 dagar, av 800 ärenden" in str(shown["finding"]).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "<svg" in str(shown["svg"])


def test_every_group_has_its_page_and_its_pictures_say_what_they_show() -> None:
    publish(CODES | {"days_to_attempt": {"after_0": 20, "open_30": 20}})
    client = signed_in()
    for group in GROUPS:
        shown = client.get(f"{URL}?grupp={group.id}")
        assert [one.id for one in shown.context["measures"]] == [measure.id for measure in group.measures]
    page = unescape(client.get(URL).content.decode())
    for part in ("<title id=", "<desc id=", "Samma siffror som tabell", "räknas var för sig"):
        assert part in page


@pytest.mark.parametrize("role", ["log_reviewer", "system_admin"])
def test_a_role_without_follow_up_is_refused(role: str) -> None:
    assert signed_in(role=role).get(URL).status_code == 403


def test_the_page_asks_as_often_however_much_has_happened() -> None:
    publish(CODES)
    assert_constant_queries(signed_in(), URL, factories.make_case_in_follow_up, most=10)


def test_shared_first_words_are_said_once() -> None:
    assert short_names(["Socialförvaltningen Centrum", "Socialförvaltningen Hisingen"]) == ["Centrum", "Hisingen"]
    assert short_names(["Socialförvaltningen Centrum"]) == ["Socialförvaltningen Centrum"]
    assert short_names(["Nord", "Nord Öst"]) == ["Nord", "Nord Öst"]
