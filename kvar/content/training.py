"""Lär dig as data: a course per role, its lessons, the questions that the rules answer, and the guided cases."""

from datetime import date
from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, model_validator

from kvar.content.handbook_file import PASSAGE_ID
from kvar.content.shape import Shape, Text, Word, one_with_id


class Asked(StrEnum):
    """What a question asks of the rules."""

    SECTION = "section"  # which section of the routine applies
    LAST_DAY = "last_day"  # the day to work to, of the deadline that ``about`` names
    CONDITION = "condition"  # is it so, by the condition that ``about`` names
    FIRST_STEP = "first_step"  # which of the steps in ``choices`` is due first


class CourseQuestion(Shape):
    """A situation and what is asked about it. The right answer is not here: it is computed from the same facts.

    ``facts`` are those of ``kvar plan``. ``choices``: days or steps to choose among, where the kind needs them.
    ``passage``: where the handbook explains the answer.
    """

    id: Word
    situation: Text
    asks: Asked
    question: Text
    facts: dict[Word, Any]
    passage: str = Field(pattern=PASSAGE_ID)
    about: Word | None = None
    choices: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> "CourseQuestion":
        if (self.about is None) == (self.asks in (Asked.LAST_DAY, Asked.CONDITION)):
            raise ValueError(f"{self.id}: about skrivs när asks är last_day eller condition, och bara då.")
        if bool(self.choices) != (self.asks in (Asked.LAST_DAY, Asked.FIRST_STEP)):
            raise ValueError(f"{self.id}: choices skrivs när asks är last_day eller first_step, och bara då.")
        return self


class Lesson(Shape):
    """One of three kinds: passages to read, a guided case to do, or questions to answer."""

    id: Word
    title: Text
    about: Text
    read: tuple[str, ...] = ()
    exercise: Word | None = None
    questions: tuple[CourseQuestion, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> "Lesson":
        if sum(map(bool, (self.read, self.exercise, self.questions))) != 1:
            raise ValueError(f"{self.id}: skriv ett av read (läs), exercise (gör) och questions (svara).")
        return self

    @property
    def parts(self) -> frozenset[str]:
        """What must be marked for the lesson to be done."""
        return frozenset(question.id for question in self.questions) or frozenset({WHOLE})


WHOLE = "whole"  # the one part of a lesson that has no questions


class Lessons(Shape):
    """The file ``training/lessons.yaml``."""

    lessons: tuple[Lesson, ...] = Field(min_length=1)


class Course(Shape):
    """The lessons of a role, in order. ``units`` left out: whatever unit the role is in, or none."""

    id: Word
    title: Text
    about: Text
    roles: tuple[Word, ...] = Field(min_length=1)
    units: tuple[Word, ...] = ()
    lessons: tuple[Word, ...] = Field(min_length=1)

    def is_for(self, role: str, unit: str) -> bool:
        return role in self.roles and (not self.units or unit in self.units)


class Courses(Shape):
    """The file ``training/courses.yaml``."""

    courses: tuple[Course, ...] = Field(min_length=1)


class Task(Shape):
    """Something to do in the guided case: a step of its plan. Kvar sees in the case that it is done."""

    step: str = Field(pattern=r"^[A-Z]\d{2}$")
    text: Text


class ChildInvented(Shape):
    """An invented child of a prepared case. Children without a number: it is said to be missing."""

    name: Text
    born_on: date


class Prepared(Shape):
    """What a colleague of the adult unit has done before the learner begins: registered the paper, reached the tenant,
    added the children (or answered that there are none), and these steps."""

    children: tuple[ChildInvented, ...] = ()
    done: tuple[str, ...] = ()


class Exercise(Shape):
    """A guided case. It begins with a paper, which the learner registers in the training city, or a colleague has.

    ``days``: the blanks of the paper, as days counted from the day the guided case was begun; a coming day is moved to
    the next working day. ``rent_due`` is the day the rent of that month fell due. ``sender`` and ``kind`` are what the
    paper is registered as, ``tenant`` whom it is about.
    """

    id: Word
    title: Text
    about: Text
    sender: Word
    kind: Word
    tenant: Text
    days: dict[Word, int | Literal["rent_due"]]
    paper: Text
    tasks: tuple[Task, ...] = Field(min_length=1)
    prepared: Prepared | None = None


class Exercises(Shape):
    """The file ``training/exercises.yaml``."""

    exercises: tuple[Exercise, ...] = Field(min_length=1)


class Training(Shape):
    """The three files as one whole."""

    courses: tuple[Course, ...]
    lessons: tuple[Lesson, ...]
    exercises: tuple[Exercise, ...]

    def course_for(self, role: str, unit: str) -> Course | None:
        """The first course that is for somebody in this role and unit."""
        return next((course for course in self.courses if course.is_for(role, unit)), None)

    def lessons_of(self, course: Course) -> tuple[Lesson, ...]:
        return tuple(self.lesson(id) for id in course.lessons)

    def lesson(self, id: str) -> Lesson:
        """Raises KeyError where there is none."""
        return one_with_id(self.lessons, id)

    def exercise(self, id: str) -> Exercise:
        """Raises KeyError where there is none."""
        return one_with_id(self.exercises, id)
