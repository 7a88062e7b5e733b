"""Blanks that only a notice has: rents with their due days, a day with its time, a year of birth."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kvar.web.ui.forms import AmountField, SwedishDateField
from kvar.web.ui.forms.clocks import clock_of

OLDEST = 120  # years


@dataclass(frozen=True)
class Rent:
    """One rent on the paper: öre, and the day it fell due where that can be read."""

    amount: int
    due_on: date | None = None


@dataclass(frozen=True)
class Part:
    """One small control of a compound blank; ``name`` follows the field's in what is posted."""

    name: str
    label: Any
    size: int


class RowsInput(forms.Widget):
    """Rows of small controls. The first row is open, the others are opened when there is more to write."""

    template_name = "intake/rows.html"

    def __init__(self, parts: tuple[Part, ...], *, rows: int = 1) -> None:
        super().__init__()
        self.parts, self.rows = parts, rows

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]] | None:
        """What was typed, row by row; None when nothing was."""
        typed = [
            {part.name: data.get(f"{name}_{part.name}_{row}", "") for part in self.parts} for row in range(self.rows)
        ]
        return typed if any(value.strip() for row in typed for value in row.values()) else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return self.value_from_datadict(data, files, name) is None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        typed = value if isinstance(value, list) else []
        rows = [self._row(name, row, typed[row] if row < len(typed) else {}, attrs or {}) for row in range(self.rows)]
        more = any(control["value"] for row in rows[1:] for control in row)
        told = attrs or {}
        context["widget"] |= {"rows": rows, "more": more}
        context["widget"] |= {"wrong": "aria-invalid" in told, "told_by": told.get("aria-describedby", "")}
        return context

    def _row(self, name: str, row: int, typed: dict[str, str], attrs: dict[str, Any]) -> list[dict[str, Any]]:
        first = attrs.get("id", f"id_{name}")
        return [
            {
                "name": f"{name}_{part.name}_{row}",
                "id": first if (row, number) == (0, 0) else f"{first}_{part.name}_{row}",
                "label": part.label,
                "size": part.size,
                "value": typed.get(part.name, ""),
            }
            for number, part in enumerate(self.parts)
        ]


class RowsField(forms.Field):
    """What the compound blanks share: no rows typed is None, and the form tells them what day it is."""

    def __init__(self, parts: tuple[Part, ...], *, rows: int = 1, **kwargs: Any) -> None:
        super().__init__(widget=RowsInput(parts, rows=rows), **kwargs)
        self.day = SwedishDateField(required=False)

    @property
    def today(self) -> date | None:
        return self.day.today

    @today.setter
    def today(self, day: date | None) -> None:
        self.day.today = day


class RentsField(RowsField):
    """Cleans to a tuple of ``Rent``, or None."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__((Part("amount", _("Belopp"), 12), Part("due", _("Förfallodag"), 14)), rows=rows, **kwargs)
        self.amount = AmountField(required=False)

    def to_python(self, value: Any) -> tuple[Rent, ...] | None:
        typed = [(number, row) for number, row in enumerate(value or [], 1) if any(row.values())]
        return tuple(self._rent(number, row) for number, row in typed) or None

    def _rent(self, number: int, typed: dict[str, str]) -> Rent:
        try:
            amount, due_on = self.amount.clean(typed["amount"]), self.day.clean(typed["due"])
        except ValidationError as error:
            told = {"number": number, "told": " ".join(error.messages)}
            raise ValidationError(_("Rad %(number)s: %(told)s"), params=told) from None
        if amount is None:
            sentence = _("Rad %(number)s: beloppet saknas. Skriv det, eller sudda förfallodagen.")
            raise ValidationError(sentence, params={"number": number})
        return Rent(amount, due_on)


class MomentField(RowsField):
    """A day and a time of day in Sweden. Cleans to an aware ``datetime``, or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__((Part("day", _("Dag"), 18), Part("clock", _("Klockslag"), 8)), **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        typed = value[0] if value else {"day": "", "clock": ""}
        day, clock = self.day.clean(typed["day"]), typed["clock"].strip()
        if day is None and not clock:
            return None
        if day is None or not clock:
            raise ValidationError(_("Skriv både dag och klockslag, till exempel 10 december och 09.00."))
        return timezone.make_aware(datetime.combine(day, clock_of(clock)))


class BirthYearField(forms.Field):
    """Four digits. Cleans to an ``int``, or None."""

    today: date | None = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        typed = str(value or "").strip()
        if not typed:
            return None
        latest = self.today.year if self.today else 2100
        if not re.fullmatch(r"\d{4}", typed) or not latest - OLDEST <= int(typed) <= latest:
            raise ValidationError(_("Skriv födelseåret med fyra siffror, till exempel 1958."))
        return int(typed)
