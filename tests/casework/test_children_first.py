"""What the children's unit must do by law: its room, its days, and that no case closes over it."""

from datetime import timedelta

import pytest

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.closing.outcomes import hindrances_to_closing
from kvar.casework.errors import ActRefused
from kvar.casework.plans import plan_of
from kvar.casework.steps.completing import complete_step
from kvar.casework.steps.notes import answer_question
from kvar.records.models import Case
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
INVESTIGATION, REPORT = law.Question.CHILD_INVESTIGATION_OPEN, law.Question.CHILD_REPORT_MADE


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


def say(case: Case, by: Actor, question: str, **fields: object) -> None:
    source = factories.answer_source()
    answer_question(case=case, by=by, today=TODAY, question=question, yes=True, source=source, **fields)


def due(case: Case, step: str) -> object:
    return next(item.due for item in plan_of(case).items if item.step.id == step)


def test_four_months_count_from_the_day_the_investigation_was_opened_and_not_from_the_answer(by: Actor) -> None:
    case = factories.make_family(by=by)
    opened = TODAY - timedelta(days=60)
    say(case, by, INVESTIGATION, on=opened)
    period = law.Period(number=4, unit=law.Unit.MONTHS)
    assert due(case, "B14") == law.next_working_day(law.ends_on(period, opened))
    with pytest.raises(ActRefused):
        say(case, by, INVESTIGATION, on=TODAY + timedelta(days=1))


def test_fourteen_days_count_from_the_newest_notice_that_had_come(by: Actor) -> None:
    first = TODAY - timedelta(days=40)
    case = factories.make_family(by=by, arrived_on=first)
    factories.make_notice(by=by, case=case)
    say(case, by, REPORT)
    assert due(case, "B05") == law.next_working_day(TODAY + timedelta(days=14))


def test_a_case_is_not_closed_over_a_protection_assessment_that_is_not_done(by: Actor) -> None:
    case = factories.make_family(by=by)
    assert not any("lagen kräver" in sentence for sentence in hindrances_to_closing(case, today=TODAY))
    say(case, by, REPORT)
    assert sum("lagen kräver" in sentence for sentence in hindrances_to_closing(case, today=TODAY)) == 2


def test_telling_the_childrens_unit_gives_it_its_room_even_before_anybody_knows(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    assert not case.tracks.filter(unit=factories.CHILDREN).exists()
    complete_step(case=case, by=by, today=TODAY, step="H07", subject="case")
    assert case.tracks.filter(unit=factories.CHILDREN).exists()


def test_a_report_about_a_child_is_one_whatever_anybody_answers(by: Actor) -> None:
    case = factories.make_case_without_children(by=by)
    factories.make_notice(by=by, case=case, ground=law.Ground.CHILD_REPORT)
    plan = plan_of(case)
    assert plan.section is law.Section.FAMILY
    assert {"B04", "B05"} <= {item.step.id for item in plan.items}
    assert case.tracks.filter(unit=factories.CHILDREN).exists()
