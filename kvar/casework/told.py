"""What a notice tells, as typed in: plain frozen values, where None or an empty text means *not known*."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _


@dataclass(frozen=True, kw_only=True)
class PersonTold:
    """``personal_number`` is 12 digits. ``number_state``: known, missing (has none) or unknown (not asked)."""

    name: str
    personal_number: str = ""
    number_state: str = "unknown"
    birth_year: int | None = None
    born_on: date | None = None
    phone: str = ""
    language: str = ""
    protected: bool = False
    served_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DwellingTold:
    """``monthly_rent`` in öre; ``tenure`` one of kvar.law.Tenure or empty."""

    address: str = ""
    apartment: str = ""
    room_count: str = ""
    tenure: str = ""
    monthly_rent: int | None = None


@dataclass(frozen=True, kw_only=True)
class NoticeTold:
    """A paper as it arrived. Only the tenant's name is needed: nothing else ever blocks registration.

    ``amount`` and the amounts in ``fields`` are öre. ``fields`` has the shape of ``kvar law notice``.
    """

    kind: str
    sender_type: str
    arrived_on: date
    tenant: PersonTold
    cotenants: tuple[PersonTold, ...] = ()
    dwelling: DwellingTold = DwellingTold()
    sender_name: str = ""
    sender_address: str = ""
    sender_phone: str = ""
    reference: str = ""
    payment_reference: str = ""
    cause: str = ""
    sent_by: str = ""
    posted_on: date | None = None
    rent_due_on: date | None = None
    amount: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    service_method: str = ""
    enforcement_applied_on: date | None = None
    eviction_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Match:
    """An earlier household or case that may be the same, and why: person, address, people, debt, payment."""

    household: UUID
    case: UUID | None
    reference: str
    name: str
    address: str
    opened_on: date | None
    closed: bool
    notices: int
    because: tuple[str, ...]

    @property
    def why(self) -> str:
        return because_words(self.because)


def because_words(because: Iterable[str]) -> str:
    """Why two papers may concern the same household: *samma person, samma adress*."""
    words = {
        "person": _("samma person"),
        "name": _("samma namn, kanske en annan person"),
        "address": _("samma adress"),
        "people": _("samma namn på adressen"),
        "payment": _("samma OCR-nummer"),
        "debt": _("samma skuld"),
        "told": _("framgår av samtal eller handlingar"),
    }
    return ", ".join(words[reason] for reason in because if reason in words)
