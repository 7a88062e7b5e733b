"""The plan, the support package, the sheets to print, the contacts, and the ways there."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from kvar.casework.access_table import Role
from kvar.content.load import load
from kvar.content.pages import PageWord
from kvar.records.models import PlannedActivity
from kvar.web.handbook.reader import Reader
from kvar.web.handbook.text import as_html
from kvar.web.ui.addresses import PAGES_OF_WORDS, address
from tests import factories
from tests.factories import CENTRUM, HISINGEN, TODAY
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
PLAN, SUPPORT = "/inforande/plan/", "/inforande/stodpaket/"
READ_BY_ALL = ("/inforande/", PLAN, SUPPORT, "/inforande/kontakt/", "/inforande/dialogblad/")
TODAYS = Reader(day=TODAY, today=TODAY, today_url="/handbok/")
NOT_YET = {PageWord.SLIDES}  # pages that another part of Kvar brings


def signed_in(**fields: Any) -> Client:
    client = Client()
    client.force_login(factories.make_user(**fields))
    return client


def text_of(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ANONYMOUS])
def test_everybody_who_is_signed_in_may_read_it(role: Role) -> None:
    client = signed_in(role=role)
    for path in (*READ_BY_ALL, "/inforande/rutinen-pa-en-sida/"):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ANONYMOUS])
@pytest.mark.parametrize("path", ["/inforande/", PLAN, SUPPORT])
def test_no_page_leads_where_the_reader_may_not_go(path: str, role: Role) -> None:
    client = signed_in(role=role)
    page = client.get(path).content.decode().split("<main")[1].split("</main>")[0]
    ways = set(re.findall(r'href="(/[^"#]*)', page))
    assert len(ways) >= 3
    for way in ways:
        assert client.get(way).status_code in (200, 302), way


@pytest.mark.parametrize("word", PageWord)
def test_every_word_for_a_page_leads_to_one(word: PageWord) -> None:
    route, name = PAGES_OF_WORDS[word]
    assert name
    assert bool(address(route)) or word in NOT_YET


def test_the_handbook_leads_to_a_page_by_its_word() -> None:
    drawn = as_html("Se [Kontakt](sida:kontakt) och [spelet](sida:bildspel).", chapters={}, reader=TODAYS)
    assert 'href="/inforande/kontakt/"' in drawn
    assert "och spelet." in drawn or address("deck:page")  # named without a link until it is there
    assert 'href="/inforande/kontakt/"' in signed_in().get("/handbok/inforande/").content.decode()


def test_it_is_reached_from_the_handbook_and_from_the_foot_of_every_page() -> None:
    client = signed_in()
    assert 'href="/inforande/"' in client.get("/handbok/").content.decode()
    foot = client.get("/inforande/").content.decode().split('<footer class="foot">')[1]
    assert 'href="/inforande/" aria-current="page"' in foot


# The plan.


def test_what_nobody_answers_for_and_what_is_late_is_said_in_words() -> None:
    factories.make_planned(owner="", due_on=TODAY - timedelta(days=3))
    shown = text_of(signed_in().get(PLAN))
    assert "Vuxenenheten, Socialförvaltningen Hisingen Ingen ansvarig Försenat: skulle vara klart" in shown
    assert shown.count("Inte planerad än.") == len(load().introduction.activities) - 1


def test_a_unit_head_plans_and_marks_it_done() -> None:
    client = signed_in(role="unit_head", name="Lotta Chef")
    place = reverse("introduction:plan_activity", args=["genomgang_pa_enheten"])
    told = {"place": f"{HISINGEN}/vuxen", "owner": "Lotta Chef", "due_on": "30 nov", "note": "På arbetsplatsträffen."}
    bad = client.post(place, told | {"place": f"{CENTRUM}/"})
    assert bad.status_code == 422 and "Valet finns inte längre." in text_of(bad)
    assert client.post(place, told).status_code == 303
    planned = PlannedActivity.objects.get()
    assert "Lotta Chef Senast måndag 30 november" in text_of(client.get(PLAN))
    change = reverse("introduction:planned", args=[planned.pk])
    later = client.post(change, told | {"done_on": "2026-12-24", "version": "1"})
    assert later.status_code == 422 and "har inte varit än" in text_of(later)
    assert client.post(change, told | {"done_on": "idag", "version": "1"}).status_code == 303
    assert "Gjort söndag 22 november" in text_of(client.get(PLAN))
    lost = client.post(change, told | {"note": "Något annat.", "version": "1"})
    assert lost.status_code == 422 and "På arbetsplatsträffen." in text_of(lost) and "Något annat." in text_of(lost)


def test_a_caseworker_reads_the_plan_of_the_own_administration_and_cannot_change_it() -> None:
    factories.make_planned(owner="Vår rad")
    factories.make_planned(owner="Deras rad", place=(CENTRUM, ""))
    page = signed_in().get(PLAN)
    assert "Vår rad" in text_of(page) and "Deras rad" not in text_of(page)
    assert "/inforande/plan/ny/" not in page.content.decode() and "Ändra" not in text_of(page)


@pytest.mark.parametrize("place", [("", ""), (HISINGEN, ""), (HISINGEN, "vuxen")])
def test_what_somebody_else_plans_is_answered_like_what_is_not_there(place: tuple[str, str]) -> None:
    theirs = reverse("introduction:planned", args=[factories.make_planned(place=place).pk])
    client = signed_in(role="unit_head", administration=CENTRUM)
    for ask in (client.get, client.post):
        assert (
            ask(theirs).status_code == ask("/inforande/plan/00000000-0000-4000-8000-000000000000/").status_code == 404
        )


def test_an_activity_that_is_not_there_is_not_found() -> None:
    assert signed_in(role="unit_head").get("/inforande/plan/ny/fest/").status_code == 404


def test_the_plan_asks_equally_often_however_long_it_is() -> None:
    assert_constant_queries(signed_in(role="unit_head"), PLAN, factories.make_planned)


# To read and to print.


def test_the_support_package_has_an_hour_and_everything_to_bring() -> None:
    shown = signed_in(role="unit_head").get(SUPPORT)
    assert "Agenda för en träff, 60 minuter" in text_of(shown)
    ways = ("/inforande/dialogblad/", "/inforande/rutinen-pa-en-sida/", "/handbok/om/#om-handboken", "/inforande/plan/")
    assert [way for way in ways if f'href="{way}"' not in shown.content.decode()] == []


def test_the_sheet_has_the_four_questions_with_lines() -> None:
    page = signed_in().get("/inforande/dialogblad/")
    shown = text_of(page)
    assert all(question.text in shown for question in load().introduction.questions)
    assert page.content.decode().count('class="lines"') == 4


def test_the_wall_has_the_three_sections_with_who_does_what() -> None:
    shown = text_of(signed_in().get("/inforande/rutinen-pa-en-sida/"))
    assert "1. Barnfamilj" in shown and "2. Hushåll utan barn" in shown and "3. Besked från Kronofogden" in shown
    assert f"B04 {load().step('B04').title} · Barn och unga" in shown


# Contacts and the city's own links.


def test_a_vacant_post_says_so_and_who_takes_its_questions() -> None:
    shown = text_of(signed_in().get("/inforande/kontakt/"))
    assert "Vakant Frågorna går så länge till Johan Brandt. 031-390 06 12" in shown
    assert "Karin Ekdal 031-390 06 11 · karin.ekdal@hisingen.example Placering: Socialförvaltningen Hisingen" in shown


MISSING = "Länken saknas – staden lägger in den i organisation.yaml"


def test_a_link_that_the_city_has_not_written_is_said_to_be_missing() -> None:
    client = signed_in()
    for path, times in {"/handbok/lathund/": 1, "/handbok/treserva/": 2, "/handbok/om/": 1, SUPPORT: 3}.items():
        assert text_of(client.get(path)).count(MISSING) == times, path
    assert MISSING not in text_of(client.get("/handbok/juridik/"))


def test_a_link_that_the_city_has_written_is_there() -> None:
    url = "https://datahjalpen.staden.example/lathund"
    links = [link.model_copy(update={"url": url}) for link in load().organisation.local_links]
    drawn = render_to_string("ui/components/local_links.html", {"local_links": links})
    assert drawn.count(f'href="{url}"') == 3 and "saknas" not in drawn


def test_the_page_about_the_handbook_carries_its_part_of_the_seed_and_is_linked() -> None:
    chapter = load().handbook.chapter("om", on=TODAY)
    carried = {number for passage in chapter.passages for number in passage.seed}
    assert carried >= {f"S{n}" for n in (*range(1, 6), 16, *range(32, 38))}
    client = signed_in()
    assert 'href="/handbok/om/"' in client.get("/handbok/").content.decode()
    assert 'href="/handbok/om/#om-handboken"' in client.get(SUPPORT).content.decode()
