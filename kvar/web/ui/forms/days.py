"""Days as people type them: 2026-11-23, 20261123, 23/11 2026, 23.11.2026, 23 nov, 23 november 2026, idag, igår."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kvar.web.ui import wording

MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
NEAR = {"idag": 0, "i dag": 0, "igår": -1, "i går": -1, "imorgon": 1, "i morgon": 1}
WEEKDAY = re.compile(r"^(mån|tis|ons|tors?|fre|lör|sön)(dag|sdag|\.)?(en)?\s+(den\s+)?", re.I)
SHAPES = (
    re.compile(r"(?P<y>\d{4})[-./ ](?P<m>\d{1,2})[-./ ](?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"),
    re.compile(r"(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})(?:\s*[/. -]\s*(?P<y>\d{4}))?\.?"),
    re.compile(r"(?:den\s+)?(?P<d>\d{1,2})(?::?[ea])?\.?\s+(?P<w>[a-zåäö]{3,9})\.?(?:\s+(?P<y>\d{4}))?", re.I),
)
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
HALF_A_YEAR = timedelta(days=183)


class SwedishDateField(forms.Field):
    """Cleans to a ``date``. ``past`` refuses days after today; ``today`` is told by the form."""

    today: date | None = None

    def __init__(self, *, past: bool = False, earliest: date = EARLIEST, **kwargs: Any) -> None:
        self.past, self.earliest = past, earliest
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "size": 18}))
        kwargs.setdefault("help_text", _("Till exempel 2026-11-23 eller 23 nov"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        typed = " ".join(str(value).split())
        return day_typed(typed, today=self.today) if typed else None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if not self.earliest <= value < LATEST:
            raise ValidationError(_("Året %(year)s kan inte stämma. Kontrollera årtalet."), params={"year": value.year})
        if self.past and self.today is not None and value > self.today:
            said = {"day": wording.day(value, self.today), "today": wording.day(self.today, self.today)}
            raise ValidationError(
                _("%(day)s har inte varit än – idag är det %(today)s. Skriv den dag det hände."), params=said
            )


def day_typed(typed: str, *, today: date | None) -> date:
    """The day that was typed. Without a year: the one nearest to today. Raises ValidationError with a sentence."""
    if today is not None and typed.lower() in NEAR:
        return today + timedelta(days=NEAR[typed.lower()])
    bare = WEEKDAY.sub("", typed)
    found = next((match for shape in SHAPES if (match := shape.fullmatch(bare))), None)
    if found is None:
        raise _not_understood(typed)
    parts = found.groupdict()
    month = int(parts["m"]) if parts.get("m") else _month(parts["w"], typed)
    if parts["y"] is None:
        return _nearest(int(parts["d"]), month, today=today)
    return _day(int(parts["y"]), month, int(parts["d"]))


def _month(word: str, typed: str) -> int:
    names = [index for index, name in enumerate(wording.MONTHS, 1) if name.startswith(word.lower().rstrip("."))]
    if word[:3].lower() not in MONTHS or not (names or word.lower() in ("sept",)):
        raise _not_understood(typed)
    return MONTHS.index(word[:3].lower()) + 1


def _nearest(day: int, month: int, *, today: date | None) -> date:
    if today is None:
        raise ValidationError(_("Året saknas. Skriv dagen med år, till exempel 2026-11-23."))
    found = _day(_leap_safe(today.year, month, day), month, day)
    if found - today > HALF_A_YEAR:
        return _day(found.year - 1, month, day)
    return _day(found.year + 1, month, day) if today - found > HALF_A_YEAR else found


def _leap_safe(year: int, month: int, day: int) -> int:
    """29 February without a year: the latest year that has one."""
    if (month, day) != (2, 29):
        return year
    return next(y for y in range(year, year - 9, -1) if y % 4 == 0 and (y % 100 or y % 400 == 0))


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise ValidationError(_("Månad %(month)s finns inte. Skriv månaden som 1–12."), params={"month": month})
    try:
        return date(year, month, day)
    except ValueError:
        name = wording.MONTHS[month - 1]
        raise ValidationError(
            _("Den %(day)s %(month)s %(year)s finns inte. Kontrollera dagen."),
            params={"day": day, "month": name, "year": year},
        ) from None


def _not_understood(typed: str) -> ValidationError:
    return ValidationError(
        _("”%(typed)s” går inte att läsa som en dag. Skriv till exempel 2026-11-23, 23/11 2026 eller 23 nov."),
        params={"typed": typed[:40]},
    )
