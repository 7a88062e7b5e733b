"""What the adult unit does before it closes a case."""

from datetime import date

from kvar.casework import steps
from kvar.casework.access import ADULT, Actor
from kvar.casework.enforcement import following
from kvar.records.models import Case
from tests.harness import environment

TODAY = date.fromisoformat(environment.TODAY)


def finish_own(case: Case, *, by: Actor, today: date = TODAY) -> None:
    """The adult unit does what the law wants of it, and the household wants no more follow-up."""
    for step in case.open_steps.filter(unit=ADULT, by_law=True):
        key = {"step": step.step, "subject": step.subject, "round": step.round}
        steps.complete_step(case=case, by=by, today=today, note="Gjort.", **key)
    for member in case.household.members.filter(until=None).exclude(role="child"):
        following.record_wish(case=case, by=by, today=today, member=member.pk, yes=False)
