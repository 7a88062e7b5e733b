"""How the training goes: per person for those who lead the unit, per unit for the process leaders. Never scores."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kvar.casework.access import Actor, may
from kvar.casework.access_table import LEARNERS, Act
from kvar.casework.employment import staff
from kvar.casework.errors import Unseen
from kvar.casework.training.progress import LessonProgress, Stage, marks_of, progress_in
from kvar.content.load import load
from kvar.content.training import Course, Lesson
from kvar.records.models import User


@dataclass(frozen=True)
class PersonProgress:
    name: str
    lessons: tuple[LessonProgress, ...]


@dataclass(frozen=True)
class CourseProgress:
    """Those of the unit who have this course, by name."""

    course: Course
    lessons: tuple[Lesson, ...]
    people: tuple[PersonProgress, ...]


@dataclass(frozen=True)
class UnitCount:
    """How many have done their whole course. Both are None in a unit so small that a count would tell of somebody."""

    administration: str
    unit: str
    people: int | None
    done: int | None


def training_of_unit(actor: Actor, *, today: date) -> tuple[CourseProgress, ...]:
    """The actor's own unit, course by course: two queries. Raises Unseen for who does not lead it."""
    if not may(actor, Act.SEE_TRAINING_OF_UNIT):
        raise Unseen
    people = _learners(today, administration=actor.administration, unit=actor.unit)
    found: dict[str, list[PersonProgress]] = {}
    marks = marks_of(person.id for person in people)
    for person in people:
        course = load().training.course_for(person.role, person.unit)
        if course:
            lessons = load().training.lessons_of(course)
            progress = tuple(progress_in(lesson, marks.get(person.id, ())) for lesson in lessons)
            found.setdefault(course.id, []).append(PersonProgress(person.name, progress))
    return tuple(
        CourseProgress(course, load().training.lessons_of(course), tuple(found[course.id]))
        for course in load().training.courses
        if course.id in found
    )


def training_counts(actor: Actor, *, today: date) -> tuple[UnitCount, ...]:
    """Every unit of every administration: two queries. Raises Unseen for anybody but a process leader."""
    if not may(actor, Act.SEE_TRAINING_COUNTS):
        raise Unseen
    city, people = load().organisation, list(_learners(today).exclude(unit=""))
    done = _with_everything_done(people)
    units: dict[tuple[str, str], list[User]] = {
        (place.id, unit.id): [] for place in city.administrations for unit in city.units
    }
    for person in people:  # a unit may have come with an edition that was taken back
        units.get((person.administration, person.unit), []).append(person)
    return tuple(_count(unit, there, done) for unit, there in units.items())


def _learners(today: date, **place: str) -> QuerySet[User]:
    return staff(on=today, role__in=[role.value for role in LEARNERS], **place)


def _with_everything_done(people: Iterable[User]) -> frozenset[object]:
    training, found = load().training, set()
    marks = marks_of(person.id for person in people)
    for person in people:
        course = training.course_for(person.role, person.unit)
        lessons = training.lessons_of(course) if course else ()
        stages = {progress_in(lesson, marks.get(person.id, ())).stage for lesson in lessons}
        if stages == {Stage.DONE}:
            found.add(person.id)
    return frozenset(found)


def _count(unit: tuple[str, str], people: list[User], done: frozenset[object]) -> UnitCount:
    if len(people) < load().organisation.switches.suppress_below:
        return UnitCount(*unit, people=None, done=None)
    return UnitCount(*unit, people=len(people), done=sum(person.id in done for person in people))
