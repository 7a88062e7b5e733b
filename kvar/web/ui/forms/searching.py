"""One field: a name, a number of a person, or a case number: what the law lets a page search by, and nothing else."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvar.web.ui.forms.form import Form
from kvar.web.ui.forms.numbers import twelve_digits
from kvar.web.ui.forms.texts import PlainTextField

LIKE_A_NUMBER = re.compile(r"[\d\s+\-\u2010-\u2013\u2212]{6,}")


class SoughtField(PlainTextField):
    too_long = _("Sökningen är %(length)s tecken, här ryms %(longest)s. Skriv bara början av namnet eller ett nummer.")


class SearchForm(Form):
    sought = SoughtField(
        label=_("Namn, personnummer, samordningsnummer eller ärendenummer"),
        help_text=_(
            "Början av namnet räcker, och prickar och accenter spelar ingen roll. "
            "Adress och hyresvärd går inte att söka på."
        ),
        error_messages={
            "required": _("Skriv ett namn, ett personnummer, ett samordningsnummer eller ett ärendenummer.")
        },
        longest=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )

    def clean_sought(self) -> str:
        """A number of a person becomes its twelve digits; anything else is left as it is written."""
        typed: str = self.cleaned_data["sought"]
        self.number = twelve_digits(typed, today=self.today) if LIKE_A_NUMBER.fullmatch(typed) else ""
        return typed

    def terms(self) -> dict[str, Any]:
        """What ``search_cases`` is asked."""
        return {"number": self.number, "text": self.cleaned_data["sought"]}
