"""Sara coordinates in Hisingen, and her browser: the folders that tell of her name these fixtures in their conftest."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:  # not before Django is set up
    from kvar.casework.access import Actor
    from kvar.records.models import User

SignIn = Callable[["User"], Client]


@pytest.fixture
def sign_in(db: None) -> SignIn:
    def signed_in(user: "User") -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def sara(db: None) -> "User":
    from tests.factories import make_user

    return make_user(name="Sara Lindh")


@pytest.fixture
def by(sara: "User") -> "Actor":
    from kvar.casework.access import actor_of

    return actor_of(sara)


@pytest.fixture
def saras(sign_in: SignIn, sara: "User") -> Client:
    """Sara's browser."""
    return sign_in(sara)
