"""A day that passes is told upwards, rung by rung: owner, cover, 1:e socialsekreterare, unit head. By rules in content.

Each rung is told once for every step of law and for a case's most pressing other step, with the day the rung was
reached, however late the job runs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kvar import law
from kvar.casework.access_table import Role
from kvar.casework.night.nightly import done_in_parts
from kvar.casework.owner.duty import Roster, rooms_of
from kvar.casework.telling import tell
from kvar.content.coordination_owner import Escalation, Rung
from kvar.content.load import load
from kvar.records.models import OpenStep, Told, User

CHUNK = 500
KEY = "escalated:"


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """One telling to come: which rule, about which step, since which day, and to whom. ``to`` None: the whole unit."""

    rule: Escalation
    step: OpenStep
    reached_on: date
    to: User | None

    @property
    def key(self) -> str:
        """The same while the step, its subject, its day and who is told are the same."""
        step = self.step
        about = f"{step.case_id}:{step.step}:{step.subject}:{step.round}:{step.due}"
        return f"{KEY}{self.rule.id}:{about}:{self.to.pk if self.to else step.unit}"


def escalate(today: date) -> int:
    """The nightly job. Returns how many were told something new."""
    there = set(Told.objects.filter(key__startswith=KEY, case__closed_on=None).order_by().values_list("key", flat=True))
    return done_in_parts((alarm for alarm in list(alarms_on(today)) if alarm.key not in there), _tell)


def alarms_on(today: date) -> Iterator[Alarm]:
    """Every rung that has been reached by a day, for each step of law and each case's most pressing other step."""
    for administration in load().organisation.administrations:
        roster = Roster(administration.id, on=today)
        yield from _alarms(_most_pressing(_reached(today, administration.id)), roster, today)


def _most_pressing(steps: Iterable[OpenStep]) -> list[OpenStep]:
    """Of each case and unit every step of law, and the first of the others: an old legal day hides no later one."""
    first: dict[tuple[object, ...], OpenStep] = {}
    for step in steps:
        first.setdefault(_folded(step), step)
    return list(first.values())


def _folded(step: OpenStep) -> tuple[object, ...]:
    """What is told as one: the local steps of a case and unit. A step of law stands alone."""
    return (step.case_id, step.unit, step.pk if step.by_law else None)


def _alarms(steps: Iterable[OpenStep], roster: Roster, today: date) -> Iterator[Alarm]:
    """Nobody is told the same of a step of law, or of a case's other steps, on two rungs at once."""
    said: set[tuple[object, ...]] = set()
    for step in steps:
        for rule in load().coordination.owning.escalations:
            reached_on = reached(rule, step)
            if reached_on is None or reached_on > today or (*_folded(step), rule.id) in said:
                continue
            alarm = Alarm(rule=rule, step=step, reached_on=reached_on, to=recipient(rule.to, step, roster))
            heard = (*_folded(step), rule.kind, alarm.to)
            if heard not in said:
                yield alarm
            said |= {(*_folded(step), rule.id), heard}


def reached(rule: Escalation, step: OpenStep) -> date | None:
    """The day a rule is reached for a step; None where the rule is not about it."""
    if step.due is None or (rule.by_law is not None and rule.by_law != step.by_law):
        return None
    day = law.add_working_days(step.due, rule.working_days)
    return max(day, step.appears_on) if step.appears_on else day


def recipient(rung: Rung, step: OpenStep, roster: Roster) -> User | None:
    """Who stands on the rung on the roster's day. A rung where nobody is on duty is answered by the next one up."""
    protected = step.case.household.protected
    rooms = rooms_of(step.case) if step.shared else ()  # what a unit keeps to itself is told in that unit alone
    answering = roster.answers(step.responsible_id, unit=step.unit, protected=protected, rooms=rooms).user
    if rung is Rung.OWNER:
        return answering
    if rung is Rung.COVER and answering:
        return roster.cover_of(answering, protected=protected) or _lead(step, roster, Role.TEAM_LEAD) or answering
    role = Role.UNIT_HEAD if rung is Rung.UNIT_HEAD else Role.TEAM_LEAD
    return _lead(step, roster, role) or answering


def _lead(step: OpenStep, roster: Roster, role: Role) -> User | None:
    protected = step.case.household.protected
    found = roster.lead(step.unit, role, protected=protected)
    return found or roster.lead(step.unit, Role.UNIT_HEAD, protected=protected)


def _reached(today: date, administration: str) -> Iterator[OpenStep]:
    """The steps that any rule may be about today: the most pressing of a case first."""
    rules = load().coordination.owning.escalations
    until = law.add_working_days(today, -min(0, *(rule.working_days for rule in rules)))
    counts = Q(appears_on=None) | Q(appears_on__lte=today), Q(ends_on=None) | Q(ends_on__gte=today)
    steps = OpenStep.objects.filter(*counts, due__lte=until, case__closed_on=None, case__administration=administration)
    wanted = steps.select_related("case__household").prefetch_related("case__tracks")
    return wanted.order_by("due", "-by_law", "step", "subject", "round", "case").iterator(chunk_size=CHUNK)


def _tell(alarm: Alarm) -> bool:
    case = alarm.step.case
    return tell(
        kind=alarm.rule.kind,
        key=alarm.key,
        today=alarm.reached_on,
        administration=case.administration,
        unit=alarm.step.unit,
        case=case,
        to=alarm.to.pk if alarm.to else None,
    )
