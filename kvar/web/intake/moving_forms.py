"""Where a notice belongs: with another debt, in another case, back where it was, or at another administration."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kvar.casework.casefile.arrival import Arrival
from kvar.casework.intake.passing_on import UNSURE, DistrictFound
from kvar.content.load import load
from kvar.web.ui.forms import ChoiceField, Form, PlainTextField, VersionedForm
from kvar.web.ui.wording import day


class LinkForm(VersionedForm):
    """``target`` is ``debt:<notice>``, ``case:<case>`` or ``alone``."""

    target = ChoiceField(label=_("Vad hör underrättelsen ihop med?"))

    def __init__(self, *args: Any, arrival: Arrival, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": arrival.notice.version}, **kwargs)
        self.fields["target"].choices = list(targets_of(arrival, today=self.today))

    @property
    def asked(self) -> tuple[str, str]:
        """What was chosen, as its kind and its id."""
        kind, _colon, found = self.cleaned_data["target"].partition(":")
        return kind, found


def targets_of(arrival: Arrival, *, today: Any) -> Iterable[tuple[str, str]]:
    """What a notice may be linked with, in words. A closed case is opened again first."""
    for earlier in arrival.earlier:
        told = {"kind": earlier.kind, "day": day(earlier.arrived_on, today)}
        yield f"debt:{earlier.id}", say("Samma skuld som: %(kind)s, %(day)s") % told
    for one in arrival.earlier_elsewhere:
        told = {"kind": one.kind, "day": day(one.arrived_on, today)}
        yield f"debt:{one.notice.pk}", say("Samma skuld som: %(kind)s, %(day)s (annat ärende)") % told
    for match in arrival.matches:
        if not match.closed:
            told = {"reference": match.reference, "name": match.name}
            yield f"case:{match.case}", say("Flytta till ärende %(reference)s, %(name)s") % told
    if arrival.notice.same_debt_as_id:
        yield "alone", say("Inte samma skuld: ta bort kopplingen")


class UnlinkForm(VersionedForm):
    reason = PlainTextField(longest=400, lines=3, label=_("Varför var kopplingen fel?"))


class PassOnForm(Form):
    to = ChoiceField(label=_("Vilken förvaltning hör bostaden till?"))
    reason = PlainTextField(
        longest=400, lines=3, label=_("Vad talar för det?"), help_text=_("Skälet stannar i er journal.")
    )

    def __init__(self, *args: Any, own: str, district: DistrictFound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = district.administration
        others = [one for one in load().organisation.administrations if one.id != own]
        others.sort(key=lambda one: found is None or one.id != found.id)
        choices = [(one.id, one.label) for one in others]
        self.fields["to"].choices = [*choices, (UNSURE, capfirst(say("osäker: vi behåller den tills det är klart")))]
