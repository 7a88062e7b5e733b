"""In words and outside any case: when a step is due, *senast 3 arbetsdagar efter ankomstdagen*; how long a time is."""

import re

from kvar.content.schema import Reasons
from kvar.law import DueFrom, DueRule, Origin, StepRule


def due_in_words(step: StepRule, said: Reasons) -> str:
    """The rule as a phrase; a step without a day of its own says so."""
    rule, event, phrases = step.due, said.due_events[step.due.counted_from], said.due_phrases
    if rule.counted_from is DueFrom.NEVER:
        return event
    if step.origin is Origin.LAW and rule == DueRule(counted_from=DueFrom.KNOWN):
        return phrases.at_once
    if step.at:
        rounds = phrases.rounds_in_months if rule.months else phrases.rounds
        return rounds.format(n=_listed(step.at), event=event)
    name, number = _counted(rule)
    phrase: str = getattr(
        phrases, f"one_{name.replace('days', 'day').replace('months', 'month')}" if number == 1 else name
    )
    return phrase.format(n=number, event=event)


def length_in_words(period: str, said: Reasons) -> str:
    """How long a period or a timing of the law is, by its name and without a day: *Tre veckor*, *Genast*."""
    return re.split(r"[:,.]", said.periods[period])[0]


def _counted(rule: DueRule) -> tuple[str, int]:
    """The name of the phrase, and the number in it."""
    if rule.working_days:
        return ("working_days_before" if rule.working_days < 0 else "working_days_after"), abs(rule.working_days)
    if rule.days:
        return "days_after", rule.days
    return ("months_after", rule.months) if rule.months else ("on", 0)


def _listed(days: tuple[int, ...]) -> str:
    """*1, 7 och 30*."""
    *before, last = map(str, days)
    return f"{', '.join(before)} och {last}" if before else last
