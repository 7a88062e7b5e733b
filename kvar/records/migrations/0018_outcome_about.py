from django.db import migrations, models


def name_the_papers(apps, schema_editor):
    """An outcome of before is about the papers that had come by its day."""
    Case, Notice = apps.get_model("records", "Case"), apps.get_model("records", "Notice")
    for case in Case.objects.exclude(outcome="").exclude(outcome_on=None).order_by("pk").iterator():
        there = Notice.objects.filter(case=case, arrived_on__lte=case.outcome_on).order_by("pk")
        about = [str(pk) for pk in there.values_list("pk", flat=True)]
        Case.objects.filter(pk=case.pk).update(outcome_about=about)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0017_consents_in_layers"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="outcome_about",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.RunPython(name_the_papers, migrations.RunPython.noop),
    ]
