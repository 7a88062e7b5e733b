"""The original file of a notice: kept byte for byte, under a random name, never served as a page."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused
from kvar.records.models import Notice, Original


@dataclass(frozen=True)
class Scan:
    """A file as it was sent to us. The form has already checked size and content."""

    name: str
    content_type: str
    chunks: Iterable[bytes]


def keep_original(*, notice: Notice, by: Actor, name: str, content_type: str, chunks: Iterable[bytes]) -> Original:
    """Add a scan, unchanged, to a notice that is already in a case."""
    if notice.case is None:
        raise ActRefused("Underrättelsen saknar ärende.")
    with transaction.atomic():
        require(by, Act.WRITE_NOTE, notice.case)
        return store_original(notice=notice, by=by, scan=Scan(name, content_type, chunks))


def store_original(*, notice: Notice, by: Actor, scan: Scan) -> Original:
    """The file and its row. Called inside an act's transaction, by one who need not see the case afterwards."""
    stored_as = secrets.token_hex(20)
    size, digest = _write(file_of(stored_as), scan.chunks)
    return Original.objects.create(
        notice=notice,
        name=scan.name[:200],
        content_type=scan.content_type,
        size=size,
        sha256=digest,
        stored_as=stored_as,
        added_at=now(),
        added_by_id=by.id,
    )


def file_of(stored_as: str) -> Path:
    """Where the bytes are."""
    return Path(settings.MEDIA_ROOT) / stored_as[:2] / stored_as


def _write(file: Path, chunks: Iterable[bytes]) -> tuple[int, str]:
    file.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with file.open("xb") as out:
        for chunk in chunks:
            out.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    file.chmod(0o600)
    return size, digest.hexdigest()
