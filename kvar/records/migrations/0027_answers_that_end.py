from datetime import timedelta

from django.db import migrations, models


def end_with_the_consent(apps, schema_editor):
    """An answer that rests on consents which all have a last day holds until the last of them. Answers are only added.

    Only the consents that let us tell the case's own landlord count, as when a consent is recorded: what is said to
    another one, or to one who is not the landlord here, neither ends the answer nor keeps it.
    """
    Answer, Consent = apps.get_model("records", "Answer"), apps.get_model("records", "Consent")
    ending = Consent.objects.filter(recipient_kind="landlord", until__isnull=False, shared=True, case__closed_on=None)
    for case in ending.order_by("case").values_list("case", flat=True).distinct():
        newest = Answer.objects.filter(case=case, question="landlord_consent", shared=True).order_by("recorded_at").last()
        rows = Consent.objects.filter(case=case, recipient_kind="landlord", direction__in=("to", "both"))
        standing = rows.filter(refused=False, withdrawn_on=None, shared=True)
        days = [row.until for row in to_the_landlord(standing.select_related("case__household__dwelling__landlord"))]
        if newest and newest.yes and days and None not in days:
            said = {field.name: getattr(newest, field.name) for field in Answer._meta.fields if field.name != "id"}
            later = newest.recorded_at + timedelta(microseconds=1)
            Answer.objects.create(**said | {"until": max(days), "recorded_at": later})


def to_the_landlord(rows):
    """Those to the landlord of the home, and to any; where nobody knows the landlord, to the only one they name."""
    rows = list(rows)
    landlord = rows[0].case.household.dwelling.landlord if rows else None
    named = {plain(row.recipient) for row in rows} - {""}
    name = plain(landlord.name) if landlord else named.pop() if len(named) == 1 else ""
    return [row for row in rows if plain(row.recipient) in ("", name)]


def plain(name):
    return " ".join(name.casefold().split())


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
