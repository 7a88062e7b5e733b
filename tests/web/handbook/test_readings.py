"""The handbook as it read another day: the day stands in every link, and every page says which edition is read."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from kvar.content.load import load
from tests import factories
from tests.harness.queries import queries_of

pytestmark = pytest.mark.django_db
FIRST = "2022-02-15"
BANNER = "Du läser handboken så som den löd tisdag 15 februari 2022."
FRAME = re.compile(r'<header class="top">.*?</header>|<footer.*?</footer>|<aside.*?</aside>', re.DOTALL)


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(factories.make_user())
    return client


def text_of(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def own_part(response: Any) -> str:
    """The page without the frame around it and without the banner, whose links lead away from the old reading."""
    return FRAME.sub("", response.content.decode())


def links_of(response: Any) -> Iterator[str]:
    return (unescape(link) for link in re.findall(r'href="(/handbok/[^"]*)"', own_part(response)))


def crawled(client: Client, start: str) -> dict[str, Any]:
    """Every page of the handbook that can be reached from the first, by its address without an anchor."""
    seen: dict[str, Any] = {}
    waiting = [start]
    while waiting:
        url = waiting.pop().partition("#")[0]
        if url not in seen:
            seen[url] = client.get(url)
            waiting += links_of(seen[url])
    return seen


@pytest.mark.parametrize("day", [FIRST, "2022-03-01", "2025-06-30", "2027-01-01"])
def test_every_link_of_an_old_reading_keeps_the_day_and_leads_somewhere(client: Client, day: str) -> None:
    pages = crawled(client, f"/handbok/?dag={day}")
    chapters = load().handbook.on(date.fromisoformat(day))
    assert len(pages) == 1 + len(chapters) + len(load().lists) + len(load().organisation.units) + 1
    for url, response in pages.items():
        assert response.status_code == 200, url
        for link in links_of(response):
            place, _, anchor = link.partition("#")
            if place != "/handbok/sok/":
                assert place.endswith(f"?dag={day}"), (url, link)
            assert not anchor or f'id="{anchor}"' in pages[place].content.decode(), (url, link)


def test_the_search_keeps_the_day(client: Client) -> None:
    assert f'<input type="hidden" name="dag" value="{FIRST}">' in client.get(f"/handbok/?dag={FIRST}").content.decode()
    found = client.get("/handbok/sok/", {"q": "socialtjänstlagen", "dag": FIRST})
    assert found.context["hits"] and all(f"?dag={FIRST}#" in hit.url for hit in found.context["hits"])
    assert BANNER in text_of(found)


@pytest.mark.parametrize("day", [FIRST, "2022-03-01"])
def test_every_page_of_2022_says_that_it_is_a_reconstruction(client: Client, day: str) -> None:
    edition = load().edition.on(date.fromisoformat(day))
    assert edition and edition.reconstruction
    pages = crawled(client, f"/handbok/?dag={day}") | {"search": client.get(f"/handbok/sok/?q=hyra&dag={day}")}
    for url, response in pages.items():
        text = text_of(response)
        assert "Du läser handboken så som den löd" in text, url
        assert f"Utgåvan heter {edition.label}. rekonstruktion {' '.join(edition.note.split())}" in text, url


def test_a_reconstruction_that_applies_today_is_marked_too(client: Client, settings: Any) -> None:
    settings.FIXED_TODAY = "2022-03-10"
    for url, response in crawled(client, "/handbok/").items():
        assert "rekonstruktion" in text_of(response), url
        assert "Läs så som det lyder idag" not in text_of(response)


def test_todays_handbook_has_no_banner_and_no_day_in_its_links(client: Client) -> None:
    for url, response in crawled(client, "/handbok/").items():
        assert "?dag" not in url and 'class="callout warning reading"' not in response.content.decode()


def test_the_banner_leads_back_to_the_same_page_as_it_reads_today(client: Client) -> None:
    page = client.get("/handbok/sok/", {"q": "hyra & el", "dag": FIRST})
    assert page.context["reader"].today_url == "/handbok/sok/?q=hyra+%26+el"
    assert 'href="/handbok/juridik/"' in client.get(f"/handbok/juridik/?dag={FIRST}").content.decode()


@pytest.mark.parametrize("day", [FIRST, "2027-01-01"])
def test_the_banner_leads_to_what_differs_from_today_with_the_older_day_first(client: Client, day: str) -> None:
    page = client.get(f"/handbok/?dag={day}")
    before, after = sorted((day, factories.TODAY.isoformat()))
    url = f"/utgavor/jamfor/?fran={before}&till={after}"
    assert page.context["reader"].compare_url == url and f'href="{url.replace("&", "&amp;")}"' in page.content.decode()
    assert client.get(url).context["swapped"] is False


def test_what_is_to_come_is_told_as_to_come(client: Client) -> None:
    assert "så som den ska lyda fredag 1 januari 2027" in text_of(client.get("/handbok/?dag=2027-01-01"))


def test_the_wording_is_that_of_the_day(client: Client) -> None:
    told = {day: text_of(client.get(f"/handbok/juridik/?dag={day}")) for day in (FIRST, "2026-01-01")}
    assert told[FIRST] != told["2026-01-01"]
    assert "(2025:400)" not in told[FIRST] and "(2025:400)" in told["2026-01-01"]


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [(FIRST, set(), {"A02", "A03"}), ("2026-12-31", {"A02"}, {"A03"}), ("2027-01-01", {"A03"}, {"A02"})],
)
def test_a_list_has_the_steps_and_the_sources_of_the_day(
    client: Client, day: str, there: set[str], gone: set[str]
) -> None:
    steps = client.get(f"/handbok/lista/A/?dag={day}").context["list"].steps
    ids = {step.id for step in steps}
    assert there <= ids and not gone & ids
    on = date.fromisoformat(day)
    assert all(source.in_force_on(on) for step in steps for source in step.sources)


@pytest.mark.parametrize("path", ["lista/B/", "lista/K/", "enhet/barn_och_unga/", "juridik/", "juridisk-ram/"])
def test_a_page_of_2022_cites_no_later_law(client: Client, path: str) -> None:
    text = text_of(client.get(f"/handbok/{path}?dag={FIRST}"))
    assert not [later for later in ("2025:400", "2025:468", "2026:772", "HFD 2023") if later in text]


def test_the_legal_frame_shows_what_applied_that_day(client: Client) -> None:
    then, now = (client.get(f"/handbok/juridisk-ram/{day}").context["table"]["rows"] for day in (f"?dag={FIRST}", ""))
    assert 0 < len(then) <= len(now)
    shown = {row[0]["text"]: row[1]["text"] for row in then}
    earlier = {row[0]["text"]: row[1]["text"] for row in now}
    assert any(shown[topic] == earlier[topic] for topic in shown)


def test_an_old_reading_is_not_read_and_has_no_news(client: Client) -> None:
    client.post("/handbok/juridik/")
    page = client.get(f"/handbok/juridik/?dag={FIRST}")
    assert "Jag har läst kapitlet" in text_of(client.get("/handbok/juridik/"))
    assert "Jag har läst kapitlet" not in text_of(page) and "<form" in own_part(page)
    assert not any(passage.new for passage in page.context["passages"])
    assert not any(entry.new for entry in client.get(f"/handbok/?dag={FIRST}").context["entries"])


def test_an_edition_is_read_by_its_name_too(client: Client) -> None:
    page = client.get("/handbok/?dag=2022-02")
    assert BANNER in text_of(page)
    assert all(f"?dag={FIRST}" in entry.url for entry in page.context["entries"])


def test_a_day_before_the_first_edition_gets_the_first_and_is_told(client: Client) -> None:
    page = client.get("/handbok/?dag=2022-02-14")
    assert page.status_code == 422
    assert "Handboken fanns inte måndag 14 februari 2022. Här står den första utgåvan." in text_of(page)
    assert BANNER in text_of(page)
    assert set(links_of(page)) == set(links_of(client.get(f"/handbok/?dag={FIRST}")))


@pytest.mark.parametrize("typed", ["i fjol", "2022-02-31", "0000-00-00", "9999-12-31", "\x00", "<b>", "x" * 4000])
def test_a_day_that_cannot_be_read_is_told_and_todays_handbook_shown(client: Client, typed: str) -> None:
    page = client.get("/handbok/juridik/", {"dag": typed})
    assert page.status_code == 422
    assert "Här står handboken så som den lyder idag." in text_of(page)
    assert page.context["reader"].kept is False and "<b>" not in own_part(page)


def test_an_empty_day_is_today(client: Client) -> None:
    page = client.get("/handbok/?dag=")
    assert page.status_code == 200 and page.context["reader"].marked is False


def test_a_reading_asks_the_database_only_which_edition_was_in_force(client: Client) -> None:
    for path in ("", "juridik/", "lista/H/", "enhet/vuxen/", "juridisk-ram/", "sok/?q=hyra"):
        url = f"/handbok/{path}"
        client.get(url)
        joined = "&" if "?" in url else "?"
        asked = queries_of(client, f"{url}{joined}dag={FIRST}")
        assert len([sql for sql in asked if "publishededition" in sql]) == 2  # today's, for the page, and that day's
        assert len(asked) <= len(queries_of(client, url)) + 1 <= 6


@pytest.mark.parametrize("path", ["/handbok/", "/handbok/juridik/"])
def test_the_editions_are_found_from_the_handbook(client: Client, path: str) -> None:
    assert 'href="/utgavor/"' in client.get(path).content.decode()


def test_a_step_that_is_not_there_yet_is_named_without_a_link(client: Client) -> None:
    then, now = (client.get(f"/handbok/kronofogden/{day}").content.decode() for day in (f"?dag={FIRST}", ""))
    assert "rapporterar ni avvikelsen." in then
    assert "#K27" in now and "#K27" not in then
