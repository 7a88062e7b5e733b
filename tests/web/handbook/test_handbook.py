"""The handbook in the browser: contents, chapters, search, lists of steps, and what is new to the reader."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from kvar.casework.access_table import Role
from kvar.content.load import load
from kvar.records.models import Reading
from kvar.web.handbook.reader import Reader
from kvar.web.handbook.text import as_html
from tests import factories

pytestmark = pytest.mark.django_db
CHAPTER = "/handbok/juridik/"
TODAYS = Reader(day=factories.TODAY, today=factories.TODAY, today_url="/handbok/")


def signed_in(**fields: object) -> Client:
    client = Client()
    client.force_login(factories.make_user(**fields))
    return client


def text_of(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ANONYMOUS])
def test_everybody_who_is_signed_in_may_read_it(role: Role) -> None:
    client = signed_in(role=role)
    for path in (
        "/handbok/",
        CHAPTER,
        "/handbok/sok/?q=tolk",
        "/handbok/lista/K/",
        "/handbok/juridisk-ram/",
        "/handbok/enhet/vuxen/",
    ):
        assert client.get(path).status_code == 200, path


def test_a_stranger_signs_in_first() -> None:
    assert Client().get(CHAPTER).status_code == 302


@pytest.mark.parametrize("path", ["/handbok/sjunde/", "/handbok/lista/X/", "/handbok/enhet/tekniska/"])
def test_what_is_not_there_is_not_found(path: str) -> None:
    assert signed_in().get(path).status_code == 404


def test_every_chapter_and_list_is_in_the_contents_and_can_be_read() -> None:
    client = signed_in()
    contents = client.get("/handbok/")
    for entry in contents.context["entries"]:
        assert entry.title in text_of(client.get(entry.url))
    assert len(contents.context["entries"]) == 11
    for link in contents.context["lists"]:
        assert link.text in text_of(client.get(link.url))
    assert len(contents.context["lists"]) == 8


def test_a_chapter_says_that_the_citys_own_text_is_not_public() -> None:
    assert "Göteborgs Stads egen text är inte offentlig." in text_of(signed_in().get(CHAPTER))


def test_a_passage_leads_to_its_steps_and_a_step_to_its_passages() -> None:
    client = signed_in()
    chapter = client.get(CHAPTER).content.decode()
    assert 'href="/handbok/lista/H/#H23"' in chapter
    steps = client.get("/handbok/lista/H/").content.decode()
    assert 'id="H23"' in steps
    assert 'href="/handbok/juridik/#betalningsansvar"' in steps


def test_every_link_inside_the_handbook_leads_somewhere() -> None:
    client = signed_in()
    pages = {link.url: client.get(link.url).content.decode() for link in client.get("/handbok/").context["entries"]}
    for number in ("H", "D", "A", "E", "K", "B", "U", "F"):
        url = f"/handbok/lista/{number}/"
        pages[url] = client.get(url).content.decode()
    for url, page in list(pages.items()):
        for address in {part.split('"')[0] for part in page.split('href="')[1:]}:
            place, _, anchor = address.partition("#")
            if place in pages and anchor:
                assert f'id="{anchor}"' in pages[place], (url, address)


def test_the_lists_tell_when_who_why_and_what_is_left_behind() -> None:
    text = text_of(signed_in().get("/handbok/lista/K/"))
    assert "K02 Bekräfta till Kronofogden samma dag lag Vuxenenheten · senast ankomstdagen" in text
    assert "Visas när: Kronofogden har hört av sig om en avhysning." in text
    assert "K12 Hjälp personen att begära anstånd hos Kronofogden" in text
    assert "senast 5 arbetsdagar före avhysningen" in text
    assert "7, 30, 90 och 180 dagar efter avhysningen" in text
    assert "genast" in text
    assert "Görs i H33" in text


def test_the_search_finds_and_says_when_it_does_not() -> None:
    client = signed_in()
    found = client.get("/handbok/sok/", {"q": "betalningsansvar"})
    assert found.context["hits"][0].url in ("/handbok/juridik/#betalningsansvar", "/handbok/hot/#atagandet")
    assert "Inget stycke har de orden." in text_of(client.get("/handbok/sok/", {"q": "xyzzyq"}))
    assert client.get("/handbok/sok/").context["hits"] == []
    assert client.get("/handbok/sok/", {"q": "ord " * 500}).status_code == 200


def test_what_is_typed_is_shown_as_text() -> None:
    page = signed_in().get("/handbok/sok/", {"q": '"><script>x</script>'}).content.decode()
    assert "<script>x" not in page
    assert "<script>" not in as_html("<script>x</script> [x](javascript:alert(1))", chapters={}, reader=TODAYS)
    assert (
        "javascript"
        not in str(as_html("[x](javascript:alert(1))", chapters={}, reader=TODAYS)).split("href=")[-1].split(">")[0]
    )


def test_the_legal_frame_shows_old_and_new_and_what_nobody_has_read() -> None:
    text = text_of(signed_in().get("/handbok/juridisk-ram/"))
    assert "11 kap. 1 § socialtjänstlagen (2001:453)" in text
    assert "14 kap. 2 § socialtjänstlagen (2025:400)" in text
    assert "inte läst" in text


def test_nothing_is_new_to_somebody_who_has_not_read_it() -> None:
    entries = signed_in().get("/handbok/").context["entries"]
    assert {entry.new for entry in entries} == {0}


def test_what_is_worded_anew_since_it_was_read_is_new() -> None:
    client = signed_in()
    assert client.post(CHAPTER).status_code == 302 or client.post(CHAPTER).status_code == 303
    reading = Reading.objects.get()
    assert set(reading.passages) == {passage.id for passage in client.get(CHAPTER).context["chapter"].passages}
    assert {entry.new for entry in client.get("/handbok/").context["entries"]} == {0}
    reading.passages = reading.passages | {"sista-dag": "an older wording"}
    del reading.passages["delgivning"]
    reading.save()
    new = [passage.id for passage in client.get(CHAPTER).context["passages"] if passage.new]
    assert new == ["sista-dag", "delgivning"]
    assert {entry.id: entry.new for entry in client.get("/handbok/").context["entries"]}["juridik"] == 2
    assert "2 nya stycken" in text_of(client.get("/handbok/"))


def test_one_persons_reading_is_nobody_elses() -> None:
    signed_in().post(CHAPTER)
    assert signed_in().get(CHAPTER).context["reading"] is None


def test_every_step_of_a_list_has_a_source_in_force() -> None:
    client = signed_in()
    for letter in load().lists:
        assert all(step.sources for step in client.get(f"/handbok/lista/{letter}/").context["list"].steps)


def test_a_unit_reads_what_it_answers_for_with_its_steps_and_where_it_is_explained() -> None:
    client = signed_in()
    for unit, number in (("vuxen", 9), ("ekonomiskt_bistand", 6), ("barn_och_unga", 4)):
        shown = client.get(f"/handbok/enhet/{unit}/").context["unit"]
        assert len(shown.duties) == number
        assert all(duty.steps and duty.passages for duty in shown.duties)
        assert {link.text.split()[0] for link in shown.steps} == {
            step.id for step in load().steps.values() if step.unit == unit
        }
