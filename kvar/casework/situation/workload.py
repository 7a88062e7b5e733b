"""How much everybody has, weighted by the content, and who could take what nobody has. Proposals, never acts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.access_table import Role
from kvar.casework.my_day.worklist import has_child
from kvar.casework.owner.duty import Roster
from kvar.casework.owner.ownerless import stands_alone
from kvar.content.load import load
from kvar.records.models import Case, Notice, Track, User


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one person has: open cases, and what they weigh together."""

    user: User
    on_duty: bool
    cases: int
    with_children: int
    weight: int


@dataclass(frozen=True, kw_only=True)
class UnitLoad:
    """What one unit has: its part of open cases, and how many of them nobody is responsible for."""

    unit: str
    label: str
    cases: int
    ownerless: int


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Who could take a case, and why. ``user`` None: nobody in the unit can."""

    user: User | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Weighed:
    """A unit's part of a case, and what it weighs when work is shared out."""

    track: Track
    with_children: bool
    weight: int


def weighed_tracks(actor: Actor, *, today: date) -> list[Weighed]:
    """Every open case of the actor's unit that the actor sees; one query."""
    weights = load().coordination.owning.weights
    since = today - timedelta(days=weights.new_days)
    enforced = Notice.objects.filter(case=OuterRef("case"), ground="enforcement")
    tracks = Track.objects.filter(unit=actor.unit, case__closed_on=None, case__in=cases_visible_to(actor))
    found = tracks.annotate(child=has_child("case__household"), enforced=Exists(enforced))
    return [
        Weighed(
            track=track,
            with_children=track.child,
            weight=weights.case
            + weights.with_children * track.child
            + weights.enforcement * track.enforced
            + weights.new * (track.case.opened_on >= since),
        )
        for track in found.select_related("case__household").order_by("case__opened_on", "pk")
    ]


def loads_of(weighed: Iterable[Weighed], roster: Roster, *, unit: str) -> tuple[Load, ...]:
    """Everybody in the unit with what they have, the most loaded first."""
    has: dict[UUID, list[Weighed]] = defaultdict(list)
    for one in weighed:
        if one.track.responsible_id:
            has[one.track.responsible_id].append(one)
    loads = [
        Load(
            user=user,
            on_duty=roster.is_on_duty(user),
            cases=len(has[user.pk]),
            with_children=sum(one.with_children for one in has[user.pk]),
            weight=sum(one.weight for one in has[user.pk]),
        )
        for user in roster.unit(unit)
    ]
    return tuple(sorted(loads, key=lambda one: (-one.weight, one.user.name)))


def unit_loads(actor: Actor, roster: Roster) -> tuple[UnitLoad, ...]:
    """Every unit of the actor's administration, as counts only; one query."""
    tracks = Track.objects.filter(case__administration=actor.administration, case__closed_on=None)
    if not actor.cleared:
        tracks = tracks.filter(case__household__protected=False)
    free = Count("pk", filter=stands_alone(roster))
    rows = tracks.order_by("unit").values("unit").annotate(cases=Count("pk"), free=free)
    counted = {row["unit"]: (row["cases"], row["free"]) for row in rows}
    return tuple(
        UnitLoad(unit=unit.id, label=unit.label, cases=counted[unit.id][0], ownerless=counted[unit.id][1])
        for unit in load().organisation.units
        if unit.id in counted
    )


def propose(waiting: Sequence[Weighed], loads: Iterable[Load], *, known: dict[UUID, set[UUID]]) -> dict[UUID, Proposal]:
    """Track → who could take it. Each proposal counts as taken, so that the next one goes to somebody else.

    ``known``: household → who has had a case there before.
    """
    able = {one.user.pk: one for one in loads if one.on_duty and one.user.role == Role.CASEWORKER}
    weight = {pk: one.weight for pk, one in able.items()}
    found: dict[UUID, Proposal] = {}
    for one in waiting:
        chosen = _chosen(one.track.case, able, weight, known)
        found[one.track.pk] = _proposal(chosen, one.track.case, able, weight, known)
        if chosen:
            weight[chosen] += one.weight
    return found


def _chosen(case: Case, able: dict[UUID, Load], weight: dict[UUID, int], known: dict[UUID, set[UUID]]) -> UUID | None:
    may = [pk for pk, one in able.items() if one.user.cleared or not case.household.protected]
    ease = load().coordination.owning.weights.known_before
    before = known.get(case.household_id, set())
    rank = {pk: (weight[pk] - ease * (pk in before), pk not in before, able[pk].user.name) for pk in may}
    return min(may, key=rank.__getitem__, default=None)


def _proposal(
    chosen: UUID | None, case: Case, able: dict[UUID, Load], weight: dict[UUID, int], known: dict[UUID, set[UUID]]
) -> Proposal:
    if chosen is None:
        return Proposal(user=None, reasons=(_("Ingen i enheten som kan ta det är i tjänst."),))
    reasons = [_("är i tjänst idag")]
    if weight[chosen] == min(weight.values()):
        reasons.append(_("har minst att göra just nu"))
    if chosen in known.get(case.household_id, set()):
        reasons.append(_("har haft hushållet förut"))
    if case.household.protected:
        reasons.append(_("får se skyddade uppgifter"))
    return Proposal(user=able[chosen].user, reasons=tuple(reasons))


def known_before(waiting: Iterable[Weighed], *, unit: str) -> dict[UUID, set[UUID]]:
    """Household → who in the unit has been responsible there in another case; one query."""
    households = {one.track.case.household_id for one in waiting}
    earlier = Track.objects.filter(unit=unit, case__household__in=households).exclude(responsible=None)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for household, user in earlier.order_by("pk").values_list("case__household", "responsible"):
        found[household].add(user)
    return found
