"""What no colleague may miss, whoever is ill: the times that are not confirmed yet, for the whole adult unit."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kvar.casework.access import ADULT, Actor, cases_visible_to, notices_visible_to
from kvar.casework.facts_of_enforcement import AUTHORITY, HOUSEHOLD
from kvar.content.load import load
from kvar.records.models import Case, OpenStep

MOST = 20  # shown by name; the count says how many there are
BY_FACT = {"confirmation_sent": AUTHORITY, "copy_sent": HOUSEHOLD}


@dataclass(frozen=True, kw_only=True)
class UnconfirmedTime:
    """A confirmation or a copy that is not sent. ``responsible`` is empty when nobody is named."""

    case: Case
    household: str
    protected: bool
    notice: UUID
    recipient: str
    since: date | None
    responsible: str


@dataclass(frozen=True, kw_only=True)
class Unconfirmed:
    rows: tuple[UnconfirmedTime, ...] = ()
    count: int = 0


def unconfirmed_times(actor: Actor, *, today: date) -> Unconfirmed:
    """For everybody in the adult unit alike, until the proof is there. A day that has been is no longer confirmed.

    Three queries at most, two when there is nothing.
    """
    if actor.unit != ADULT:
        return Unconfirmed()
    steps = {step.id: BY_FACT[step.done_when] for step in load().rules.steps if step.done_when in BY_FACT}
    cases = cases_visible_to(actor).filter(closed_on=None)
    ahead = notices_visible_to(actor).filter(eviction_at__date__gte=today, evicted_on=None, case__closed_on=None)
    subjects = [f"notice:{pk}" for pk in ahead.values_list("pk", flat=True)]
    open_steps = OpenStep.objects.filter(case__in=cases, step__in=steps, subject__in=subjects, appears_on__lte=today)
    found = [*open_steps.select_related("case__household", "responsible").order_by("due", "case", "step")[: MOST + 1]]
    for row in found:
        actor.look.note("listed", f"case:{row.case_id}", actor.relation)
    rows = tuple(_row(row, steps[row.step]) for row in found[:MOST])
    return Unconfirmed(rows=rows, count=open_steps.count() if len(found) > MOST else len(found))


def _row(row: OpenStep, recipient: str) -> UnconfirmedTime:
    household = row.case.household
    return UnconfirmedTime(
        case=row.case,
        household=household.name,
        protected=household.protected,
        notice=UUID(row.subject.removeprefix("notice:")),
        recipient=recipient,
        since=row.due,
        responsible=row.responsible.name if row.responsible else "",
    )
