"""Lär dig on the screen: a course, a lesson of each kind, answers without a score, and how far the unit has come."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from kvar.content.load import load
from kvar.content.right_answer import right_answer
from kvar.records.models import TrainingMark, User
from tests import factories
from tests.casework.training import register
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
START, UNIT, RESET = "/lar-dig/", "/lar-dig/enheten/", "/lar-dig/borja-om/"
READING, ASKING, DOING = (f"/lar-dig/{id}/" for id in ("rutinen_i_stort", "ratt_avsnitt", "ova_storning"))
FIRST = load().training.lesson("ratt_avsnitt").questions[0]


@pytest.fixture
def sara() -> User:
    return factories.make_user(name="Sara Lindh")


@pytest.fixture
def client(sara: User) -> Client:
    return signed_in(sara)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def body(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def right() -> str:
    return right_answer(FIRST, load().rules).choice


def test_the_course_of_the_role_and_what_is_next(client: Client) -> None:
    shown = body(client, START)
    assert "För dig på vuxenenheten" in shown
    assert "Fortsätt: Rutinen i stort" in shown
    assert "För dig på barn och unga" in body(signed_in(factories.make_user(unit=factories.CHILDREN)), START)


def test_what_is_read_is_marked_and_the_next_lesson_is_offered(client: Client) -> None:
    assert "/handbok/samverkan/#ratt-avsnitt" in body(client, READING)
    response = client.post(READING)
    assert (response.status_code, response["Location"]) == (303, START)
    assert "Fortsätt: Rätt avsnitt" in body(client, START)
    assert "Nästa: Rätt avsnitt" in body(client, READING)


def test_a_right_answer_is_told_with_reasons_and_kept(client: Client) -> None:
    response = client.post(ASKING, {"fraga": FIRST.id, "choice": right()})
    assert response.status_code == 303
    shown = body(client, response["Location"])
    assert "Ja, det stämmer." in shown
    assert "Besvarad" in body(client, ASKING)
    assert TrainingMark.objects.get().part == FIRST.id


def test_a_wrong_answer_leaves_nothing_behind(client: Client) -> None:
    response = client.post(ASKING, {"fraga": FIRST.id, "choice": "U"})
    assert "Läs stycket och försök igen" in body(client, response["Location"])
    assert not TrainingMark.objects.exists()


def test_not_knowing_is_an_answer(client: Client) -> None:
    response = client.post(ASKING, {"fraga": FIRST.id, "choice": "do_not_know"})
    assert "Bra att du säger det. Så här är det: Avsnitt 1, barnfamilj." in body(client, response["Location"])
    assert not TrainingMark.objects.exists()


def test_no_answer_is_said_beside_the_question(client: Client) -> None:
    response = client.post(ASKING, {"fraga": FIRST.id})
    assert response.status_code == 422
    assert "Inget svar är valt" in response.content.decode()


@pytest.mark.parametrize("typed", [{}, {"fraga": "finns_inte", "choice": "B"}])
def test_a_question_that_is_not_there_leads_back_to_those_that_are(client: Client, typed: dict[str, str]) -> None:
    assert client.post(ASKING, typed)["Location"] == ASKING
    assert client.get("/lar-dig/finns_inte/").status_code == 404


def test_an_address_with_anything_in_it_is_only_a_page(client: Client) -> None:
    assert client.get(ASKING, {"fraga": FIRST.id, "svar": "<b>"}).status_code == 200
    assert not TrainingMark.objects.exists()


def test_a_guided_case_elsewhere_says_where_it_is_done(client: Client, settings: Any) -> None:
    assert "make demo" in body(client, DOING)
    response = client.post(DOING, {"gor": "borja"})
    assert response.status_code == 409
    assert "Övningar görs i övningsstaden" in response.content.decode()


def test_the_address_of_the_training_city_comes_from_the_content(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    city = load().organisation.model_copy(update={"training_city": "https://ovning.example/"})
    there = replace(load(), organisation=city)
    monkeypatch.setattr("kvar.web.training.views.load", lambda: there)
    assert 'href="https://ovning.example/"' in body(client, DOING)


def test_a_guided_case_follows_the_learners_own_case(client: Client, sara: User, settings: Any) -> None:
    settings.DEMO = True
    assert client.post(DOING, {"gor": "borja"}).status_code == 303
    shown = body(client, DOING)
    assert "Oskar Lindvall" in shown
    assert "/underrattelse/ny/?sender_type=landlord&amp;kind=disturbance_warning" in shown
    case = register(load().training.exercise("storning"), factories.actor_of(sara))
    shown = body(client, DOING)
    assert f'href="/arende/{case.pk}/"' in shown
    assert f"/arende/{case.pk}/steg/H06/" in shown
    response = client.post(DOING, {"gor": "klar"})
    assert response.status_code == 409
    assert "kvar i ärendet" in response.content.decode()


def test_a_learner_cannot_open_the_units_page(client: Client) -> None:
    assert client.get(UNIT).status_code == 403


def test_the_lead_reads_names_and_days_and_never_a_score(client: Client) -> None:
    client.post(READING)
    shown = body(signed_in(factories.make_user(role="unit_head", name="Etta Chef")), UNIT)
    assert "Sara Lindh" in shown
    assert "klar sön" in shown
    assert "inte börjat" in shown
    assert "%" not in shown.split("<main")[1].split("</main>")[0]


def test_the_process_leader_reads_counts_without_names(client: Client) -> None:
    shown = body(signed_in(factories.make_user(role="process_leader", administration="", unit="")), UNIT)
    assert "Sara Lindh" not in shown
    assert "för få" in shown


def test_the_units_page_stays_quick() -> None:
    lead = signed_in(factories.make_user(role="unit_head"))

    def one_more() -> None:
        signed_in(factories.make_user()).post(READING)

    assert_constant_queries(lead, UNIT, one_more)


def test_beginning_anew_says_why_not(client: Client, settings: Any) -> None:
    assert "inte övningsstaden" in body(client, RESET)
    assert client.post(RESET).status_code == 409
    settings.DEMO = True
    assert "Det går inte här" in body(client, RESET)
