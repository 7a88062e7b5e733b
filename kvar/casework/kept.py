"""Files that are kept byte for byte, under a random name, outside every address."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from kvar.casework.access import Actor
from kvar.casework.clock import now


@dataclass(frozen=True)
class Scan:
    """A file as it was sent to us. The form has already checked size and content."""

    name: str
    content_type: str
    chunks: Iterable[bytes]


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
