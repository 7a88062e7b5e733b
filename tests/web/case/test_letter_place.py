"""A step that asks for a letter leads to it only where the letter fits the case."""

import pytest
from django.test import Client

from kvar import law
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "ground, offered", [(law.Ground.RENT_ARREARS, True), (law.Ground.ELECTRICITY_DEBT, False)], ids=str
)
def test_the_letter_about_rent_is_offered_for_rent_and_for_nothing_else(
    client: Client, ground: law.Ground, offered: bool
) -> None:
    user = factories.make_user()
    case = factories.make_case_with_notice(by=factories.actor_of(user), ground=ground)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/arende/{case.pk}/steg/H11/case/0/").content.decode()
    assert ("informationsbrev_hyra" in page) is offered
