"""Lär dig: the course of one's role, its lessons, how far the unit has come, and a training city to begin anew."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kvar.casework.access import may
from kvar.casework.access_table import Act
from kvar.casework.city.sandbox import reset_city, why_no_reset
from kvar.casework.errors import ActRefused
from kvar.casework.training.exercises import begin_exercise, exercise_of, exercise_shown, finish_exercise
from kvar.casework.training.progress import Stage, answer, course_of, finish_reading, progress_of
from kvar.casework.training.questions import feedback_on, question_asked
from kvar.casework.training.unit import training_counts, training_of_unit
from kvar.content.load import load
from kvar.content.training import CourseQuestion, Lesson
from kvar.web.training.forms import AnswerForm
from kvar.web.training.shown import (
    QuestionCard,
    case_link,
    counts_table,
    course_table,
    lesson_rows,
    passages_shown,
    state_of,
    task_rows,
)
from kvar.web.ui import clock
from kvar.web.ui.page import SeeOther, act_page, back_to, page

ASKED, CHOSEN = "fraga", "svar"


@page
def start(request: HttpRequest) -> HttpResponse:
    """The course, lesson by lesson, and what is next."""
    course, today = course_of(request.actor), clock.today(request)
    lessons = load().training.lessons_of(course) if course else ()
    rows = lesson_rows(progress_of(request.actor, lessons), today)
    shown = {
        "course": course,
        "rows": rows,
        "next": next((row for row in rows if row.stage is not Stage.DONE), None),
        "leads": may(request.actor, Act.SEE_TRAINING_OF_UNIT) or may(request.actor, Act.SEE_TRAINING_COUNTS),
        "training_city": load().organisation.training_city,
    }
    return render(request, "training/start.html", shown)


@page
def progress(request: HttpRequest) -> HttpResponse:
    """For those who lead: per person in the own unit. For process leaders: per unit."""
    today = clock.today(request)
    if may(request.actor, Act.SEE_TRAINING_COUNTS):
        tables = [counts_table(training_counts(request.actor, today=today))]
    else:
        tables = [course_table(course, today) for course in training_of_unit(request.actor, today=today)]
    counted = may(request.actor, Act.SEE_TRAINING_COUNTS)
    shown = {"tables": tables, "counted": counted, "held_back": load().organisation.switches.suppress_below}
    return render(request, "training/progress.html", shown)


@act_page
def reset(request: HttpRequest) -> HttpResponse:
    """A new city, in a moment: asked on GET, done on POST."""
    refused = why_no_reset()
    if request.method == "POST" and not refused:
        try:
            seconds = reset_city(by=request.actor)
        except ActRefused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("Staden är som ny. %s") % _took(seconds))
            return back_to("training:start")
    return render(request, "training/reset.html", {"refused": refused}, status=409 if request.method == "POST" else 200)


def _took(seconds: float) -> str:
    whole = round(seconds)
    if not whole:
        return _("Det gick på ett ögonblick.")
    return ngettext("Det tog %d sekund.", "Det tog %d sekunder.", whole) % whole


@act_page
def lesson(request: HttpRequest, lesson: str) -> HttpResponse:
    """One lesson of its kind: read, do or answer."""
    try:
        found = load().training.lesson(lesson)
    except KeyError:
        raise Http404 from None
    if found.questions:
        return _questions(request, found)
    return _exercise(request, found) if found.exercise else _reading(request, found)


def _reading(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    today = clock.today(request)
    if request.method == "POST":
        finish_reading(by=request.actor, today=today, lesson=lesson)
        return back_to("training:start")
    shown = _frame(request, lesson) | {"passages": passages_shown(lesson.read, today)}
    return render(request, "training/read.html", shown)


def _questions(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    """The answer that was just given stands in the address; only a right one is kept."""
    if request.method == "POST":
        return _answered(request, lesson)
    told = Told(request.GET.get(ASKED, ""), request.GET.get(CHOSEN, ""))
    shown = _frame(request, lesson) | {"cards": _cards(request, lesson, told)}
    return render(request, "training/questions.html", shown)


@dataclass(frozen=True)
class Told:
    """Which question was just answered, and how."""

    question: str
    choice: str


def _answered(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    told = Told(request.POST.get(ASKED, ""), request.POST.get("choice", ""))
    cards = _cards(request, lesson, told)
    bound = next((card.form for card in cards if card.form.is_bound), None)
    if bound is None:  # a question that this edition no longer has: here are those it has
        return back_to("training:lesson", lesson.id)
    if not bound.is_valid():
        shown = _frame(request, lesson) | {"cards": cards, "form": bound}
        return render(request, "training/questions.html", shown, status=422)
    answer(by=request.actor, today=clock.today(request), lesson=lesson, question=told.question, choice=told.choice)
    address = urlencode({ASKED: told.question, CHOSEN: told.choice})
    return SeeOther(f"{reverse('training:lesson', args=[lesson.id])}?{address}")


def _cards(request: HttpRequest, lesson: Lesson, told: Told) -> list[QuestionCard]:
    today = clock.today(request)
    (stands,) = progress_of(request.actor, [lesson])
    return [_card(request, one, told, today=today, done=one.id in stands.parts) for one in lesson.questions]


def _card(request: HttpRequest, question: CourseQuestion, told: Told, *, today: date, done: bool) -> QuestionCard:
    asked = question_asked(question, done=done)
    mine = told.question == question.id
    chosen = told.choice if mine and told.choice in {choice.id for choice in asked.choices} else ""
    posted = request.POST if mine and request.method == "POST" else None
    form = AnswerForm(posted, asked=asked, initial={"choice": chosen})
    feedback = feedback_on(question, chosen, today=today) if chosen and posted is None else None
    passage = next(iter(passages_shown([question.passage], today)), None) if feedback else None
    return QuestionCard(asked, form, passage, feedback)


def _exercise(request: HttpRequest, lesson: Lesson) -> HttpResponse:
    """The paper, the tasks, and which of them the case says are done."""
    refused = ""
    if request.method == "POST":
        act = finish_exercise if request.POST.get("gor") == "klar" else begin_exercise
        try:
            act(by=request.actor, today=clock.today(request), lesson=lesson)
        except ActRefused as refusal:
            refused = refusal.sentence
        else:
            done = act is finish_exercise
            return back_to("training:start") if done else back_to("training:lesson", lesson.id)
    under_way = exercise_shown(request.actor, lesson)
    shown = _frame(request, lesson) | {
        "exercise": exercise_of(lesson),
        "under_way": under_way,
        "tasks": task_rows(under_way) if under_way else [],
        "case": case_link(under_way.case) if under_way else None,
        "refused": refused,
        "training_city": load().organisation.training_city,
    }
    return render(request, "training/exercise.html", shown, status=409 if refused else 200)


def _frame(request: HttpRequest, lesson: Lesson) -> dict[str, object]:
    """What every kind of lesson shows: how far one has come in it, and what comes next in the course."""
    course = course_of(request.actor)
    (stands,) = progress_of(request.actor, [lesson])
    ids = course.lessons if course else ()
    later = ids[ids.index(lesson.id) + 1 :] if lesson.id in ids else ()
    return {
        "lesson": lesson,
        "state": state_of(stands, clock.today(request)),
        "done": stands.stage is Stage.DONE,
        "next": load().training.lesson(later[0]) if later else None,
        "demo_city": settings.DEMO,
    }
