"""Which month the sheet is of. In the address, so that a colleague in the unit finds the same."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext_lazy as _

from kvar.casework.network_sheet.sheet import month_before
from kvar.casework.published.words import month_words
from kvar.web.ui.forms import ChoiceField, Form

MONTHS_BACK = 13


class MonthForm(Form):
    """Always whole: what the address leaves out is the last month that has ended."""

    optional_is_said = False
    manad = ChoiceField(label=_("Månad"), listed=True, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        months = [today.replace(day=1)]
        while len(months) < MONTHS_BACK:
            months.append(month_before(months[-1]))
        self.usual = months[1]
        self.fields["manad"].choices = [(f"{one:%Y-%m}", month_words(one)) for one in months]

    @classmethod
    def asked(cls, address: Mapping[str, str], *, today: date) -> Self:
        """The form as the address asks for it."""
        usual = f"{month_before(today.replace(day=1)):%Y-%m}"
        return cls({"manad": address.get("manad") or usual}, today=today)

    @property
    def month(self) -> date:
        """The first day; of the usual month where the address makes no sense."""
        return self.usual if self.errors else date.fromisoformat(f"{self.cleaned_data['manad']}-01")
