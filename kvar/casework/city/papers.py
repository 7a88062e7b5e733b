"""The papers that reach the board in the synthetic city, with the fields of their forms."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from kvar import law
from kvar.casework.city import parameters
from kvar.casework.city.homes import Home, draw_service_delay
from kvar.casework.city.parameters import drawn
from kvar.casework.told import NoticeTold

SWEDEN = ZoneInfo("Europe/Stockholm")
KINDS = {
    "disturbance": "disturbance_warning",
    "sublet": "unlawful_sublet",
    "electricity": "electricity",
    "district_heating": "district_heating",
    "gas": "gas",
}
SENDERS = {
    "condominium": "condominium_association",
    "electricity": "electricity_company",
    "district_heating": "heating_company",
    "gas": "gas_company",
}
MISSING: dict[str, Any] = {"state": "missing"}
ILLEGIBLE: dict[str, Any] = {"state": "illegible"}


def value(content: Any) -> dict[str, Any]:
    """A field of a form that holds something."""
    return {"state": "value", "value": content}


def first_paper(home: Home, *, arrived_on: date, chance: Random) -> NoticeTold:
    """The household's first notice. Those served before it arrived have their day on the paper, or nowhere."""
    sent_by = drawn(chance, parameters.SENT_BY)
    posted = arrived_on - timedelta(days=chance.randint(1, 4))
    tenant = replace(
        home.tenant, served_on=_served_before(posted, arrived_on, chance) if home.paper == "rent" else None
    )
    debt = home.paper not in ("disturbance", "sublet")
    due = rent_due_before(arrived_on)
    return NoticeTold(
        kind=_kind(home),
        sender_type=SENDERS.get(home.paper if home.landlord_kind == "company" else home.landlord_kind, "landlord"),
        sender_name=home.landlord,
        sender_address="Box 1, 400 00 Göteborg",
        sender_phone="031-390 06 00",
        arrived_on=arrived_on,
        tenant=tenant,
        cotenants=home.cotenants,
        dwelling=home.dwelling,
        reference=f"{chance.randint(100_000, 999_999)}-{chance.randint(10, 99)}" if debt else "",
        sent_by=sent_by,
        posted_on=posted if sent_by == law.SentBy.REGISTERED_LETTER and chance.random() < 0.85 else None,
        rent_due_on=due if debt else None,
        amount=home.debt if debt else None,
        fields=_fields(home, due=due, chance=chance),
        service_method=draw_method(chance) if tenant.served_on else "",
    )


def rent_due_before(day: date) -> date:
    """When the rent of that day's month was due: the last working day before the month (JB 12:20)."""
    return law.add_working_days(day.replace(day=1), -1)


def draw_method(chance: Random) -> str:
    """How somebody was served."""
    return chance.choices(["acknowledged", "process_server", "handed_to_adult", "left_at_home"], [70, 18, 6, 6])[0]


def next_paper(first: NoticeTold, *, arrived_on: date, same_debt: bool, chance: Random) -> NoticeTold:
    """A second notice a month later: for the next rent, or put right for the same debt."""
    due = first.rent_due_on if same_debt else rent_due_before(arrived_on)
    amount = first.amount if same_debt else first.dwelling.monthly_rent
    return replace(
        first,
        arrived_on=arrived_on,
        posted_on=None,
        sent_by=law.SentBy.EMAIL,
        rent_due_on=due if first.rent_due_on else None,
        amount=amount,
        tenant=replace(first.tenant, served_on=None),
        reference=first.reference if same_debt else f"{chance.randint(100_000, 999_999)}-{chance.randint(10, 99)}",
        fields=first.fields if same_debt else {},
        service_method="",
    )


def enforcement_paper(first: NoticeTold, *, arrived_on: date, eviction_at: datetime | None, number: str) -> NoticeTold:
    """Kronofogden's message: that eviction has been applied for, or the time of it. The cause stays (Q2)."""
    fields = {
        "case_number": value(number),
        "landlord_name": value(first.sender_name),
        "tenant_name": value(first.tenant.name),
        "tenant_address": value(first.dwelling.address),
        "eviction_at": value(eviction_at.isoformat()) if eviction_at else MISSING,
    }
    return NoticeTold(
        kind="enforcement_time" if eviction_at else "enforcement_application",
        sender_type="enforcement_authority",
        sender_name="Kronofogdemyndigheten",
        arrived_on=arrived_on,
        tenant=replace(first.tenant, served_on=None),
        dwelling=first.dwelling,
        reference=number,
        sent_by=law.SentBy.E_SERVICE,
        fields=fields,
        enforcement_applied_on=None if eviction_at else arrived_on - timedelta(days=3),
        eviction_at=eviction_at,
    )


def at_ten(day: date) -> datetime:
    """Ten in the morning, Swedish time."""
    return datetime.combine(day, time(10), SWEDEN)


def _kind(home: Home) -> str:
    if home.landlord_kind == "condominium":
        return {"rent": "condominium_fee", "disturbance": "condominium_disturbance"}.get(home.paper, "unlawful_sublet")
    return KINDS.get(home.paper, "rent_termination")


def _served_before(posted: date, arrived_on: date, chance: Random) -> date | None:
    served = posted + timedelta(days=draw_service_delay(chance))
    return served if served <= arrived_on and chance.random() < 0.6 else None


def _fields(home: Home, *, due: date, chance: Random) -> dict[str, Any]:
    if home.paper == "rent":
        return _rent_fields(home, due=due, chance=chance)
    if home.landlord_kind == "company":
        return _energy_fields(home, due=due)
    told = {"tenant_name": value(home.tenant.name), "tenant_address": value(home.dwelling.address)}
    if home.paper == "sublet":
        return told | {"message": value("Lägenheten verkar vara uthyrd i andra hand utan tillstånd.")}
    return _sender(home, "landlord") | told | {"disturbances": value("Hög musik nattetid vid flera tillfällen.")}


def _sender(home: Home, who: str) -> dict[str, Any]:
    return {
        f"{who}_name": value(home.landlord),
        f"{who}_address": value("Box 1, 400 00 Göteborg"),
        f"{who}_phone": value("031-390 06 00"),
    }


def _rent_fields(home: Home, *, due: date, chance: Random) -> dict[str, Any]:
    """Formulär 3. Now and then a field is empty or cannot be read, as on real ones."""
    whole, rest = divmod(home.debt, home.months)
    months = [due]
    while len(months) < home.months:
        months.insert(0, rent_due_before(months[0]))
    rents = [{"amount": whole + (rest if day == due else 0), "due_on": day.isoformat()} for day in months]
    rooms = home.dwelling.room_count
    return _sender(home, "landlord") | {
        "tenant_name": value(home.tenant.name),
        "tenant_address": value(home.dwelling.address),
        "room_count": value(rooms) if rooms else MISSING,
        "rent_amounts": value(rents),
        "interest": MISSING if chance.random() < 0.3 else value(0),
        "total": value(home.debt),
        "payment_account": ILLEGIBLE if chance.random() < 0.03 else value("Bankgiro 000-0000"),
    }


def _energy_fields(home: Home, *, due: date) -> dict[str, Any]:
    return _sender(home, "company") | {
        "consumer_name": value(home.tenant.name),
        "consumer_address": value(home.dwelling.address),
        "amount": value(home.debt),
        "due_on": value(due.isoformat()),
        "payment_account": value("Bankgiro 000-0000"),
    }
