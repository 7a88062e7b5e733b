"""What somebody takes back or asks for on a page is gone from Dagens post in the same moment."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework import queued
from kvar.casework.access import Actor
from kvar.records.models import Letter, QueuedLetter
from tests import factories
from tests.factories import TODAY
from tests.factories_letters import ASKS, timed
from tests.factories_post import make_letter_case, put

pytestmark = pytest.mark.django_db
DAY = "/dagens-post/"
TO = ("Kronofogdemyndigheten", "Box 1", "172 66 Sundbyberg")


def page(client: Client) -> str:
    return str(client.get(DAY).content.decode())


@pytest.mark.parametrize("works", [True, False])
def test_a_consent_taken_back_on_the_page_takes_its_letter_out_of_the_post(
    client: Client, by: Actor, works: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = timed().case
    told = {"recipient_kind": "enforcement_authority", "recipient": "", "scope": ("contact", "planning")}
    given = factories.make_consent(case, by=by, **told)
    put(case, by=by, letter="begaran_anstand", to=TO, typed=ASKS)
    assert "Kronofogdemyndigheten" in page(client)
    if not works:  # the protection switched off
        monkeypatch.setattr(queued, "_stopped", lambda *_told, **_more: False)
    typed = {"on": TODAY.isoformat(), "how": "oral"}
    assert client.post(reverse("consents:withdraw", args=[case.pk, given.pk]), typed).status_code == 303
    assert QueuedLetter.objects.exists() is not works
    shown = page(client)
    assert ("Inget brev väntar" in shown) is works and ("Samtycke saknas" in shown) is not works
    client.post(reverse("post:print"))
    assert not Letter.objects.exists()


def test_a_rule_kept_on_the_page_takes_the_letter_out_of_the_post(client: Client, by: Actor) -> None:
    case = make_letter_case(by=by)
    put(case, by=by)
    member = case.household.members.get(role="tenant")
    typed = {"member": str(member.pk), "rule": "post_only_to", "value": "Box 7, 417 00 Göteborg"}
    assert client.post(reverse("contact:safe", args=[case.pk]), typed).status_code == 303
    assert not QueuedLetter.objects.exists() and "Inget brev väntar" in page(client)


def test_what_is_stopped_in_the_post_has_its_way_forward(client: Client, by: Actor) -> None:
    case = make_letter_case(by=by)
    put(case, by=by)
    case.notices.update(paid_on=TODAY)
    assert reverse("case:contact", args=[case.pk]) in page(client)
