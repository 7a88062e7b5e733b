"""What the form holds, as the act wants it told. Works on a half-filled form too, for *Samma hushåll?*."""

from datetime import date
from typing import Any

from kvar.casework.intake.amounts import sum_of_rows
from kvar.casework.told import DwellingTold, NoticeTold, PersonTold
from kvar.content.load import load
from kvar.web.intake.fields import Rent
from kvar.web.intake.forms import NoticeForm
from kvar.web.intake.paper import recorded
from kvar.web.ui.forms import Stated
from kvar.web.ui.forms.states import MISSING, VALUE

AUTHORITIES = frozenset({"enforcement_authority", "rent_tribunal"})
COORDINATION = 60  # added to the day in a coordination number


def told_from(form: NoticeForm, *, today: date) -> NoticeTold:
    """The notice as typed; what could not be read yet is left out."""
    told = form.cleaned_data
    rents: tuple[Rent, ...] = _stated(form, "rent_amounts") or ()
    fields, stated = _fields(form), _stated(form, "total", "amount")
    due_days = [rent.due_on for rent in rents if rent.due_on]
    return NoticeTold(
        kind=form.paper.id,
        sender_type=form.sender,
        arrived_on=told.get("arrived_on") or today,
        tenant=_tenant(form),
        cotenants=tuple(PersonTold(name=name) for name in _names(told.get("cotenants", ""))),
        dwelling=_dwelling(form),
        sender_name=_sender(form),
        sender_address=_stated(form, "landlord_address", "company_address") or "",
        sender_phone=_stated(form, "landlord_phone", "company_phone") or "",
        reference=told.get("reference") or _stated(form, "case_number") or "",
        payment_reference=told.get("payment_reference", ""),
        cause=told.get("cause", ""),
        sent_by=told.get("sent_by", ""),
        posted_on=told.get("posted_on"),
        rent_due_on=min(due_days, default=_stated(form, "due_on")),
        amount=stated if stated is not None else sum_of_rows(fields),
        fields=fields,
        service_method=told.get("service_method", ""),
        enforcement_applied_on=told.get("enforcement_applied_on"),
        eviction_at=_stated(form, "eviction_at"),
    )


def _stated(form: NoticeForm, *names: str) -> Any:
    """The value that stands on the paper under the first of these names that the form has."""
    found = (form.cleaned_data.get(name) for name in names)
    return next((stated.value for stated in found if isinstance(stated, Stated) and stated.value is not None), None)


def _sender(form: NoticeForm) -> str:
    """On the paper of an authority the landlord is the party, not the one who wrote."""
    if form.sender in AUTHORITIES:
        return ""
    return _stated(form, "landlord_name", "company_name", "told_by") or ""


def _names(typed: str) -> list[str]:
    return [name for part in typed.split(",") if (name := part.strip()[:200])]


def _tenant(form: NoticeForm) -> PersonTold:
    told = form.cleaned_data
    stated: Stated | None = told.get("personal_number")
    number = stated.value if stated and stated.state == VALUE else ""
    return PersonTold(
        name=_stated(form, form.tenant_field) or "",
        personal_number=number,
        number_state="known" if number else "missing" if stated and stated.state == MISSING else "unknown",
        birth_year=int(number[:4]) if number else told.get("birth_year"),
        born_on=born_on(number),
        phone=told.get("phone", ""),
        language=told.get("language", ""),
        protected=bool(told.get("protected")),
        served_on=told.get("served_on"),
    )


def born_on(number: str) -> date | None:
    """The day of birth in a twelve-digit number; a coordination number has 60 added to its day."""
    if not number:
        return None
    day = int(number[6:8])
    return date(int(number[:4]), int(number[4:6]), day - COORDINATION if day > COORDINATION else day)


def _dwelling(form: NoticeForm) -> DwellingTold:
    told = form.cleaned_data
    return DwellingTold(
        address=_stated(form, "tenant_address", "consumer_address", "dwelling") or "",
        apartment=told.get("apartment", ""),
        room_count=_stated(form, "room_count") or "",
        tenure=told.get("tenure", ""),
        monthly_rent=told.get("monthly_rent"),
    )


def _fields(form: NoticeForm) -> dict[str, Any]:
    """Every statement of the paper that was told; what was paid before is kept beside them for the amount check."""
    names = [blank.name for blank in load().codes.form(form.paper.form).fields]
    told = {name: form.cleaned_data.get(name) for name in names}
    kept = {name: recorded(stated) for name, stated in told.items() if stated is not None}
    if (paid := form.cleaned_data.get("paid_before")) is not None:
        kept["paid_before"] = recorded(Stated(VALUE, paid))
    return kept
