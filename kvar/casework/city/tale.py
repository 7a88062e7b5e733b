"""How a hand-written story is told: by how many days ago things happened.

What is done was done on working days; what a paper says (served, due) keeps its own day, so that a clock ends exactly
when the story says.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from kvar import law
from kvar.casework.city import events
from kvar.casework.city.numbers import official_number
from kvar.casework.city.papers import SWEDEN, rent_due_before, value
from kvar.casework.told import DwellingTold, NoticeTold, PersonTold

SARA, JONAS, AMIR = "sara.lindh@hisingen.example", "jonas.wik@hisingen.example", "amir.said@hisingen.example"
CLEARED = "pentti.rydvall@hisingen.example"
DAY = timedelta(days=1)


class Tale:
    """Writes one story down, from the past towards today."""

    def __init__(self, today: date, *, by: str = SARA) -> None:
        self.today, self.by = today, by
        self.happened: list[events.Event] = []

    def ago(self, days: int) -> date:
        """The calendar day so many days ago."""
        return self.today - timedelta(days=days)

    def add(self, days_ago: int, event: type[events.Event], *, by: str = "", **values: Any) -> "Tale":
        """Something that was done so many days ago, or on the working day before when that was a day off."""
        day = self.ago(days_ago)
        while days_ago and not law.is_working_day(day):
            day -= DAY
        self.put(day, event, by=by, **values)
        return self

    def put(self, day: date, event: type[events.Event], *, by: str = "", **values: Any) -> None:
        """Something that was done on this very day."""
        at = datetime.combine(day, time(8, 30), SWEDEN) + timedelta(minutes=7 * len(self.happened))
        self.happened.append(event(at=at, by=by or self.by, **values))

    def notice(self, days_ago: int, told: NoticeTold, **values: Any) -> "Tale":
        """A paper that came in. It bears the working day it was opened."""
        day = self.ago(days_ago)
        while days_ago and not law.is_working_day(day):
            day -= DAY
        self.on_day(day, told, **values)
        return self

    def on_day(self, day: date, told: NoticeTold, **values: Any) -> None:
        """A paper that came in on this very day."""
        self.put(day, events.NoticeArrives, told=_dated(told, day), **values)

    def begin(self, days_ago: int, *, opened: bool = True, owner: str = "") -> "Tale":
        """What a good first day looks like: somebody is named and a position taken."""
        self.add(days_ago, events.ResponsibleNamed, worker=owner or self.by)
        reason = "Hushållets behov av stöd behöver utredas." if opened else "Skulden löses, inget stöd behövs."
        self.add(days_ago, events.PositionTaken, opened=opened, reason=reason)
        return self.steps(days_ago, "B07", "H08", "H10")

    def steps(self, days_ago: int, *steps: str, by: str = "") -> "Tale":
        """Steps done that day, those that are in the plan."""
        for step in steps:
            self.add(days_ago, events.StepDone, by=by, step=step)
        return self

    def child(self, days_ago: int, name: str, born_on: date, *, woman: bool, lives: str = "full_time") -> "Tale":
        """A child found in the home, as the tenant told."""
        told = person(name, born_on, woman=woman)
        said = (("registered", "yes" if lives == "full_time" else "no"), ("lives", lives))
        more = {"source": "tenant", "certainty": "confirmed"}
        return self.add(days_ago, events.MemberFound, told=told, role="child", said=said, **more)

    def children(self, days_ago: int, yes: bool, source: str = "tenant") -> "Tale":
        """Somebody has answered whether children are affected; after a yes the children's unit is told."""
        question = law.Question.CHILDREN_AFFECTED
        self.add(days_ago, events.Answered, question=question, yes=yes, source=source)
        return self.steps(days_ago, "H07") if yes else self

    def told(self, name: str, title: str) -> events.Thread:
        """The story, with nothing later than today."""
        ordered = sorted(self.happened, key=lambda event: event.at)
        return events.Thread(administration="hisingen", events=tuple(ordered), name=name, title=title)


def person(name: str, born_on: date, *, woman: bool, **fields: Any) -> PersonTold:
    """Somebody in a story. Born on the 29th to the 31st, so that the drawn city never has the same number."""
    number = official_number(born_on, woman=woman) if born_on.year >= 1980 else ""
    told: dict[str, Any] = {
        "personal_number": number,
        "number_state": "known" if number else "missing",
        "birth_year": born_on.year,
        "born_on": born_on if number else None,
    }
    return PersonTold(name=name, **(told | fields))


def home(address: str, *, rent: int = 785_000, rooms: str = "2", apartment: str = "1203") -> DwellingTold:
    """A rented flat; ``rent`` in öre."""
    return DwellingTold(
        address=f"{address}, 417 00 Göteborg",
        apartment=apartment,
        room_count=rooms,
        tenure=law.Tenure.RENTAL,
        monthly_rent=rent,
    )


def rent_notice(tenant: PersonTold, dwelling: DwellingTold, *, amount: int, **fields: Any) -> NoticeTold:
    """Formulär 3 from a private landlord by ordinary letter; ``amount`` in öre. The day is set when it comes in."""
    stated = {
        "landlord_name": value("Kajkanten Bostäder AB"),
        "landlord_address": value("Box 1, 400 00 Göteborg"),
        "landlord_phone": value("031-390 06 00"),
        "tenant_name": value(tenant.name),
        "tenant_address": value(dwelling.address),
        "room_count": value(dwelling.room_count),
        "rent_amounts": value([{"amount": amount, "due_on": None}]),
        "interest": value(0),
        "total": value(amount),
        "payment_account": value("Bankgiro 000-0000"),
    }
    told: dict[str, Any] = {
        "kind": "rent_termination",
        "sender_type": "landlord",
        "sender_name": "Kajkanten Bostäder AB",
        "sender_address": "Box 1, 400 00 Göteborg",
        "sender_phone": "031-390 06 00",
        "arrived_on": date.min,
        "sent_by": law.SentBy.LETTER,
        "amount": amount,
        "fields": stated,
    }
    return NoticeTold(tenant=tenant, dwelling=dwelling, **(told | fields))


def _dated(told: NoticeTold, day: date) -> NoticeTold:
    """The paper as it came in that day; what it claims fell due at the end of the month before."""
    due = told.rent_due_on or (rent_due_before(day) if told.amount else None)
    fields = dict(told.fields)
    if "rent_amounts" in fields and due:
        rents = [row | {"due_on": row["due_on"] or due.isoformat()} for row in fields["rent_amounts"]["value"]]
        fields["rent_amounts"] = value(rents)
    applied_on = day - 3 * DAY if told.enforcement_applied_on else None
    return replace(told, arrived_on=day, rent_due_on=due, fields=fields, enforcement_applied_on=applied_on)
