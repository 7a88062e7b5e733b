"""The paper's own blanks, in the paper's order, from the codes: each can stand there, be missing or be illegible."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kvar.content.codes import NoticeKind, PaperField
from kvar.content.load import load
from kvar.web.intake.fields import MomentField, RentsField
from kvar.web.ui.forms import AmountField, ChoiceField, PlainTextField, Stated, StateField, SwedishDateField

TENANT = ("tenant_name", "consumer_name")
# What one line holds in the records; everything else may be as long as an address.
LONGEST: Mapping[str, int] = MappingProxyType(
    {"tenant_name": 200, "consumer_name": 200, "landlord_name": 200, "company_name": 200}
    | {"room_count": 20, "case_number": 80, "landlord_phone": 60, "company_phone": 60}
)
ORDINARY, LONG = 300, 5000
# Typing in these looks for the same household.
SAME = frozenset({"tenant_name", "consumer_name", "tenant_address", "consumer_address", "case_number"})
YES_NO = (("", _("inte känt")), ("yes", _("ja")), ("no", _("nej")))


def kinds_of(sender_type: str) -> list[NoticeKind]:
    """The papers that this sender writes, the most usual first."""
    return [kind for kind in load().codes.notice_kinds if sender_type in kind.senders]


def chosen(data: Mapping[str, Any]) -> tuple[str, NoticeKind]:
    """Who wrote and what paper it is, as asked for; the usual answer where nothing or nonsense is asked for."""
    senders = [sender.id for sender in load().codes.sender_types]
    sender = data.get("sender_type", "")
    sender = sender if sender in senders else senders[0]
    kinds = kinds_of(sender)
    return sender, next((kind for kind in kinds if kind.id == data.get("kind")), kinds[0])


def paper_fields(kind: NoticeKind) -> dict[str, StateField]:
    """The blanks of this kind's form, by their names in ``kvar law notice``."""
    return {blank.name: _stated(blank) for blank in load().codes.form(kind.form).fields}


def _stated(blank: PaperField) -> StateField:
    field = StateField(INNER[blank.kind](blank), label=blank.label, required=blank.name in TENANT)
    if blank.name in SAME:
        field.widget.widgets[0].attrs["data-same"] = ""
    return field


def _line(blank: PaperField) -> forms.Field:
    return PlainTextField(longest=LONGEST.get(blank.name, ORDINARY))


INNER: Mapping[str, Callable[[PaperField], forms.Field]] = MappingProxyType(
    {
        "text": _line,
        "phone": _line,
        "account": _line,
        "long_text": lambda blank: PlainTextField(longest=LONG, lines=4),
        "amount": lambda blank: AmountField(),
        "amounts": lambda blank: RentsField(),
        "date": lambda blank: SwedishDateField(),
        "time": lambda blank: MomentField(),
        "yes_no": lambda blank: ChoiceField(listed=True, choices=YES_NO),
    }
)


def recorded(stated: Stated) -> dict[str, Any]:
    """A statement as a notice keeps it: days as ISO text, rents as a list of amount and due day."""
    return {"state": stated.state, "value": _plain(stated.value)}


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [{"amount": rent.amount, "due_on": _plain(rent.due_on)} for rent in value]
    return value
