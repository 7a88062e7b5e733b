"""Whoever writes the letters of these tests, and the case they are of."""

import pytest

from kvar.casework.access import Actor
from kvar.records.models import Case
from tests import factories
from tests.factories_post import make_letter_case


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


@pytest.fixture
def case(by: Actor) -> Case:
    return make_letter_case(by=by)
