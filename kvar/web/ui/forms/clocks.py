"""A time of day as people type it: *17.40*, *9:05*, *kl. 10*, *0930*. A whole hour is a whole hour."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CLOCK = re.compile(r"(?:kl\.?|klockan)?\s*(?P<hour>\d{1,2})(?:[.:,\s]?(?P<minute>\d\d))?", re.ASCII | re.IGNORECASE)


class ClockField(forms.Field):
    """Cleans to a ``time``, or None when nothing is written."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "size": 6}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        if isinstance(value, time) or value in self.empty_values:
            return value or None
        return clock_of(str(value)) if str(value).strip() else None

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H.%M}" if isinstance(value, time) else value


def clock_of(typed: str) -> time:
    """The time that was typed. Raises ValidationError with a sentence."""
    found = CLOCK.fullmatch(typed.strip())
    hour, minute = (int(found["hour"]), int(found["minute"] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise ValidationError(
            _("”%(typed)s” går inte att läsa som ett klockslag. Skriv till exempel 09.00."),
            params={"typed": typed[:20]},
        )
    return time(hour, minute)
