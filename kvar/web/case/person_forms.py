"""Who is in the household, what has been said about a child, who is responsible."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kvar.casework.told import PersonTold
from kvar.content.load import load
from kvar.records.models import User
from kvar.web.ui.forms import ChoiceField, Form, PersonalNumberField, PlainTextField, TickField, VersionedForm, named

NOT_ASKED = [("", _("inte känt"))]
REGISTERED = [*NOT_ASKED, ("yes", _("ja")), ("no", _("nej"))]
EARLIEST_BIRTH = 1900
COORDINATION = 60


class SaidForm(Form):
    """What somebody says about a child's link to the home; one source and one certainty for what is filled in."""

    sometimes_needed = ("source",)

    registered = ChoiceField(label=_("Folkbokfört här?"), choices=REGISTERED, required=False, listed=True)
    lives = ChoiceField(label=_("Hur bor barnet här?"), required=False, listed=True)
    source = ChoiceField(
        label=_("Vem eller vad säger det?"),
        help_text=_("Måste väljas när det gäller ett barn."),
        required=False,
        listed=True,
    )
    certainty = ChoiceField(label=_("Hur säkert är det?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = load().codes
        self.fields["lives"].choices = [*NOT_ASKED, *((code.id, code.label) for code in codes.child_links)]
        self.fields["source"].choices = [("", _("välj")), *((code.id, code.label) for code in codes.answer_sources)]
        self.fields["certainty"].choices = [(code.id, code.label) for code in codes.certainties]

    def said(self) -> dict[str, str]:
        return {about: self.cleaned_data[about] for about in ("registered", "lives")}

    def arguments(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"said": self.said(), "source": told["source"], "certainty": told["certainty"]}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.errors and not any(self.said().values()):
            raise ValidationError(_("Inget är valt. Välj om barnet är folkbokfört här, hur det bor här, eller båda."))
        return told


class MemberForm(SaidForm):
    """A person who lives in the home or is there at times. Name and role are needed, and for a child who says it."""

    name = PlainTextField(label=_("Namn"), longest=200, help_text=_("Okänt namn? Skriv till exempel ”barn 1”."))
    role = ChoiceField(label=_("Vem är det?"))
    personal_number = PersonalNumberField(label=_("Personnummer"), required=False)
    has_no_number = TickField(label=_("Personen har inget personnummer"))
    birth_year = forms.IntegerField(
        label=_("Födelseår"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
        error_messages={"invalid": _("Året går inte att läsa. Skriv det med fyra siffror.")},
    )
    phone = PlainTextField(label=_("Telefon"), required=False, longest=60)
    language = PlainTextField(label=_("Språk"), required=False, longest=60)
    protected = TickField(label=_("Skyddade personuppgifter"))
    field_order = ["name", "role", "registered", "lives", "source", "certainty", "personal_number", "has_no_number"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = sorted(load().codes.member_roles, key=lambda role: role.id != "child")
        self.fields["role"].choices = [(role.id, role.label) for role in roles]

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and self.today and not EARLIEST_BIRTH <= year <= self.today.year:
            raise ValidationError(_("Året kan inte stämma. Skriv ett födelseår mellan 1900 och i år."))
        return year

    def clean_has_no_number(self) -> bool:
        has_none: bool = self.cleaned_data["has_no_number"]
        if has_none and self.cleaned_data.get("personal_number"):
            raise ValidationError(_("Här står både ett nummer och att det inte finns något. Sudda det som är fel."))
        return has_none

    def arguments(self) -> dict[str, Any]:
        told, child = self.cleaned_data, self.cleaned_data["role"] == "child"
        number = told["personal_number"] or ""
        person = PersonTold(
            name=told["name"],
            personal_number=number,
            number_state=self._number_state(),
            birth_year=int(number[:4]) if number else told["birth_year"],
            born_on=_born_on(number) if number else None,
            phone=told["phone"],
            language=told["language"],
            protected=told["protected"],
        )
        said = super().arguments() if child else {}
        return {"told": person, "role": told["role"], **said}

    def _number_state(self) -> str:
        if self.cleaned_data["personal_number"]:
            return "known"
        return "missing" if self.cleaned_data["has_no_number"] else "unknown"


def _born_on(number: str) -> date:
    """The birthday in a number of twelve digits; a coordination number's day is 60 higher."""
    day = int(number[6:8])
    return date(int(number[:4]), int(number[4:6]), day - COORDINATION if day > COORDINATION else day)


class ProtectForm(Form):
    """Nothing to fill in: the button is the answer."""


class TakeForm(Form):
    """Nothing to fill in: the button is the answer."""


class ResponsibleForm(VersionedForm):
    user = ChoiceField(label=_("Vem är ansvarig?"))

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues}
        self.fields["user"].choices = named(colleagues)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "user": self.colleagues[self.cleaned_data["user"]]}
