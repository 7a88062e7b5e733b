"""Triggers that refuse every change to rows that may only be added, on both databases.

Nothing in the product can switch them off. SQLite: one trigger per table and verb. PostgreSQL: one function, a row
trigger for UPDATE and DELETE and a statement trigger for TRUNCATE. Migrations put them up.
"""

from collections.abc import Callable, Iterable
from typing import Any


def append_only(*tables: str) -> Callable[[Any, Any], None]:
    """A migration's step: from now on these tables only grow."""

    def put_up(_apps: Any, schema_editor: Any) -> None:
        for statement in _statements(tables, postgresql=schema_editor.connection.vendor == "postgresql"):
            schema_editor.execute(statement, params=None)

    return put_up


def _statements(tables: Iterable[str], *, postgresql: bool) -> Iterable[str]:
    if postgresql:
        yield FUNCTION
    for table in tables:
        yield from _postgresql(table) if postgresql else _sqlite(table)


def _sqlite(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _postgresql(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION kvar_append_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION kvar_append_only()",
    ]


FUNCTION = """
CREATE OR REPLACE FUNCTION kvar_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
