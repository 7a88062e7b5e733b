"""Done, not now, not at all, or open again: what there is to say about a step."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kvar.casework.steps.notes import LONGEST_NOTE
from kvar.content.codes import SkipReason
from kvar.content.load import load
from kvar.web.ui.forms import ChoiceField, Form, PlainTextField, SwedishDateField

LONGEST_REASON = 400


class DoneForm(Form):
    note = PlainTextField(
        label=_("Vad gjordes?"), required=False, longest=LONGEST_NOTE, lines=4, help_text=_("Sparas i journalen.")
    )


class BecauseForm(Form):
    """A chosen reason, and words where it needs them."""

    because = ChoiceField(label=_("Varför?"))
    words = PlainTextField(label=_("Med egna ord"), required=False, longest=LONGEST_REASON - 100, lines=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reasons = {reason.id: reason for reason in self.listed()}
        self.fields["because"].choices = [(reason.id, reason.label) for reason in self.reasons.values()]
        worded = [reason.label for reason in self.reasons.values() if reason.needs_words]
        self.fields["words"].help_text = _("Behövs om du väljer: %s.") % ", ".join(worded) if worded else ""

    def listed(self) -> tuple[SkipReason, ...]:
        raise NotImplementedError

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        reason = self.reasons.get(self.cleaned_data.get("because", ""))
        if reason and reason.needs_words and not words:
            raise ValidationError(_("Skriv skälet med egna ord också. Det sparas i journalen."))
        return words


class SkipForm(BecauseForm):
    """The chosen reason and the words become one sentence in the journal."""

    because = ChoiceField(label=_("Varför ska steget inte göras?"))

    def listed(self) -> tuple[SkipReason, ...]:
        return load().codes.skip_reasons

    def arguments(self) -> dict[str, Any]:
        label = self.reasons[self.cleaned_data["because"]].label
        return {"reason": f"{label}. {self.cleaned_data['words']}".strip()}


class PostponeForm(BecauseForm):
    """Until a day; and earlier, by itself, when what it waits for has come."""

    because = ChoiceField(label=_("Varför kan steget vänta?"))
    until = SwedishDateField(label=_("Till vilken dag?"), help_text=_("Steget kommer tillbaka den dagen."))
    awaits = ChoiceField(label=_("Kommer det tillbaka tidigare om något händer?"), required=False)
    field_order = ["because", "until", "awaits", "words"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        awaited = load().coordination.owning.awaited
        self.fields["awaits"].choices = [("", _("nej, bara den dagen")), *((one.id, one.label) for one in awaited)]

    def listed(self) -> tuple[SkipReason, ...]:
        return load().codes.postpone_reasons


class WithdrawForm(Form):
    reason = PlainTextField(label=_("Varför öppnas steget igen?"), required=False, longest=LONGEST_REASON, lines=2)
