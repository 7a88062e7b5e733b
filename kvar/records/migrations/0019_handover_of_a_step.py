from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0018_outcome_about"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="handover", name="one_handover_waits"),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "")),
                fields=("case", "from_unit", "to_unit", "step", "subject", "round"),
                name="one_handover_waits",
            ),
        ),
    ]
