"""What narrows the follow-up: a period in months and one administration. In the address, so a page can be sent on."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kvar.casework.measures.grid import months_between
from kvar.content.load import load
from kvar.web.ui.forms import ChoiceField, Form

MONTHS_SHOWN = 12
LONGEST = 60  # months: five years


def months_before(month: date, count: int) -> date:
    """The first day of the month that many months before."""
    months = month.year * 12 + month.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


class PeriodForm(Form):
    """Always whole: what the address leaves out is a year up to this month, in every administration."""

    optional_is_said = False
    fran = ChoiceField(label=_("Från och med"), listed=True, required=False)
    till = ChoiceField(label=_("Till och med"), listed=True, required=False)
    forvaltning = ChoiceField(label=_("Förvaltning"), listed=True, required=False)

    def __init__(self, *args: Any, today: date, month_name: Callable[[date], str], **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.newest = today.replace(day=1)
        months = [months_before(self.newest, count) for count in range(LONGEST)]
        self.fields["fran"].choices = self.fields["till"].choices = [(_word(day), month_name(day)) for day in months]
        places = load().organisation.administrations
        self.fields["forvaltning"].choices = [("", _("Alla"))] + [(place.id, place.label) for place in places]

    @classmethod
    def asked(cls, address: Mapping[str, str], *, today: date, **kwargs: Any) -> Self:
        """The form as the address asks for it."""
        till = _month(address.get("till")) or today.replace(day=1)
        fran = _word(months_before(till, MONTHS_SHOWN - 1))
        whole = {"fran": fran, "till": _word(till), "forvaltning": ""}
        return cls(whole | {name: address[name] for name in whole if address.get(name)}, today=today, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("fran", "") > cleaned.get("till", "~"):
            problem = ValidationError(_("Perioden börjar efter att den slutar. Välj en tidigare månad."))
            self.add_error("fran", problem)
        return cleaned

    @property
    def months(self) -> tuple[date, ...]:
        """The months to count, first days; a year up to now where the address makes no sense."""
        if self.errors:
            return months_between(months_before(self.newest, MONTHS_SHOWN - 1), self.newest)
        first, last = (_month(self.cleaned_data[name]) for name in ("fran", "till"))
        return months_between(first, last)

    @property
    def administrations(self) -> tuple[str, ...]:
        """The ids of the administrations to count."""
        chosen = self.cleaned_data.get("forvaltning")
        return (chosen,) if chosen else tuple(place.id for place in load().organisation.administrations)


def _word(month: date) -> str:
    return f"{month:%Y-%m}"


def _month(word: str | None) -> date | None:
    try:
        return date.fromisoformat(f"{word}-01") if word else None
    except ValueError:
        return None
