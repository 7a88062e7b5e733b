"""What is only added to: the journal, the access log, answers, statements and letters."""

from django.db import migrations

from kvar.records.append_only import append_only

TABLES = [
    "records_journalentry",
    "records_journaltext",
    "records_accesslog",
    "records_answer",
    "records_statement",
    "records_letter",
]


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(append_only(*TABLES))]
