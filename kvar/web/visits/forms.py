"""A visit: when, who, and whether the person has said yes; then how it went."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kvar.casework.visits import VisitTold
from kvar.content.load import load
from kvar.records.models import User
from kvar.web.ui.forms import (
    ChoiceField,
    ClockField,
    Form,
    ManyField,
    PlainTextField,
    SwedishDateField,
    VersionedForm,
    named,
)

AGREED = {"yes": True, "no": False, "": None}


class VisitForm(Form):
    day = SwedishDateField(label=_("Vilken dag?"))
    start = ClockField(label=_("Från"), help_text=_("Till exempel 17.40. Gå på kvällstid om ingen nås på dagen."))
    end = ClockField(label=_("Till"))
    who = ChoiceField(label=_("Vem går?"), listed=True)
    second = ChoiceField(label=_("Vem går med?"), required=False, listed=True)
    units = ManyField(label=_("Följer en annan enhet med?"), required=False)
    agreed = ChoiceField(
        label=_("Har personen sagt ja till besöket?"),
        choices=[("yes", _("Ja")), ("no", _("Nej")), ("", _("Inte tillfrågad än"))],
        required=False,
        initial="",
    )
    purpose = PlainTextField(label=_("Varför?"), required=False, longest=300, lines=2)
    safety = PlainTextField(label=_("Att tänka på för er säkerhet"), required=False, longest=300, lines=2)
    anyway = PlainTextField(
        label=_("Varför gör ni så ändå?"),
        required=False,
        longest=300,
        lines=2,
        help_text=_("Måste fyllas i när det går emot det personen har bett om. Skälet sparas i journalen."),
    )

    def __init__(self, *args: Any, people: Sequence[User], unit: str, asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = {row.id: row.label for row in load().organisation.units}
        unit_of = {str(user.pk): units.get(user.unit, "") for user in people}
        choices = [(key, ", ".join(filter(None, (name, unit_of[key])))) for key, name in named(people)]
        self.fields["who"].choices = choices
        self.fields["second"].choices = [("", _("Ingen")), *choices]
        others = [(row.id, capfirst(row.label)) for row in load().organisation.units if row.id != unit]
        self.fields["units"].choices = others
        if not asked:
            del self.fields["anyway"]

    def arguments(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        anyway = told.pop("anyway", "")
        second = UUID(told["second"]) if told["second"] else None
        told |= {"who": UUID(told["who"]), "second": second, "units": tuple(told["units"])}
        return {"told": VisitTold(**told | {"agreed": AGREED[told["agreed"]]}), "anyway": anyway}


class EndForm(VersionedForm):
    result = ChoiceField(label=_("Hur gick det?"))
    note = PlainTextField(label=_("Vad hände?"), required=False, longest=4000, lines=4)
    next = PlainTextField(label=_("Vad gör ni nu?"), required=False, longest=300, lines=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [(row.id, row.label) for row in load().coordination.contact.visit_results]


class CallOffForm(VersionedForm):
    reason = PlainTextField(label=_("Varför blir besöket inte av?"), longest=300, lines=2)
