"""What is typed about Kronofogden: an event, the proof of a confirmation, who attends."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kvar.casework.enforcement.confirming import SendingTold, letter_to
from kvar.casework.letters.languages import language_choice, languages_of
from kvar.content.load import load
from kvar.records.models import User
from kvar.web.ui.forms import ChoiceField, ClockField, Form, PlainTextField, SwedishDateField, choices_of, named

YES_NO = [("yes", _("Ja")), ("no", _("Nej"))]


def codes(kind: str) -> list[tuple[str, str]]:
    """The choices of one list of words about Kronofogden."""
    return choices_of(getattr(load().coordination.enforcement, kind))


class EventForm(Form):
    kind = ChoiceField(label=_("Vad har hänt?"))
    on = SwedishDateField(label=_("Vilken dag?"), past=True)
    until = SwedishDateField(label=_("Till vilken dag gäller anståndet eller uppskovet?"), required=False)
    told_by = ChoiceField(label=_("Hur vet vi det?"))
    note = PlainTextField(label=_("Anteckning"), required=False, lines=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = codes("event_kinds")
        self.fields["told_by"].choices = codes("told_by")


class ConfirmationForm(Form):
    answers = ChoiceField(
        label=_("Vem svarar hos oss idag?"),
        listed=True,
        help_text=_("Namnet står i brevet. Är den ansvariga borta idag, välj någon som är här."),
        error_messages={"required": _("Välj vem som svarar hos oss idag. Namnet står i brevet.")},
    )
    language = ChoiceField(
        label=_("På vilket språk?"),
        listed=True,
        help_text=_("Står det utkast kan den inte skickas: ingen har godkänt översättningen."),
    )
    way = ChoiceField(label=_("Hur är den skickad?"))
    sent_to = PlainTextField(label=_("Till vem?"), longest=200)
    sent_on = SwedishDateField(label=_("Vilken dag är den skickad?"), past=True)
    sent_at = ClockField(
        label=_("Klockslag"),
        help_text=_("Till exempel 14.20."),
        error_messages={"required": _("Skriv klockslaget. Det hör till beviset.")},
    )

    def __init__(self, *args: Any, colleagues: list[User], recipient: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answers"].choices = [("", _("Välj vem")), *named(colleagues)]
        languages = languages_of(letter_to(recipient))
        self.fields["language"].choices = [(one, language_choice(one)) for one in languages]
        if len(languages) == 1:
            del self.fields["language"]  # nothing to choose among is no choice
        ways = load().coordination.enforcement.sending_ways
        self.fields["way"].choices = [(way.id, capfirst(way.label)) for way in ways if recipient in way.to]

    def arguments(self) -> dict[str, Any]:
        return {"told": SendingTold(**self.cleaned_data)}


class AttendanceForm(Form):
    attends = ChoiceField(label=_("Är någon från er med?"), choices=YES_NO)
    who = PlainTextField(label=_("Vem är med?"), required=False, longest=200)
    reason = PlainTextField(
        label=_("Är ingen med: varför?"),
        required=False,
        lines=3,
        help_text=_("Bara efter samråd med Kronofogden."),
    )
    consulted_on = SwedishDateField(label=_("Dagen för samrådet med Kronofogden"), required=False, past=True)

    def arguments(self) -> dict[str, Any]:
        return self.cleaned_data | {"attends": self.cleaned_data["attends"] == "yes"}
