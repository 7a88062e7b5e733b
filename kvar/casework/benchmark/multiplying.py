"""A large city out of a small one: the rows that the measures read, copied inside the database, never by way of Python.

Each copy is moved a number of whole weeks back, so that five years are filled and each day keeps its weekday. Persons,
homes, letters and journal words are not copied: no measure reads them. Only the end of an identifier is new: the
rest is drawn by chance, so that the copies lie as scattered in the indexes as true rows would.
"""

from django.db import connection
from django.db.models import DateField, DateTimeField, Field, ForeignKey, Model, UUIDField

from kvar.records import models

COPIED: tuple[type[Model], ...] = (
    models.Household,
    models.Member,
    models.SameHousehold,
    models.Statement,
    models.ContactWish,
    models.Case,
    models.Notice,
    models.Answer,
    models.Attempt,
    models.JournalEntry,
    models.EnforcementEvent,
    models.EvictionDay,
    models.Attendance,
    models.Confirmation,
    models.FollowUp,
    models.Undertaking,
    models.PromisedPayment,
    models.Deviation,
)
"""What the measures read; what is pointed at stands before what points."""

ONLY: dict[type[Model], str] = {models.JournalEntry: "kind = 'responsible'"}
MARKED = {"records_case.reference"}
"""Words that must be alone of their kind: they are given the number of the copy."""

WEEKS_BACK, STEP = 160, 37
"""How many weeks the copies are spread over, and how far from each other two that follow lie: they share no factor."""


def multiply(times: int) -> int:
    """Make the city so many times as large; returns how many cases there are. ``times`` 1 changes nothing."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=OFF")  # every row that is pointed at is copied too: see the test
            cursor.execute("PRAGMA cache_size=-1000000")
        cursor.execute("CREATE TEMPORARY TABLE copy (mark char(8) NOT NULL, days integer NOT NULL)")
        cursor.executemany("INSERT INTO copy VALUES (%s, %s)", [_copy(number) for number in range(1, times)])
        for model in COPIED:
            _copy_rows(cursor, model)
        cursor.execute("DROP TABLE copy")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=ON")
            cursor.execute("PRAGMA cache_size=-2000")
        cursor.execute("ANALYZE")
    return models.Case.objects.count()


def _copy(number: int) -> tuple[str, int]:
    return f"{number:08x}", -7 * (1 + number * STEP % WEEKS_BACK)


def _copy_rows(cursor: object, model: type[Model]) -> None:
    """Once aside, so that the copies are not copied, and then as many times as there are copies."""
    table, columns = model._meta.db_table, model._meta.concrete_fields
    names = ", ".join(f'"{field.column}"' for field in columns)
    values = ", ".join(_value(field) for field in columns)
    run = cursor.execute  # type: ignore[attr-defined]
    run(f"CREATE TEMPORARY TABLE original AS SELECT * FROM {table} WHERE {ONLY.get(model, '1 = 1')}")
    run(f"INSERT INTO {table} ({names}) SELECT {values} FROM copy CROSS JOIN original")
    run("DROP TABLE original")


def _value(field: "Field[object, object]") -> str:
    """What stands in a column of a copy."""
    column = f'original."{field.column}"'
    about = field.related_model if isinstance(field, ForeignKey) else None
    if about in COPIED or (about is None and isinstance(field, UUIDField)):
        return _identifier(column)
    if isinstance(field, DateField) and not isinstance(field, DateTimeField):
        return f"date({column}, copy.days || ' days')" if connection.vendor == "sqlite" else f"{column} + copy.days"
    if f"{field.model._meta.db_table}.{field.column}" in MARKED:
        return f"{column} || '-' || ltrim(copy.mark, '0')"
    return column


def _identifier(column: str) -> str:
    """The identifier of the same row in the copy: its last eight signs are the copy's own. NULL stays so."""
    if connection.vendor == "sqlite":
        return f"substr({column}, 1, 24) || copy.mark"
    return f"(substr({column}::text, 1, 28) || copy.mark)::uuid"
