"""What to take up with the landlord and when; what was said; why a meeting does not take place."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from kvar.casework.meetings.landlord_meetings import NewMeeting
from kvar.content.load import load
from kvar.records.models import LandlordMeeting
from kvar.web.ui.forms import ChoiceField, ClockField, Form, ManyField, PlainTextField, SwedishDateField, VersionedForm
from kvar.web.ui.wording import clock_time, day

NEW = "new"


class PutOnForm(Form):
    meeting = ChoiceField(label=lazy("Vilket möte?"))
    day = SwedishDateField(label=lazy("Dag för ett nytt möte"), required=False)
    at = ClockField(label=lazy("Klockan"), required=False)
    place = PlainTextField(label=lazy("Plats"), longest=120, required=False)
    scope = ManyField(label=lazy("Vad får ni tala om?"), help_text=lazy("Här står bara det som samtycket gäller."))
    about = PlainTextField(
        longest=400,
        lines=3,
        label=lazy("Vad vill ni ta upp?"),
        help_text=lazy("Det här står på bladet till mötet. Skriv inget som samtycket inte gäller."),
    )

    def __init__(self, *args: Any, meetings: Iterable[LandlordMeeting], scopes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = [
            *((str(one.pk), _when(one, self)) for one in meetings),
            (NEW, _("Ett nytt möte")),
        ]
        self.fields["scope"].choices = [(id, capfirst(load().coordination.scope(id).label)) for id in scopes]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("meeting") == NEW and not typed.get("day") and "day" not in self.errors:
            self.add_error("day", _("Skriv vilken dag det nya mötet är."))
        return typed

    def arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        new = typed["meeting"] == NEW
        meeting = NewMeeting(day=typed["day"], at=typed["at"], place=typed["place"]) if new else typed["meeting"]
        return {"meeting": meeting, "scope": typed["scope"], "about": typed["about"]}


def _when(meeting: LandlordMeeting, form: Form) -> str:
    at = f" {clock_time(meeting.at)}" if meeting.at else ""
    return capfirst(f"{day(meeting.day, form.today)}{at}")


class WriteUpForm(VersionedForm):
    """``ended``: the consent was taken back on the meeting's day, so it is asked what came first."""

    talked = ChoiceField(label=lazy("Togs ärendet upp?"), choices=[("yes", lazy("Ja")), ("no", lazy("Nej"))])
    at = ClockField(
        label=lazy("Vilken tid talade ni om ärendet?"),
        required=False,
        help_text=lazy("Samtycket återkallades samma dag. Tomt: klockslaget är inte känt."),
    )
    before = ChoiceField(
        label=lazy("Talade ni före eller efter att samtycket återkallades?"),
        required=False,
        choices=[("", lazy("Klockslagen visar det")), ("yes", lazy("Före")), ("no", lazy("Efter"))],
    )
    note = PlainTextField(
        lines=5,
        label=lazy("Vad sades, och vad händer nu?"),
        help_text=lazy("Det skrivs i ärendets journal. Att hyresvärden fick veta något antecknas med samtycket."),
    )

    def __init__(self, *args: Any, ended: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in () if ended else ("at", "before"):
            del self.fields[name]

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data | {"talked": self.cleaned_data["talked"] == "yes"}
        return said | {"before": {"yes": True, "no": False}.get(said.get("before", ""))}


class TakeOffForm(VersionedForm):
    pass


class CallOffForm(VersionedForm):
    why = PlainTextField(label=lazy("Varför blir mötet inte av?"), longest=300, help_text=lazy("Nämn inget hushåll."))
