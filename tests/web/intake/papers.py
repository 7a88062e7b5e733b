"""What a worker types for a rent notice, and the clients that type it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from kvar.casework.city.numbers import official_number
from kvar.content.load import load
from tests import factories

NEW = reverse("intake:new")
BORN = factories.date(1985, 3, 30)
NUMBER = official_number(BORN, woman=True)
WRITTEN = f"{NUMBER[:8]}-{NUMBER[8:]}"
RENT_KIND = factories.notice_kind()


def signed_in(**fields: Any) -> Client:
    """A browser where this worker is signed in."""
    client = Client()
    client.force_login(factories.make_user(**fields))
    return client


def typed(**fields: Any) -> dict[str, Any]:
    """A whole formulär 3 as typed; a test names only what it is about. None leaves a field out."""
    values = {
        "sender_type": factories.sender_type(),
        "kind": RENT_KIND,
        "landlord_name": "Provbostäder AB",
        "landlord_address": "Box 1, 400 01 Göteborg",
        "landlord_phone": "031-000 00 00",
        "tenant_name": "Maria Lindqvist",
        "tenant_address": "Provgatan 12, 417 00 Göteborg",
        "room_count": "2",
        "rent_amounts_amount_0": "7 850 kr",
        "rent_amounts_due_0": "30 okt",
        "interest": "50",
        "total": "7 900",
        "payment_account": "Bankgiro 000-0000",
        "arrived_on": factories.TODAY.isoformat(),
        "sent_by": "letter",
        "personal_number": WRITTEN,
        "apartment": "1203",
        "tenure": "rental",
        "monthly_rent": "7850",
    }
    return {name: value for name, value in (values | fields).items() if value is not None}


def bare(**fields: Any) -> dict[str, Any]:
    """Nothing but the tenant's name."""
    nothing = dict.fromkeys(typed()) | {"tenant_name": "Nils", "arrived_on": factories.TODAY.isoformat()}
    kept = {"sender_type": factories.sender_type(), "kind": RENT_KIND}
    return typed(**(nothing | kept | fields))


def blanks(kind: str) -> list[str]:
    """The names of a paper's own blanks, in the paper's order."""
    codes = load().codes
    return [blank.name for blank in codes.form(codes.notice_kind(kind).form).fields]
