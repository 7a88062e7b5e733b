"""What can be chosen about a letter: how it is left, the blanks that its file asks for, the passages to switch on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvar.casework.letters.facts import Chosen
from kvar.content.letter_file import Letter, LetterBlank
from kvar.web.ui.forms import ChoiceField, ClockField, Form, ManyField, PlainTextField, SwedishDateField

LONGEST, LONGEST_LINES = 200, 1500  # signs of a line, and of several


class LetterForm(Form):
    """The way, which every letter has. ``form_for`` adds what the letter's own file asks for."""

    letter: Letter

    channel = ChoiceField(
        label=_("Hur lämnas brevet?"),
        choices=[("post", _("Med post, i fönsterkuvert")), ("hand", _("Lämnas i handen"))],
        initial="post",
    )
    field_order = ()  # what is asked for comes first, the way last

    @property
    def asks(self) -> bool:
        """Does the letter want words of whoever writes it?"""
        return len(self.fields) > 1

    def chosen(self, *, language: str, with_amount: bool) -> Chosen:
        """What has been decided so far; what is refused or not typed is empty."""
        typed = getattr(self, "cleaned_data", {})
        return Chosen(
            language=language,
            with_amount=with_amount,
            typed={one.name: _told(one, typed.get(one.name)) for one in self.letter.blanks if one.asked},
            passages=frozenset(typed.get(PASSAGES) or ()),
        )


PASSAGES = "passages"


def form_for(letter: Letter) -> type[LetterForm]:
    """The form of this letter."""
    fields: dict[str, Any] = {one.name: _field(one) for one in letter.blanks if one.asked}
    if choices := [(one.name, one.says) for one in letter.passages if one.chosen]:
        fields[PASSAGES] = ManyField(label=_("Ta också med"), choices=choices, required=False)
    return type("LetterForm", (LetterForm,), fields | {"letter": letter, "field_order": (*fields, "channel")})


def _field(blank: LetterBlank) -> forms.Field:
    told: dict[str, Any] = {"label": _label(blank), "required": blank.required}
    told |= {"help_text": blank.hint} if blank.hint else {}
    match blank.asked:
        case "day":
            return SwedishDateField(**told)
        case "clock":
            return ClockField(**told)
        case "choice":
            return ChoiceField(choices=[(one, one) for one in blank.options], **told)
        case "lines":
            return PlainTextField(longest=LONGEST_LINES, lines=4, **told)
    return PlainTextField(longest=LONGEST, **told)


def _label(blank: LetterBlank) -> str:
    return blank.says[0].upper() + blank.says[1:]


def _told(blank: LetterBlank, value: Any) -> object:
    """As the letter wants it: several lines are several texts, a time of day is *10.00*."""
    if blank.asked == "lines":
        return tuple(line.strip() for line in str(value or "").splitlines() if line.strip())
    return f"{value:%H.%M}" if blank.asked == "clock" and value else value
