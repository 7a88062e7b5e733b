from datetime import timedelta

from django.db import migrations, models


def end_with_the_consent(apps, schema_editor):
    """An answer that rests on consents which all have a last day holds until the last of them. Answers are only added."""
    Answer, Consent = apps.get_model("records", "Answer"), apps.get_model("records", "Consent")
    ending = Consent.objects.filter(recipient_kind="landlord", until__isnull=False, shared=True, case__closed_on=None)
    for case in ending.order_by("case").values_list("case", flat=True).distinct():
        newest = Answer.objects.filter(case=case, question="landlord_consent", shared=True).order_by("recorded_at").last()
        rows = Consent.objects.filter(case=case, recipient_kind="landlord", direction__in=("to", "both"))
        days = list(rows.filter(refused=False, withdrawn_on=None, shared=True).values_list("until", flat=True))
        if newest and newest.yes and days and None not in days:
            said = {field.name: getattr(newest, field.name) for field in Answer._meta.fields if field.name != "id"}
            later = newest.recorded_at + timedelta(microseconds=1)
            Answer.objects.create(**said | {"until": max(days), "recorded_at": later})


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0026_when_a_consent_was_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="until",
            field=models.DateField(null=True),
        ),
        migrations.RunPython(end_with_the_consent, migrations.RunPython.noop),
    ]
