import django.db.models.deletion
from django.db import migrations, models

from kvar.records.append_only import append_only


def guard_again(apps, schema_editor):
    """SQLite makes a table anew when a constraint changes, and forgets its triggers."""
    if schema_editor.connection.vendor == "sqlite":
        append_only("records_confirmation", "records_evictionday")(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ("records", "0022_proof_at"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='confirmation',
            name='one_confirmation_per_recipient',
        ),
        migrations.RemoveConstraint(
            model_name='evictionday',
            name='one_eviction_day_per_unit',
        ),
        migrations.AddField(
            model_name='deviation',
            name='notice',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deviations', to='records.notice'),
        ),
        migrations.AddField(
            model_name='undertaking',
            name='parted_from',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parted_undertakings', to='records.notice'),
        ),
        migrations.AlterField(
            model_name='undertaking',
            name='notice',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undertaking', to='records.notice'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.UniqueConstraint(fields=('case', 'notice', 'recipient'), name='one_confirmation_per_recipient'),
        ),
        migrations.AddConstraint(
            model_name='deviation',
            constraint=models.UniqueConstraint(fields=('case', 'notice'), name='one_deviation_per_time'),
        ),
        migrations.AddConstraint(
            model_name='evictionday',
            constraint=models.UniqueConstraint(fields=('case', 'notice', 'unit'), name='one_eviction_day_per_unit'),
        ),
        migrations.RunPython(guard_again, migrations.RunPython.noop),
    ]
