"""What a meeting ought to talk about: open questions, what is late, what the law wants soon. Proposed, not decided."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.meetings.reader import open_decisions
from kvar.casework.plans import plan_of
from kvar.content.load import load
from kvar.records.models import Case

SOON = timedelta(days=14)
MOST = 8  # a short meeting


def agenda_for(case: Case, *, by: Actor, today: date) -> tuple[str, ...]:
    """Points to begin from, most pressing first: what the actor may see, and nothing of another unit's own steps."""
    plan = plan_of(case)
    seen = [one for one in law.seen_on(plan, today) if _visible(one.item.step, by)]
    late = [one for one in seen if one.state is law.State.OVERDUE]
    soon = [one for one in seen if one.state in (law.State.OPEN, law.State.SOON) and _by_law_soon(one, today)]
    found = [_("Bestämt förra gången: %s") % decision.what for decision in open_decisions(case)]
    found += [_("Försenat: %s") % one.item.step.title for one in late]
    found += [_("Sista dag enligt lag: %s") % one.item.step.title for one in soon]
    found += [load().question(asked.question).text for asked in plan.questions if asked.is_asked_on(today)]
    return tuple(dict.fromkeys(found))[:MOST]


def outside_agenda() -> tuple[str, ...]:
    """Points for a meeting with somebody from outside: nothing of ours, whatever is open or late in the case."""
    return (
        _("Vad som behövs för att hushållet ska kunna bo kvar"),
        _("Vem som gör vad, och till vilken dag"),
        _("När vi följer upp"),
    )


def _visible(step: law.StepRule, by: Actor) -> bool:
    return step.unit == by.unit or step.shared


def _by_law_soon(seen: law.SeenItem, today: date) -> bool:
    item = seen.item
    return item.step.origin is law.Origin.LAW and item.due is not None and item.due <= today + SOON
