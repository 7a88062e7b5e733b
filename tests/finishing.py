"""What the units do before a case is closed."""

from datetime import date

from kvar.casework.access import Actor
from kvar.casework.enforcement import following
from kvar.casework.money.undertakings import Decided, decide_undertaking
from kvar.casework.steps import completing
from kvar.records.models import Case, Notice
from tests.harness import environment

TODAY = date.fromisoformat(environment.TODAY)


def do_by_law(case: Case, *, by: Actor, today: date = TODAY) -> None:
    """What the law wants of the actor's unit: done by its own act, else ticked. What is over is left."""
    for row in case.open_steps.filter(unit=by.unit, by_law=True, ends_on=None):
        key = {"step": row.step, "subject": row.subject, "round": row.round}
        if row.step == "H23":
            notice = Notice.objects.get(pk=row.subject.removeprefix("notice:"))
            told = Decided(taken=False, decided_on=today, decided_by="Nämnden", because="Skulden är betald.")
            decide_undertaking(case=case, by=by, today=today, notice=notice, told=told)
        else:
            completing.complete_step(case=case, by=by, today=today, note="Gjort.", **key)


def finish_own(case: Case, *, by: Actor, today: date = TODAY) -> None:
    """The adult unit does what the law wants of it, and the household wants no more follow-up."""
    do_by_law(case, by=by, today=today)
    for member in case.household.members.filter(until=None).exclude(role="child"):
        following.record_wish(case=case, by=by, today=today, member=member.pk, yes=False)
