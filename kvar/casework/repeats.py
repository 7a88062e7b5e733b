"""How often it has happened: per household, home and ground, within 6, 12 and 24 months, over closed cases too.

Counted back from the newest notice, so that the count changes when something comes in and not because time passes.
Papers about one debt are one event. The levels are content (``coordination.yaml``): how many of what raise which.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, notices_visible_to
from kvar.casework.matching import folded
from kvar.casework.telling import tell
from kvar.content.coordination_levels import RepeatLevel
from kvar.content.load import load
from kvar.records.models import Case, Notice, SameHousehold

SPANS = (6, 12, 24)
TOLD = "repeats"


@dataclass(frozen=True, kw_only=True)
class EarlierShown:
    """A notice of the household that came in another case."""

    notice: Notice
    kind: str
    arrived_on: date
    same_home: bool


@dataclass(frozen=True, kw_only=True)
class GroundCount:
    """``within`` counts events within 6, 12 and 24 months, ``here`` those of the last 24 months in this very home."""

    ground: str
    label: str
    within: tuple[int, int, int]
    here: int


@dataclass(frozen=True, kw_only=True)
class LevelShown:
    """A level that the counts have raised, why in one sentence, and the steps that the routine asks for then."""

    id: str
    label: str
    why: str
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Repeats:
    counts: tuple[GroundCount, ...]
    levels: tuple[LevelShown, ...]
    earlier: tuple[EarlierShown, ...]

    @property
    def word(self) -> str:
        """The level as one word on a list; empty where nothing repeats."""
        return self.levels[-1].label if self.levels else ""


def household_papers(path: str) -> "tuple[Prefetch[Any], Prefetch[Any]]":
    """What ``repeats_of`` reads, for a query over cases; ``path`` leads to the household."""
    ties = SameHousehold.objects.select_related("other__dwelling").prefetch_related("other__notices")
    return Prefetch(f"{path}__notices"), Prefetch(f"{path}__same_as", queryset=ties)


def earlier_notices(case: Case) -> list[Notice]:
    """The household's notices in other cases. A protected household leaves no trace in one that is not."""
    household, found = case.household, {}
    for notice in household.notices.all():
        found[notice.pk] = notice
    for tie in household.same_as.all():
        if tie.other.protected and not household.protected:
            continue
        for notice in tie.other.notices.all():
            found[notice.pk] = notice
    here = [notice for notice in found.values() if notice.case_id != case.pk and not notice.passed_on]
    return sorted((notice for notice in here if household.protected or not notice.protected), key=_order)


def _order(notice: Notice) -> tuple[date, str]:
    return notice.arrived_on, str(notice.pk)


def repeats_of(case: Case) -> Repeats:
    """Counts, levels and the earlier papers of a case that was read with ``household_papers``."""
    earlier = earlier_notices(case)
    events = _events([*earlier, *(notice for notice in case.notices.all() if not notice.passed_on)])
    homes = {tie.other_id: folded(tie.other.dwelling.address) for tie in case.household.same_as.all()}
    home = folded(case.household.dwelling.address)
    elsewhere = {id for id, address in homes.items() if not home or address != home}
    kinds = load().codes
    return Repeats(
        counts=_counts(events, elsewhere),
        levels=tuple(_level_shown(level, events) for level in _raised(events)),
        earlier=tuple(
            EarlierShown(
                notice=notice,
                kind=kinds.notice_kind(notice.kind).label,
                arrived_on=notice.arrived_on,
                same_home=notice.household_id not in elsewhere,
            )
            for notice in reversed(earlier)
        ),
    )


def repeats_seen_by(actor: Actor, case: Case) -> Repeats:
    """The counts and levels that the shared plan rests on, and the earlier papers that the actor may open."""
    found = repeats_of(case)
    if not found.earlier:
        return found
    earlier = [one.notice.pk for one in found.earlier]
    seen = set(notices_visible_to(actor).filter(pk__in=earlier).values_list("pk", flat=True))
    return replace(found, earlier=tuple(one for one in found.earlier if one.notice.pk in seen))


