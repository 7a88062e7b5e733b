"""A consent, as it is asked for: to whom, about what, in which direction, how long. And a telling."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kvar.casework.consent.consents import ConsentTold
from kvar.casework.consent.taking_back import TakenBackTold
from kvar.content.coordination import Coordination
from kvar.content.load import load
from kvar.records.models import Member
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
        self.fields["member"].choices = [(key, one.person.name) for key, one in self.members.items()]
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
