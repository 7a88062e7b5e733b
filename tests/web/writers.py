"""Sara writes letters: she has a number of her own, and a browser. The folders that tell of it name these fixtures."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:  # not before Django is set up
    from kvar.casework.access import Actor


def signed_in(actor: "Actor") -> Client:
    from kvar.records.models import User

    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client


@pytest.fixture
def by(db: None) -> "Actor":
    from kvar.casework.access import actor_of
    from tests.factories import make_user

    return actor_of(make_user(name="Sara Lindh", phone="031-000 00 00"))


@pytest.fixture
def client(by: "Actor") -> Client:
    return signed_in(by)
