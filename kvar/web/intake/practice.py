"""What practice needs besides the paper's blanks (practice.md 5.1): arrival, tenant, home, service, debt."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kvar import law
from kvar.content.codes import NoticeKind
from kvar.content.load import load
from kvar.web.intake.fields import BirthYearField
from kvar.web.ui.forms import (
    AmountField,
    ChoiceField,
    PersonalNumberField,
    PlainTextField,
    ScanField,
    StateField,
    SwedishDateField,
    TickField,
)
from kvar.web.ui.forms.states import MISSING, VALUE

UNKNOWN = ("", _("inte känt"))

PRACTICE: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("ankomst", _("Så kom det till oss"), ("arrived_on", "sent_by", "posted_on", "reference")),
    (
        "hyresgasten",
        _("Hyresgästen"),
        ("personal_number", "birth_year", "cotenants", "phone", "language", "protected"),
    ),
    ("bostaden", _("Bostaden"), ("apartment", "tenure", "monthly_rent")),
    ("delgivning", _("Delgivning"), ("served_on", "service_method")),
    ("skulden", _("Skulden"), ("payment_reference", "paid_before")),
    ("kronofogden", _("Hos Kronofogden"), ("cause", "enforcement_applied_on")),
)


def practice_fields(kind: NoticeKind) -> dict[str, forms.Field]:
    """The further fields for one kind of paper, by name."""
    fields = _arrival_fields(kind) | _tenant_fields() | _home_fields(kind)
    if kind.ground in law.DEBT_GROUNDS:
        fields |= _payment_fields()
    if kind.starts_clock:
        fields |= _service_fields(load().codes.form(kind.form).about)
    if kind.keeps_cause:
        fields |= _enforcement_fields(kind)
    return fields


def _arrival_fields(kind: NoticeKind) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "arrived_on": SwedishDateField(label=_("Ankomstdag"), past=True),
        "sent_by": _listed(_("Hur kom det?"), load().codes.sending_ways),
        "posted_on": SwedishDateField(
            label=_("Postningsdag"),
            past=True,
            required=False,
            help_text=_("Poststämpeln. Viktig för rekommenderat brev."),
        ),
        "scan": ScanField(label=_("Skannat papper"), required=False),
    }
    if all(blank.name != "case_number" for blank in load().codes.form(kind.form).fields):
        fields["reference"] = PlainTextField(longest=80, label=_("Avsändarens referens"), required=False)
        fields["reference"].widget.attrs["data-same"] = ""
    return fields


def _tenant_fields() -> dict[str, forms.Field]:
    number = StateField(PersonalNumberField(), label=_("Personnummer"))
    number.widget.widgets[0].attrs["data-same"] = ""
    number.widget.widgets[1].choices = [(VALUE, _("har nummer")), (MISSING, _("saknar nummer"))]
    year = BirthYearField(label=_("Födelseår"), required=False, help_text=_("När numret saknas"))
    year.widget.attrs["data-same"] = ""
    return {
        "personal_number": number,
        "birth_year": year,
        "cotenants": PlainTextField(
            longest=400, label=_("Medhyresgäst"), required=False, help_text=_("Flera: skriv komma emellan")
        ),
        "phone": PlainTextField(longest=60, label=_("Telefon"), required=False),
        "language": PlainTextField(longest=60, label=_("Språk"), required=False),
        "protected": TickField(label=_("Personen har skyddade personuppgifter")),
    }


def _home_fields(kind: NoticeKind) -> dict[str, forms.Field]:
    apartment = PlainTextField(longest=20, label=_("Lägenhetsnummer"), required=False)
    apartment.widget.attrs["data-same"] = ""
    return {
        "apartment": apartment,
        "tenure": _listed(_("Upplåtelseform"), load().codes.tenures),
        "monthly_rent": AmountField(label=_("Månadshyra"), required=False),
    }


def _payment_fields() -> dict[str, forms.Field]:
    help_text = _("OCR på räkningen. Används för att hitta samma skuld, inte för att betala.")
    field = PlainTextField(longest=40, label=_("OCR-nummer"), required=False, help_text=help_text)
    field.widget.attrs["data-same"] = ""
    return {"payment_reference": field}


def _service_fields(about: str) -> dict[str, forms.Field]:
    return {
        "served_on": SwedishDateField(
            label=_("Delgivningsdag"), past=True, required=False, help_text=_("Lämna tomt om den inte är känd")
        ),
        "service_method": _listed(say("Hur delgavs %s?") % about, load().codes.service_methods),
        "paid_before": AmountField(
            label=_("Redan betalt av skulden"), required=False, help_text=_("Före meddelandet, om det är känt")
        ),
    }


def _enforcement_fields(kind: NoticeKind) -> dict[str, forms.Field]:
    causes = [ground for ground in load().codes.grounds if ground.id in load().codes.causes_by_ground]
    fields: dict[str, forms.Field] = {"cause": _listed(_("Bakomliggande orsak"), causes)}
    if kind.id == "enforcement_application":
        fields["enforcement_applied_on"] = SwedishDateField(
            label=_("Dag för ansökan hos Kronofogden"), past=True, required=False
        )
    return fields


def _listed(label: Any, codes: Iterable[Any]) -> ChoiceField:
    choices = [UNKNOWN, *((code.id, code.label) for code in codes)]
    return ChoiceField(label=label, listed=True, required=False, choices=choices)
