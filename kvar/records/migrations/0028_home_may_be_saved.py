from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0027_answers_that_end"),
    ]

    operations = [
        migrations.AddField(
            model_name="openstep",
            name="saved_until",
            field=models.DateField(null=True),
        ),
    ]
