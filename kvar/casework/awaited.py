"""What a postponement waited for has come: it ends by itself, and the step is open again."""

from django.db.models import Q

from kvar import law
from kvar.casework.plans import rewrite_open_steps
from kvar.content.coordination_owner import Awaited
from kvar.content.load import load
from kvar.records.models import Attempt, Case, StandingStep


def end_awaited(case: Case, *, kind: str, only: str = "") -> None:
    """Called with every journal entry. Asks the database only for a kind that something can wait for.

    ``only``: the unit that keeps the entry to itself; then nothing ends for the others, who may not know.
    """
    awaited = {one.id: one for one in load().coordination.owning.awaited_by(kind)}
    if not awaited:
        return
    postponed = StandingStep.objects.filter(case=case, state=law.StandingState.POSTPONED, awaits__in=awaited)
    theirs = [row for row in postponed if not only or _unit_of(row) == only]
    ended = [row.pk for row in theirs if _has_come(awaited[row.awaits], row)]
    if ended:
        StandingStep.objects.filter(pk__in=ended).delete()
        rewrite_open_steps(case)


def _has_come(awaited: Awaited, row: StandingStep) -> bool:
    if not awaited.reached:
        return True
    known = Q(shared=True) | Q(unit=_unit_of(row))
    return Attempt.objects.filter(known, case=row.case_id, reached=True, on__gte=row.on).exists()


def _unit_of(row: StandingStep) -> str:
    """The unit whose step it is; a step that is no longer written belongs to nobody."""
    rule = load().steps.get(row.step)
    return rule.unit if rule else ""
