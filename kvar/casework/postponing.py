"""Not now, because: a step is put off until a day, or until something comes. Kept in the journal, and counted."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.access_table import LEADS, Act
from kvar.casework.enforcement.course import enforcement_course
from kvar.casework.errors import ActRefused
from kvar.casework.facts import with_everything
from kvar.casework.journal import enter
from kvar.casework.plans import Asked, plan_of, rewrite_open_steps
from kvar.casework.steps.completing import already, make_room, open_item, shown_then
from kvar.content.load import load
from kvar.paper.days import journal_day, spoken_day
from kvar.records.models import Case, JournalEntry, Postponement, StandingStep

LIVE = frozenset({law.Status.RUNNING, law.Status.UNKNOWN})  # a clock whose start is not known runs all the same


def postpone_step(
    *,
    case: Case,
    by: Actor,
    today: date,
    step: str,
    subject: str,
    round: int = 0,
    because: str,
    words: str = "",
    until: date,
    awaits: str = "",
) -> JournalEntry:
    """Put a step off until a day; with ``awaits`` it ends earlier by itself when that comes. Never past a legal day.

    It rests on the facts shown now, and falls when they change.
    """
    reason = load().codes.postpone_reason(because)
    if reason.needs_words and not words.strip():
        raise ActRefused(_("Skriv skälet med egna ord också. Det sparas i journalen."), field="words")
    with transaction.atomic():
        found = open_item(case=case, by=by, act=Act.POSTPONE_STEP, step=step, subject=subject, round=round)
        _require_may_wait(by, found.item)
        _require_in_time(case, found.item, until=until, today=today)
        said = f"{reason.label}. {words}".strip()
        told: dict[str, Any] = {"until": until, "awaits": awaits, "on": today, "reason": said[:400]}
        told |= {"step": step, "subject": subject, "round": round, "rests_on": found.item.rests_on}
        row = StandingStep(case=case, by_id=by.id, state=law.StandingState.POSTPONED, **told)
        return _let_wait(row, found, by=by, because=because, text=_text(found.item, said, until=until, awaits=awaits))


def _let_wait(row: StandingStep, found: Asked, *, by: Actor, because: str, text: str) -> JournalEntry:
    """Store what stands, what is counted and what is written; the second of two is told who was first."""
    case, item = row.case, found.item
    key: dict[str, Any] = {"step": row.step, "subject": row.subject, "round": row.round}
    try:
        with transaction.atomic():
            _clear_ended(row, item)
            row.unit, row.shared = by.unit, not found.own
            row.save()
            told: dict[str, Any] = {"until": row.until, "awaits": row.awaits, "on": row.on, "by_id": by.id}
            Postponement(case=case, unit=item.step.unit, because=because, **key, **told).save()
            shown = shown_then(item) | {"standing": str(row.pk), "because": because}
            written: dict[str, Any] = {
                "kind": "step_postponed",
                "text": text,
                "shown": shown,
                "shared": item.step.shared and row.shared,
            }
            entry = enter(case=case, by=by, today=row.on, **written)
            rewrite_open_steps(case)
    except IntegrityError as error:
        raise ActRefused(already(case, **key)) from error
    return entry


def may_wait(step: law.StepRule) -> bool:
    """May the step be put off at all? What can never be skipped, and what the law wants at once, may not."""
    at_once = step.origin is law.Origin.LAW and step.due == law.DueRule(counted_from=law.DueFrom.KNOWN)
    return step.skip is not law.Skip.NEVER and not at_once


def may_postpone(by: Actor, step: law.StepRule) -> bool:
    """May this person put it off? What only a lead may skip, only a lead may put off."""
    return may_wait(step) and (step.skip is not law.Skip.LEAD or by.role in LEADS)


def last_day_to_wait(plan: law.Plan, item: law.PlanItem, *, today: date, eviction: date | None = None) -> date:
    """The latest day to put it off to: the city's own limit, never past a day that the law sets.

    ``eviction``: the day that stands (``eviction_day_of``); what is put off comes back the working day before it.
    """
    days = [today + timedelta(days=load().coordination.owning.postponed_at_most_days)]
    if item.due and item.step.origin is law.Origin.LAW:
        days.append(item.due)
    live = [clock for clock in plan.deadlines if clock.status in LIVE]
    days += [clock.act_by for clock in live if clock.act_by and clock.act_by >= today]
    if eviction and eviction >= today:
        days.append(law.add_working_days(eviction, -1))
    return min(days)


def eviction_day_of(case: Case) -> date | None:
    """The day of the eviction that stands. No queries: the case is from ``with_everything``."""
    course = enforcement_course(case)
    return course.stands.at.date() if course and course.stands else None


def _require_may_wait(by: Actor, item: law.PlanItem) -> None:
    if not may_wait(item.step):
        raise ActRefused(_("Det här steget kan inte skjutas upp. Gör det, eller be din chef om hjälp."))
    if not may_postpone(by, item.step):
        raise ActRefused(_("Bara 1:e socialsekreterare eller enhetschef får skjuta upp det här steget."))


def _require_in_time(case: Case, item: law.PlanItem, *, until: date, today: date) -> None:
    if until <= today:
        raise ActRefused(_("Välj en dag som kommer. Steget kommer tillbaka den dagen."), field="until")
    eviction = eviction_day_of(with_everything(Case.objects.filter(pk=case.pk)).get())
    last = last_day_to_wait(plan_of(case), item, today=today, eviction=eviction)
    if last <= today:
        raise ActRefused(_("Den sista dagen är här. Steget kan inte skjutas upp längre."))
    if until > last:
        said = spoken_day(last, written_on=today)
        raise ActRefused(_("Steget kan skjutas upp till %s, inte längre. Välj den dagen eller en före.") % said)


def _clear_ended(new: StandingStep, item: law.PlanItem) -> None:
    """What fell, or has ended by its day, makes room. One that stands does not."""
    rows = StandingStep.objects.filter(case=new.case, step=new.step, subject=new.subject, round=new.round)
    make_room(new.case, item, new.on)
    rows.filter(state=law.StandingState.POSTPONED, until__lte=new.on).delete()


def _text(item: law.PlanItem, reason: str, *, until: date, awaits: str) -> str:
    told = {"title": item.step.title, "reason": reason, "day": journal_day(until)}
    if not awaits:
        return _("Inte nu: %(title)s. Tas upp igen %(day)s. Skäl: %(reason)s") % told
    told["awaited"] = awaited_words(awaits)
    return _("Inte nu: %(title)s. Tas upp när %(awaited)s, senast %(day)s. Skäl: %(reason)s") % told


def awaited_words(code: str) -> str:
    """What a postponement waits for, in words; empty for nothing, and for a code that the content has lost."""
    return next((one.label for one in load().coordination.owning.awaited if one.id == code), "")


@dataclass(frozen=True, kw_only=True)
class PutOff:
    """How often steps were put off for one reason."""

    because: str
    label: str
    number: int


def postponements_of(actor: Actor, *, since: date) -> tuple[PutOff, ...]:
    """By reason, in the actor's unit, since a day, in the cases that the actor sees; one query."""
    rows = Postponement.objects.filter(case__in=cases_visible_to(actor), unit=actor.unit, on__gte=since)
    counted = dict(rows.order_by("because").values_list("because").annotate(Count("pk")))
    return tuple(
        PutOff(because=one.id, label=one.label, number=counted.get(one.id, 0)) for one in load().codes.postpone_reasons
    )
