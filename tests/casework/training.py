"""Does a guided case as a learner would, act by act, by what each step waits for."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from kvar import law
from kvar.casework import tracks
from kvar.casework.access import Actor
from kvar.casework.city.papers import at_ten
from kvar.casework.enforcement import confirming
from kvar.casework.enforcement.confirming import SendingTold
from kvar.casework.enforcement.eviction_day import decide_attendance
from kvar.casework.intake import registering, serving
from kvar.casework.letters import issuing
from kvar.casework.letters.words import Chosen
from kvar.casework.steps import completing, notes
from kvar.casework.told import NoticeTold, PersonTold
from kvar.casework.training.exercises import ExerciseShown, exercise_shown
from kvar.content.load import load
from kvar.content.training import Exercise, Lesson
from kvar.records.models import Case, Service, User
from tests import factories
from tests.finishing import do_by_law

TODAY = factories.TODAY


def lesson_of(exercise: str) -> Lesson:
    return next(lesson for lesson in load().training.lessons if lesson.exercise == exercise)


def register(exercise: Exercise, by: Actor, **instead: Any) -> Case:
    """The paper of the guided case, registered as it says; ``instead`` is typed in its place."""
    told: dict[str, Any] = {
        "kind": exercise.kind,
        "sender_type": exercise.sender,
        "sender_name": "Kvarnhjulet Bostäder AB",
        "sender_address": "Box 1, 400 00 Göteborg",
        "arrived_on": TODAY,
        "tenant": PersonTold(name=exercise.tenant),
        "cause": "rent_arrears" if exercise.kind == "enforcement_time" else "",
        "dwelling": factories.make_dwelling_told(),
        "amount": 845_000 if exercise.kind == "rent_termination" else None,
        "eviction_at": at_ten(TODAY + timedelta(days=24)) if exercise.kind == "enforcement_time" else None,
    }
    case = registering.take_in_notice(told=NoticeTold(**told | instead), by=by, today=TODAY).case
    assert case is not None
    return case


def _answer(case: Case, by: Actor) -> None:
    factories.add_child(case, by=by) if case.cause == "rent_arrears" else factories.answer_children(
        case, by=by, yes=False
    )


def _answered(question: law.Question) -> Callable[[Case, Actor], None]:
    def answer(case: Case, by: Actor) -> None:
        told = {"on": TODAY, "source": factories.answer_source()}
        notes.answer_question(case=case, by=by, today=TODAY, question=question, yes=False, **told)

    return answer


def _contact(case: Case, by: Actor) -> None:
    way = factories.contact_way()
    notes.record_attempt(case=case, by=by, today=TODAY, on=TODAY, way=way, reached=True)


def _responsible(case: Case, by: Actor) -> None:
    tracks.assign_responsible(case=case, by=by, today=TODAY, user=User.objects.get(pk=by.id))


def _served(case: Case, by: Actor) -> None:
    service = Service.objects.get(notice__case=case)
    told = {"served_on": TODAY, "method": "acknowledged", "source": "landlord", "version": service.version}
    serving.record_service(service=service, by=by, today=TODAY, **told)


def _position(case: Case, by: Actor) -> None:
    registering.take_position(notice=case.notices.get(), by=by, today=TODAY, opened=True, reason="Övning.")


def _letter(case: Case, by: Actor) -> None:
    told: dict[str, Any] = {"letter": "informationsbrev_hyra", "channel": "post", "chosen": Chosen(without_day=True)}
    issuing.issue_letter(case=case, by=by, today=TODAY, **told)


def _sent_to(recipient: str) -> Callable[[Case, Actor], None]:
    def send(case: Case, by: Actor) -> None:
        told = SendingTold(answers=by.id, way="post", sent_to="Mottagaren", sent_on=TODAY, sent_at=time(10))
        confirming.record_sending(notice=case.notices.get(), by=by, today=TODAY, recipient=recipient, told=told)

    return send


def _attendance(case: Case, by: Actor) -> None:
    notice = case.notices.exclude(eviction_at=None).last()
    assert notice is not None
    decide_attendance(notice=notice, by=by, today=TODAY, attends=True, who=by.name)


BY_FACT: dict[str, Callable[[Case, Actor], None]] = {
    "children_question_answered": _answer,
    "child_report_known": _answered(law.Question.CHILD_REPORT_MADE),
    "child_investigation_known": _answered(law.Question.CHILD_INVESTIGATION_OPEN),
    "children_asked_since_the_notice": _answer,
    "contact_made": _contact,
    "contact_since_the_notice": _contact,
    "responsible_named": _responsible,
    "service_question_settled": _served,
    "position_taken": _position,
    "information_letter_sent": _letter,
    "confirmation_sent": _sent_to("enforcement_authority"),
    "copy_sent": _sent_to("household"),
    "attendance_decided": _attendance,
    "undertaking_settled": lambda case, by: do_by_law(case, by=by),
}


def do_next(shown: ExerciseShown, by: Actor) -> None:
    """The first task that is open: tick its step, or give the fact it waits for."""
    item = next(task.item for task in shown.tasks if not task.done and task.item)
    assert shown.case is not None
    if item.step.done_when:
        BY_FACT[item.step.done_when](shown.case, by)
        return
    key: dict[str, Any] = {"step": item.step.id, "subject": item.subject, "round": item.round}
    completing.complete_step(case=shown.case, by=by, today=TODAY, **key)


def do_all(lesson: Lesson, by: Actor) -> None:
    """Until nothing is left; a guided case that cannot be finished goes round too often."""
    for _round in range(20):
        shown = exercise_shown(by, lesson)
        assert shown is not None
        if shown.done:
            return
        do_next(shown, by)
    raise AssertionError(f"{lesson.id}: {[task.title for task in shown.tasks if not task.done]}")
