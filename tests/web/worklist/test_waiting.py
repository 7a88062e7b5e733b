"""Hand-overs that wait on Min dag: counted on top, and those that one may answer oneself first."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.steps import waiting
from kvar.casework.steps.handing import hand_to
from kvar.records.models import User
from tests import factories
from tests.factories import CHILDREN, TODAY

pytestmark = pytest.mark.django_db
MANY = 7


@pytest.fixture
def sara() -> Actor:
    return factories.make_actor(name="Sara Lindh")


def day_of(actor: Actor) -> str:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client.get(reverse("worklist:my_day")).content.decode()


def hand_over_many(by: Actor) -> None:
    for _ in range(MANY):
        case = factories.make_case_with_notice(by=by)
        hand_to(case=case, by=by, today=TODAY, unit=CHILDREN, message="")


def test_the_count_on_top_leads_to_all_that_wait(sara: Actor) -> None:
    hand_over_many(sara)
    page = day_of(sara)
    assert f'<a href="#overlamningar"><b>{MANY}</b> överlämningar väntar</a>' in page and 'id="overlamningar"' in page


def test_what_one_may_answer_stands_before_what_others_may(sara: Actor) -> None:
    hand_over_many(sara)
    amir = factories.make_actor(unit=CHILDREN, name="Amir Said")
    case = factories.make_family(by=sara)
    hand_to(case=case, by=amir, today=TODAY, unit=factories.ADULT, message="")
    page = day_of(sara)
    assert page.index("Ta emot eller säg nej.") < page.index("Ingen har tagit emot än.")


def test_with_none_waiting_none_is_counted(sara: Actor) -> None:
    assert "överlämningar väntar" not in day_of(sara)


def test_a_few_are_shown_and_the_rest_are_counted(sara: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST", 2)
    hand_over_many(sara)
    page = day_of(sara)
    assert page.count("Ingen har tagit emot än.") == 2 and f"{MANY - 2} till väntar." in page
    assert f"<b>{MANY}</b> överlämningar väntar" in page
