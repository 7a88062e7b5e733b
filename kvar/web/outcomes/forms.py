"""How it went, why, and the words that close a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvar.content.load import load
from kvar.web.ui.forms import ChoiceField, Form, ManyField, PlainTextField, SwedishDateField, choices_of


class OutcomeForm(Form):
    outcome = ChoiceField(label=_("Utfall"))
    on = SwedishDateField(label=_("Vilken dag?"), past=True)
    causes = ManyField(label=_("Varför uppstod risken? Välj alla som stämmer."))
    note = PlainTextField(label=_("Anteckning"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = load().codes
        self.fields["outcome"].choices = [(code.id, code.label) for code in codes.outcomes]
        self.fields["causes"].choices = choices_of(codes.causes)


class CloseForm(Form):
    note = PlainTextField(
        label=_("Slutanteckning"),
        help_text=_("Vad som gjordes och hur det ser ut för hushållet nu, på några rader."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ReopenForm(Form):
    reason = PlainTextField(label=_("Varför öppnas ärendet igen?"), widget=forms.Textarea(attrs={"rows": 3}))
