"""What can be chosen about a letter: how it is left, the blanks that its file asks for, the passages to switch on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvar.casework.letters.addressees import way_label
from kvar.casework.letters.asked import LetterAsks
from kvar.casework.letters.own_words import own_words_hindrance
from kvar.casework.letters.stop import Stop
from kvar.casework.letters.words import FOLLOWS, Chosen
from kvar.content.letter_file import Letter, LetterBlank
from kvar.paper.pdf import window_hindrance
from kvar.web.ui.forms import ChoiceField, ClockField, Form, ManyField, PlainTextField, SwedishDateField, choices_of

LONGEST, LONGEST_LINES = 200, 1500  # signs of a line, and of several


PASSAGES, OWN_WORDS = "passages", "own_words"


class OwnWordsField(PlainTextField):
    """One paragraph: line ends become spaces, and what would not stand in the letter as typed is refused here."""

    def clean(self, value: Any) -> str:
        words = " ".join(super().clean(value).split())
        if hindrance := own_words_hindrance(words):
            raise forms.ValidationError(hindrance)
        return words


class WindowField(PlainTextField):
    """The lines of the envelope's window: what does not fit there is refused here, before anything is sent."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if hindrance := window_hindrance(_lines(typed)):
            raise forms.ValidationError(hindrance)
        return typed


class LetterForm(Form):
    """The way, which every letter has. ``form_for`` adds what the letter's own file and its addressee ask for.

    ``refused``: what an act has found that the draft alone does not show.
    """

    letter: Letter
    needs: LetterAsks
    refused: tuple[Stop, ...] = ()

    channel = ChoiceField(label=_("Hur lämnas brevet?"), choices=())
    field_order = ()  # what is asked for comes first, the way last

    @property
    def asks(self) -> bool:
        """Does the letter want words of whoever writes it?"""
        return len(self.fields) > 1

    def chosen(self, *, language: str, with_amount: bool) -> Chosen:
        """What has been decided so far: before anything is sent in, what the form begins with."""
        typed = self.cleaned_data if hasattr(self, "cleaned_data") else self.initial
        typed = typed | {name: self.initial.get(name) for name in self.needs.fixed}
        return Chosen(
            language=language,
            with_amount=with_amount,
            typed={one.name: _told(one, typed.get(one.name)) for one in self.letter.blanks if one.asked},
            passages=self._passages(typed.get(PASSAGES)),
            to=_lines(typed.get("to", self["to"].value())) if "to" in self.fields else None,
            child=typed.get("child") or "",
            person=typed.get("person") or "",
            guardian_said_on=typed.get("guardian_said_on"),
            guardian=typed.get("guardian") or "",
            ground=typed.get("ground") or "",
            ground_text=typed.get("ground_text") or "",
            own_words=typed.get(OWN_WORDS) or "",
            form=self.needs.form,
            consent=self.needs.consent,
        )

    def _passages(self, typed: Any) -> frozenset[str]:
        kept, fixed = self.initial.get(PASSAGES) or (), self.needs.fixed
        return (frozenset(typed or ()) - fixed) | (frozenset(kept) & fixed)


def form_for(letter: Letter, needs: LetterAsks, *, data: Any, today: Any) -> LetterForm:
    """The form of this letter in this case, with what is known already typed."""
    fields = _of_addressee(needs) | {one.name: _field(one) for one in letter.blanks if _is_asked(one, needs)}
    if choices := [(one.name, one.says) for one in letter.passages if one.chosen and one.name not in needs.fixed]:
        fields[PASSAGES] = ManyField(label=_("Ta också med"), choices=choices, required=False)
    fields |= _of_own_words(letter) | _of_telling(needs)
    order = (*fields, "channel")
    kind = type("LetterForm", (LetterForm,), fields | {"letter": letter, "needs": needs, "field_order": order})
    form: LetterForm = kind(data, today=today, initial=_begins_with(needs))
    for name in needs.fixed & form.fields.keys():
        form.fields[name].widget.attrs["readonly"] = True
    form.fields["channel"].choices = [(way, way_label(way)) for way in needs.ways]
    return form


def _is_asked(blank: LetterBlank, needs: LetterAsks) -> bool:
    """What only stands in a passage that cannot be switched on is not asked for."""
    return bool(blank.asked) and blank.only_in not in needs.fixed


def _begins_with(needs: LetterAsks) -> dict[str, Any]:
    known: dict[str, Any] = {"channel": needs.ways[0] if needs.ways else ""} | dict(needs.begins_with)
    if needs.to:
        known["to"] = "\n".join(needs.to)
    for name, found in (("child", needs.children), ("person", needs.persons)):
        if len(found) == 1:
            known[name] = found[0][0]
    return known


def _of_addressee(needs: LetterAsks) -> dict[str, Any]:
    """Whom it is to, and the yes that a letter to a child may need."""
    fields: dict[str, Any] = {}
    if needs.children:
        fields["child"] = ChoiceField(label=_("Vilket barn är brevet till?"), choices=needs.children)
    if needs.persons:
        fields["person"] = ChoiceField(label=_("Vem är brevet till?"), choices=needs.persons)
    if needs.to is not None:
        hint = _("Namnet på första raden, sedan adressen. Högst fem rader: det är vad fönstret visar.")
        fields["to"] = WindowField(label=_("Till"), help_text=hint, required=False, longest=LONGEST_LINES, lines=5)
    if needs.guardian:
        said = _("Vilken dag sa vårdnadshavaren ja?")
        hint = _("Behövs när ingen utredning om barnet pågår.")
        fields["guardian_said_on"] = SwedishDateField(label=said, help_text=hint, required=False, past=True)
        who = _("Vilken vårdnadshavare sa ja?")
        fields["guardian"] = PlainTextField(label=who, required=False, longest=LONGEST)
    return fields


def _of_own_words(letter: Letter) -> dict[str, Any]:
    if not letter.takes_own_words:
        return {}
    hint = _("Ett stycke, om det behövs. Det står före kontaktuppgifterna. Andra i hemmet kan läsa det.")
    if letter.telling:
        hint = _("Ett stycke, om det behövs. Det står före kontaktuppgifterna. Skriv bara det som får berättas.")
    return {OWN_WORDS: OwnWordsField(label=_("Med egna ord"), help_text=hint, required=False, lines=3)}


def _of_telling(needs: LetterAsks) -> dict[str, Any]:
    if not needs.grounds:
        return {}
    choices = choices_of(needs.grounds, first=("", _("Samtycke finns")))
    return {
        "ground": ChoiceField(label=_("Utan samtycke: vilken grund?"), choices=choices, required=False),
        "ground_text": PlainTextField(label=_("Lag och paragraf, eller varför"), required=False, longest=300),
    }


def _field(blank: LetterBlank) -> forms.Field:
    told: dict[str, Any] = {
        "label": _label(blank),
        "required": blank.required and not blank.only_in and blank.name not in FOLLOWS,
    }
    told |= {"help_text": blank.hint} if blank.hint else {}
    match blank.asked:
        case "day":
            return SwedishDateField(past=not blank.ahead, **told)
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
        return _lines(value)
    return f"{value:%H.%M}" if blank.asked == "clock" and value else value


def _lines(value: Any) -> tuple[str, ...]:
    return tuple(line.strip() for line in str(value or "").splitlines() if line.strip())
