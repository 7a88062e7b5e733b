"""A database of one test's own, for tests that commit: a copy of the migrated one, never a flush.

The journal's triggers refuse to delete, which is the point; so what a test has committed goes away with its copy.
"""

import itertools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.db import connections

BESIDE_ROLLBACK = "committed_db stands alone: this test has rows that roll back too (db, or the mark django_db)"
NO_FLUSH = "a test that commits asks for the fixture committed_db: a flush would delete from append-only tables"
ALIAS = "default"
RUN = f"kvar_test_{os.getpid()}"
_number = itertools.count(1)


def name_test_database() -> None:
    """Every database of a run is called kvar_test_…, and asks for no connection pool, which a copy would trip over."""
    settings = connections[ALIAS].settings_dict
    if connections[ALIAS].vendor == "postgresql":
        settings["TEST"]["NAME"] = RUN
        settings["OPTIONS"].pop("pool", None)


def refuse_flush(item: pytest.Item) -> None:
    """Stop a test that would empty every table after itself, before it runs."""
    mark = item.get_closest_marker("django_db")
    flushes = {"transactional_db", "live_server", "django_db_reset_sequences"} & set(getattr(item, "fixturenames", ()))
    if flushes or (mark and (mark.kwargs.get("transaction") or mark.args[:1] == (True,))):
        raise pytest.UsageError(f"{item.nodeid}: {NO_FLUSH}")


@contextmanager
def own_copy(folder: Path) -> Iterator[None]:
    """Within this, ``default`` is a fresh copy, in this thread and in every thread started."""
    original = connections[ALIAS]
    if original.in_atomic_block:
        raise pytest.UsageError(BESIDE_ROLLBACK)  # the copy would wait for ever for what is not committed
    settings, kept = original.settings_dict, original.settings_dict["NAME"]
    copy = _sqlite_copy(folder) if original.vendor == "sqlite" else _postgresql_copy(kept)
    with copy as name:
        settings["NAME"] = name
        connections[ALIAS] = connections.create_connection(ALIAS)
        try:
            yield
        finally:
            connections[ALIAS].close()
            settings["NAME"] = kept
            connections[ALIAS] = original


@contextmanager
def _sqlite_copy(folder: Path) -> Iterator[str]:
    original = connections[ALIAS]
    original.ensure_connection()
    file = folder / f"kvar_test_{next(_number)}.sqlite3"
    with closing(sqlite3.connect(file)) as target:
        original.connection.backup(target)
    yield str(file)


@contextmanager
def _postgresql_copy(template: str) -> Iterator[str]:
    original = connections[ALIAS]
    name = f"{RUN}_{next(_number)}"
    original.close()  # PostgreSQL copies only a database that nobody is connected to
    with original._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield name
    finally:
        with original._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
