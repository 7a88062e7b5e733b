"""Which of the follow-ups one is, and when it may be made."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused
from kvar.casework.plans import plan_of
from kvar.content.coordination_enforcement import FollowUpResult, FollowUpStep
from kvar.content.load import load
from kvar.paper.days import spoken_day
from kvar.records.models import Case, OpenStep

WHOLE_CASE = "case"  # the subject of a follow-up's step


@dataclass(frozen=True)
class RoundTold:
    """``number`` of ``of``, the earliest first. ``opens``: the first day it may be made; None where any day will do."""

    number: int
    of: int
    due: date
    opens: date | None


def round_told(case: Case, step: str, round: int, *, actor: Actor) -> RoundTold | None:
    """The round in the plan as the actor's unit sees it; None where the plan has no such round, or no day for it."""
    items = (item for item in plan_of(case, unit=actor.unit).items if item.step.id == step)
    turns = sorted(((item.round, item.due) for item in items), key=lambda turn: turn[0])
    number, due = next(((number, due) for number, (turn, due) in enumerate(turns, 1) if turn == round), (0, None))
    if due is None:
        return None
    return RoundTold(number, len(turns), due, _opens(load().coordination.enforcement.follow_up(step), due))


def _opens(about: FollowUpStep, due: date) -> date | None:
    return None if about.early_days is None else due - timedelta(days=about.early_days)


def require_its_time(case: Case, about: FollowUpStep, result: FollowUpResult, *, round: int, on: date) -> None:
    """A round is about its own day, and what the law lets go on for a time only ends (SoL 23:5).

    A *vill inte* is heeded whenever it is said, and who was not reached leaves the round open.
    """
    row = OpenStep.objects.filter(case=case, step=about.step, subject=WHOLE_CASE, round=round).first()
    if row is None:
        return
    if row.ends_on and on > row.ends_on:
        sentence = _("Uppföljningen av barnet fick pågå till och med %s. Efter den dagen får den inte göras.")
        raise ActRefused(sentence % spoken_day(row.ends_on, written_on=on), field="on")
    opens = _opens(about, row.due) if row.due and result.ends_round and not result.ends_contact else None
    if row.due and opens and on < opens:
        sentence = _(
            "Den här uppföljningen är %(due)s och kan göras tidigast %(opens)s. En kontakt före dess skrivs in i "
            "ärendet som en kontakt."
        )
        days = {"due": spoken_day(row.due, written_on=on), "opens": spoken_day(opens, written_on=on)}
        raise ActRefused(sentence % days, field="on")


__all__ = ["WHOLE_CASE", "RoundTold", "require_its_time", "round_told"]
