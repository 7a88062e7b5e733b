"""Personal and coordination numbers as people type them, cleaned to twelve digits."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from personnummer import personnummer

DASHES = str.maketrans({"\u2013": "-", "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u00a0": None})
SHAPE = re.compile(r"(?P<century>\d\d)?(?P<six>\d{6})(?P<mark>[-+]?)(?P<four>\d{4})", re.ASCII)
COORDINATION = 60


class PersonalNumberField(forms.Field):
    """Cleans to twelve digits. Ten digits get their century from today, which the form tells; ``+`` means over 100."""

    today: date | None = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "size": 18}))
        kwargs.setdefault("help_text", _("ÅÅÅÅMMDD-NNNN. Samordningsnummer går också bra."))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str | None:
        if value in self.empty_values:
            return None
        return twelve_digits(str(value), today=self.today) if str(value).strip() else None

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(r"\d{12}", value):
            return f"{value[:8]}-{value[8:]}"
        return value


def twelve_digits(typed: str, *, today: date | None) -> str:
    """The number with its century. Raises ValidationError with a sentence."""
    typed = "".join(typed.translate(DASHES).split())
    found = SHAPE.fullmatch(typed)
    if found is None:
        raise _misshapen(typed)
    six, four = found["six"], found["four"]
    century = found["century"] or _century(six, mark=found["mark"], today=today)
    born = _born(century + six, typed)
    if today is not None and born > today:
        raise ValidationError(_("Numret säger att personen föds efter idag. Kontrollera de första siffrorna."))
    if not personnummer.valid(f"{century}{six}{four}"):
        raise ValidationError(_("Kontrollsiffran stämmer inte. Jämför med papperet – ofta har två siffror bytt plats."))
    return f"{century}{six}{four}"


def _century(six: str, *, mark: str, today: date | None) -> str:
    """Ten digits: the latest century in which the person is born; with ``+`` the one before."""
    if today is None:
        raise ValidationError(_("Skriv numret med alla tolv siffror: ÅÅÅÅMMDD-NNNN."))
    day = int(six[4:]) - (COORDINATION if int(six[4:]) > COORDINATION else 0)
    year = today.year // 100 * 100 + int(six[:2])
    born_later = (year, int(six[2:4]), day) > (today.year, today.month, today.day)
    return str((year - (100 if born_later else 0) - (100 if mark == "+" else 0)) // 100)


def _born(eight: str, typed: str) -> date:
    day = int(eight[6:])
    try:
        return date(int(eight[:4]), int(eight[4:6]), day - COORDINATION if day > COORDINATION else day)
    except ValueError:
        raise ValidationError(
            _("Födelsedagen i numret finns inte: månad %(month)s, dag %(day)s. Jämför med papperet."),
            params={"month": eight[4:6], "day": eight[6:]},
        ) from None


def _misshapen(typed: str) -> ValidationError:
    if re.search(r"[^0-9+-]", typed):
        return ValidationError(
            _("Ett personnummer har bara siffror och bindestreck. Har personen inget nummer, lämna fältet tomt.")
        )
    count = sum(sign.isdigit() for sign in typed)
    if count not in (10, 12):
        return ValidationError(
            _("Ett personnummer har tio eller tolv siffror, här står det %(count)s. Jämför med papperet."),
            params={"count": count},
        )
    return ValidationError(_("Bindestrecket står på fel plats. Skriv numret som ÅÅÅÅMMDD-NNNN."))
