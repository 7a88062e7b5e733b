"""The gallery of letters in the browser: every story and language as text and as picture, and what differs."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access_table import Role
from kvar.casework.letters.examples import example_draft, languages_of, letter_examples, stories_of
from kvar.content.library import Library
from kvar.content.load import load, with_content
from kvar.content.plain_findings import letter_readability, most_of
from kvar.web.letter_gallery import views
from kvar.web.letter_gallery.shown import letters_shown
from kvar.web.ui.letter_words import STOPS
from tests import factories
from tests.content.folders import copied
from tests.harness.queries import queries_of

pytestmark = pytest.mark.django_db
LIST = "/brevgalleri/"
RENT = f"{LIST}informationsbrev_hyra/"
SHEET, COMPARE = f"{RENT}sida.png", f"{RENT}jamfor/"
DAYS = {"fran": "2026-01-01", "till": "2026-11-22"}


def signed_in(**fields: object) -> Client:
    client = Client()
    client.force_login(factories.make_user(**fields))
    return client


def text_of(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_the_pages_are_at_their_place() -> None:
    assert reverse("letter_gallery:list") == LIST
    assert reverse("letter_gallery:compare", args=["informationsbrev_hyra"]) == COMPARE


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ANONYMOUS])
def test_whoever_may_read_the_handbook_may_read_the_letters(role: Role) -> None:
    client = signed_in(role=role)
    assert [client.get(url).status_code for url in (LIST, RENT, SHEET, COMPARE)] == [200] * 4


def test_a_stranger_signs_in_first() -> None:
    assert [Client().get(url).status_code for url in (LIST, RENT, SHEET, COMPARE)] == [302] * 4


def test_the_handbook_leads_to_the_gallery_and_it_names_every_letter_with_its_lix() -> None:
    client = signed_in()
    assert LIST in client.get("/handbok/").content.decode()
    text = text_of(client.get(LIST))
    for letter in load().letters.values():
        assert letter.title in text
        lix = f"{letter_readability(letter, 'sv').lix:.1f}".replace(".", ",")
        assert f"Svenska LIX {lix}" in text


def test_a_letter_to_an_authority_has_a_limit_of_its_own_and_none_is_too_heavy() -> None:
    assert "människor ska ha högst 35. Brev till Kronofogden och överförmyndaren får ha högst 45" in text_of(
        signed_in().get(LIST)
    )
    assert [most_of(load().letters[one]) for one in ("informationsbrev_hyra", "anmalan_overformyndaren")] == [35, 45]
    shown = {one.letter.id: one.reads for _label, letters in letters_shown() for one in letters}
    assert [letter for letter, reads in shown.items() if any(read.heavy for read in reads)] == []


def test_every_story_and_language_of_a_letter_can_be_read() -> None:
    client, letter = signed_in(), load().letters["informationsbrev_hyra"]
    for story in stories_of(letter.id):
        for language in languages_of(letter):
            asked = {"berattelse": story.name, "sprak": language}
            shown = text_of(client.get(RENT, asked))
            draft = example_draft(letter=letter.id, story=story.name, language=language)
            assert draft.paper
            assert draft.paper.title in shown
            assert story.says in shown


@pytest.mark.parametrize("letter", sorted({letter for letter, _story, _language in letter_examples()}))
def test_a_letter_says_when_it_is_used_what_stops_it_and_what_it_rests_on(letter: str) -> None:
    told = load().letters[letter]
    shown = text_of(signed_in().get(f"{LIST}{letter}/"))
    assert " ".join((told.use_when or "").split()) in shown
    assert [stop for stop in told.stopped_by if str(STOPS[stop]) not in shown] == []
    assert [id for id in told.sources if load().source(id).paragraph not in shown] == []


def test_each_page_of_the_letter_is_a_picture_and_there_are_no_more() -> None:
    client = signed_in()
    page = client.get(RENT)
    pictures = [unescape(url) for url in re.findall(r'<img class="sheet" src="([^"]+)"', page.content.decode())]
    assert len(pictures) == 2
    answers = [client.get(url) for url in pictures]
    assert {answer["Content-Type"] for answer in answers} == {"image/png"}
    assert len({answer.content for answer in answers}) == 2
    for number in ("0", "3", "-1", "x", "²", "9" * 5000):
        assert client.get(SHEET, {"sida": number}).status_code == 404


def test_what_is_not_there_gives_the_first_and_an_unknown_letter_nothing() -> None:
    client = signed_in()
    assert text_of(client.get(RENT, {"berattelse": "ingen", "sprak": "xx"})) == text_of(client.get(RENT))
    for place in ("", "sida.png", "jamfor/"):
        assert client.get(f"{LIST}brevet_som_inte_finns/{place}").status_code == 404


def test_the_pages_ask_no_more_the_more_letters_there_are() -> None:
    client = signed_in()
    assert len(queries_of(client, LIST)) == len(queries_of(client, RENT))


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """An edition in force from 2026-06-01 in which the letter reads otherwise."""
    folder, place = copied(tmp_path / "changed"), "letters/informationsbrev_hyra"
    folder.change(f"{place}/text.md", "Ofta går det att lösa.", "Det går nästan alltid att lösa.")
    folder.change(f"{place}/text.en.md", "This can often be solved.", "This can be solved.")
    folder.change(f"{place}/brev.yaml", "no_notice, solved,", "no_notice,")
    folder.change(f"{place}/brev.yaml", "says: hyresvärdens namn", "says: namnet på hyresvärden")
    library = load(folder.path)
    monkeypatch.setattr(views, "content_of", lambda day: library if day >= date(2026, 6, 1) else load())
    return library


@pytest.mark.usefixtures("changed")
def test_a_letter_is_compared_text_by_text_and_what_stops_it_is_named() -> None:
    page = signed_in().get(COMPARE, DAYS).content.decode()
    headings = re.findall(r'<h2 id="falt-\d+">([^<]+)</h2>', page)
    assert headings == ["Text", "Text på engelska", "Luckor", "Hindras när"]
    gone, came = (re.findall(rf"<{tag}>.*?</{tag}>", page, re.DOTALL) for tag in ("del", "ins"))
    assert any("Ofta" in one for one in gone)
    assert any("nästan alltid" in one for one in came)
    assert any("hyresvärdens namn" in one for one in gone) and any("namnet på hyresvärden" in one for one in came)
    assert any("skulden är betald eller övertagen" in one for one in gone)


@pytest.mark.usefixtures("changed")
def test_the_later_day_first_is_the_same_comparison() -> None:
    client = signed_in()
    turned = client.get(COMPARE, {"fran": DAYS["till"], "till": DAYS["fran"]}).content.decode()
    assert "Text på engelska" in turned
    assert text_of(client.get(COMPARE, {"fran": "2026-07-01", "till": "2026-08-01"})).count("lyder likadant") == 1


def test_bad_days_are_said_beside_the_field() -> None:
    text = text_of(signed_in().get(COMPARE, {"fran": "i går", "till": ""}))
    assert "Skriv en dag, eller välj en utgåva ur listan." in text


def test_a_letter_without_examples_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one of an edition that was switched on before letters had any."""
    with with_content(replace(load(), letter_examples={})):
        assert stories_of("informationsbrev_hyra") == ()
    monkeypatch.setattr("kvar.web.letter_gallery.shown.stories_of", lambda letter: ())
    client = signed_in()
    assert "Brevet har inga exempel." in text_of(client.get(RENT))
    assert client.get(SHEET).status_code == 404


def test_a_letter_that_is_gone_is_still_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a letter that only the earlier edition has, its page says what it said, and that it has ended."""
    steps = {id: step for id, step in load().steps.items() if not step.letter}
    gone = {id: letter for id, letter in load().letters.items() if id != "informationsbrev_hyra"}
    later = replace(load(), letters=gone, steps=steps)
    monkeypatch.setattr(views, "content_of", lambda day: later if day >= date(2026, 6, 1) else load())
    monkeypatch.setattr(views, "load", lambda: later)
    text = text_of(signed_in().get(COMPARE, DAYS))
    assert "upphört" in text
    assert "Du riskerar att förlora din lägenhet" in text


def test_whom_the_letters_are_to_is_said_once() -> None:
    groups = signed_in().get(LIST).context["groups"]
    labels = [label for label, _letters in groups]
    assert len(labels) == len({*labels}) and sum(len(found) for _label, found in groups) == len(load().letters)
