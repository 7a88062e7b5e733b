"""One fact with its right value: the kind of fact decides how it is written."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvar.casework.steps.corrections import Correctable
from kvar.content.load import load
from kvar.web.case.forms import YES_NO
from kvar.web.ui.forms import AmountField, ChoiceField, Form, PlainTextField, SwedishDateField

UNKNOWN = ("", _("inte känt"))


class CorrectionForm(Form):
    """``new`` empty means *not known*, except for a text, where it is an empty text."""

    reason = PlainTextField(label=_("Varför rättas uppgiften?"), longest=1000, lines=2)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, what: Correctable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what = what
        self.fields["new"] = FIELDS[what.kind](what)
        self.fields["new"].label = what.label
        self.order_fields(["new", "reason", "version"])
        if hasattr(self.fields["new"], "today"):
            self.fields["new"].today = self.today

    def arguments(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        if self.what.kind == "yes_no":
            told["new"] = {"yes": True, "no": False}.get(told["new"])
        return told


def _choice(what: Correctable) -> forms.Field:
    codes = load().codes
    known = {"sent_by": codes.sending_ways, "tenure": codes.tenures}[what.column]
    return ChoiceField(choices=[UNKNOWN, *((code.id, code.label) for code in known)], required=False)


FIELDS: dict[str, Callable[[Correctable], forms.Field]] = {
    "day": lambda what: SwedishDateField(required=what.column == "arrived_on", past=True),
    "amount": lambda what: AmountField(required=False),
    "text": lambda what: PlainTextField(required=what.column == "name", longest=_longest(what)),
    "choice": _choice,
    "yes_no": lambda what: ChoiceField(choices=[UNKNOWN, *YES_NO], required=False),
}


def _longest(what: Correctable) -> int:
    """What the column holds, in characters."""
    return int(what.model._meta.get_field(what.column).max_length or 200)
