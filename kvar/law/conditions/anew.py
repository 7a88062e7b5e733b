"""A paper that comes after a final outcome starts anew: what was settled before is neither prevented nor counted."""

from dataclasses import replace

from kvar.law.conditions.finding import CASE
from kvar.law.facts import EarlierNotice, Enforcement, Facts, Notice
from kvar.law.kinds import Ground


def is_settled(facts: Facts, notice: Notice) -> bool:
    """Is the final outcome about this paper? What came after it is not."""
    outcome = facts.outcome
    return bool(outcome and outcome.final and (outcome.about is None or notice.id in outcome.about))


def is_evicted(facts: Facts, notice: Notice) -> bool:
    """Has the home that this paper is about been lost since it came? One that came later is about another danger."""
    outcome = facts.outcome
    if outcome and outcome.final and not is_settled(facts, notice):
        return False
    lost_on = [facts.enforcement.evicted_on, outcome.on if outcome and outcome.home_kept is False else None]
    return any(day is not None and facts.arrival_of(notice) <= day for day in lost_on)


def facts_anew(facts: Facts) -> Facts | None:
    """What the steps for the papers after a final outcome rest on; None where no paper has come since.

    Their steps and clocks are counted from their own arrival. Contact, letters and what was done before are about
    what is over; what is known of the household still is.
    """
    new = tuple(notice for notice in facts.notices if not is_settled(facts, notice))
    if facts.outcome is None or not facts.outcome.final or not new:
        return None
    since = min(facts.arrival_of(notice) for notice in new)
    from_kronofogden = any(notice.ground is Ground.ENFORCEMENT for notice in new)
    return replace(
        facts,
        opened_on=since,
        notices=new,
        earlier_notices=(*facts.earlier_notices, *(_earlier(facts, n) for n in facts.notices if n not in new)),
        attempts=tuple(attempt for attempt in facts.attempts if attempt.on >= since),
        letters_sent=tuple(sent for sent in facts.letters_sent if sent[1] >= since),
        enforcement=replace(facts.enforcement, evicted_on=None) if from_kronofogden else Enforcement(),
        standing=tuple(row for row in facts.standing if row.subject != CASE or row.on >= since),
        outcome=None,
    )


def _earlier(facts: Facts, notice: Notice) -> EarlierNotice:
    return EarlierNotice(id=notice.id, arrived_on=facts.arrival_of(notice), cause=notice.cause or notice.ground)
