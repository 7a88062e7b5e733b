"""When did we know? The days of a case that led to an eviction, computed, so that nobody has to look them up."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kvar import law
from kvar.casework.facts import facts_of, with_everything
from kvar.content.load import load
from kvar.records.models import Case

EARLIER, FIRST, CONTACT, LAST, TOLD, EVICTED = "earlier", "first", "contact", "last_day", "time_told", "evicted"


@dataclass(frozen=True, kw_only=True)
class KnownDay:
    """``certain`` False: the earliest day that the known facts allow. ``before``: whole days before the eviction."""

    kind: str
    on: date
    certain: bool
    before: int


@dataclass(frozen=True, kw_only=True)
class Course:
    """``evicted_on`` None: no eviction is recorded. ``contact``: has anybody in the household been reached?"""

    evicted_on: date | None
    contact: bool
    days: tuple[KnownDay, ...]


def course_of(case: Case, *, unit: str) -> Course:
    """The days in order: an earlier case, the first notice, the last day, Kronofogden's time, the first contact.

    From the shared layer and what ``unit`` itself keeps; nothing of what other units keep to themselves.
    """
    facts = facts_of(with_everything(Case.objects.filter(pk=case.pk)).get(), unit=unit)
    evicted = facts.enforcement.evicted_on
    if evicted is None:
        return Course(evicted_on=None, contact=False, days=())
    found = sorted(_days(facts, evicted), key=lambda one: (one.on, one.kind))
    return Course(evicted_on=evicted, contact=any(one.kind == CONTACT for one in found), days=tuple(found))


def _days(facts: law.Facts, evicted: date) -> Iterator[KnownDay]:
    arrived = [notice.arrived_on for notice in facts.notices if notice.arrived_on]
    told = [notice.arrived_on for notice in facts.notices if notice.eviction_at and notice.arrived_on]
    days = {
        EARLIER: [notice.arrived_on for notice in facts.earlier_notices],
        FIRST: arrived,
        CONTACT: [one.on for one in facts.attempts if one.reached],
        TOLD: told,
        EVICTED: [evicted],
    }
    for kind, known in days.items():
        if known:
            yield _known(kind, min(known), evicted)
    if last := _last_day(facts):
        yield _known(LAST, last.act_by or evicted, evicted, certain=last.act_by == last.last_day and not last.missing)


def _known(kind: str, on: date, evicted: date, *, certain: bool = True) -> KnownDay:
    return KnownDay(kind=kind, on=on, certain=certain, before=(evicted - on).days)


def _last_day(facts: law.Facts) -> law.Deadline | None:
    """The latest day on which the law let the home be saved, as it was reckoned before the home was lost."""
    before = replace(facts, enforcement=law.Enforcement(), outcome=None)
    clocks = [clock for clock in law.plan(before, load().rules).clocks if clock.act_by]
    return max(clocks, key=lambda clock: clock.act_by or date.min, default=None)
