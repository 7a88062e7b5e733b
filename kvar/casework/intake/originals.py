"""The original file of a notice: kept byte for byte, under a random name, never served as a page."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.records.models import Notice, Original


@dataclass(frozen=True)
class Scan:
    """A file as it was sent to us. The form has already checked size and content."""

    name: str
    content_type: str
    chunks: Iterable[bytes]


def keep_original(*, notice: Notice, by: Actor, today: date, scan: Scan) -> Original:
    """The paper of a notice that was registered without it, unchanged. The one that is there is never replaced."""
    if notice.case is None:
        raise ActRefused(_("Underrättelsen är inte i något ärende. Lägg den i ett ärende först."))
    with transaction.atomic():
        require(by, Act.WRITE_NOTE, notice.case)
        if notice.originals.exists():
            raise ActRefused(_("Underrättelsen har redan sitt papper. Ladda om sidan."), field="scan")
        original = store_original(notice=notice, by=by, scan=scan)
        shown = {"notice": str(notice.pk), "sha256": original.sha256}
        text = _("Papperet är tillagt.")
        enter(case=notice.case, by=by, today=today, kind="notice", text=text, shown=shown)
    return original


def store_original(*, notice: Notice, by: Actor, scan: Scan) -> Original:
    """The file and its row. Called inside an act's transaction, by one who need not see the case afterwards."""
    return Original.objects.create(notice=notice, **stored(scan, by=by))


def stored(scan: Scan, *, by: Actor) -> dict[str, Any]:
    """Write the bytes outside every address, and give what their row says."""
    stored_as = secrets.token_hex(20)
    size, digest = _write(file_of(stored_as), scan.chunks)
    return {
        "name": scan.name[:200],
        "content_type": scan.content_type,
        "size": size,
        "sha256": digest,
        "stored_as": stored_as,
        "added_at": now(),
        "added_by_id": by.id,
    }


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
