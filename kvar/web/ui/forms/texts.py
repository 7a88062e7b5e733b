"""Plain text: any language, any emoji; no invisible signs that change what others read."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kvar.web.ui.wording import HARD_SPACE

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb]")
TURNERS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # they turn the reading order; ordinary Arabic needs none of them


class PlainTextField(forms.CharField):
    """One line; several with ``lines`` or a ``Textarea``. More than ``longest`` characters is refused, never cut."""

    too_long: Any = _("Texten är %(length)s tecken, här ryms %(longest)s. Korta den eller skriv resten i journalen.")

    def __init__(self, *, longest: int = 4000, lines: int = 0, **kwargs: Any) -> None:
        self.longest = longest
        box = forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput(attrs={"autocomplete": "off"})
        kwargs.setdefault("widget", box)
        super().__init__(**kwargs)
        self.many_lines = isinstance(self.widget, forms.Textarea)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What is shown again after a refusal: everything typed, less the signs that nobody can see."""
        return TURNERS.sub("", CONTROLS.sub("", data)) if isinstance(data, str) else data

    def to_python(self, value: Any) -> str:
        text = CONTROLS.sub("", str(value)) if value not in self.empty_values else ""
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        return text.strip() if self.many_lines else " ".join(text.split())

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if TURNERS.search(text):
            raise ValidationError(
                _("Texten hade osynliga tecken som vänder läsriktningen. De är borttagna – läs igenom och spara igen.")
            )
        if len(text) > self.longest:
            raise ValidationError(
                self.too_long,
                params={"length": _grouped(len(text)), "longest": _grouped(self.longest)},
            )
        return text


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", HARD_SPACE)
