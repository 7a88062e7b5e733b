"""What a postponement waited for has come: it ends by itself, and the step is open again."""

from kvar import law
from kvar.casework.plans import rewrite_open_steps
from kvar.content.coordination_owner import Awaited
from kvar.content.load import load
from kvar.records.models import Attempt, Case, StandingStep


def end_awaited(case: Case, *, kind: str) -> None:
    """Called with every journal entry. Asks the database only for a kind that something can wait for."""
    awaited = {one.id: one for one in load().coordination.owning.awaited_by(kind)}
    if not awaited:
        return
    postponed = StandingStep.objects.filter(case=case, state=law.StandingState.POSTPONED, awaits__in=awaited)
    ended = [row.pk for row in postponed if _has_come(awaited[row.awaits], row)]
    if ended:
        StandingStep.objects.filter(pk__in=ended).delete()
        rewrite_open_steps(case)


def _has_come(awaited: Awaited, row: StandingStep) -> bool:
    if not awaited.reached:
        return True
    return Attempt.objects.filter(case=row.case_id, reached=True, on__gte=row.on).exists()
