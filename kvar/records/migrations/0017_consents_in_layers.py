from django.db import migrations, models
from django.db.models import OuterRef, Subquery

from kvar.records.append_only import append_only

ADULT = "vuxen"


def give_units(apps, schema_editor):
    """Whose each row is: the unit of whoever wrote it. The adult unit's consents are for all, the others' their own."""
    units = apps.get_model("records", "User").objects.filter(pk=OuterRef("recorded_by")).values("unit")[:1]
    for name in ("Consent", "Disclosure"):
        apps.get_model("records", name).objects.update(unit=Subquery(units))
    apps.get_model("records", "Consent").objects.exclude(unit=ADULT).update(shared=False)


def open_disclosures(apps, schema_editor):
    """SQLite makes the table anew when a column is added, and has forgotten its triggers already."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE records_disclosure DISABLE TRIGGER records_disclosure_append_only")


def guard_disclosures_again(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE records_disclosure ENABLE TRIGGER records_disclosure_append_only")
    else:
        append_only("records_disclosure")(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ("records", "0016_landlord_meetings"),
    ]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="shared",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="consent",
            name="unit",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="unit",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="handover",
            name="let_in",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(open_disclosures, migrations.RunPython.noop),
        migrations.RunPython(give_units, migrations.RunPython.noop),
        migrations.RunPython(guard_disclosures_again, migrations.RunPython.noop),
    ]
