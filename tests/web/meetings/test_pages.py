"""The case's meetings as people meet them: called, written up, decided, agreed, answered."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.records.models import Agreement, Case, Decision, Meeting
from tests import factories
from tests.factories_meetings import make_agreement, make_consent, make_decision, make_meeting
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara(client: Client) -> Actor:
    user = factories.make_user(name="Sara Lindh")
    client.force_login(user)
    return actor_of(user)


@pytest.fixture
def family(sara: Actor) -> Case:
    return factories.make_family(by=sara)


def _page(client: Client, case: Case) -> str:
    return client.get(reverse("meetings:overview", args=[case.pk])).content.decode()


def test_a_check_in_is_called_with_the_points_that_are_open(client: Client, sara: Actor, family: Case) -> None:
    url = reverse("meetings:call", args=[family.pk, "check_in"])
    assert "Att prata om" in client.get(url).content.decode()
    told = {"day": "idag", "at": "9.30", "place": "Rum 3", "units": [factories.CHILDREN], "points": "Barnen\n\nHyran"}
    assert client.post(url, told).status_code == 303
    assert Meeting.objects.get().points == ["Barnen", "Hyran"]
    assert "Rum 3" in _page(client, family)


def test_a_call_without_consent_says_so_before_and_after(client: Client, sara: Actor, family: Case) -> None:
    url = reverse("meetings:call", args=[family.pk, "three_party"])
    assert "Samtycke saknas" in client.get(url).content.decode()
    answer = client.post(url, {"day": "idag", "invited": ["landlord"], "place": "Hos oss"})
    assert answer.status_code == 422 and "Hos oss" in answer.content.decode()
    make_consent(family, by=sara)
    assert client.post(url, {"day": "idag", "invited": ["landlord"]}).status_code == 303


def test_there_is_no_kind_that_the_content_does_not_have(client: Client, sara: Actor, family: Case) -> None:
    assert client.get(reverse("meetings:call", args=[family.pk, "party"])).status_code == 404


def test_notes_then_a_decision_then_its_answer(client: Client, sara: Actor, family: Case) -> None:
    meeting = make_meeting(family, by=sara)
    hold = reverse("meetings:hold", args=[family.pk, meeting.pk])
    assert client.post(hold, {"on": "idag", "notes": "Vi ringer i dag.", "version": 1}).status_code == 303
    decide = reverse("meetings:decide", args=[family.pk, meeting.pk])
    told = {"what": "Ringer hyresvärden", "owner": str(sara.id), "due_on": "imorgon"}
    assert client.post(decide, told).status_code == 303
    assert "Ringer hyresvärden" in _page(client, family)
    end = reverse("meetings:end_decision", args=[family.pk, Decision.objects.get().pk])
    assert client.post(end, {"ended_as": "dropped", "version": 1}).status_code == 422
    assert client.post(end, {"ended_as": "done", "version": 1}).status_code == 303
    assert "Klara beslut" in _page(client, family)


def test_an_agreement_is_written_followed_and_answered(client: Client, sara: Actor, family: Case) -> None:
    make_consent(family, by=sara)
    told = {"agreed_on": "idag", "counterpart": "Provbostäder AB", "home_kept_if": "Skulden betalas."}
    told |= {"kind": "payment", "who": "household", "what": "betalar", "amount": "4 000", "due_on": "2026-12-01"}
    assert (
        client.post(reverse("meetings:agree", args=[family.pk]), {**told, "follow_up_on": "5 jan"}).status_code == 303
    )
    agreement = Agreement.objects.get()
    assert (agreement.signed, agreement.terms.get().amount) == (None, 400_000)
    assert "betalar, 4\u00a0000 kronor" in _page(client, family)
    settle = reverse("meetings:settle", args=[family.pk, agreement.terms.get().pk])
    assert client.post(settle, {"kept": "no", "note": "Ny plan.", "version": 1}).status_code == 303
    assert "hölls inte" in _page(client, family)
    follow = reverse("meetings:follow_up", args=[family.pk, agreement.pk])
    assert client.post(follow, {"note": "Det går bra.", "version": 1}).status_code == 303


def test_another_cases_meeting_is_not_opened_from_this_one(client: Client, sara: Actor, family: Case) -> None:
    other = make_meeting(factories.make_family(by=sara), by=sara)
    assert client.get(reverse("meetings:hold", args=[family.pk, other.pk])).status_code == 404


def test_the_page_asks_equally_often_however_much_there_is(client: Client, sara: Actor, family: Case) -> None:
    def more() -> None:
        make_decision(make_meeting(family, by=sara), by=sara)
        make_agreement(family, by=sara)

    assert_constant_queries(client, reverse("meetings:overview", args=[family.pk]), more)
