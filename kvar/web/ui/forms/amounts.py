"""Amounts as people type them: 7 850 kr, 7850,50, 7.850:-, 7850:50. Cleaned to öre."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

AROUND = re.compile(r"(kronor|kr|sek)\.?|:-|,-|;-", re.I)
SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’]+")
SHAPE = re.compile(r"(?P<whole>\d{1,3}(?:\.\d{3}){1,4}|\d{1,15})(?:[,.:](?P<part>\d{1,2}))?")
NEGATIVE = re.compile(r"^[-\u2212\u2013]\s*\d|^\(.*\)$|^minus\b", re.I)
UNSURE = re.compile(r"\d{1,3},\d{3}")


class AmountField(forms.Field):
    """Cleans to öre, an ``int``. ``most`` is in öre too: above it somebody has probably typed a digit too many."""

    def __init__(self, *, most: int = 1_000_000_000, **kwargs: Any) -> None:
        self.most = most
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 14}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            whole, part = divmod(value, 100)
            return f"{whole:,}".replace(",", "\u00a0") + (f",{part:02}" if part else "")
        return value

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        typed = str(value).strip()
        return ore_typed(typed, most=self.most) if typed else None


def ore_typed(typed: str, *, most: int) -> int:
    """The amount in öre. Raises ValidationError with a sentence."""
    bare = SPACES.sub("", AROUND.sub("", typed))
    if NEGATIVE.match(typed.strip()) or bare.startswith("-"):
        raise ValidationError(_("Beloppet är mindre än noll. Skriv beloppet utan minustecken."))
    if UNSURE.fullmatch(bare):
        whole = bare.replace(",", " ")
        raise ValidationError(
            _("”%(typed)s” kan läsas på två sätt. Menar du %(whole)s kr? Skriv det utan komma."),
            params={"typed": typed[:40], "whole": whole},
        )
    found = SHAPE.fullmatch(bare)
    if found is None:
        raise ValidationError(
            _("”%(typed)s” går inte att läsa som ett belopp. Skriv det med siffror: 7 850 eller 7850,50."),
            params={"typed": typed[:40]},
        )
    ore = int(found["whole"].replace(".", "")) * 100 + int((found["part"] or "0").ljust(2, "0"))
    if ore > most:
        raise ValidationError(_("Beloppet är ovanligt stort. Kontrollera att ingen siffra är för mycket."))
    return ore
