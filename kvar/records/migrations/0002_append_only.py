"""Triggers that refuse every change to rows that may only be added, on both databases.

Nothing in the product can switch them off. SQLite: one trigger per table and verb. PostgreSQL: one function, a row
trigger for UPDATE and DELETE and a statement trigger for TRUNCATE.
"""

from django.db import migrations

TABLES = [
    "records_journalentry",
    "records_journaltext",
    "records_accesslog",
    "records_answer",
    "records_statement",
    "records_letter",
]


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


def put_up(apps, schema_editor):
    postgresql = schema_editor.connection.vendor == "postgresql"
    if postgresql:
        schema_editor.execute(FUNCTION, params=None)
    for table in TABLES:
        for statement in _postgresql(table) if postgresql else _sqlite(table):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(put_up)]
