"""How it stands with somebody who may be needed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kvar.content.load import load
from kvar.web.ui.forms import ChoiceField, PlainTextField, VersionedForm, choices_of


class PartnerForm(VersionedForm):
    state = ChoiceField(label=_("Hur står det?"))
    note = PlainTextField(
        longest=300,
        required=False,
        label=_("Anteckning"),
        help_text=_("Bara den egna enheten läser den. Skriv varför, om de inte kan vara med eller inte behövs."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = load().coordination.mobilising.states
        self.fields["state"].choices = choices_of(states)
