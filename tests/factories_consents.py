"""Consents on paper."""

from datetime import timedelta
from typing import Any

from kvar.casework.access import Actor
from kvar.casework.consent.on_paper import FormTold, make_consent_form
from kvar.records.models import Case, ConsentForm
from tests.factories import TODAY

LANDLORD = ("landlord", "Provbostäder AB")


def make_form(case: Case, *, by: Actor, **fields: Any) -> ConsentForm:
    """The tenant is asked whether the landlord may know of our contact and of the plan to pay."""
    told = {"recipients": (LANDLORD,), "scope": ("contact", "payment"), "direction": "to"}
    member = fields.pop("member", None) or case.household.members.get(role="tenant")
    told |= {"until": TODAY + timedelta(days=180)} | fields
    return make_consent_form(case=case, by=by, today=TODAY, member=member, told=FormTold(**told))
