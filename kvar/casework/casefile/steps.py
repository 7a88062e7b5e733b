"""The plan as the actor may see it: own and shared steps in full; another unit's own steps not at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kvar import law
from kvar.casework.access import ADULT, Actor
from kvar.casework.casefile.received import received_on
from kvar.casework.casefile.sources import PassageShown, SourceShown, passages_of_step, sources_of_step
from kvar.casework.casefile.turning import turns_of
from kvar.casework.deadlines.explain import sentence_of
from kvar.casework.postponing import awaited_words, may_postpone
from kvar.casework.steps.completing import may_skip
from kvar.content.load import load
from kvar.records.models import Case, StandingStep, Track

WAITING = frozenset({law.State.NOT_YET, law.State.POSTPONED})
FINISHED = frozenset({law.State.DONE, law.State.SKIPPED})
STANDING = FINISHED | {law.State.POSTPONED}
Key = tuple[str, str, int]


@dataclass(frozen=True, kw_only=True)
class StepShown:
    """One step with all that its row and its page show; ``rule`` is what is written about it.

    ``until`` and ``awaits`` tell when a step that is put off comes back; ``may_wait``: may it be put off?
    ``passages``: where the handbook explains it. ``on``, ``by`` and ``reason`` tell what stands. ``about`` is the
    arrival day of the paper it concerns, where a case has several. ``passed``: the time it is to save has run out.
    """

    rule: law.StepRule
    subject: str
    round: int
    unit_label: str
    own: bool
    state: law.State
    due: date | None
    due_certain: bool
    at_once: bool
    why: tuple[str, ...]
    sources: tuple[SourceShown, ...]
    about: date | None
    on: date | None
    by: str
    reason: str
    also: tuple[str, ...]
    may_skip: bool
    may_wait: bool
    until: date | None
    awaits: str
    passed: bool
    passages: tuple[PassageShown, ...]

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def title(self) -> str:
        return self.rule.title

    @property
    def unit(self) -> str:
        return self.rule.unit

    @property
    def by_law(self) -> bool:
        return self.rule.origin is law.Origin.LAW

    @property
    def by_fact(self) -> str:
        """The condition that makes it done by itself; empty when somebody ticks it."""
        return self.rule.done_when or ""

    @property
    def key(self) -> Key:
        return (self.id, self.subject, self.round)

    @property
    def anchor(self) -> str:
        return f"steg-{self.id}-{self.subject.replace(':', '-')}-{self.round}"

    @property
    def open(self) -> bool:
        return self.state in (law.State.OPEN, law.State.SOON, law.State.OVERDUE)

    @property
    def stands(self) -> bool:
        """Has somebody, rather than a fact, made it done, skipped it or put it off?"""
        return self.state in STANDING and bool(self.by)

    @property
    def turns(self) -> tuple[str, ...]:
        """What would change that it is asked for."""
        return turns_of(self.rule)


@dataclass(frozen=True, kw_only=True)
class UnitShown:
    """One unit's part of the plan, and its room: received by whom and when, responsible, done.

    Of another unit's own steps nothing is told but where its room stands, not even how many they are.
    """

    id: str
    label: str
    own: bool
    coordinates: bool
    responsible: str
    responsible_since: date | None
    received_on: date | None
    received_at: datetime | None
    received_by: str
    done_on: date | None
    done_by: str
    steps: tuple[StepShown, ...]
    open_count: int
    done_count: int
    waiting_count: int


@dataclass(frozen=True, kw_only=True)
class _Reading:
    """Who reads which case on which day, and what is looked up for every step of it."""

    case: Case
    actor: Actor
    today: date
    names: dict[UUID, str]
    standing: dict[Key, StandingStep]
    plan: law.Plan
    arrived: dict[str, date]

    def about(self, subject: str) -> date | None:
        return self.arrived.get(subject) if len(self.arrived) > 1 else None


def steps_of(plan: law.Plan, case: Case, *, actor: Actor, today: date, names: dict[UUID, str]) -> tuple[StepShown, ...]:
    """Every step that the plan has for this case, in the order of the lists; what has ended is left out."""
    reading = _Reading(
        case=case,
        actor=actor,
        today=today,
        names=names,
        standing={(row.step, row.subject, row.round): row for row in case.standing.all()},
        plan=plan,
        arrived={f"notice:{row.pk}": row.arrived_on for row in case.notices.all()},
    )
    return tuple(_step(seen, reading) for seen in law.seen_on(plan, today) if seen.state is not law.State.ENDED)


def _step(seen: law.SeenItem, reading: _Reading) -> StepShown:
    item, rule = seen.item, seen.item.step
    stands = reading.standing.get((rule.id, item.subject, item.round)) if seen.state in STANDING else None
    waits = stands if stands and seen.state is law.State.POSTPONED else None
    return StepShown(
        rule=rule,
        subject=item.subject,
        round=item.round,
        unit_label=load().organisation.unit(rule.unit).label,
        own=rule.unit == reading.actor.unit,
        state=seen.state,
        due=item.due,
        due_certain=item.due_certain,
        at_once=law.due_at_once(item),
        why=_why(item, reading.today),
        sources=sources_of_step(rule, opened_on=reading.case.opened_on),
        about=reading.about(item.subject),
        on=stands.on if stands and not waits else item.done_on,
        by=reading.names.get(stands.by_id, "") if stands else "",
        reason=stands.reason if stands else "",
        also=item.also,
        may_skip=may_skip(reading.actor, rule),
        may_wait=may_postpone(reading.actor, rule),
        until=waits.until if waits else None,
        awaits=awaited_words(waits.awaits) if waits else "",
        passed=reading.plan.has_passed(item.subject, reading.today),
        passages=passages_of_step(rule, today=reading.today),
    )


def _why(item: law.PlanItem, today: date) -> tuple[str, ...]:
    """Conditions and the counting of the day as sentences; the sources stand by themselves."""
    reasons = (reason for reason in item.reasons if reason.kind is not law.ReasonKind.SOURCE)
    return tuple(dict.fromkeys(sentence_of(reason, today=today) for reason in reasons))


def visible(step: StepShown) -> bool:
    """Own steps, and those that another unit shares."""
    return step.own or load().steps[step.id].shared


def next_step(steps: Iterable[StepShown]) -> StepShown | None:
    """The next right step for the actor's unit: what the law wants now, then the nearest day, then the lists' order.

    What is about a time that has run out comes after everything about a home that the time may still save.
    """
    own = [step for step in steps if step.own and step.open]
    return min(own, key=_urgency, default=None)


def _urgency(step: StepShown) -> tuple[bool, bool, bool, date]:
    pressing = step.by_law and (step.at_once or step.state is law.State.OVERDUE)
    return (step.passed, not pressing, step.due is None, step.due or date.max)


def units_of(
    case: Case, steps: tuple[StepShown, ...], *, actor: Actor, names: dict[UUID, str]
) -> tuple[UnitShown, ...]:
    """The plan by unit: the own unit first, then the coordinating one. A unit without track or steps is not shown."""
    tracks = {track.unit: track for track in case.tracks.all()}
    wanted = [
        unit.id for unit in load().organisation.units if unit.id in tracks or any(s.unit == unit.id for s in steps)
    ]
    units = [_unit(unit, tracks.get(unit), [s for s in steps if s.unit == unit], actor, names) for unit in wanted]
    return tuple(sorted(units, key=lambda unit: (not unit.own, not unit.coordinates)))


def _unit(unit: str, track: Track | None, steps: list[StepShown], actor: Actor, names: dict[UUID, str]) -> UnitShown:
    shown = [step for step in steps if visible(step)]
    return UnitShown(
        id=unit,
        label=load().organisation.unit(unit).label,
        own=unit == actor.unit,
        coordinates=unit == ADULT,
        responsible=names.get(track.responsible_id, "") if track and track.responsible_id else "",
        responsible_since=track.responsible_since if track else None,
        received_on=received_on(track),
        received_at=track.received_at if track else None,
        received_by=names.get(track.received_by_id, "") if track and track.received_by_id else "",
        done_on=track.done_on if track else None,
        done_by=names.get(track.done_by_id, "") if track and track.done_by_id else "",
        steps=tuple(sorted(shown, key=_reading_order)),
        open_count=sum(step.open for step in shown),
        done_count=sum(step.state in FINISHED for step in shown),
        waiting_count=sum(step.state in WAITING for step in shown),
    )


def _reading_order(step: StepShown) -> tuple[int, bool, date]:
    """Open by day, then waiting, then done with the newest first."""
    if step.open:
        return (0, step.due is None, step.due or date.max)
    if step.state in WAITING:
        return (1, False, step.due or date.max)
    return (2, False, date.fromordinal(date.max.toordinal() - step.on.toordinal()) if step.on else date.max)
