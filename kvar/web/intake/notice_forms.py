"""What can be said of a registered notice: the position on it and its service days."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kvar.casework.errors import SavedByOther
from kvar.content.load import load
from kvar.records.models import Service
from kvar.web.ui.forms import ChoiceField, Form, PlainTextField, ScanField, SwedishDateField
from kvar.web.ui.kept_files import scan_of
from kvar.web.ui.wording import day

OPENED, NOT_OPENED = "opened", "not_opened"
UNKNOWN = ("", _("inte känt"))


class PositionForm(Form):
    opened = ChoiceField(
        label=_("Ska utredning inledas?"),
        choices=[(OPENED, _("Ja, utredning inleds")), (NOT_OPENED, _("Nej, utredning inleds inte"))],
    )
    reason = PlainTextField(
        longest=5000,
        lines=5,
        label=_("Skäl"),
        help_text=_("Några meningar. De sparas i journalen och går inte att ändra."),
    )

    def told(self) -> dict[str, Any]:
        """The act's words."""
        return {"opened": self.cleaned_data["opened"] == OPENED, "reason": self.cleaned_data["reason"]}


class PaperForm(Form):
    scan = ScanField(label=_("Papperet som det kom"))

    def arguments(self) -> dict[str, Any]:
        return {"scan": scan_of(self.cleaned_data["scan"])}


class ServiceForm(Form):
    """One tenant's service day. ``theirs`` says what a colleague saved meanwhile, beside what was typed."""

    served_on = SwedishDateField(label=_("Delgivningsdag"), past=True, required=False)
    method = ChoiceField(listed=True, required=False)
    source = ChoiceField(
        label=_("Hur vet du det?"), listed=True, required=False, help_text=_("Behövs när du skriver in en dag")
    )

    def __init__(self, *args: Any, service: Service, how: str, **kwargs: Any) -> None:
        stands = {"served_on": service.served_on, "method": service.method, "source": service.source}
        super().__init__(*args, initial=stands, prefix=str(service.pk), **kwargs)
        self.service, self.theirs = service, ""
        self.version = int(self.data.get(self.add_prefix("version"), 0) or 0) if self.is_bound else service.version
        codes = load().codes
        self.fields["method"].choices = [UNKNOWN, *((code.id, code.label) for code in codes.service_methods)]
        self.fields["source"].choices = [UNKNOWN, *((code.id, code.label) for code in codes.answer_sources)]
        self.fields["method"].label = how
        self.fields["served_on"].help_text = say("Lämna tomt om den inte är känd")

    @property
    def tenant(self) -> str:
        return self.service.tenant.person.name

    def told(self) -> dict[str, Any]:
        """The act's words."""
        return {**self.cleaned_data, "version": self.version}

    def show_theirs(self, refusal: SavedByOther) -> None:
        """Say what stands now; a second save writes over it knowingly."""
        self.service.refresh_from_db(fields=["served_on", "version"])
        self.version = self.service.version
        stands = day(self.service.served_on, self.today) if self.service.served_on else say("inte känd")
        sentence = say("Där står nu: %(theirs)s. Det du skrev är kvar. Spara igen om ditt ska gälla.")
        self.theirs = stands
        self.add_error("served_on", f"{refusal.sentence} {sentence % {'theirs': stands}}")


def ways_to_serve() -> list[dict[str, str]]:
    """Each way with who may use it, when it counts and what to write down."""
    return [
        {"term": f"{code.label[:1].upper()}{code.label[1:]}", "value": code.note, "note": ""}
        for code in load().codes.service_methods
        if code.note
    ]


def service_forms(services: Iterable[Service], posted: Mapping[str, Any], **kwargs: Any) -> list[ServiceForm]:
    """One form per tenant; only the one that was posted is bound."""
    return [
        ServiceForm(posted if str(service.pk) == posted.get("service") else None, service=service, **kwargs)
        for service in services
    ]
