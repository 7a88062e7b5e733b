"""What is said when a case goes from room to room."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kvar.casework.told import PersonTold
from kvar.content.load import load
from kvar.records.models import User
from kvar.web.ui.forms import ChoiceField, Form, ManyField, PlainTextField, SwedishDateField, choices_of, named

NOTE = 400


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ReceiveForm(Form):
    """The receipt, and in the same press who is responsible. ``colleagues`` None: that is already said."""

    user = ChoiceField(label=_("Vem blir ansvarig?"), required=False, listed=True)

    def __init__(
        self, *args: Any, me: str, colleagues: list[User] | None, responsible: User | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues or ()}
        if colleagues is None:
            del self.fields["user"]
            return
        mine = [(key, _("Jag")) for key in self.colleagues if key == me]
        others = named(user for key, user in self.colleagues.items() if key != me)
        nobody = ("", _("%s är kvar") % responsible.name if responsible else _("Ingen än"))
        self.fields["user"].choices = [*mine, nobody, *others]
        self.fields["user"].initial = "" if responsible else me

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "user": self.colleagues.get(self.cleaned_data.get("user", ""))}


class FinishForm(Form):
    note = PlainTextField(label=_("Vad är gjort?"), longest=NOTE, widget=lines(3))


class ResumeForm(Form):
    reason = PlainTextField(label=_("Varför öppnar ni er del igen?"), longest=NOTE, widget=lines(3))


class ShareForm(Form):
    reason = PlainTextField(label=_("Varför behöver de andra enheterna veta det?"), longest=NOTE, widget=lines(3))


class HandOverForm(Form):
    """To a unit; with ``colleagues`` to one of them."""

    user = ChoiceField(label=_("Vem ska bli ansvarig?"), listed=True)
    message = PlainTextField(label=_("Meddelande"), required=False, longest=2000, widget=lines(4))

    def __init__(self, *args: Any, colleagues: list[User] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues or ()}
        if colleagues is None:
            del self.fields["user"]
        else:
            self.fields["user"].choices = [("", _("välj")), *named(colleagues)]

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "user": self.colleagues.get(self.cleaned_data.get("user", ""))}


class AcceptForm(ReceiveForm):
    note = PlainTextField(label=_("Något att säga tillbaka?"), required=False, longest=NOTE, widget=lines(2))


class RefuseForm(Form):
    """The note is asked for by some reasons only, and its hint names them."""

    sometimes_needed = ("note",)

    refusal = ChoiceField(label=_("Varför tar ni inte emot?"))
    note = PlainTextField(label=_("Vad saknas eller är fel?"), required=False, longest=NOTE, widget=lines(3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = load().coordination.tracks.refusal_reasons
        self.fields["refusal"].choices = choices_of(reasons)
        needing = gettext(" eller ").join(f"”{one.label}”" for one in reasons if one.needs_note)
        self.fields["note"].help_text = gettext("Måste fyllas i när skälet är %s.") % needing


class TakeBackForm(Form):
    note = PlainTextField(label=_("Varför tar ni tillbaka den?"), longest=NOTE, widget=lines(3))


class ChildForm(Form):
    """A child found after the closing. Only the name and who says it are needed."""

    name = PlainTextField(label=_("Barnets namn"), longest=200, help_text=_("Okänt? Skriv till exempel ”barn 1”."))
    birth_year = forms.IntegerField(
        label=_("Födelseår"),
        required=False,
        min_value=1990,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
        error_messages={"invalid": _("Skriv året med fyra siffror."), "min_value": _("Kontrollera året.")},
    )
    lives = ChoiceField(label=_("Hur bor barnet här?"), listed=True, required=False)
    source = ChoiceField(label=_("Vem eller vad säger det?"), listed=True)
    reopen = ChoiceField(
        label=_("Ska ärendet öppnas igen?"),
        choices=[("yes", _("Ja, nu")), ("no", _("Nej, och jag skriver varför"))],
        initial="yes",
    )
    reason = PlainTextField(label=_("Vad har hänt?"), required=False, longest=NOTE, widget=lines(3))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        codes = load().codes
        self.fields["lives"].choices = [("", _("inte känt")), *((code.id, code.label) for code in codes.child_links)]
        self.fields["source"].choices = [("", _("välj")), *((code.id, code.label) for code in codes.answer_sources)]

    def arguments(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "told": PersonTold(name=told["name"], birth_year=told["birth_year"]),
            "said": {"lives": told["lives"]},
            "source": told["source"],
            "reopen": told["reopen"] == "yes",
            "reason": told["reason"],
        }


class MoveForm(Form):
    administration = ChoiceField(label=_("Vart har hushållet flyttat?"))
    moved_on = SwedishDateField(label=_("Vilken dag?"), past=True)
    what = PlainTextField(
        label=_("Vad ska den andra förvaltningen få veta?"),
        help_text=_("Lämna tomt om inget ska berättas. Det kräver samtycke, som ni skriver in i ärendet först."),
        required=False,
        longest=NOTE,
        widget=lines(4),
    )
    scope = ManyField(label=_("Vad handlar det om?"), required=False)

    def __init__(self, *args: Any, own: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [one for one in load().organisation.administrations if one.id != own]
        self.fields["administration"].choices = [(one.id, one.label) for one in places]
        self.fields["scope"].choices = choices_of(load().coordination.scopes)
