"""Numbers among words that are written from right to left."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_FROM_RIGHT = re.compile(r"[\u0590-\u08ff]")
_NUMBER = re.compile(r"(\+?\d[\d\s.,:/()–-]*\d)")


def numbers_kept(text: str) -> str | SafeString:
    """A telephone number or a day runs from left to right there too, with its spaces. Other text is itself."""
    if not _FROM_RIGHT.search(text):
        return text
    pieces = enumerate(_NUMBER.split(text))  # every second one is a number
    shown = (format_html('<bdi dir="ltr">{}</bdi>', one) if n % 2 else one for n, one in pieces)
    return format_html_join("", "{}", ((one,) for one in shown))
