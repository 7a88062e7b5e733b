"""The scan of a paper: is it what its ending says, and is it small enough to keep?"""

from pathlib import PurePosixPath
from typing import Any

import filetype
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kvar.web.ui.forms.texts import CONTROLS, TURNERS

MOST = 25 * 1024 * 1024
ENDINGS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}
HEAD = 8192


class ScanField(forms.FileField):
    """PDF, PNG, JPEG or TIFF up to 25 MB. The file's own first bytes decide what it is, never what the browser says."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("PDF, PNG, JPG eller TIFF, högst 25 MB"))
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.tif,.tiff"}))
        super().__init__(**kwargs)
        self.error_messages["empty"] = _("Filen är tom. Skanna papperet igen, eller registrera utan fil.")
        self.error_messages["invalid"] = _("Filen kom inte fram. Välj den igen.")

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        found: UploadedFile | None = super().clean(data, initial)
        if not found:
            return None
        if found.size is not None and found.size > MOST:
            raise ValidationError(
                _("Filen är %(size)s MB, högst 25 MB får plats. Skanna i svartvitt eller med lägre upplösning."),
                params={"size": -(-found.size // (1024 * 1024))},
            )
        found.content_type = _kind(found)
        found.name = CONTROLS.sub("", TURNERS.sub("", found.name or ""))[-200:]
        return found


def _kind(scan: UploadedFile) -> str:
    """The content type by content. Raises ValidationError when it is not what the ending says."""
    ending = PurePosixPath(scan.name or "").suffix.lower().lstrip(".")
    scan.seek(0)
    head = scan.read(HEAD)
    scan.seek(0)
    guessed = filetype.guess_mime(head)
    if ending not in ENDINGS:
        raise ValidationError(
            _("Filer som slutar på .%(ending)s kan inte tas emot. Spara papperet som PDF eller bild."),
            params={"ending": ending[:10] or "?"},
        )
    if guessed != ENDINGS[ending]:
        raise ValidationError(
            _("Filen heter .%(ending)s men innehåller något annat. Öppna den och spara om den som PDF."),
            params={"ending": ending},
        )
    return ENDINGS[ending]
