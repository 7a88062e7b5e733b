"""How the case went: the outcome, and for a closed case the plan as it stood when it was closed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry


@dataclass(frozen=True, kw_only=True)
class FinalStep:
    """One step as it was written when the case was closed. ``due`` None: it had no day of its own."""

    id: str
    title: str
    due: date | None
    due_certain: bool
    state: str


@dataclass(frozen=True, kw_only=True)
class EndingShown:
    """``outcome`` is empty in a case closed without one; ``closed_on`` None: the case is in follow-up."""

    outcome: str
    outcome_on: date | None
    causes: tuple[str, ...]
    closed_on: date | None
    words: str
    final_plan: tuple[FinalStep, ...]


def ending_of(case: Case, *, actor: Actor) -> EndingShown | None:
    """The ending, or None while the case is open without an outcome; one query, for a closed case only."""
    if not case.outcome and not case.closed_on:
        return None
    codes = load().codes
    entry = _closing_entry(case) if case.closed_on else None
    words = getattr(entry, "words", None)
    return EndingShown(
        outcome=codes.outcome(case.outcome).label if case.outcome else "",
        outcome_on=case.outcome_on,
        causes=tuple(codes.cause(cause).label for cause in case.causes),
        closed_on=case.closed_on,
        words=words.text if words else "",
        final_plan=tuple(_final_step(row, actor) for row in words.shown.get("plan", ())) if words else (),
    )


def _closing_entry(case: Case) -> JournalEntry | None:
    return JournalEntry.objects.filter(case=case, kind="closed").select_related("words").last()


def _final_step(row: dict[str, Any], actor: Actor) -> FinalStep:
    """As written then; another unit's own step keeps its title to itself."""
    due = date.fromisoformat(row["due"]) if row["due"] else None
    rule = load().steps.get(row["step"])
    hidden = rule is not None and not rule.shared and rule.unit != actor.unit
    title = _("Enhetens eget steg") if hidden else row["title"]
    return FinalStep(id=row["step"], title=title, due=due, due_certain=row["due_certain"], state=_state(row))


def _state(row: dict[str, Any]) -> str:
    """What became of the step, in a word."""
    return {"done": _("klart"), "skipped": _("gjordes inte"), "open": _("inte gjort")}.get(row.get("state", ""), "")
