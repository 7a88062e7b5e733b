"""Which edition of the content is in force on a day. A row says so; each process reads the folder once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db.models import Q, QuerySet

from kvar.casework.editions.store import library_of
from kvar.content.finding import ContentError
from kvar.content.library import Library
from kvar.content.load import ours, with_content
from kvar.records.models import PublishedEdition


def published() -> QuerySet[PublishedEdition]:
    """Every edition that was ever switched on, the one that begins last first. For everybody to read."""
    return PublishedEdition.objects.filter(seconded_at__isnull=False)


def begun(on: date) -> QuerySet[PublishedEdition]:
    """Those that had begun that day and were not taken back then, the newest first: it is in force."""
    return published().filter(Q(ended_on=None) | Q(ended_on__gt=on), starts_on__lte=on)


def edition_in_force(on: date) -> PublishedEdition | None:
    """None where what Kvar brings along is in force."""
    return begun(on).first()


def content_of(on: date) -> Library:
    """The content in force on a day, then or now: one query. What cannot be read is passed over for the one before."""
    for digest in begun(on).values_list("digest", flat=True):
        try:
            return library_of(digest)
        except (ContentError, OSError):  # told in the log when it was read
            continue
    return ours()


@contextmanager
def content_in_force(on: date) -> Iterator[None]:
    """Within this, ``load`` answers with the edition in force that day."""
    with with_content(content_of(on)):
        yield
