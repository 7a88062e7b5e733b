"""A consent, as it is asked for: to whom, about what, in which direction, how long. And a telling."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kvar.casework.consent.consents import ConsentTold
from kvar.casework.consent.on_paper import FormTold, ReturnedTold, recipients_of
from kvar.casework.consent.taking_back import TakenBackTold
from kvar.casework.consent.telling_outside import recipient_words
from kvar.content.coordination import Coordination
from kvar.content.load import load
from kvar.records.models import ConsentForm, Member
from kvar.web.ui.forms import (
    ChoiceField,
    ClockField,
    Form,
    ManyField,
    PlainTextField,
    SwedishDateField,
    TellingFields,
    choices_of,
)


def _choose_among(form: Any) -> None:
    """Where there is one person only, nobody has to choose."""
    field = form.fields["member"]
    field.choices = [(key, one.person.name) for key, one in form.members.items()]
    if len(form.members) == 1:
        field.initial = next(iter(form.members))


class AskForm(Form):
    member = ChoiceField(label=_("Vem har ni frågat?"))
    recipient_kind = ChoiceField(label=_("Vem gäller det?"), listed=True)
    recipient = PlainTextField(label=_("Namnet på den det gäller"), required=False, longest=200)
    scope = ManyField(label=_("Vad gäller det?"))
    answer = ChoiceField(label=_("Svaret"), choices=[("yes", _("Ja")), ("no", _("Nej, personen ville inte"))])
    direction = ChoiceField(label=_("Åt vilket håll?"), initial="to")
    given_on = SwedishDateField(label=_("Vilken dag svarade personen?"), past=True)
    given_how = ChoiceField(label=_("Hur gavs svaret?"), initial="oral")
    until = SwedishDateField(
        label=_("Till och med"),
        required=False,
        help_text=_("Tomt: så länge ärendet är öppet. Säg dagen till personen."),
    )

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words: Coordination = load().coordination
        self.members = {str(member.pk): member for member in members}
        _choose_among(self)
        self.fields["recipient_kind"].choices = choices_of(words.recipients)
        self.fields["scope"].choices = choices_of(words.scopes)
        self.fields["direction"].choices = choices_of(words.directions)
        self.fields["given_how"].choices = choices_of(words.consent_ways)

    def arguments(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        member, refused = self.members[told.pop("member")], told.pop("answer") == "no"
        until = None if refused else told.pop("until")
        told.pop("until", None)
        scope = tuple(told.pop("scope"))
        return {"member": member, "told": ConsentTold(**told, scope=scope, until=until, refused=refused)}


class PaperForm(Form):
    """What the paper asks: up to three recipients, each by what it is and, where it has one, its name."""

    member = ChoiceField(label=_("Vem ska skriva under?"))
    kind_1 = ChoiceField(label=_("Vem får vi prata med?"), listed=True)
    name_1 = PlainTextField(label=_("Namnet"), required=False, longest=200)
    kind_2 = ChoiceField(label=_("Vem mer?"), required=False, listed=True)
    name_2 = PlainTextField(label=_("Namnet på den andra"), required=False, longest=200)
    kind_3 = ChoiceField(label=_("Och vem mer?"), required=False, listed=True)
    name_3 = PlainTextField(label=_("Namnet på den tredje"), required=False, longest=200)
    scope = ManyField(label=_("Vad gäller det?"))
    direction = ChoiceField(label=_("Åt vilket håll?"), initial="to")
    until = SwedishDateField(label=_("Till och med"), help_text=_("Inte längre än som behövs."))

    def __init__(self, *args: Any, members: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words: Coordination = load().coordination
        self.members = {str(member.pk): member for member in members}
        _choose_among(self)
        self.fields["kind_1"].choices = choices_of(words.recipients)
        for name in ("kind_2", "kind_3"):
            self.fields[name].choices = choices_of(words.recipients, first=("", _("Ingen")))
        self.fields["scope"].choices = choices_of(words.scopes)
        self.fields["direction"].choices = choices_of(words.directions)

    def arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        named = [(typed[f"kind_{n}"], typed[f"name_{n}"]) for n in (1, 2, 3) if typed[f"kind_{n}"]]
        told = {"scope": tuple(typed["scope"]), "direction": typed["direction"], "until": typed["until"]}
        return {"member": self.members[typed["member"]], "told": FormTold(recipients=tuple(named), **told)}


YES, NO = "yes", "no"


class ReturnedForm(Form):
    """The paper that came back: an answer for each recipient, and what they may be told.

    Nothing is answered before somebody has read the paper: what is not marked on it is never one click from a yes.
    """

    given_on = SwedishDateField(label=_("Vilken dag skrev personen under?"), past=True)
    given_how = ChoiceField(label=_("Hur gavs svaret?"), initial="written")
    scope = ManyField(
        label=_("Vad sa personen ja till?"),
        required=False,
        help_text=_("Kryssa i det som inte är struket på blanketten. Tomt om alla svar är nej."),
    )
    until = SwedishDateField(label=_("Till och med"))

    def __init__(self, *args: Any, form: ConsentForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = load().coordination
        self.recipients = recipients_of(form)
        self.fields["given_how"].choices = choices_of(words.consent_ways)
        self.fields["scope"].choices = choices_of([one for one in words.scopes if one.id in form.scope])
        choices = [("", _("Inget svar")), (YES, _("Ja")), (NO, _("Nej"))]
        for number, to in enumerate(self.recipients):
            label = capfirst(recipient_words(*to))
            self.fields[f"answer_{number}"] = ChoiceField(label=label, choices=choices, required=False, initial="")
        self.sometimes_needed = tuple(name for name in self.fields if name.startswith("answer_"))
        self.order_fields(("given_on", "given_how", *self.sometimes_needed))

    def arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        answers = {to: typed[f"answer_{n}"] == YES for n, to in enumerate(self.recipients) if typed[f"answer_{n}"]}
        told = {name: typed[name] for name in ("given_on", "given_how", "until")}
        return {"told": ReturnedTold(scope=tuple(typed["scope"]), answers=answers, **told)}


class WithdrawForm(Form):
    on = SwedishDateField(label=_("Vilken dag tog personen tillbaka samtycket?"), past=True)
    at = ClockField(
        label=_("Klockan"),
        required=False,
        help_text=_("Från den tiden får inget berättas. Tomt: klockslaget är inte känt."),
    )
    how = ChoiceField(label=_("Hur sades det?"))
    said_by = PlainTextField(
        label=_("Vem sa det, om det inte var personen själv?"),
        required=False,
        longest=200,
        help_text=_("Till exempel en god man eller ett ombud."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = choices_of(load().coordination.consent_ways)

    def arguments(self) -> dict[str, Any]:
        return {"told": TakenBackTold(**self.cleaned_data)}


class TellForm(TellingFields):
    recipient_kind = ChoiceField(label=_("Vem ska få veta?"), listed=True)
    recipient = PlainTextField(label=_("Namnet på den som får veta"), required=False, longest=200)

    field_order = ("recipient_kind", "recipient")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient_kind"].choices = choices_of(load().coordination.recipients)
