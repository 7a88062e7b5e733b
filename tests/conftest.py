"""The strict harness (architecture.md, section 7). What each guard does stands in tests/harness/."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.harness import environment

DATA = environment.prepare()  # before Django reads its settings


def pytest_configure(config: pytest.Config) -> None:
    import pytest_django.fixtures
    from django.conf import settings

    # pytest-django migrates the databases that marks name; a file whose tests all commit names none, and needs one.
    pytest_django.fixtures._get_databases_for_setup = lambda items: ({"default"}, set())

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; nothing real is behind it
    settings.WHITENOISE_AUTOREFRESH = True  # else every client of every test scans all static files when it is made


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    from tests.harness import databases

    reason = os.environ.get("KVAR_TEST_NO_ICU")

    for item in items:
        databases.refuse_flush(item)
        if reason and item.get_closest_marker("icu"):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session", autouse=True)
def strictness(django_test_environment: None) -> Iterator[None]:
    """Everything that makes a careless page or query fail."""
    from tests.harness import answers, network, ordering, templates

    with pytest.MonkeyPatch.context() as patch:
        templates.refuse_undefined_variables()
        network.refuse_network(patch)
        ordering.refuse_chance_order(patch)
        answers.watch_answers(patch)
        yield


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Throttling counts attempts in the cache: no test pays for another's."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    from tests.harness import databases

    databases.name_test_database()


@pytest.fixture
def committed_db(tmp_path: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A fresh copy of the migrated database: commits are real, threads see them, and all is gone afterwards."""
    from tests.harness import databases

    with django_db_blocker.unblock(), databases.own_copy(tmp_path):
        yield
