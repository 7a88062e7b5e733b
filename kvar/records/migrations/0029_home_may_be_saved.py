from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0028_proof_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="openstep",
            name="saved_until",
            field=models.DateField(null=True),
        ),
    ]
