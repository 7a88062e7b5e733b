"""The guided cases: a paper to register, and tasks that are seen to be done in the learner's own case.

They are there in the training city alone, where everybody is invented (``settings.DEMO``).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import Actor, case_for, notices_visible_to
from kvar.casework.city.papers import rent_due_before
from kvar.casework.errors import ActRefused
from kvar.casework.matching import folded
from kvar.casework.plans import plan_of
from kvar.casework.training.prepared import prepare
from kvar.casework.training.progress import begin_lesson, begun, mark_done
from kvar.content.load import load
from kvar.content.training import Exercise, Lesson, Task
from kvar.paper.days import journal_day
from kvar.records.models import Case, Notice, TrainingMark

WEEK = timedelta(days=7)
GONE = frozenset({law.StandingState.DONE, law.StandingState.SKIPPED})


@dataclass(frozen=True, kw_only=True)
class TaskShown:
    """A task and the step it is. ``item`` is None while the plan has no such step: something comes before it."""

    text: str
    title: str
    done: bool
    item: law.PlanItem | None


@dataclass(frozen=True, kw_only=True)
class ExerciseShown:
    """A guided case under way. ``case`` is None until the paper is registered. ``paper`` has its days filled in."""

    exercise: Exercise
    begun_on: date
    paper: str
    case: Case | None
    tasks: tuple[TaskShown, ...]

    @property
    def done(self) -> bool:
        return all(task.done for task in self.tasks)


def exercise_shown(actor: Actor, lesson: Lesson) -> ExerciseShown | None:
    """How far the actor has come in the guided case; None before it is begun, and outside the training city."""
    mark = begun(actor, lesson) if settings.DEMO else None
    if mark is None:
        return None
    exercise = exercise_of(lesson)
    case = _case_of(actor, exercise, mark)
    items = {item.step.id: item for item in plan_of(case).items} if case else {}
    return ExerciseShown(
        exercise=exercise,
        begun_on=mark.on,
        paper=paper_of(exercise, mark.on),
        case=case,
        tasks=tuple(_task_shown(task, items.get(task.step)) for task in exercise.tasks),
    )


def begin_exercise(*, by: Actor, today: date, lesson: Lesson) -> None:
    """Begin, or begin anew with a new household. A prepared case gets its paper and its first contact at once."""
    if not settings.DEMO:
        raise ActRefused(_("Övningar görs i övningsstaden, där alla är påhittade."))
    exercise = exercise_of(lesson)
    with transaction.atomic():
        begin_lesson(by=by, today=today, lesson=lesson)
        if exercise.prepared:
            prepare(exercise, by=by, today=today)


def finish_exercise(*, by: Actor, today: date, lesson: Lesson) -> None:
    """The guided case is done when the case itself says so. Raises ActRefused, naming what is left."""
    shown = exercise_shown(by, lesson)
    if shown is None:
        raise ActRefused(_("Övningen är inte påbörjad. Börja den först."))
    left = [task.title for task in shown.tasks if not task.done]
    if left:
        raise ActRefused(_("Det här är kvar i ärendet: %s.") % ", ".join(left))
    mark_done(by=by, today=today, lesson=lesson)


def exercise_of(lesson: Lesson) -> Exercise:
    """The guided case of a lesson. Raises KeyError for a lesson without one."""
    return load().training.exercise(lesson.exercise or "")


def paper_of(exercise: Exercise, begun_on: date) -> str:
    """The paper with its days in words."""
    days = {name: _day(begun_on, number) for name, number in exercise.days.items()}
    return exercise.paper.format(**{name: journal_day(day) for name, day in days.items()})


def _day(begun_on: date, number: int | str) -> date:
    """A rent that fell due a week ago or more: before that there is no such paper."""
    if isinstance(number, str):
        return rent_due_before(begun_on - WEEK)
    day = begun_on + timedelta(days=number)
    return law.next_working_day(day) if number > 0 else day


def _case_of(actor: Actor, exercise: Exercise, mark: TrainingMark) -> Case | None:
    """The case with the paper, among those the actor may see: registered since the guided case was begun.

    The learner's own registrations of that kind count, the one with the paper's name first: a name may be misspelt. In
    a prepared case a colleague has registered it, by name.
    """
    found = notices_visible_to(actor).filter(kind=exercise.kind, taken_in_at__gte=mark.at, case__isnull=False)
    found = found.select_related("household").prefetch_related("household__members__person")
    own = [notice for notice in found if exercise.prepared or notice.taken_in_by_id == actor.id]
    named = [notice for notice in own if _is_about(notice, exercise.tenant)]
    chosen = named if exercise.prepared else (named or own)
    case = chosen[0].case_id if chosen else None
    return case_for(actor, case) if case else None


def _is_about(notice: Notice, name: str) -> bool:
    members = notice.household.members.all() if notice.household else ()
    return any(member.person.name_key == folded(name) for member in members)


def _task_shown(task: Task, item: law.PlanItem | None) -> TaskShown:
    stands = item is not None and item.standing is not None and item.standing.state in GONE
    done = item is not None and (item.done_on is not None or stands)
    return TaskShown(text=task.text, title=load().step(task.step).title, done=done, item=item)
