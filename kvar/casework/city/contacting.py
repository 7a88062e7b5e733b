"""Contact in the city: what people ask of us, consents, visits. Merged into the acts of the script."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from kvar.casework import visits
from kvar.casework.access import Actor
from kvar.casework.city.events import Event
from kvar.casework.consent import consents
from kvar.casework.contact import safe_contact
from kvar.records.models import Member


@dataclass(frozen=True, kw_only=True)
class SafeContactAsked(Event):
    rule: str
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class ConsentAnswered(Event):
    recipient_kind: str
    scope: tuple[str, ...]
    until: date | None = None
    refused: bool = False


@dataclass(frozen=True, kw_only=True)
class VisitPlanned(Event):
    """``with_worker``: the e-mail of the one who comes along."""

    on: date
    start: time
    end: time
    with_worker: str = ""
    units: tuple[str, ...] = ()
    agreed: bool | None = None
    purpose: str = ""


def _tenant(stage: Any) -> Member:
    rows = Member.objects.filter(household=stage.open_case.household_id, role="tenant").select_related("person")
    return rows.order_by("since", "pk")[0]


def _asked(event: SafeContactAsked, stage: Any, by: Actor, _: Any) -> None:
    told = {"rule": event.rule, "value": event.value}
    safe_contact.ask_safe_contact(case=stage.open_case, by=by, today=event.day, member=_tenant(stage), **told)


def _consent(event: ConsentAnswered, stage: Any, by: Actor, _: Any) -> None:
    told = consents.ConsentTold(
        recipient_kind=event.recipient_kind,
        scope=event.scope,
        direction="both",
        given_on=event.day,
        given_how="oral",
        until=event.until,
        refused=event.refused,
    )
    consents.give_consent(case=stage.open_case, by=by, today=event.day, member=_tenant(stage), told=told)


def _visit(event: VisitPlanned, stage: Any, by: Actor, everybody: Any) -> None:
    second = everybody.users[event.with_worker].pk if event.with_worker else None
    told = visits.VisitTold(
        day=event.on,
        start=event.start,
        end=event.end,
        who=by.id,
        second=second,
        units=event.units,
        agreed=event.agreed,
        purpose=event.purpose,
    )
    visits.plan_visit(case=stage.open_case, by=by, today=event.day, told=told)


CONTACT_ACTS: dict[type[Event], Callable[[Any, Any, Actor, Any], None]] = {
    SafeContactAsked: _asked,
    ConsentAnswered: _consent,
    VisitPlanned: _visit,
}
