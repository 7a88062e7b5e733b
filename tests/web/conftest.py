"""The frame's own tests run on a small site, so that they are about the frame."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings


@pytest.fixture
def small_site() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.web.ui.urls"):
        yield


@pytest.fixture
def sara(db: None, small_site: None) -> Client:
    """A signed-in caseworker of the adult unit; errors become pages, as for people."""
    from tests.factories import make_user  # not before Django is set up

    client = Client(raise_request_exception=False)
    client.force_login(make_user(name="Sara Lindh"))
    return client
