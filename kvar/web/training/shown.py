"""What the pages of Lär dig show: ready values for the templates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kvar.casework.training.exercises import ExerciseShown, TaskShown
from kvar.casework.training.progress import LessonProgress, Stage
from kvar.casework.training.questions import Feedback, QuestionAsked
from kvar.casework.training.unit import CourseProgress, UnitCount
from kvar.content.load import load
from kvar.content.training import Lesson
from kvar.records.models import Case
from kvar.web.training.forms import AnswerForm
from kvar.web.ui.markdown import html_of_words
from kvar.web.ui.wording import short_day


@dataclass(frozen=True)
class Link:
    url: str
    text: str


@dataclass(frozen=True)
class PassageRead:
    """A passage of the handbook, read here; ``url`` is where it stands among the others."""

    id: str
    title: str
    html: SafeString
    url: str


@dataclass(frozen=True)
class LessonRow:
    """A lesson in a course. ``kind`` is what one does: read, do or answer."""

    url: str
    title: str
    about: str
    kind: str
    stage: Stage
    state: str


@dataclass(frozen=True)
class QuestionCard:
    """A question with its form, and what is said of the answer that was just given, if one was."""

    asked: QuestionAsked
    form: AnswerForm
    passage: PassageRead | None
    feedback: Feedback | None


@dataclass(frozen=True)
class TaskRow:
    """``url`` leads to the page where it is done; empty while it cannot be done yet."""

    text: str
    title: str
    done: bool
    url: str
    action: str


def lesson_rows(progress: Iterable[LessonProgress], today: date) -> list[LessonRow]:
    return [
        LessonRow(
            url=reverse("training:lesson", args=[one.lesson.id]),
            title=one.lesson.title,
            about=one.lesson.about,
            kind=kind_of(one.lesson),
            stage=one.stage,
            state=state_of(one, today),
        )
        for one in progress
    ]


def kind_of(lesson: Lesson) -> str:
    if lesson.questions:
        return _("Svara")
    return _("Gör") if lesson.exercise else _("Läs")


def state_of(progress: LessonProgress, today: date) -> str:
    """ "inte börjat", "pågår" or "klar 22 nov": never how well, and never how often."""
    if progress.stage is Stage.DONE:
        return _("klar %s") % short_day(progress.on, today)
    return _("pågår") if progress.stage is Stage.BEGUN else _("inte börjat")


def passages_shown(ids: Iterable[str], today: date) -> list[PassageRead]:
    """The passages that have a wording in force, in the order of the lesson."""
    found = {passage.id: (chapter.id, passage) for chapter, passage in load().handbook.passages(on=today)}
    passages = (found[id] for id in ids if id in found)
    return [
        PassageRead(
            id=passage.id,
            title=passage.title,
            html=html_of_words(passage.text),
            url=f"{reverse('handbook:chapter', args=[chapter])}#{passage.id}",
        )
        for chapter, passage in passages
    ]


def task_rows(shown: ExerciseShown) -> list[TaskRow]:
    return [_task_row(task, shown) for task in shown.tasks]


def _task_row(task: TaskShown, shown: ExerciseShown) -> TaskRow:
    url, action = "", ""
    if shown.case and task.item:
        step = {"step": task.item.step.id, "subject": task.item.subject, "round": task.item.round}
        url, action = reverse("case:step", kwargs={"case": shown.case.pk, **step}), f"{task.item.step.id} {task.title}"
    elif shown.case is None and task == shown.tasks[0] and not shown.exercise.prepared:
        url = f"{reverse('intake:new')}?sender_type={shown.exercise.sender}&kind={shown.exercise.kind}"
        action = _("Registrera papperet")
    return TaskRow(task.text, task.title, task.done, url, action)


def case_link(case: Case | None) -> Link | None:
    return Link(reverse("case:page", args=[case.pk]), case.reference) if case else None


def course_table(progress: CourseProgress, today: date) -> dict[str, Any]:
    """A row for each person, a column for each lesson."""
    columns = [_("Namn"), *(lesson.title for lesson in progress.lessons)]
    rows = [
        [
            {"text": person.name, "head": True},
            *({"text": state_of(one, today), "label": one.lesson.title} for one in person.lessons),
        ]
        for person in progress.people
    ]
    return {"caption": progress.course.title, "columns": [{"text": text} for text in columns], "rows": rows}


def counts_table(counts: Iterable[UnitCount]) -> dict[str, Any]:
    """How many in each unit have done their whole course; a small unit is not counted."""
    columns = [{"text": _("Enhet")}, {"text": _("Har en kurs"), "number": True}, {"text": _("Klara"), "number": True}]
    return {"caption": _("Kurser per enhet"), "columns": columns, "rows": [_count_row(count) for count in counts]}


def _count_row(count: UnitCount) -> list[Mapping[str, Any]]:
    city = load().organisation
    place, unit = city.administration(count.administration).label, city.unit(count.unit).short
    numbers = (_("för få"), _("för få")) if count.people is None else (str(count.people), str(count.done))
    return [{"text": f"{place}, {unit}", "head": True}, *({"text": number, "number": True} for number in numbers)]
