"""Steps that an act does: they are completed inside it, and never asked for again."""

from collections.abc import Iterable
from datetime import date

from kvar.casework.access import Actor
from kvar.casework.steps.completing import complete_by_act
from kvar.records.models import Case, OpenStep


def complete_done(*, case: Case, by: Actor, today: date, steps: Iterable[str], note: str) -> None:
    """Complete those of the steps that stand open in the actor's own unit. Called inside an act's transaction."""
    rows = OpenStep.objects.filter(case=case, step__in=list(steps), unit=by.unit).order_by("step", "subject", "round")
    for key in rows.values("step", "subject", "round"):
        if OpenStep.objects.filter(case=case, **key).exists():
            complete_by_act(case=case, by=by, today=today, note=note, **key)
