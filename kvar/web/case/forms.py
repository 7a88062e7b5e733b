"""What people write in a case. Each form hands its act's arguments over with ``arguments``."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kvar.casework.steps.notes import LONGEST_NOTE
from kvar.content.load import load
from kvar.records.models import Member
from kvar.web.ui.forms import ChoiceField, ClockField, Form, PlainTextField, SwedishDateField

YES_NO = [("yes", _("Ja")), ("no", _("Nej"))]


class NoteForm(Form):
    text = PlainTextField(label=_("Anteckning"), longest=LONGEST_NOTE, lines=8)
    readers = ChoiceField(
        label=_("Vem kan läsa anteckningen?"),
        choices=[("shared", _("Alla enheter i ärendet")), ("unit", _("Bara vår enhet"))],
        initial="shared",
    )

    def arguments(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"], "shared": self.cleaned_data["readers"] == "shared"}


def readers() -> ChoiceField:
    """Who may know: all units in the case, or the own one."""
    choices = [("shared", _("Alla enheter i ärendet")), ("unit", _("Bara vår enhet"))]
    return ChoiceField(label=_("Vem får veta?"), choices=choices, initial="shared", required=False)


def told_to(cleaned: dict[str, Any]) -> dict[str, Any]:
    """The act's arguments, with who may know as the layer."""
    told = {name: value for name, value in cleaned.items() if name != "readers"}
    return {**told, "shared": cleaned["readers"] != "unit"}


class ContactForm(Form):
    sometimes_needed = ("anyway",)

    on = SwedishDateField(label=_("Vilken dag?"), past=True)
    at = ClockField(
        label=_("Klockslag"), required=False, help_text=_("Till exempel 17.40. Försök på olika tider på dagen.")
    )
    member = ChoiceField(label=_("Vem?"), required=False, listed=True)
    way = ChoiceField(label=_("Hur?"))
    to = PlainTextField(label=_("Vilket nummer eller vilken adress?"), required=False, longest=200)
    result = ChoiceField(label=_("Hur gick det?"))
    note = PlainTextField(label=_("Vad blev sagt?"), required=False, longest=LONGEST_NOTE, lines=4)
    next = PlainTextField(label=_("Vad gör ni nu?"), required=False, longest=300, lines=2)
    anyway = PlainTextField(
        label=_("Varför gjorde ni så ändå?"),
        required=False,
        longest=300,
        lines=2,
        help_text=_("Måste fyllas i när kontakten gick emot det personen har bett om. Skälet sparas i journalen."),
    )
    readers = readers()

    def __init__(self, *args: Any, members: Sequence[Member] = (), asked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        named = [(key, member.person.name) for key, member in self.members.items()]
        self.fields["member"].choices = [("", _("Hushållet")), *named]
        self.fields["way"].choices = [(code.id, code.label) for code in load().codes.contact_ways]
        results = load().coordination.contact.attempt_results
        self.fields["result"].choices = [(code.id, code.label) for code in results]
        if not asked:
            del self.fields["anyway"]

    def arguments(self) -> dict[str, Any]:
        told = told_to(self.cleaned_data)
        return {**told, "member": self.members.get(told["member"])}


class AnswerForm(Form):
    yes = ChoiceField(label=_("Svar"), choices=YES_NO)
    source = ChoiceField(label=_("Vem eller vad säger det?"))
    on = SwedishDateField(label=_("Från vilken dag?"), past=True, required=False)
    note = PlainTextField(label=_("Mer om svaret"), required=False, longest=300, lines=2)
    readers = readers()

    def __init__(self, *args: Any, question: str, dated: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["yes"].label = question
        if not dated:
            del self.fields["on"]
        self.fields["source"].choices = [(code.id, code.label) for code in load().codes.answer_sources]

    def arguments(self) -> dict[str, Any]:
        return {**told_to(self.cleaned_data), "yes": self.cleaned_data["yes"] == "yes"}
