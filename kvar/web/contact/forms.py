"""What is asked about contact: why a row is wrong, what somebody wants, which text to send."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kvar.casework.contact.senders import SmsText
from kvar.content.load import load
from kvar.records.models import Member
from kvar.web.ui.forms import ChoiceField, Form, PlainTextField, choices_of


class ReasonForm(Form):
    reason = PlainTextField(label=_("Varför?"), longest=300, lines=2)


class SafeForm(Form):
    member = ChoiceField(label=_("Vem har bett om det?"))
    rule = ChoiceField(label=_("Vad ska vi göra?"))
    value = PlainTextField(
        label=_("Numret, tiden, språket, adressen eller namnet"),
        required=False,
        longest=200,
        help_text=_("Tiden skrivs som 09.00–15.00."),
    )
    way = ChoiceField(label=_("Vilket sätt?"), required=False, listed=True)
    note = PlainTextField(label=_("Mer om det"), required=False, longest=300, lines=2)

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        self.fields["member"].choices = [(key, member.person.name) for key, member in self.members.items()]
        self.fields["rule"].choices = [(row.id, row.label) for row in load().coordination.contact.safe_rules]
        ways = [(way.id, way.label) for way in load().codes.contact_ways]
        self.fields["way"].choices = [("", _("Gäller bara ”ta bara kontakt på det här sättet”")), *ways]

    def arguments(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        way = told.pop("way")
        return {**told, "member": self.members[told["member"]], "value": told["value"] or way}


class SmsForm(Form):
    sometimes_needed = ("anyway",)

    member = ChoiceField(label=_("Till vem?"))
    text = ChoiceField(label=_("Vilken text skickar ni?"))
    anyway = PlainTextField(
        label=_("Varför gör ni så ändå?"),
        required=False,
        longest=300,
        lines=2,
        help_text=_("Måste fyllas i när det går emot det personen har bett om. Skälet sparas i journalen."),
    )

    def __init__(
        self, *args: Any, members: Sequence[Member], texts: Sequence[SmsText], asked: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        told = [
            (key, f"{one.person.name}, {one.person.phone or _('inget nummer')}") for key, one in self.members.items()
        ]
        self.fields["member"].choices = told
        self.fields["text"].choices = choices_of(texts)
        if not asked:
            del self.fields["anyway"]

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "member": self.members[self.cleaned_data["member"]]}
