"""What people write about a meeting, a decision, an agreement. Each form hands its act's arguments over."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kvar.casework.meetings.agreeing import AgreementTold, NoAgreementTold, TermTold
from kvar.casework.meetings.calling import MeetingTold
from kvar.casework.meetings.holding import ToldOutside
from kvar.content.coordination_meetings import MeetingKind
from kvar.content.load import load
from kvar.content.shape import Code
from kvar.records.models import User
from kvar.web.ui.forms import (
    AmountField,
    ChoiceField,
    ClockField,
    Form,
    ManyField,
    PlainTextField,
    SwedishDateField,
    TellingFields,
    VersionedForm,
    choices_of,
    named,
)

LONGEST = 4_000


class CallForm(Form):
    day = SwedishDateField(label=_("Vilken dag?"))
    at = ClockField(label=_("Klockslag"), required=False)
    place = forms.CharField(label=_("Plats"), required=False, max_length=120)
    units = ManyField(label=_("Vilka enheter är med?"), required=False)
    invited = ManyField(label=_("Vilka mer bjuds in?"), required=False)
    points = PlainTextField(
        label=_("Att prata om"),
        required=False,
        longest=2_000,
        lines=7,
        help_text=_("En punkt per rad. Förslaget är det som är öppet i ärendet. Ändra som ni vill."),
    )

    def __init__(self, *args: Any, kind: MeetingKind, units: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        organisation = load().organisation
        self.fields["units"].choices = [(unit, capfirst(organisation.unit(unit).label)) for unit in units]
        if kind.outside:
            self.fields["invited"].choices = choices_of(load().coordination.meetings.parties)
        else:
            del self.fields["invited"]

    def arguments(self) -> dict[str, Any]:
        told = self.cleaned_data
        many = {name: tuple(told.get(name, ())) for name in ("units", "invited")}
        points = tuple(told["points"].splitlines())
        when = {name: told[name] for name in ("day", "at", "place")}
        return {"told": MeetingTold(kind=self.kind.id, points=points, **when, **many)}


class HoldForm(VersionedForm):
    on = SwedishDateField(label=_("Vilken dag hölls mötet?"), past=True)
    present = forms.CharField(label=_("Vilka var med?"), required=False, max_length=300)
    notes = PlainTextField(
        label=_("Vad kom ni fram till?"),
        longest=LONGEST,
        lines=7,
        help_text=_("Alla enheter i ärendet kan läsa det. Skriv besluten för sig, med den som ansvarar och dag."),
    )


class HoldOutsideForm(HoldForm, TellingFields):
    """With somebody from outside: what they got to know is asked for, and so is that they were not there."""

    parties = ManyField(
        label=_("Vilka utanför socialtjänsten fick veta något?"),
        required=False,
        help_text=_("Ta bort krysset för den som inte kom. Det ni berättade antecknas med samtycket."),
    )

    field_order = ("on", "present", "notes", "parties", "scope", "what", "ground", "ground_text")

    def __init__(self, *args: Any, parties: Iterable[Code], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].choices = choices_of(parties)
        for name in ("scope", "what"):
            self.fields[name].required = False
        self.fields["what"].label = _("Vad berättade ni för dem?")
        self.fields["scope"].label = _("Vad handlade det om?")

    def arguments(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        outside = {name: tuple(told.pop(name)) for name in ("parties", "scope")}
        outside |= {name: told.pop(name) for name in ("what", "ground", "ground_text")}
        return {**told, "outside": ToldOutside(**outside)}


class CallOffForm(VersionedForm):
    why = PlainTextField(label=_("Varför blir mötet inte av?"), longest=300, lines=3)


class DecideForm(Form):
    what = PlainTextField(label=_("Vad ska göras?"), longest=300, lines=2)
    owner = ChoiceField(label=_("Vem gör det?"), listed=True)
    due_on = SwedishDateField(label=_("Senast vilken dag?"))

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        organisation = load().organisation
        units = {id: organisation.unit(one.unit).short for id, one in self.people.items()}
        self.fields["owner"].choices = [("", "–"), *((id, f"{name}, {units[id]}") for id, name in named(people))]

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "owner": self.people[self.cleaned_data["owner"]]}


class EndDecisionForm(VersionedForm):
    ended_as = ChoiceField(
        label=_("Hur gick det?"), choices=[("done", _("Det är gjort")), ("dropped", _("Blir inte av"))]
    )
    note = PlainTextField(label=_("Anteckning"), required=False, longest=300, lines=2)


class TermForm(Form):
    kind = ChoiceField(label=_("Vad gäller löftet?"))
    who = ChoiceField(label=_("Vem lovar?"))
    what = PlainTextField(label=_("Vad lovas?"), longest=300, lines=2)
    amount = AmountField(label=_("Belopp"), required=False, help_text=_("Bara för en betalning."))
    due_on = SwedishDateField(label=_("Senast vilken dag?"))
    because = PlainTextField(
        label=_("Varför sparas löftet ändå?"), required=False, longest=500, lines=2, help_text=_("Står i journalen.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = choices_of(load().coordination.meetings.term_kinds)
        self.fields["who"].choices = choices_of(load().coordination.meetings.promisers)

    def visible_fields(self) -> list[BoundField]:
        """The reason is asked for only when the promise leaves the home unsaved."""
        asked = self.is_bound and (self.has_error("because") or bool(self["because"].value()))
        return [field for field in super().visible_fields() if field.name != "because" or asked]

    def arguments(self) -> dict[str, Any]:
        return {"told": self.term_told(), "because": self.cleaned_data["because"]}

    def term_told(self) -> TermTold:
        return TermTold(**{name: self.cleaned_data[name] for name in ("kind", "who", "what", "amount", "due_on")})


class AgreementForm(TermForm):
    agreed_on = SwedishDateField(label=_("Vilken dag gjordes den?"), past=True)
    counterpart = forms.CharField(label=_("Med vem?"), max_length=200, help_text=_("Hyresvärdens namn."))
    home_kept_if = PlainTextField(label=_("Vad krävs för att hushållet ska få bo kvar?"), longest=1_000, lines=3)
    at_breach = PlainTextField(label=_("Vad händer om ett löfte inte hålls?"), required=False, longest=1_000, lines=2)
    signed = ChoiceField(
        label=_("Är den underskriven?"),
        required=False,
        choices=[("yes", _("Ja")), ("no", _("Nej")), ("", _("Inte känt"))],
    )
    follow_up_on = SwedishDateField(label=_("När följs den upp?"))

    field_order = (
        "agreed_on",
        "counterpart",
        "home_kept_if",
        "kind",
        "who",
        "what",
        "amount",
        "due_on",
        "because",
        "at_breach",
    )

    def arguments(self) -> dict[str, Any]:
        names = ("agreed_on", "counterpart", "home_kept_if", "at_breach", "follow_up_on")
        signed = {"yes": True, "no": False}.get(self.cleaned_data["signed"])
        told = AgreementTold(signed=signed, **{name: self.cleaned_data[name] for name in names})
        return {"told": told, "first": self.term_told(), "because": self.cleaned_data["because"]}


class NoAgreementForm(Form):
    agreed_on = SwedishDateField(label=_("Vilken dag talades ni vid?"), past=True)
    counterpart = forms.CharField(label=_("Med vem?"), max_length=200, help_text=_("Hyresvärdens namn."))
    refused_by = ChoiceField(label=_("Vem sa nej?"))
    why_not = PlainTextField(label=_("Varför?"), longest=1_000, lines=3)
    home_kept_if = PlainTextField(
        label=_("Vad kräver hyresvärden för att hushållet ska få bo kvar?"), required=False, longest=1_000, lines=2
    )
    next_step = PlainTextField(label=_("Vad gör ni nu?"), longest=300, lines=2)
    follow_up_on = SwedishDateField(label=_("När följs det upp?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["refused_by"].choices = choices_of(load().coordination.meetings.promisers)

    def arguments(self) -> dict[str, Any]:
        return {"told": NoAgreementTold(**self.cleaned_data)}


class SettleForm(VersionedForm):
    kept = ChoiceField(label=_("Hölls löftet?"), choices=[("yes", _("Ja")), ("no", _("Nej"))])
    note = PlainTextField(label=_("Vad hände, och vad gör ni nu?"), required=False, longest=300, lines=3)

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "kept": self.cleaned_data["kept"] == "yes"}


class FollowUpForm(VersionedForm):
    note = PlainTextField(label=_("Hur går det?"), longest=LONGEST, lines=5)
    next_on = SwedishDateField(
        label=_("När följs den upp igen?"), required=False, help_text=_("Tomt: det finns inget mer att följa upp.")
    )
