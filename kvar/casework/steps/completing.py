"""Complete, skip, withdraw a step. What stands is a small row; what happened is the journal."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, require
from kvar.casework.access_table import LEADS, Act
from kvar.casework.errors import ActRefused
from kvar.casework.journal import enter
from kvar.casework.plans import Asked, asked, rewrite_open_steps
from kvar.casework.steps.handing import hand_to, tell_receiver
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, StandingStep


def complete_step(
    *, case: Case, by: Actor, today: date, step: str, subject: str, round: int = 0, note: str = ""
) -> JournalEntry:
    """Mark a step as done. Refuses a step that is not in the plan, follows from a fact, or already stands.

    The note of a step that hands over is the message to the other unit: it is for the two of them.
    """
    with transaction.atomic():
        found = open_item(case=case, by=by, act=Act.COMPLETE_STEP, step=step, subject=subject, round=round)
        if found.item.step.done_when:
            raise ActRefused(_("Det här steget blir klart av sig självt när uppgiften finns i ärendet."))
        return _let_done(case=case, by=by, today=today, found=found, note=note)


def complete_by_act(
    *, case: Case, by: Actor, today: date, step: str, subject: str, round: int = 0, note: str = ""
) -> JournalEntry:
    """The same, by the act that the step asks for. Called inside that act's transaction; nobody ticks such a step."""
    found = open_item(case=case, by=by, act=Act.COMPLETE_STEP, step=step, subject=subject, round=round)
    return _let_done(case=case, by=by, today=today, found=found, note=note)


def _let_done(*, case: Case, by: Actor, today: date, found: Asked, note: str) -> JournalEntry:
    told: dict[str, Any] = {"message": note} if found.item.step.hands_to else {"reason": note}
    told["text"] = f"{found.item.step.title}. {told.get('reason', '')}".strip()
    return _let_stand(case=case, by=by, today=today, found=found, state=law.StandingState.DONE, **told)


def skip_step(
    *, case: Case, by: Actor, today: date, step: str, subject: str, round: int = 0, reason: str
) -> JournalEntry:
    """Skip a step, with the reason. The skip rests on the facts shown now and falls when they change."""
    if not reason.strip():
        raise ActRefused(_("Skriv varför steget inte ska göras. Skälet sparas i journalen."), field="reason")
    with transaction.atomic():
        found = open_item(case=case, by=by, act=Act.SKIP_STEP, step=step, subject=subject, round=round)
        _require_may_skip(by, found.item.step)
        text = _("Görs inte: %(title)s. Skäl: %(reason)s") % {"title": found.item.step.title, "reason": reason}
        state = law.StandingState.SKIPPED
        return _let_stand(case=case, by=by, today=today, found=found, state=state, text=text, reason=reason)


def withdraw_step(
    *, case: Case, by: Actor, today: date, step: str, subject: str, round: int = 0, reason: str = ""
) -> JournalEntry:
    """Take back a done or skipped step: the standing row goes, an entry withdraws the old one."""
    with transaction.atomic():
        require(by, Act.WITHDRAW_STEP, case)
        standing = StandingStep.objects.filter(case=case, step=step, subject=subject, round=round).first()
        if standing is None:
            raise ActRefused(_("Steget är redan öppet. Ladda om sidan."))
        require_own_unit(by, load().steps[step])
        old = JournalEntry.objects.filter(case=case, words__shown__standing=str(standing.pk)).first()
        standing.delete()
        text = _("Öppnat igen: %(title)s. %(reason)s") % {"title": load().steps[step].title, "reason": reason}
        told: dict[str, Any] = {"text": text.strip(), "withdraws": old, "shared": standing.shared}
        entry = enter(case=case, by=by, today=today, kind="step_withdrawn", **told)
        rewrite_open_steps(case)
    return entry


def open_item(*, case: Case, by: Actor, act: Act, step: str, subject: str, round: int) -> Asked:
    """The step as the plan has it, if it is open and the actor's unit does it. Inside the act's transaction."""
    require(by, act, case)
    found = asked(case, step=step, subject=subject, round=round, unit=by.unit)
    if found is None:
        raise ActRefused(_("Steget finns inte i planen längre. Uppgifterna i ärendet har ändrats. Ladda om sidan."))
    if not law.is_open(found.item):
        raise ActRefused(already(case, step, subject, round))
    require_own_unit(by, found.item.step)
    return found


def require_own_unit(by: Actor, step: law.StepRule) -> None:
    """Refuse a step that another unit does."""
    if step.unit != by.unit:
        unit = load().organisation.unit(step.unit).label
        raise ActRefused(_("Det här steget görs av %(unit)s.") % {"unit": unit})


