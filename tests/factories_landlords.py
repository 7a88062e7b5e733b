"""Consents for the landlord, meetings with one, and cases on their agendas: through the acts."""

from datetime import date, timedelta
from typing import Any

from kvar.casework.access import Actor
from kvar.casework.consent.consents import ConsentTold, give_consent
from kvar.casework.meetings.landlord_meetings import NewMeeting, put_on_agenda
from kvar.records.models import AgendaItem, Case, Consent, LandlordMeeting, Member
from tests import factories
from tests.factories import TODAY

MEETS = TODAY + timedelta(days=10)


def let_us_tell(case: Case, *, by: Actor, scope: tuple[str, ...] = ("contact", "payment"), **fields: Any) -> Consent:
    """The tenant lets us tell the landlord, from today and as long as the case is open."""
    tenant = Member.objects.filter(household=case.household_id, role="tenant").earliest("since")
    told: dict[str, Any] = {"recipient_kind": "landlord", "direction": "to", "given_on": TODAY, "given_how": "written"}
    said = ConsentTold(scope=scope, **(told | fields))
    return give_consent(case=case, by=by, today=TODAY, member=tenant, told=said)


def put_on(
    case: Case,
    *,
    by: Actor,
    day: date = MEETS,
    to: LandlordMeeting | None = None,
    scope: list[str] | None = None,
) -> AgendaItem:
    """The case is taken up, at a meeting that is arranged for it or at ``to``."""
    meeting = str(to.pk) if to else NewMeeting(day=day)
    about = "När skulden kan betalas."
    return put_on_agenda(case=case, by=by, today=TODAY, meeting=meeting, scope=scope or ["payment"], about=about)


def make_agenda_item(case: Case | None = None, *, by: Actor | None = None, **fields: Any) -> AgendaItem:
    """A case on an agenda, with the consent that carries it."""
    by = by or factories.make_actor()
    case = case or factories.make_case_with_notice(by=by)
    let_us_tell(case, by=by)
    return put_on(case, by=by, **fields)


def make_landlords(case: Case, *, by: Actor, open_to_all: bool) -> dict[str, Any]:
    """What a route may name of meetings with a landlord and of partners; another case's where this one has none."""
    day = MEETS + timedelta(days=LandlordMeeting.objects.count())  # one meeting with a landlord a day
    item = make_agenda_item(case if open_to_all else None, by=by, day=day)
    return {"agenda_item": item.pk, "landlord_meeting": item.meeting_id, "partner": "debt_advice"}
