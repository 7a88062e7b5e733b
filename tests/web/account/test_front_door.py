"""Whatever the role, the front door leads to a page that the role may see."""

import pytest
from django.test import Client

from kvar.casework.access_table import SIGNED_IN, Role
from kvar.content.load import load
from tests import factories

pytestmark = pytest.mark.django_db
WITHOUT_UNIT = {Role.PROCESS_LEADER, Role.LOG_REVIEWER, Role.SYSTEM_ADMIN}


def test_every_role_of_the_city_is_tried() -> None:
    assert {role.id for role in load().organisation.roles} == {role.value for role in SIGNED_IN}


@pytest.mark.parametrize("role", sorted(SIGNED_IN))
def test_the_front_door_leads_to_a_page_of_ones_own(role: Role) -> None:
    place = {"administration": "", "unit": ""} if role in WITHOUT_UNIT else {}
    client = Client()
    client.force_login(factories.make_user(role=role, **place))
    answer = client.get("/", follow=True)
    assert answer.status_code == 200 and len(answer.redirect_chain) <= 1
    assert bool(answer.redirect_chain) is (role in WITHOUT_UNIT)


def test_a_deed_at_the_front_door_is_not_led_anywhere() -> None:
    client = Client()
    client.force_login(factories.make_user(role="process_leader", administration="", unit=""))
    assert client.post("/").status_code == 403
