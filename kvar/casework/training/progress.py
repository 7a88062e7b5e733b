"""How far somebody has come. Marked is what is done; what somebody answered wrong, or how often, is kept nowhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from kvar.casework.access import Actor, may
from kvar.casework.access_table import Act
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused, Unseen
from kvar.content.load import load
from kvar.content.right_answer import right_answer
from kvar.content.training import WHOLE, Course, Lesson
from kvar.records.models import TrainingMark

BEGUN = "begun"


class Stage(StrEnum):
    """How far somebody has come in a lesson."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True)
class LessonProgress:
    """One lesson for one person. ``on``: the day its last part was done, where it is done. ``parts``: those done."""

    lesson: Lesson
    stage: Stage
    on: date | None
    parts: frozenset[str]


def finish_reading(*, by: Actor, today: date, lesson: Lesson) -> None:
    """The person says that the passages are read. Raises ActRefused for a lesson that is something else to do."""
    if not lesson.read:
        raise ActRefused(_("Den här lektionen blir klar när du har gjort det som står på sidan."))
    mark_done(by=by, today=today, lesson=lesson)


def mark_done(*, by: Actor, today: date, lesson: Lesson) -> None:
    """The whole lesson is done; whoever calls has seen that it is so."""
    _mark(by, today, lesson, WHOLE)


def answer(*, by: Actor, today: date, lesson: Lesson, question: str, choice: str) -> bool:
    """Is it the right answer? Only then is anything kept. Raises KeyError for a question that the lesson lacks."""
    asked = next((one for one in lesson.questions if one.id == question), None)
    if asked is None:
        raise KeyError(question)
    right = right_answer(asked, load().rules).choice == choice
    if right:
        _mark(by, today, lesson, question)
    return right


def begin_lesson(*, by: Actor, today: date, lesson: Lesson) -> None:
    """A guided case begins, or begins anew: what was registered before no longer counts."""
    _require(by)
    told = {"on": today, "at": now(), "edition": load().digest}
    TrainingMark.objects.update_or_create(user_id=by.id, lesson=lesson.id, part=BEGUN, defaults=told)


def begun(by: Actor, lesson: Lesson) -> TrainingMark | None:
    """When this person began the guided case, if so."""
    return TrainingMark.objects.filter(user_id=by.id, lesson=lesson.id, part=BEGUN).first()


def course_of(actor: Actor) -> Course | None:
    """The course for the actor's role and unit."""
    return load().training.course_for(actor.role, actor.unit)


def progress_of(actor: Actor, lessons: Iterable[Lesson]) -> tuple[LessonProgress, ...]:
    """The actor's own progress in these lessons: one query."""
    marks = marks_of([actor.id]).get(actor.id, ())
    return tuple(progress_in(lesson, marks) for lesson in lessons)


def marks_of(people: Iterable[UUID]) -> Mapping[UUID, tuple[TrainingMark, ...]]:
    """By person, what is marked: one query."""
    found: dict[UUID, tuple[TrainingMark, ...]] = {}
    for mark in TrainingMark.objects.filter(user_id__in=list(people)):
        found[mark.user_id] = (*found.get(mark.user_id, ()), mark)
    return found


def progress_in(lesson: Lesson, marks: Iterable[TrainingMark]) -> LessonProgress:
    """A lesson that has got a new question is under way again: there is something new to learn."""
    own = {mark.part: mark.on for mark in marks if mark.lesson == lesson.id}
    done = lesson.parts & own.keys()
    if done == lesson.parts:
        return LessonProgress(lesson, Stage.DONE, max(own[part] for part in done), frozenset(done))
    return LessonProgress(lesson, Stage.BEGUN if own else Stage.NOT_BEGUN, None, frozenset(done))


def _mark(by: Actor, today: date, lesson: Lesson, part: str) -> None:
    """The first time counts: doing it again changes nothing."""
    _require(by)
    told = {"on": today, "at": now(), "edition": load().digest}
    TrainingMark.objects.get_or_create(user_id=by.id, lesson=lesson.id, part=part, defaults=told)


def _require(by: Actor) -> None:
    if not may(by, Act.TRAIN):
        raise Unseen
