from django.db import migrations

# Asked once of a case before; asked for each time that Kronofogden sets from now on.
STEPS = ("K12", "K14", "K15", "K16", "K17", "K19", "K21", "F08", "F09", "F10")


def name_the_time(apps, schema_editor):
    """What was decided was about the time that was known that day."""
    StandingStep, Notice = apps.get_model("records", "StandingStep"), apps.get_model("records", "Notice")
    for row in StandingStep.objects.filter(step__in=STEPS, subject="case").order_by("pk"):
        times = Notice.objects.filter(case=row.case_id, ground="enforcement", eviction_at__isnull=False)
        known = times.filter(arrived_on__lte=row.on).order_by("arrived_on", "taken_in_at").last()
        about = known or times.order_by("arrived_on", "taken_in_at").first()
        if about:
            StandingStep.objects.filter(pk=row.pk).update(subject=f"notice:{about.pk}")


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0023_a_paper_in_two_cases"),
    ]

    operations = [
        migrations.RunPython(name_the_time, migrations.RunPython.noop),
    ]
