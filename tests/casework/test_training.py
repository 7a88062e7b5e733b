"""Lär dig: what is right is marked and nothing else; a guided case is done when the case itself says so."""

from datetime import timedelta
from typing import Any

import pytest

from kvar.casework.access import Actor
from kvar.casework.access_table import LEADS, LEARNERS, Role
from kvar.casework.clock import now
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.told import PersonTold
from kvar.casework.training import unit
from kvar.casework.training.exercises import begin_exercise, exercise_shown, finish_exercise
from kvar.casework.training.progress import Stage, answer, finish_reading, progress_of
from kvar.casework.training.questions import DO_NOT_KNOW, feedback_on, question_asked
from kvar.casework.training.unit import training_counts, training_of_unit
from kvar.content.load import load
from kvar.content.right_answer import right_answer
from kvar.content.training import Lesson
from kvar.records.models import TrainingMark
from tests import factories
from tests.casework.training import TODAY, do_all, do_next, lesson_of, register

pytestmark = pytest.mark.django_db
READING, ASKING = "rutinen_i_stort", "ratt_avsnitt"
EXERCISES = [exercise.id for exercise in load().training.exercises]


@pytest.fixture(autouse=True)
def training_city(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def sara() -> Actor:
    return factories.make_actor()


def lesson(id: str) -> Lesson:
    return load().training.lesson(id)


def right(question: Any) -> str:
    return right_answer(question, load().rules).choice


def stage(actor: Actor, id: str) -> Stage:
    (found,) = progress_of(actor, [lesson(id)])
    return found.stage


def do_course(actor: Actor) -> None:
    """Everything that is read or answered, and the guided cases as done."""
    course = load().training.course_for(actor.role, actor.unit)
    assert course
    for one in load().training.lessons_of(course):
        for part in one.parts:
            told = {"on": TODAY, "at": now(), "edition": load().digest}
            TrainingMark.objects.create(user_id=actor.id, lesson=one.id, part=part, **told)


def test_a_lesson_that_is_read_is_done_from_that_day(sara: Actor) -> None:
    assert stage(sara, READING) is Stage.NOT_BEGUN
    finish_reading(by=sara, today=TODAY, lesson=lesson(READING))
    finish_reading(by=sara, today=TODAY + timedelta(days=3), lesson=lesson(READING))
    (found,) = progress_of(sara, [lesson(READING)])
    assert (found.stage, found.on) == (Stage.DONE, TODAY)
    assert TrainingMark.objects.get().edition == load().digest


def test_questions_and_guided_cases_are_not_done_by_saying_so(sara: Actor) -> None:
    for id in (ASKING, "ova_storning"):
        with pytest.raises(ActRefused):
            finish_reading(by=sara, today=TODAY, lesson=lesson(id))
    assert not TrainingMark.objects.exists()


def test_only_a_right_answer_is_kept(sara: Actor) -> None:
    asked = lesson(ASKING).questions[0]
    for choice in (*(set(right_answer(asked, load().rules).choices) - {right(asked)}), DO_NOT_KNOW, "något annat"):
        assert not answer(by=sara, today=TODAY, lesson=lesson(ASKING), question=asked.id, choice=choice)
    assert not TrainingMark.objects.exists()
    assert answer(by=sara, today=TODAY, lesson=lesson(ASKING), question=asked.id, choice=right(asked))
    assert stage(sara, ASKING) is Stage.BEGUN


def test_a_lesson_is_done_when_every_question_is_answered(sara: Actor) -> None:
    for asked in lesson(ASKING).questions:
        answer(by=sara, today=TODAY, lesson=lesson(ASKING), question=asked.id, choice=right(asked))
    assert stage(sara, ASKING) is Stage.DONE


def test_a_wrong_answer_is_told_where_to_read_and_not_what_to_say() -> None:
    asked = next(one for one in lesson("sista_dagar").questions if one.id == "tre_veckor")
    wrong = feedback_on(asked, "2026-11-24", today=TODAY)
    assert (wrong.right, wrong.answer, wrong.reasons) == (False, "", ())
    assert [source.id for source in wrong.sources] == ["jb-12-44"]


def test_not_knowing_is_answered_kindly_with_the_reasons() -> None:
    asked = next(one for one in lesson("sista_dagar").questions if one.id == "tre_veckor")
    said = feedback_on(asked, DO_NOT_KNOW, today=TODAY)
    assert said.right is None
    assert said.answer == "tisdag 1 december 2026"
    assert "Hyresgästen delgavs tisdag 10 november 2026." in said.reasons
    assert feedback_on(asked, right(asked), today=TODAY).right is True


@pytest.mark.parametrize("question", [q for one in load().training.lessons for q in one.questions], ids=lambda q: q.id)
def test_every_choice_and_every_answer_has_words(question: Any) -> None:
    shown = question_asked(question, done=False)
    assert shown.choices[-1].id == DO_NOT_KNOW
    for choice in shown.choices:
        said = feedback_on(question, choice.id, today=TODAY)
        assert said.sources and all("{" not in reason for reason in said.reasons)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_guided_case_can_be_done_from_start_to_finish(exercise: str) -> None:
    told = load().training.exercise(exercise)
    learner = {"skulden": factories.MONEY, "barnen": factories.CHILDREN}.get(exercise, factories.ADULT)
    factories.make_user()
    actor, asked = factories.make_actor(unit=learner), lesson_of(exercise)
    begin_exercise(by=actor, today=TODAY, lesson=asked)
    if not told.prepared:
        register(told, actor)
    with pytest.raises(ActRefused, match="kvar i ärendet"):
        finish_exercise(by=actor, today=TODAY, lesson=asked)
    do_all(asked, actor)
    finish_exercise(by=actor, today=TODAY, lesson=asked)
    assert stage(actor, asked.id) is Stage.DONE


def test_a_task_is_done_when_the_case_says_so_and_open_again_when_it_no_longer_does(sara: Actor) -> None:
    asked, told = lesson_of("storning"), load().training.exercise("storning")
    begin_exercise(by=sara, today=TODAY, lesson=asked)
    before = exercise_shown(sara, asked)
    assert before is not None and before.case is None and not any(task.done for task in before.tasks)
    register(told, sara)
    shown = exercise_shown(sara, asked)
    assert shown is not None and [task.done for task in shown.tasks][:2] == [True, False]
    do_next(shown, sara)
    shown = exercise_shown(sara, asked)
    assert shown is not None and [task.done for task in shown.tasks][:2] == [True, True]


def test_whose_registration_it_is(sara: Actor) -> None:
    """Not a colleague's, and not one from before; a misspelt name is the learner's own all the same."""
    asked, told = lesson_of("storning"), load().training.exercise("storning")
    register(told, sara)
    begin_exercise(by=sara, today=TODAY, lesson=asked)
    register(told, factories.make_actor())
    shown = exercise_shown(sara, asked)
    assert shown is not None and shown.case is None
    misspelt = register(told, sara, tenant=PersonTold(name="Oscar Lindwall"))
    shown = exercise_shown(sara, asked)
    assert shown is not None and shown.case == misspelt
    named = register(told, sara)
    shown = exercise_shown(sara, asked)
    assert shown is not None and shown.case == named


def test_a_case_that_one_may_not_see_is_not_ones_guided_case(sara: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, told = lesson_of("storning"), load().training.exercise("storning")
    cleared = factories.make_actor(cleared=True)
    begin_exercise(by=cleared, today=TODAY, lesson=asked)
    register(told, cleared, tenant=PersonTold(name=told.tenant, protected=True))
    shown = exercise_shown(cleared, asked)
    assert shown is not None and shown.case is not None
    uncleared = Actor(**{**cleared.__dict__, "cleared": False})
    shown = exercise_shown(uncleared, asked)
    assert shown is not None and shown.case is None


def test_guided_cases_exist_in_the_training_city_alone(sara: Actor, settings: Any) -> None:
    begin_exercise(by=sara, today=TODAY, lesson=lesson_of("storning"))
    settings.DEMO = False
    assert exercise_shown(sara, lesson_of("storning")) is None
    with pytest.raises(ActRefused, match="övningsstaden"):
        begin_exercise(by=sara, today=TODAY, lesson=lesson_of("storning"))
    with pytest.raises(ActRefused):
        finish_exercise(by=sara, today=TODAY, lesson=lesson_of("storning"))


def test_the_lead_sees_the_own_unit_person_by_person() -> None:
    lead = factories.make_actor(role="unit_head", name="Gunnel Chef")
    worker = factories.make_actor(name="Anna Kollega")
    factories.make_user(name="Annan Enhet", unit=factories.MONEY)
    factories.make_user(name="Annan Förvaltning", administration=factories.CENTRUM)
    finish_reading(by=worker, today=TODAY, lesson=lesson(READING))
    found = {person.name: person for course in training_of_unit(lead, today=TODAY) for person in course.people}
    assert set(found) == {"Gunnel Chef", "Anna Kollega"}
    assert found["Anna Kollega"].lessons[0].stage is Stage.DONE


@pytest.mark.parametrize("role", sorted(set(Role) - LEADS - {Role.ANONYMOUS}))
def test_nobody_else_sees_how_others_come_along(role: Role) -> None:
    with pytest.raises(Unseen):
        training_of_unit(factories.make_actor(role=role), today=TODAY)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PROCESS_LEADER, Role.ANONYMOUS}))
