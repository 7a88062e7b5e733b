"""One at a time: the work of the night is never done by two at once, on either database."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

NIGHT = 721_001  # the number of our lock in PostgreSQL; any will do, as long as it is ours alone


@contextmanager
def alone() -> Iterator[bool]:
    """True for the one who may work; False when somebody else already does. Let go also when the process dies."""
    with _by_database() if connection.vendor == "postgresql" else _by_file() as mine:
        yield mine


@contextmanager
def _by_database() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [NIGHT])
        (mine,) = cursor.fetchone()
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [NIGHT])


@contextmanager
def _by_file() -> Iterator[bool]:
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with (settings.DATA / "jobs.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
