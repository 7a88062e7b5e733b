"""What a colleague of the adult unit has done before a learner of another unit begins: through the acts, as always."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kvar import law
from kvar.casework.access import ADULT, Actor, actor_of
from kvar.casework.access_table import Role
from kvar.casework.employment import staff
from kvar.casework.errors import ActRefused
from kvar.casework.households import add_member
from kvar.casework.intake.registering import take_in_notice
from kvar.casework.plans import plan_of
from kvar.casework.steps.completing import complete_step
from kvar.casework.steps.notes import answer_question, record_attempt
from kvar.casework.told import DwellingTold, NoticeTold, PersonTold
from kvar.content.load import load
from kvar.content.training import ChildInvented, Exercise
from kvar.records.models import Case

BY_TENANT = "tenant"


def prepare(exercise: Exercise, *, by: Actor, today: date) -> None:
    """A new household with its case. Raises ActRefused where nobody works in the adult unit."""
    assert exercise.prepared is not None, "only a prepared guided case is prepared"
    colleague = _colleague(by, today=today)
    with transaction.atomic():
        notice = take_in_notice(told=_told(exercise, today), by=colleague, today=today)
        assert notice.case is not None, "a notice that is taken in has a case"
        case = notice.case
        record_attempt(case=case, by=colleague, today=today, on=today, way="phone", reached=True)
        for child in exercise.prepared.children:
            _add(child, case=case, by=colleague, today=today)
        question, yes = law.Question.CHILDREN_AFFECTED, bool(exercise.prepared.children)
        answer_question(case=case, by=colleague, today=today, question=question, yes=yes, source=BY_TENANT)
        for item in plan_of(case).items:
            if item.step.id in exercise.prepared.done:
                done: dict[str, Any] = {"step": item.step.id, "subject": item.subject, "round": item.round}
                complete_step(case=case, by=colleague, today=today, **done)


def _colleague(by: Actor, *, today: date) -> Actor:
    place = {"administration": by.administration, "unit": ADULT}
    found = staff(on=today, role=Role.CASEWORKER, cleared=False, **place).first()
    if found is None:
        raise ActRefused(_("Ingen arbetar på vuxenenheten i övningsstaden. Börja om med en ny stad."))
    return actor_of(found)


def _told(exercise: Exercise, today: date) -> NoticeTold:
    landlord = load().codes.sender_type(exercise.sender).label
    return NoticeTold(
        kind=exercise.kind,
        sender_type=exercise.sender,
        sender_name=landlord[:1].upper() + landlord[1:],
        arrived_on=today,
        tenant=PersonTold(name=exercise.tenant, number_state="missing"),
        dwelling=DwellingTold(tenure=law.Tenure.RENTAL),
        sent_by=law.SentBy.LETTER,
    )


def _add(child: ChildInvented, *, case: Case, by: Actor, today: date) -> None:
    told = PersonTold(name=child.name, number_state="missing", birth_year=child.born_on.year, born_on=child.born_on)
    said = {"registered": "yes", "lives": law.Lives.FULL_TIME.value}
    add_member(
        case=case, by=by, today=today, told=told, role="child", said=said, source=BY_TENANT, certainty="confirmed"
    )
