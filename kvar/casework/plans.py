"""The plan of a case is computed. The open-step read model is the same plan, kept for lists and counts."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from kvar import law
from kvar.casework.access import hold
from kvar.casework.facts import with_everything
from kvar.casework.last_days import keep_days, last_day_rows
from kvar.casework.layers import is_own, key_of, own_items, plan_seen_by, shared_plan, units_with_own_facts
from kvar.casework.ties import open_cases_beside
from kvar.content.load import load
from kvar.records.models import Case, LastDay, OpenStep, Track

CHUNK = 500  # cases rebuilt at a time: keeps memory flat at a million cases
CLOSED = frozenset({law.State.DONE, law.State.SKIPPED})


def plan_of(case: Case, *, unit: str = "") -> law.Plan:
    """The computed plan, as this unit sees it: ten queries, then pure. Without a unit: what all of them see."""
    fresh = with_everything(Case.objects.filter(pk=case.pk)).get()
    return plan_seen_by(fresh, load().rules, unit=unit)


class Asked(NamedTuple):
    """A step in the plan. ``own``: only the own layer of its unit asks for it; then nobody else may know it is done."""

    item: law.PlanItem
    own: bool


def asked(case: Case, *, step: str, subject: str, round: int, unit: str) -> Asked | None:
    """The step as this unit sees it; None where the plan does not ask for it."""
    fresh, rules = with_everything(Case.objects.filter(pk=case.pk)).get(), load().rules
    for item in plan_seen_by(fresh, rules, unit=unit).items:
        if key_of(item) == (step, subject, round):
            return Asked(item, own=is_own(fresh, rules, item))
    return None


def open_rows(case: Case, plan: law.Plan) -> list[OpenStep]:
    """The read-model rows of one case; none for a closed one. What a unit's own layer adds is marked."""
    if case.closed_on:
        return []
    rows = _rows(case, plan, plan.items, shared=True)
    for unit in sorted(units_with_own_facts(case)):
        rows += _rows(case, plan, own_items(case, load().rules, plan, unit=unit), shared=False)
    return rows


def _rows(case: Case, plan: law.Plan, items: Iterable[law.PlanItem], *, shared: bool) -> list[OpenStep]:
    responsible = {track.unit: track.responsible_id for track in case.tracks.all()}
    return [
        OpenStep(
            case=case,
            step=item.step.id,
            subject=item.subject,
            round=item.round,
            unit=item.step.unit,
            responsible_id=responsible.get(item.step.unit),
            appears_on=_back_on(item),
            due=item.due,
            due_certain=item.due_certain,
            ends_on=item.ends_on,
            saved_until=plan.saved_until.get(item.subject),
            by_law=item.step.origin is law.Origin.LAW,
            at_once=law.due_at_once(item),
            shared=shared,
        )
        for item in items
        if law.is_open(item)
    ]


def _back_on(item: law.PlanItem) -> date | None:
    """The first day it is asked for: a step that is put off comes back on its day, or when the facts change."""
    stands = item.standing
    if stands and stands.state is law.StandingState.POSTPONED and stands.rests_on == item.rests_on and stands.until:
        return max(stands.until, item.appears_on or stands.until)
    return item.appears_on


def rewrite_open_steps(case: Case) -> law.Plan:
    """Bring the read model of one case up to date, inside the act's transaction."""
    fresh = with_everything(Case.objects.filter(pk=case.pk)).get()
    plan = shared_plan(fresh, load().rules)
    _let_in_units(fresh, plan)
    OpenStep.objects.filter(case=case).delete()
    OpenStep.objects.bulk_create(open_rows(fresh, plan))
    LastDay.objects.filter(case=case).delete()
    LastDay.objects.bulk_create(last_day_rows(fresh, plan))
    keep_days(fresh, plan)
    return plan


def rewrite_beside(case: Case) -> None:
    """What a notice here changes in other open cases of the same people. Inside the act that changed a notice."""
    beside = list(open_cases_beside(case))
    hold(*(other.pk for other in beside))
    for other in beside:
        rewrite_open_steps(other)


def _let_in_units(case: Case, plan: law.Plan) -> None:
    """A unit that has something to do gets its track: nobody can do a step in a case that is not there for them."""
    wanted = set() if case.closed_on else {item.step.unit for item in plan.items if law.is_open(item)}
    for unit in sorted(wanted - {track.unit for track in case.tracks.all()}):
        Track.objects.get_or_create(case=case, unit=unit)


def rebuild_open_steps() -> int:
    """Write the whole read model anew; returns the number of rows."""
    written = 0
    for chunk in _chunks(Case.objects.filter(closed_on=None).order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            hold(*chunk)
            OpenStep.objects.filter(case__in=chunk).delete()
            LastDay.objects.filter(case__in=chunk).delete()
            cases = with_everything(Case.objects.filter(pk__in=chunk))
            rules = load().rules
            rows = [_let_in_rows(case, rules) for case in cases]
            steps = [step for found, _days in rows for step in found]
            written += len(OpenStep.objects.bulk_create(steps, batch_size=1000))
            LastDay.objects.bulk_create([day for _steps, days in rows for day in days], batch_size=1000)
    OpenStep.objects.filter(case__closed_on__isnull=False).delete()
    LastDay.objects.filter(case__closed_on__isnull=False).delete()
    return written


def _let_in_rows(case: Case, rules: law.Rules) -> tuple[list[OpenStep], list[LastDay]]:
    """A new edition may give a step to a unit that was not in the case."""
    plan = shared_plan(case, rules)
    _let_in_units(case, plan)
    keep_days(case, plan)
    return open_rows(case, plan), last_day_rows(case, plan)


def _chunks(keys: Iterable[UUID]) -> Iterable[list[UUID]]:
    batch: list[UUID] = []
    for key in keys:
        batch.append(key)
        if len(batch) == CHUNK:
            yield batch
            batch = []
    if batch:
        yield batch
