"""A draft or a proposal tried against the cases: which steps appear, vanish or move, and who gets another section.

The cases are those open today and those opened the last year. Only numbers are kept, never which cases; a protected
household is in none of them. It is done a portion at a time, so that progress is seen and the page can be left.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, require
from kvar.casework.access_table import Act
from kvar.casework.editions.store import draft_folder
from kvar.casework.editions.telling import about
from kvar.casework.errors import ActRefused
from kvar.casework.facts import facts_of, with_everything
from kvar.content.finding import ContentError
from kvar.content.library import Library
from kvar.content.load import load
from kvar.records.models import Case, ContentDraft, PublishedEdition, Trial

PORTION = 200  # cases at a time: about a second
YEAR = timedelta(days=365)
_WEEK = timedelta(days=7)  # so long a count says how the cases are
TOUCHED, SECTION = "touched", "section"
APPEARS, VANISHES, EARLIER, LATER = "appears", "vanishes", "earlier", "later"


@dataclass(frozen=True)
class StepEffect:
    """In how many cases a step appears, vanishes, or gets an earlier or a later day, as ``about`` tells it.

    A step of which nothing may be told is not there: that it was there would tell of a case.
    """

    step: str
    appears: int | None
    vanishes: int | None
    earlier: int | None
    later: int | None


@dataclass(frozen=True)
class Effects:
    """How far a trial has come, and what it has found so far. ``touched``: cases where anything differs.

    ``done`` and ``total`` are exact, for the work and not for showing; the others are told by ``about``.
    """

    done: int
    total: int
    touched: int | None
    other_section: int | None
    steps: tuple[StepEffect, ...]

    @property
    def whole(self) -> bool:
        return self.done >= self.total


def effects_of(digest: str, *, today: date) -> Effects | None:
    """What has been found lately of an edition, beside the one in force; None where nobody has begun: one query."""
    trial = _fresh(digest, load().digest, today).first()
    return _effects(trial) if trial else None


def trial_is_whole(edition: PublishedEdition, *, against: str, today: date) -> bool:
    """Has it lately been tried against every case, beside the edition that is in force?"""
    trial = _fresh(edition.digest, against, today).first()
    return trial is not None and trial.done >= trial.total


def _fresh(digest: str, against: str, today: date) -> QuerySet[Trial]:
    return Trial.objects.filter(digest=digest, against=against, today__gt=today - _WEEK)


@transaction.atomic
def try_on_cases(*, by: Actor, today: date, digest: str, library: Library) -> Effects:
    """One portion more; the first call begins, anew after a week. Once it is whole, nothing more happens."""
    require(by, Act.CHANGE_CONTENT)
    Trial.objects.filter(digest=digest, against=load().digest, today__lte=today - _WEEK).delete()
    cases = cases_tried(today)
    trial, _begun = Trial.objects.get_or_create(
        digest=digest, against=load().digest, defaults={"today": today, "total": cases.count()}
    )
    ahead = cases.filter(pk__gt=trial.cursor) if trial.cursor else cases
    portion = list(with_everything(ahead)[:PORTION])
    counted = _added(trial.counted, _counted(portion, load().rules, library.rules))
    done = trial.done + len(portion) if portion else trial.total
    cursor = portion[-1].pk if portion else trial.cursor
    mine = Trial.objects.filter(pk=trial.pk, cursor=trial.cursor)
    if not mine.update(cursor=cursor, done=min(done, trial.total), counted=counted):
        raise ActRefused(_("Någon annan räknar samtidigt. Ladda om sidan."))
    trial.refresh_from_db()
    return _effects(trial)


def library_of_draft(draft: ContentDraft) -> Library:
    """The draft as one Library. Raises ActRefused while there are faults in it."""
    try:
        return load(draft_folder(draft.pk))
    except ContentError as error:
        raise ActRefused(_("Utkastet har fel som behöver rättas först. De står under Kontroll.")) from error


def cases_tried(today: date) -> QuerySet[Case]:
    """Those open today and those opened the last year, of the whole city, without the protected: for counts alone."""
    last_year = Q(opened_on__gt=today - YEAR)
    return Case.objects.filter(Q(closed_on=None) | last_year, household__protected=False).order_by("pk")


def _counted(cases: Iterable[Case], old: law.Rules, new: law.Rules) -> Counter[str]:
    """Keys: what is counted, or ``step:what``."""
    found: Counter[str] = Counter()
    for case in cases:
        facts = facts_of(case)
        before, after = law.plan(facts, old), law.plan(facts, new)
        differs = _differs(before, after)
        found.update(differs)
        found[SECTION] += before.section is not after.section
        found[TOUCHED] += bool(differs) or before.section is not after.section
    return found


def _differs(before: law.Plan, after: law.Plan) -> set[str]:
    """What differs in one case, each step once."""
    old, new = _days(before), _days(after)
    found = {f"{step}:{APPEARS}" for step in new.keys() - old.keys()}
    found |= {f"{step}:{VANISHES}" for step in old.keys() - new.keys()}
    for step in old.keys() & new.keys():
        if old[step] != new[step]:
            sooner = min(new[step], default=date.max) < min(old[step], default=date.max)
            found.add(f"{step}:{EARLIER if sooner else LATER}")
    return found


def _days(plan: law.Plan) -> Mapping[str, list[date]]:
    """The open steps with the days of each, in order; a step without a day is there without one."""
    found: dict[str, list[date]] = defaultdict(list)
    for item in plan.items:
        if law.is_open(item):
            found[item.step.id] += [item.due] if item.due else []
    return {step: sorted(days) for step, days in found.items()}


def _added(counted: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    return dict(Counter(counted) + Counter(more))


def _effects(trial: Trial) -> Effects:
    counted = Counter[str](trial.counted)
    steps = sorted({key.split(":")[0] for key, n in counted.items() if ":" in key and about(n) is not None})
    return Effects(
        done=trial.done,
        total=trial.total,
        touched=about(counted[TOUCHED]),
        other_section=about(counted[SECTION]),
        steps=tuple(
            StepEffect(step, *(about(counted[f"{step}:{what}"]) for what in (APPEARS, VANISHES, EARLIER, LATER)))
            for step in steps
        ),
    )
