from django.db import migrations, models

from kvar.records.append_only import append_only

ADULT = "vuxen"  # the coordinating unit: nobody else has written a letter until now


def guard_letters_again(apps, schema_editor):
    """SQLite makes the table anew when a column is added, and forgets its triggers."""
    if schema_editor.connection.vendor != "postgresql":
        append_only("records_letter")(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ("records", "0037_consent_form_letters"),  # numbered before it, joined after it
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="unit",
            field=models.CharField(default=ADULT, max_length=40),
            preserve_default=False,
        ),
        migrations.RunPython(guard_letters_again, migrations.RunPython.noop),
    ]
