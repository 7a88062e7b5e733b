"""Last year's cases by what is in force, and by what is tried: who would have gone elsewhere, earlier or later.

The homes are looked up for all of them; the steps are computed for a sample, so that the page answers in a second or
two. A case's id is drawn by chance, so the first ones by id are a sample drawn by chance, and the same each time.

A process leader sees no cases: her numbers are of the whole city and told to the nearest five, and a small one is only
told to be small. She moves whole areas alone (``candidates``), so that one trial less another tells of no household.
Those who lead a unit see the numbers of the cases that they may see, and a few of the cases. Protected households are
in none of it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import QuerySet

from kvar import law
from kvar.casework.access import Actor, cases_visible_to, may, require
from kvar.casework.access_table import Act
from kvar.casework.editions.telling import about
from kvar.casework.editions.trial import cases_tried
from kvar.casework.facts import facts_of, with_everything
from kvar.casework.what_if.comparing import differences_of
from kvar.casework.what_if.homes import NOT_TOLD, home_moves
from kvar.content.library import Library
from kvar.content.load import load
from kvar.records.models import Case

YEAR = timedelta(days=365)
SAMPLE = 200  # cases whose steps are computed: about a second
FEW = 5  # cases that are named

Found = Mapping[tuple[str, str], list[Case]]


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many cases. ``number`` None: few, and no more is told. ``about``: to the nearest five. ``cases``: a few."""

    number: int | None
    about: bool
    cases: tuple[Case, ...]


@dataclass(frozen=True, kw_only=True)
class StepMoved:
    """One step, and how many cases there are of each thing that becomes of it (``comparing``)."""

    step: str
    counts: Mapping[str, Count]


@dataclass(frozen=True, kw_only=True)
class HomesMoved:
    """Cases that went to one administration and would have gone to another."""

    from_: str
    to: str
    count: Count


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """``total``: last year's cases. ``sampled``: of those, the steps are computed. ``touched``: any step differs.

    ``sections``: those touched, by the section of the routine that they stand in: no edition decides that.
    ``homes_unjudged``: homes without a postal code, or with one that the list does not place.
    """

    total: Count
    sampled: Count
    touched: Count
    sections: Mapping[law.Section, Count]
    steps: tuple[StepMoved, ...]
    homes: tuple[HomesMoved, ...]
    homes_unjudged: Count


def outcomes_of(actor: Actor, *, tried: Library, today: date) -> Outcomes:
    """What would have become of last year's cases. Nothing is written. Raises Unseen."""
    require(actor, Act.TRY_RULES)
    cases = last_years_cases(actor, today)
    sample = list(with_everything(cases)[:SAMPLE]) if tried.rules != load().rules else []
    telling = _Telling(actor)
    moved = _by_step(sample, tried)
    touched = {case.pk: case for found in moved.values() for case in found}
    homes = home_moves(cases.select_related("household__dwelling").iterator(), load(), tried)
    return Outcomes(
        total=telling.number(cases.count()),
        sampled=telling.number(len(sample)) if sample else Count(number=0, about=False, cases=()),
        touched=telling.count(touched.values()),
        sections={section: telling.number(n) for section, n in _by_section(touched.values()).items()},
        steps=_steps(moved, telling),
        homes=tuple(
            HomesMoved(from_=old, to=new, count=telling.count(found))
            for (old, new), found in sorted(homes.items())
            if new != NOT_TOLD and telling.may_tell(found)
        ),
        homes_unjudged=telling.count(case for (_old, new), found in homes.items() if new == NOT_TOLD for case in found),
    )


def last_years_cases(actor: Actor, today: date) -> QuerySet[Case]:
    """In the order of their ids: the whole city's for a process leader, else those that the actor may see."""
    every = cases_tried(today) if may(actor, Act.CHANGE_CONTENT) else cases_visible_to(actor)
    return every.filter(opened_on__gt=today - YEAR, opened_on__lte=today, household__protected=False).order_by("pk")


def _by_step(sample: Iterable[Case], tried: Library) -> Found:
    found: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for case in sample:
        for what in differences_of(facts_of(case), load().rules, tried.rules):
            found[what].append(case)
    return found


def _by_section(cases: Iterable[Case]) -> Mapping[law.Section, int]:
    """How many stand in each section, the empty ones too."""
    found = Counter(law.section_of(facts_of(case)) for case in cases)
    return {section: found[section] for section in law.Section}


def _steps(moved: Found, telling: "_Telling") -> tuple[StepMoved, ...]:
    rows: dict[str, dict[str, Count]] = defaultdict(dict)
    for (step, what), cases in sorted(moved.items(), key=lambda row: row[0]):
        if telling.may_tell(cases):
            rows[step][what] = telling.count(cases)
    return tuple(StepMoved(step=step, counts=counts) for step, counts in rows.items())


class _Telling:
    """How a number is told to this actor; the cases that are named are noted in her look."""

    def __init__(self, actor: Actor) -> None:
        self.actor, self.coarse = actor, may(actor, Act.CHANGE_CONTENT)

    def number(self, n: int) -> Count:
        return Count(number=about(n) if self.coarse else n, about=self.coarse, cases=())

    def may_tell(self, cases: Sequence[Case]) -> bool:
        """May it be told that there are any? One row would tell of a case to whoever sees none."""
        return self.number(len(cases)).number is not None

    def count(self, cases: Iterable[Case]) -> Count:
        found = list(cases)
        named = () if self.coarse else tuple(found[:FEW])
        for case in named:
            self.actor.look.note(Act.TRY_RULES.value, f"case:{case.pk}", self.actor.relation)
        return replace(self.number(len(found)), cases=named)
