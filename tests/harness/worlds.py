"""Worlds made through the acts once a run, and put back row by row for every test after: a second becomes a moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction

from kvar.casework.access import actor_of
from kvar.records.models import Case
from tests import factories
from tests.harness.routes import World, make_world

Rows = dict[str, list[tuple[Any, ...]]]  # by table, the columns in the table's own order


@dataclass(frozen=True)
class _Kept:
    rows: Rows
    case: UUID
    values: dict[str, Any]


_kept: dict[tuple[bool, bool], _Kept] = {}


def kept_world(*, protected: bool = False, closed: bool = False) -> World:
    """What ``make_world`` makes, by an owner of its own; the rows that it added are kept the first time.

    Only SQLite gives back a row as it was stored; on another database each world is made anew.
    """
    kept = _kept.get((protected, closed))
    if kept is None:
        return _made(protected=protected, closed=closed)
    _put_back(kept.rows)
    return World(Case.objects.get(pk=kept.case), dict(kept.values))


def _made(*, protected: bool, closed: bool) -> World:
    assert not Case.objects.exists(), "made beside another case, its rows would name that one"
    before = _all_rows()
    owner = actor_of(factories.make_user(cleared=protected))
    world = make_world(by=owner, protected=protected, closed=closed)
    if connection.vendor == "sqlite":
        added = {table: [row for row in rows if row not in before[table]] for table, rows in _all_rows().items()}
        _kept[protected, closed] = _Kept(added, world.case.pk, dict(world.values))
    return world


def _tables() -> Iterable[str]:
    return (model._meta.db_table for model in apps.get_app_config("records").get_models(include_auto_created=True))


def _all_rows() -> Rows:
    found = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = [tuple(map(_as_stored, row)) for row in cursor.fetchall()]
    return found


def _as_stored(value: Any) -> Any:
    """SQLite stores days and times as text, and its driver reads them as what they are."""
    return str(value) if isinstance(value, date | time) else value


def _put_back(rows: Rows) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")  # a row may name one of a later table
        for table, added in rows.items():
            if added:
                places = ", ".join(["%s"] * len(added[0]))
                cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', added)
