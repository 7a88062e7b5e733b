"""Min dag begins with what the law asks for today; what waits to be received comes after it and never fills it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.steps.handovers import hand_over
from tests import factories
from tests.factories import CHILDREN, TODAY

pytestmark = pytest.mark.django_db
MANY = 5


@pytest.fixture
def by(db: None) -> Actor:
    return actor_of(factories.make_user(name="Sara Lindh"))


@pytest.fixture
def my_day(by: Actor) -> str:
    """Min dag of the children's unit, with more hand-overs than are shown at once."""
    for number in range(MANY):
        tenant = factories.make_person_told(name=f"Ester {'ABCDE'[number]}")
        hand_over(case=factories.make_family(by=by, tenant=tenant), by=by, today=TODAY, unit=CHILDREN)
    client = Client()
    client.force_login(factories.make_user(unit=CHILDREN))
    return client.get(reverse("worklist:my_day")).content.decode()


def test_what_must_be_done_today_stands_before_what_waits_to_be_received(my_day: str) -> None:
    places = [my_day.index(f'id="{part}"') for part in ("lane-today", "overlamningar", "lane-overdue")]
    assert places == sorted(places)


def test_three_are_shown_and_the_rest_can_be_opened(my_day: str) -> None:
    section = my_day[my_day.index('id="overlamningar"') :]
    shown, folded = section.split('<details class="rest">', 1)
    assert (shown.count("/overlamning/"), folded.count("/overlamning/")) == (3, MANY - 3)
    assert re.search(rf"Visa {MANY - 3} överlämningar till", folded)
