"""Är personen aktuell? The three pages: what is asked, what has come, and the answer."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import actor_of
from kvar.records.models import JournalEntry, KnownHereQuestion
from tests import factories
from tests.factories import CENTRUM, CHILDREN, HISINGEN
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
RECEIVED = "/aktuell/"


def signed_in(**fields: object) -> Client:
    client = Client()
    client.force_login(factories.make_user(**fields))
    return client


def test_the_question_is_put_from_the_case_and_answered_at_the_other_side() -> None:
    user = factories.make_user()
    case = factories.make_case_with_notice(by=actor_of(user))
    sara = Client()
    sara.force_login(user)
    url = reverse("known_here:ask", args=[case.pk])
    assert url in sara.get(reverse("case:page", args=[case.pk])).content.decode()
    told = {"member": case.household.members.get().pk, "to": CENTRUM, "reason": "Hemligt skäl."}
    assert sara.post(url, told).status_code == 303
    assert "väntar på svar" in sara.get(reverse("case:page", args=[case.pk])).content.decode()
    there, question = signed_in(administration=CENTRUM), KnownHereQuestion.objects.get()
    assert "fråga från en annan förvaltning väntar på svar" in there.get("/").content.decode()
    address = reverse("known_here:answer", args=[question.pk])
    assert address in there.get(RECEIVED).content.decode()
    page = there.get(address).content.decode()
    assert "Är Maria Lindqvist aktuell hos oss?" in page
    assert "Hemligt skäl." not in page and case.reference not in page and "Provgatan" not in page
    assert there.post(address, {"answer": "no"}).status_code == 303
    assert "inte aktuell" in sara.get(reverse("case:page", args=[case.pk])).content.decode()
    assert "redan besvarad" in there.get(address).content.decode()


def test_nobody_else_sees_the_question() -> None:
    question = factories.make_question_here(to=HISINGEN)
    address = reverse("known_here:answer", args=[question.pk])
    for fields in ({"administration": "nordost"}, {"administration": CENTRUM}, {"unit": CHILDREN}):
        client = signed_in(**fields)
        assert client.get(address).status_code == 404
        assert question.name not in client.get(RECEIVED).content.decode()


def test_a_question_without_a_reason_or_to_the_own_administration_is_refused() -> None:
    user = factories.make_user()
    case = factories.make_case_with_notice(by=actor_of(user))
    sara = Client()
    sara.force_login(user)
    member = case.household.members.get().pk
    for told in ({"to": HISINGEN, "reason": "Flytt."}, {"to": CENTRUM, "reason": ""}):
        response = sara.post(reverse("known_here:ask", args=[case.pk]), {"member": member, **told})
        assert response.status_code == 422
    assert not KnownHereQuestion.objects.exists()


def test_the_list_asks_as_often_for_many_questions_as_for_one() -> None:
    assert_constant_queries(signed_in(), RECEIVED, factories.make_question_here)


def test_without_a_number_it_is_said_that_the_name_alone_is_sent() -> None:
    user = factories.make_user()
    tenant = factories.make_person_told(name="Ester Provsson", personal_number="", number_state="missing")
    case = factories.make_case_with_notice(by=actor_of(user), tenant=tenant)
    sara = Client()
    sara.force_login(user)
    url = reverse("known_here:ask", args=[case.pk])
    page = sara.get(url).content.decode()
    assert "bara namnet skickas" in page and "namn och personnummer skickas" not in page
    told = {"member": case.household.members.get().pk, "to": CENTRUM, "reason": "Flytt."}
    assert sara.post(url, told).status_code == 303
    assert "Bara namnet skickades." in JournalEntry.objects.get(kind="known_here").words.text
    answer = signed_in(administration=CENTRUM).get(
        reverse("known_here:answer", args=[KnownHereQuestion.objects.get().pk])
    )
    assert "Frågan kom utan personnummer" in answer.content.decode()
    assert "med personnumret" not in answer.content.decode()


def test_with_a_number_it_is_said_that_it_is_sent() -> None:
    user = factories.make_user()
    case = factories.make_case_with_notice(by=actor_of(user))
    sara = Client()
    sara.force_login(user)
    page = sara.get(reverse("known_here:ask", args=[case.pk])).content.decode()
    assert "namn och personnummer skickas" in page