def _events(notices: Iterable[Notice]) -> list[Notice]:
    """Papers about one debt, or with one reference at Kronofogden, are one event: the one that came first.

    Kronofogden's paper is the next stage of a debt that the case has a notice of already. Only what there are more of
    than such notices is new.
    """
    rows = sorted(notices, key=_order)
    by_id = {row.pk: row for row in rows}
    first: dict[tuple[object, ...], Notice] = {}
    for row in (row for row in rows if row.same_debt_as_id not in by_id):
        first.setdefault(_matter(row), row)
    return [*_without_next_stages(first.values())]


def _without_next_stages(events: Iterable[Notice]) -> Iterator[Notice]:
    open_debts: list[tuple[UUID | None, str]] = []
    for event in events:
        debt = (event.case_id, _about(event))
        if event.ground != law.Ground.ENFORCEMENT:
            open_debts.append(debt)
        elif same := [one for one in open_debts if one == debt or one[0] == event.case_id and not event.cause]:
            open_debts.remove(same[0])
            continue
        yield event


def _matter(notice: Notice) -> tuple[object, ...]:
    """The same for the papers of one matter at Kronofogden in one case; any other paper is a matter of its own."""
    at_authority = notice.ground == law.Ground.ENFORCEMENT and notice.reference.strip()
    return (notice.case_id, folded(notice.reference)) if at_authority else (notice.pk,)


def _about(event: Notice) -> str:
    """What the debt is: the cause behind Kronofogden's paper where it is known. The stage is not the cause."""
    return event.cause or event.ground


def _within(events: list[Notice], grounds: frozenset[str], months: int) -> list[Notice]:
    """The events on these grounds within so many months of the newest of them."""
    about = [event for event in events if not grounds or _about(event) in grounds]
    if not about:
        return []
    period = law.Period(number=months, unit=law.Unit.MONTHS)
    return [event for event in about if about[-1].arrived_on <= law.ends_on(period, event.arrived_on)]


def _counts(events: list[Notice], elsewhere: set[UUID]) -> tuple[GroundCount, ...]:
    grounds = dict.fromkeys(_about(event) for event in events)
    found = []
    for ground in grounds:
        six, twelve, most = (_within(events, frozenset({ground}), months) for months in SPANS)
        here = sum(event.household_id not in elsewhere for event in most)
        label = load().codes.ground(ground).label
        within = (len(six), len(twelve), len(most))
        found.append(GroundCount(ground=ground, label=label, within=within, here=here))
    return tuple(found)


def _raised(events: list[Notice]) -> list[RepeatLevel]:
    """The levels of the content that the events reach, in the content's order: the last is the highest."""
    return [
        level
        for level in load().coordination.levels
        if len(_within(events, frozenset(level.grounds), level.months)) >= level.at_least
    ]


def _level_shown(level: RepeatLevel, events: list[Notice]) -> LevelShown:
    counted = len(_within(events, frozenset(level.grounds), level.months))
    why = _("%(counted)d gånger inom %(months)d månader. Nivån börjar vid %(least)d.")
    told = {"counted": counted, "months": level.months, "least": level.at_least}
    return LevelShown(id=level.id, label=level.label, why=why % told, steps=level.steps)


def tell_of_repeats(case: Case, *, today: date, by: UUID) -> None:
    """Tell the units that a level names, once for each level and number. Inside the act that brought the notice."""
    read = Case.objects.filter(pk=case.pk).select_related("household__dwelling")
    fresh = read.prefetch_related("notices", "tracks", *household_papers("household")).get()
    units = [track.unit for track in fresh.tracks.all()]
    for level, unit, counted in to_tell([*earlier_notices(fresh), *fresh.notices.all()], units):
        key = f"{TOLD}:{level}:{case.pk}:{unit}:{counted}"
        place: dict[str, Any] = {"administration": fresh.administration, "unit": unit, "case": fresh}
        tell(kind=TOLD, key=key, today=today, by=by, **place)


def to_tell(notices: Iterable[Notice], units: Iterable[str]) -> list[tuple[str, str, int]]:
    """Level, unit and number for each telling that these notices call for."""
    events, there = _events(notice for notice in notices if not notice.passed_on), set(units)
    return [
        (level.id, unit, len(_within(events, frozenset(level.grounds), level.months)))
        for level in _raised(events)
        for unit in sorted(there.intersection(level.tells))
    ]
