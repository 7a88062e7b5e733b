"""A draft of a report follows the facts."""

from django.db.models import F

from kvar.records.models import Deviation

DRAFT = "draft"


def tell_what_followed(row: Deviation | None, *, words: str) -> None:
    """A draft follows the facts: what has happened since is told below what was true when it was written.

    What somebody has handed in or judged is theirs, and is not changed. Called inside an act's transaction.
    """
    if row is None or row.state != DRAFT or words in row.text:
        return
    lines = row.text.split("\n\n", 1)
    text = "\n\n".join([f"{lines[0]}\n{words}", *lines[1:]])
    Deviation.objects.filter(pk=row.pk, state=DRAFT).update(text=text, version=F("version") + 1)
