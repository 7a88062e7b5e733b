"""Consents, meetings, decisions and agreements: dull, valid defaults, through the acts."""

from datetime import date, timedelta
from typing import Any

from kvar.casework.access import Actor
from kvar.casework.consent.consents import ConsentTold, give_consent
from kvar.casework.meetings.agreeing import (
    AgreementTold,
    NoAgreementTold,
    TermTold,
    write_agreement,
    write_no_agreement,
)
from kvar.casework.meetings.calling import MeetingTold, call_meeting
from kvar.casework.meetings.deciding import decide
from kvar.records.models import Agreement, Case, Consent, Decision, Meeting, Member, User
from tests.factories import TODAY

SCOPE = ("contact", "planning", "payment")


def make_consent(case: Case, *, by: Actor, scope: tuple[str, ...] = SCOPE, **fields: Any) -> Consent:
    """The tenant lets us tell the landlord."""
    tenant = Member.objects.filter(household=case.household_id, role="tenant").first()
    assert tenant is not None
    told: dict[str, Any] = {
        "recipient_kind": "landlord",
        "direction": "both",
        "given_on": TODAY,
        "given_how": "written",
    }
    told |= fields
    return give_consent(case=case, by=by, today=TODAY, member=tenant, told=ConsentTold(scope=scope, **told))


def make_meeting(case: Case, *, by: Actor, kind: str = "check_in", day: date = TODAY, **fields: Any) -> Meeting:
    """A meeting that has been called."""
    return call_meeting(case=case, by=by, today=TODAY, told=MeetingTold(kind=kind, day=day, **fields))


def make_decision(meeting: Meeting, *, by: Actor, due_on: date = TODAY, what: str = "Ringer hyresvärden.") -> Decision:
    """The actor is to do something."""
    owner = User.objects.get(pk=by.id)
    return decide(case=meeting.case, by=by, today=TODAY, meeting=meeting, what=what, owner=owner, due_on=due_on)


def make_agreement(
    case: Case,
    *,
    by: Actor,
    due_on: date = TODAY,
    consent: dict[str, Any] | None = None,
    **fields: Any,
) -> Agreement:
    """The household pays 4 000 kr; the consent is there."""
    make_consent(case, by=by, **(consent or {}))
    meeting = fields.pop("meeting", None)
    term = TermTold(kind="payment", who="household", what="betalar på skulden", amount=400_000, due_on=due_on)
    told: dict[str, Any] = {
        "agreed_on": TODAY,
        "counterpart": "Provbostäder AB",
        "home_kept_if": "Skulden betalas.",
    } | fields
    told.setdefault("follow_up_on", TODAY + timedelta(days=30))
    given: dict[str, Any] = {"told": AgreementTold(**told), "first": term, "meeting": meeting, "asked": ()}
    return write_agreement(case=case, by=by, today=TODAY, **given)


def make_meetings(case: Case, by: Actor) -> dict[str, Any]:
    """What a route may name of a case's meetings."""
    meeting = make_meeting(case, by=by)
    agreement = make_agreement(case, by=by)
    term = agreement.terms.get().pk
    decision = make_decision(meeting, by=by).pk
    return {"meeting": meeting.pk, "decision": decision, "agreement": agreement.pk, "term": term}


def make_no_agreement(case: Case, *, by: Actor, **fields: Any) -> Agreement:
    """The landlord did not want to."""
    told: dict[str, Any] = {
        "agreed_on": TODAY,
        "counterpart": "Provbostäder AB",
        "refused_by": "landlord",
        "why_not": "Vill ha hela skulden nu.",
        "next_step": "Söker bistånd i dag.",
        "follow_up_on": TODAY + timedelta(days=7),
    }
    return write_no_agreement(case=case, by=by, today=TODAY, told=NoAgreementTold(**(told | fields)))
