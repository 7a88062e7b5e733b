import re
from unicodedata import combining, normalize

from django.db import migrations

BEYOND_THE_STREET = re.compile(r",|\blgh\b|\b\d{3} ?\d{2}\s+\D", re.IGNORECASE)
ALONE = str.maketrans({"æ": "a", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "œ": "oe", "w": "v"})


def folded(text):
    bare = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return re.sub(r"[^\w]+", " ", bare.casefold()).translate(ALONE).strip()


def make_keys(apps, schema_editor):
    """Names without accents, homes by street and number, as kvar.casework.matching makes them."""
    person, dwelling = apps.get_model("records", "Person"), apps.get_model("records", "Dwelling")
    for row in person.objects.only("name").order_by("pk").iterator():
        person.objects.filter(pk=row.pk).update(name_key=folded(row.name))
    for row in dwelling.objects.only("address").order_by("pk").iterator():
        street = re.split(BEYOND_THE_STREET, row.address, maxsplit=1)[0]
        dwelling.objects.filter(pk=row.pk).update(address_key=folded(street))


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0024_steps_per_time"),
    ]

    operations = [
        migrations.RunPython(make_keys, migrations.RunPython.noop),
    ]
