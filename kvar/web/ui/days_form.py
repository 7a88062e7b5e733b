"""Which two days to compare. Both stand in the address, so that the comparison can be sent to a colleague."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kvar.content.load import load
from kvar.web.ui.forms import Form, SwedishDateField
from kvar.web.ui.wording import day as spoken

HINT = _("Till exempel 2022-03-01, eller en utgåva ur listan")
MISSING = {"required": _("Skriv en dag, eller välj en utgåva ur listan.")}


class DaysForm(Form):
    """Two different days on which there is a handbook; the list of the control holds the named editions."""

    fran = SwedishDateField(label=_("Så som det löd"), help_text=HINT, error_messages=MISSING)
    till = SwedishDateField(label=_("Jämfört med"), help_text=HINT, error_messages=MISSING)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["list"] = "utgavor"

    def clean_fran(self) -> date:
        return _with_handbook(self.cleaned_data["fran"])

    def clean_till(self) -> date:
        return _with_handbook(self.cleaned_data["till"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("fran") and cleaned.get("fran") == cleaned.get("till"):
            raise forms.ValidationError(
                {"till": _("Det är samma dag två gånger, och då skiljer ingenting. Skriv en annan dag.")}
            )
        return cleaned


def _with_handbook(day: date) -> date:
    """Raises ValidationError for a day before the first edition."""
    first = load().editions[0].from_
    if day < first:
        told = {"first": spoken(first)}
        raise ValidationError(
            _("Handboken finns från och med %(first)s. Skriv den dagen eller en senare."), params=told
        )
    return day