def _require_may_skip(by: Actor, step: law.StepRule) -> None:
    if step.done_when and step.origin is law.Origin.LAW:
        raise ActRefused(_("Det här steget krävs av lag och kan inte hoppas över. Ta ställning i stället."))
    if step.skip is law.Skip.NEVER:
        raise ActRefused(
            _("Det här steget krävs av lag och kan inte hoppas över. Gör det, eller be din chef om hjälp.")
        )
    if not may_skip(by, step):
        raise ActRefused(_("Bara 1:e socialsekreterare eller enhetschef får bestämma att steget inte ska göras."))


def may_skip(by: Actor, step: law.StepRule) -> bool:
    """May this person decide that the step is not done? What the law wants of everybody, nobody may skip."""
    if step.skip is law.Skip.NEVER or (step.done_when and step.origin is law.Origin.LAW):
        return False
    return step.skip is law.Skip.CASEWORKER or by.role in LEADS


def already(case: Case, step: str, subject: str, round: int) -> str:
    """Who was first, for the second of two."""
    standing = StandingStep.objects.select_related("by").filter(case=case, step=step, subject=subject, round=round)
    first = standing.first()
    if first is None:
        return _("Steget är redan klart. Ladda om sidan.")
    if first.state == law.StandingState.SKIPPED:
        return _("%(name)s har redan bestämt att steget inte ska göras.") % {"name": first.by.name}
    if first.state == law.StandingState.POSTPONED:
        return _("%(name)s har redan skjutit upp steget. Öppna det igen först.") % {"name": first.by.name}
    return _("%(name)s har redan gjort klart steget. Din text är kvar här nedanför.") % {"name": first.by.name}


def _let_stand(
    *,
    case: Case,
    by: Actor,
    today: date,
    found: Asked,
    state: law.StandingState,
    text: str,
    reason: str = "",
    message: str = "",
) -> JournalEntry:
    item, key = found.item, _key_of(found.item)
    try:
        with transaction.atomic():
            make_room(case, item, today, law.StandingState.POSTPONED)
            told = {"state": state, "on": today, "by_id": by.id, "reason": reason[:400], "rests_on": item.rests_on}
            standing = StandingStep.objects.create(case=case, **key, **told, unit=by.unit, shared=not found.own)
            shown, handed = shown_then(item) | {"standing": str(standing.pk)}, None
            if (unit := item.step.hands_to) and state is law.StandingState.DONE:
                handed = hand_to(case=case, by=by, today=today, unit=unit, message=message, done=key)
                shown["handover"] = str(handed.pk)
            to_all = item.step.shared and not found.own
            entry = enter(case=case, by=by, today=today, kind="step", text=text, shown=shown, shared=to_all)
            if handed:
                tell_receiver(handed, today=today)
            rewrite_open_steps(case)
    except IntegrityError as error:
        raise ActRefused(already(case, **key)) from error
    return entry


def _key_of(item: law.PlanItem) -> dict[str, Any]:
    return {"step": item.step.id, "subject": item.subject, "round": item.round}


def make_room(case: Case, item: law.PlanItem, today: date, *also: law.StandingState) -> None:
    """Take away the row of what no longer holds, so that what is decided now can stand; the journal keeps both.

    It fell when the facts changed, or was decided before the step was asked for anew. ``also``: states to replace.
    """
    fallen = item.standing is not None and item.standing.rests_on != item.rests_on
    states = [*also, *((law.StandingState.SKIPPED, law.StandingState.POSTPONED) if fallen else ())]
    before = Q(on__lt=min(item.appears_on or today, today))
    rows = StandingStep.objects.filter(case=case, **_key_of(item))
    rows.filter(before | Q(state__in=states)).delete()


def shown_then(item: law.PlanItem) -> dict[str, Any]:
    """What the worker saw when deciding: kept in the entry, so that history never changes with the content."""
    reasons = [[reason.kind, reason.name, reason.day and reason.day.isoformat()] for reason in item.reasons]
    return _as_written(item) | {"reasons": reasons, "edition": load().rules.edition}


def final_plan(plan: law.Plan) -> list[dict[str, Any]]:
    """The plan as it stood when a case was closed: every step with its words, its day and what became of it."""
    return [_as_written(item) | {"state": _state_then(item)} for item in plan.items]


def _as_written(item: law.PlanItem) -> dict[str, Any]:
    return {
        "step": item.step.id,
        "subject": item.subject,
        "round": item.round,
        "title": item.step.title,
        "due": item.due.isoformat() if item.due else None,
        "due_certain": item.due_certain,
    }


def _state_then(item: law.PlanItem) -> str:
    if item.done_on:
        return law.State.DONE
    return law.State.OPEN if law.is_open(item) else law.State.SKIPPED