def test_only_process_leaders_see_all_units(role: Role) -> None:
    with pytest.raises(Unseen):
        training_counts(factories.make_actor(role=role), today=TODAY)


def test_the_two_rules_above_fail_when_the_check_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit, "may", lambda *_told: True)
    assert training_of_unit(factories.make_actor(), today=TODAY)
    assert training_counts(factories.make_actor(), today=TODAY)


def test_a_small_unit_is_not_counted() -> None:
    leader = factories.make_actor(role="process_leader", administration="", unit="")
    for _each in range(load().organisation.switches.suppress_below):
        do_course(factories.make_actor(unit=factories.MONEY))
    do_course(factories.make_actor(unit=factories.CHILDREN))
    counts = {(one.administration, one.unit): (one.people, one.done) for one in training_counts(leader, today=TODAY)}
    assert counts[(factories.HISINGEN, factories.MONEY)] == (5, 5)
    assert counts[(factories.HISINGEN, factories.CHILDREN)] == (None, None)


@pytest.mark.parametrize("role", sorted(set(Role) - LEARNERS - {Role.ANONYMOUS}))
def test_who_has_no_course_marks_nothing(role: Role) -> None:
    with pytest.raises(Unseen):
        finish_reading(by=factories.make_actor(role=role), today=TODAY, lesson=lesson(READING))


def test_the_rule_above_fails_when_the_check_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kvar.casework.training.progress.may", lambda *_told: True)
    finish_reading(by=factories.make_actor(role="log_reviewer"), today=TODAY, lesson=lesson(READING))
    assert TrainingMark.objects.exists()


def test_a_prepared_case_that_cannot_be_made_is_not_begun() -> None:
    """Nobody works in the adult unit: there is no colleague who could have registered it."""
    alone = factories.make_actor(unit="ekonomiskt_bistand")
    with pytest.raises(ActRefused, match="Ingen arbetar på vuxenenheten"):
        begin_exercise(by=alone, today=TODAY, lesson=lesson("ova_ekonomi"))
    assert exercise_shown(alone, lesson("ova_ekonomi")) is None


def test_somebody_in_a_unit_that_is_no_more_is_in_no_count() -> None:
    before = training_counts(factories.make_process_leader(), today=TODAY)
    factories.make_actor(unit="boende")
    assert training_counts(factories.make_process_leader(), today=TODAY) == before
