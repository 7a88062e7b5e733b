"""What is written at a meeting and in the plan."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kvar.casework.introduction.activities import Place
from kvar.casework.introduction.decisions import STATES
from kvar.casework.no_household import LONGEST_TEXT
from kvar.records.models import User
from kvar.web.introduction.shown import place_in_words
from kvar.web.ui.forms import ChoiceField, Form, PlainTextField, SwedishDateField, TickField, VersionedForm

LONGEST_LINE = 1000  # signs: a decision that needs more is two


class WorkshopForm(Form):
    held_on = SwedishDateField(label=_("Vilken dag är träffen?"))


class NoteForm(VersionedForm):
    optional_is_said = False
    text = PlainTextField(label=_("Det här säger vi"), longest=LONGEST_TEXT, lines=8, required=False)
    handed_over = TickField(
        label=_("Till processledarna"),
        help_text=_("Kryssa i om det rör fler än er. Då kan processledarna läsa svaret, med enhetens namn."),
    )


class DecisionForm(Form):
    what = PlainTextField(label=_("Vad ska ändras?"), longest=LONGEST_LINE, lines=3)
    owner = ChoiceField(label=_("Vem ansvarar?"), listed=True)
    due_on = SwedishDateField(label=_("Till vilken dag?"))

    def __init__(self, *args: Any, owners: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(person.pk), person.name) for person in owners]
        self.fields["owner"].choices = [("", _("Välj en person")), *people]

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "owner": UUID(self.cleaned_data["owner"])}


class ChangeForm(DecisionForm, VersionedForm):
    optional_is_said = False
    state = ChoiceField(label=_("Hur går det?"), choices=[(id, capfirst(words)) for id, words in STATES.items()])
    reason = PlainTextField(
        label=_("Varför blir det inte av?"),
        help_text=_("Behövs bara när beslutet skrivs av."),
        required=False,
        longest=LONGEST_LINE,
        lines=2,
    )


class PlanForm(Form):
    place = ChoiceField(label=_("För vilka?"), listed=True)
    owner = PlainTextField(
        label=_("Vem ansvarar?"), required=False, longest=120, help_text=_("Namn, eller namn och nätverk.")
    )
    due_on = SwedishDateField(label=_("Senast vilken dag?"))
    note = PlainTextField(label=_("Anteckning"), required=False, longest=LONGEST_LINE, lines=3)

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [("/".join(place), place_in_words(*place)) for place in places]
        self.fields["place"].choices = [("", _("Välj enhet, förvaltning eller staden")), *told]

    def arguments(self) -> dict[str, Any]:
        administration, unit = self.cleaned_data["place"].split("/")
        return {**self.cleaned_data, "place": (administration, unit)}


class PlannedForm(VersionedForm):
    owner = PlanForm.base_fields["owner"]
    due_on = PlanForm.base_fields["due_on"]
    done_on = SwedishDateField(
        label=_("Vilken dag blev det gjort?"),
        required=False,
        past=True,
        help_text=_("Lämna tomt tills det är gjort. Till exempel 2026-11-23 eller 23 nov"),
    )
    note = PlanForm.base_fields["note"]
