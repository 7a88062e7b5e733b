"""What may only be added to is refused by the model, and by the database when somebody goes round the model."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from kvar.records.models import AccessLog, AppendOnlyError, Case, Dwelling, Household, JournalEntry, JournalText, User

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 20, 8, 12, tzinfo=UTC)


def entry_with_text() -> tuple[JournalEntry, JournalText]:
    user = User.objects.create(email="a@b.example", name="Ada Ek", role="caseworker")
    home = Dwelling.objects.create(administration="hisingen")
    household = Household.objects.create(administration="hisingen", name="Ada Ek", dwelling=home)
    case = Case.objects.create(
        reference="H-26-AAAA",
        administration="hisingen",
        household=household,
        cause="rent_arrears",
        opened_on=date(2026, 11, 20),
        opened_by=user,
    )
    entry = JournalEntry(
        case=case, kind="note", unit="vuxen", happened_on=date(2026, 11, 20), entered_at=MOMENT, by=user, hash="x"
    )
    entry.save()
    text = JournalText(entry=entry, text="Ringde, inget svar.", salt="s")
    text.save()
    return entry, text


def log_row() -> AccessLog:
    row = AccessLog(at=MOMENT, role="caseworker", relation="unit", action="see_case", about="case:1", request=uuid4())
    row.save()
    return row


def rows() -> list[Model]:
    return [*entry_with_text(), log_row()]


def test_the_model_refuses_to_change_or_delete_an_entry_and_a_log_row() -> None:
    for row in rows():
        with pytest.raises(AppendOnlyError):
            row.save()
        with pytest.raises(AppendOnlyError):
            row.delete()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_database_refuses_to_change_or_delete_round_the_model(number: int) -> None:
    row = rows()[number]
    table, column = row._meta.db_table, row._meta.fields[1].column
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert type(row)._default_manager.filter(pk=row.pk).exists()


def test_without_the_trigger_the_database_would_allow_it() -> None:
    """The control: the refusal above comes from the trigger and from nothing else."""
    row = log_row()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER records_accesslog_no_delete")
        else:
            cursor.execute("DROP TRIGGER records_accesslog_append_only ON records_accesslog")
        cursor.execute("DELETE FROM records_accesslog")
    assert not AccessLog.objects.filter(pk=row.pk).exists()
