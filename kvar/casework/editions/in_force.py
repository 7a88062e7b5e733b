"""Which edition of the content is in force on a day. A row says so; each process reads the folder once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db.models import QuerySet

from kvar.casework.editions.store import library_of
from kvar.content.finding import ContentError
from kvar.content.library import Library
from kvar.content.load import ours, with_content
from kvar.records.models import PublishedEdition


def switched_on() -> QuerySet[PublishedEdition]:
    """The editions that are or will be in force, the one that begins last first."""
    return PublishedEdition.objects.filter(seconded_at__isnull=False, ended_at=None)


def edition_in_force(on: date) -> PublishedEdition | None:
    """The newest that has begun; None where what Kvar brings along is in force."""
    return switched_on().filter(starts_on__lte=on).first()


def content_of(on: date) -> Library:
    """The content in force on a day: one query. What cannot be read is passed over for the last good edition."""
    for digest in switched_on().filter(starts_on__lte=on).values_list("digest", flat=True):
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
