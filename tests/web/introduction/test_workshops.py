"""A unit's meeting in the browser: written down together, nothing typed lost, handed over and followed up."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.intake.drafts import save_draft
from kvar.casework.introduction.workshops import write_down
from kvar.records.models import DecidedChange, Draft, User, Workshop, WorkshopNote
from tests import factories
from tests.factories import CENTRUM, CHILDREN, TODAY
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
MEETINGS, GATHERED = "/inforande/dialog/", "/inforande/till-processledarna/"


@pytest.fixture
def head() -> User:
    return factories.make_user(role="unit_head", name="Lotta Chef")


@pytest.fixture
def by(head: User) -> Actor:
    return actor_of(head)


@pytest.fixture
def workshop(by: Actor) -> Workshop:
    return factories.make_workshop(by=by)


def signed_in(user: User | None = None, **fields: Any) -> Client:
    client = Client()
    client.force_login(user or factories.make_user(**fields))
    return client


def text_of(response: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def url_of(note: WorkshopNote) -> str:
    return reverse("introduction:note", args=[note.workshop_id, note.question])


def test_a_meeting_is_started_on_a_day_and_opened(head: User) -> None:
    client = signed_in(head)
    answer = client.post(MEETINGS, {"held_on": "20 nov"})
    workshop = Workshop.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{MEETINGS}{workshop.pk}/")
    shown = text_of(client.get(answer["Location"]))
    assert "Träff fredag 20 november" in shown and shown.count("Inget skrivet än.") == 4
    again = client.post(MEETINGS, {"held_on": "2026-11-20"})
    assert again.status_code == 422 and "Enheten har redan en träff den dagen." in text_of(again)
    assert "Fredag 20 november" in text_of(client.get(MEETINGS))


def test_a_note_is_written_and_says_who_wrote_it(head: User, workshop: Workshop) -> None:
    client, note = signed_in(head), workshop.notes.get(number=1)
    page = client.get(url_of(note))
    assert "Inget hushåll får gå att känna igen" in text_of(page)
    answer = client.post(url_of(note), {"text": "Oklart på fredagar.", "handed_over": "on", "version": "1"})
    assert answer.status_code == 303
    shown = text_of(client.get(answer["Location"]))
    assert "Oklart på fredagar. till processledarna Skrivet av Lotta Chef" in shown


def test_the_second_of_two_writers_keeps_the_text_and_reads_the_others(head: User, workshop: Workshop) -> None:
    note = workshop.notes.get(number=0)
    write_down(note=note, by=factories.make_actor(), today=TODAY, text="Kollegans.", handed_over=False, version=1)
    client = signed_in(head)
    refused = client.post(url_of(note), {"text": "Min text.", "version": "1"})
    shown = text_of(refused)
    assert refused.status_code == 422
    assert "En kollega har sparat medan du skrev." in shown and "Kollegans." in shown and "Min text." in shown
    version = re.search(r'name="version" value="(\d+)"', refused.content.decode())
    assert version and version[1] == "2"
    client.post(url_of(note), {"text": "Kollegans. Min text.", "version": version[1]})
    assert WorkshopNote.objects.get(pk=note.pk).text == "Kollegans. Min text."


def test_another_refusal_never_takes_the_newer_version_in_silence(head: User, workshop: Workshop) -> None:
    """A household is named in a text that rests on an old version: after that is put right, the colleague is told."""
    note, client = workshop.notes.get(number=0), signed_in(head)
    write_down(note=note, by=factories.make_actor(), today=TODAY, text="Kollegans.", handed_over=False, version=1)
    refused = client.post(url_of(note), {"text": "Se H-26-4KXD.", "version": "1"})
    assert refused.status_code == 422 and "Här står ett ärendenummer." in text_of(refused)
    assert 'name="version" value="1"' in refused.content.decode()


def test_what_is_typed_comes_back_with_the_version_it_was_typed_against(head: User, workshop: Workshop) -> None:
    note, client = workshop.notes.get(number=0), signed_in(head)
    name = client.get(url_of(note)).context["draft_name"]
    save_draft(by=actor_of(head), form=name, typed={"text": ["Halva tanken"], "version": ["1"]})
    write_down(note=note, by=factories.make_actor(), today=TODAY, text="Kollegans.", handed_over=False, version=1)
    page = client.get(url_of(note)).content.decode()
    assert "Halva tanken" in page and 'name="version" value="1"' in page
    client.post(url_of(note), {"text": "Kollegans. Hela tanken.", "version": "2"})
    assert not Draft.objects.exists()


def test_a_change_is_decided_done_and_dropped(head: User, workshop: Workshop) -> None:
    client = signed_in(head)
    told = {"what": "Vi ringer samma dag.", "owner": str(head.pk), "due_on": "2026-11-30"}
    bad = client.post(f"{MEETINGS}{workshop.pk}/beslut/", told | {"owner": "", "due_on": "31 februari"})
    assert bad.status_code == 422 and "Vi ringer samma dag." in text_of(bad)
    assert client.post(f"{MEETINGS}{workshop.pk}/beslut/", told).status_code == 303
    change = DecidedChange.objects.get()
    assert "Lotta Chef · öppen Senast måndag 30 november, om" in text_of(client.get(MEETINGS))
    place = reverse("introduction:decision", args=[change.pk])
    refused = client.post(place, told | {"state": "dropped", "reason": "", "version": "1"})
    assert refused.status_code == 422 and "Skriv varför det inte blir av" in text_of(refused)
    assert client.post(place, told | {"state": "done", "reason": "", "version": "1"}).status_code == 303
    assert "Inga öppna beslut." in text_of(client.get(MEETINGS))
    assert "klar" in text_of(client.get(f"{MEETINGS}{workshop.pk}/"))


def test_what_is_late_is_said_in_words(head: User, by: Actor) -> None:
    workshop = factories.make_workshop(by=by, held_on=TODAY - timedelta(days=9))
    factories.make_change(workshop, by=by, due_on=TODAY - timedelta(days=2))
    assert "Försenat: skulle vara klart fredag 20 november" in text_of(signed_in(head).get(MEETINGS))


def test_the_process_leaders_read_what_was_handed_over_by_question_and_unit(by: Actor) -> None:
    for unit, text in ((by, "Oklart på fredagar."), (factories.make_actor(unit=CHILDREN), "Vem ringer?")):
        notes = factories.make_workshop(by=unit).notes.all()
        write_down(note=notes[1], by=unit, today=TODAY, text=text, handed_over=True, version=1)
        write_down(note=notes[2], by=unit, today=TODAY, text="Bara vårt.", handed_over=False, version=1)
    factories.make_change(Workshop.objects.filter(unit="vuxen").get(), by=by)
    page = signed_in(role="process_leader", administration="", unit="").get(GATHERED)
    shown = text_of(page)
    assert "Bara vårt." not in shown
    assert "Är något oklart? Enheten för barn och unga, Socialförvaltningen Hisingen Vem ringer?" in shown
    assert "Vuxenenheten, Socialförvaltningen Hisingen Oklart på fredagar." in shown
    assert "Vi ringer samma dag. Lotta Chef · Vuxenenheten, Socialförvaltningen Hisingen · öppen" in shown


def test_nothing_handed_over_says_so() -> None:
    shown = text_of(signed_in(role="process_leader", administration="", unit="").get(GATHERED))
    assert "Ingen enhet har lämnat något vidare än" in shown and "Inga öppna beslut." in shown


@pytest.mark.parametrize("fields", [{"administration": CENTRUM, "role": "unit_head"}, {"unit": CHILDREN}])
def test_other_units_and_administrations_see_nothing_of_it(fields: dict[str, str], workshop: Workshop) -> None:
    client = signed_in(**fields)
    assert client.get(f"{MEETINGS}{workshop.pk}/").status_code == 404
    assert "Ingen träff än." in text_of(client.get(MEETINGS))
    assert client.get(GATHERED).status_code == 403


@pytest.mark.parametrize("asked", ["finns-inte", "vad_ar_gammalt"])
def test_a_question_that_was_never_asked_is_not_found(asked: str, head: User, workshop: Workshop) -> None:
    assert signed_in(head).get(f"{MEETINGS}{workshop.pk}/{asked}/").status_code == 404


def test_the_pages_ask_equally_often_however_much_is_written(head: User, by: Actor) -> None:
    days = iter(range(1, 99))

    def more() -> None:
        workshop = factories.make_workshop(by=by, held_on=TODAY - timedelta(days=next(days)))
        factories.make_change(workshop, by=by, owner=factories.make_user().pk)
        write_down(note=workshop.notes.all()[0], by=by, today=TODAY, text="Något.", handed_over=True, version=1)

    assert_constant_queries(signed_in(head), MEETINGS, more)
    leader = signed_in(role="process_leader", administration="", unit="")
    assert_constant_queries(leader, GATHERED, more)
