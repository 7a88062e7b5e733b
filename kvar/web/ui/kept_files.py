"""Files that people have given us: always a download, never a page of ours (T49)."""

from typing import Protocol

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse

from kvar.casework.kept import Scan, file_of

SANDBOX = "sandbox; default-src 'none'"


class Kept(Protocol):
    """The row of a kept file."""

    name: str
    content_type: str
    stored_as: str


def download_of(kept: Kept) -> FileResponse:
    """The file as it came; the browser is told to save it and to guess nothing."""
    content = file_of(kept.stored_as).open("rb")
    response = FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.content_type)
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


def scan_of(file: UploadedFile | None) -> Scan | None:
    """What a ``ScanField`` gave, as the acts take it."""
    return Scan(name=file.name or "", content_type=file.content_type or "", chunks=file.chunks()) if file else None
