"""What nobody can know is not a no, and what could never have happened is not counted against us."""

from datetime import date, timedelta
from typing import Any

import pytest

from kvar.casework.measures.arrivals import incoming_by_code, incoming_by_sender, incoming_by_stage, incoming_by_type
from kvar.casework.measures.cases import ended, evicted
from kvar.casework.measures.children import evicted_children_from_2025
from kvar.casework.measures.counting import count
from kvar.casework.measures.enforcement import adult_unit_attended, confirmed_same_day
from kvar.casework.measures.households import new_households, repeated_within_a_year
from kvar.casework.measures.measured import Measure
from kvar.casework.measures.money import debts_against_cost
from kvar.casework.measures.reaching import reached_before_last_day
from kvar.records.models import Notice
from tests import factories
from tests.factories import CENTRUM, TODAY
from tests.factories_reviews import make_evicted

pytestmark = pytest.mark.django_db
PERIOD: dict[str, Any] = {"first": date(2020, 1, 1), "until": date(2027, 1, 1), "seen_on": TODAY}
PAPERS = (
    incoming_by_code,
    incoming_by_type,
    incoming_by_sender,
    incoming_by_stage,
    new_households,
    repeated_within_a_year,
    reached_before_last_day,
    debts_against_cost,
    confirmed_same_day,
)


def parts(measure: Measure, administration: str = factories.HISINGEN) -> dict[str, int]:
    cells = count(measure, **PERIOD).items()
    return {key.part: number for key, number in cells if key.administration == administration}


@pytest.mark.parametrize(("days", "told"), [(364, {"unknown": 1}), (365, {"no": 1}), (500, {"no": 1})])
def test_that_nobody_came_back_is_not_known_before_there_is_a_year_of_papers(days: int, told: dict[str, int]) -> None:
    old = factories.make_case_with_notice(today=TODAY - timedelta(days=days))
    factories.make_case_with_notice()
    Notice.objects.filter(case=old).update(ground="child_report")  # no new matter, so only the other is asked about
    assert parts(repeated_within_a_year) == told


def test_each_administration_has_a_year_of_its_own_and_a_protected_household_begins_none() -> None:
    centrum = factories.make_actor(administration=CENTRUM)
    factories.make_case_with_notice(by=centrum, today=TODAY - timedelta(days=500))
    factories.make_protected_case(today=TODAY - timedelta(days=500))
    factories.make_case_with_notice()
    assert parts(repeated_within_a_year) == {"unknown": 1}


def test_that_somebody_came_back_is_known_at_once() -> None:
    case = factories.make_case_with_notice(today=TODAY - timedelta(days=100))
    factories.make_notice(case=case)
    Notice.objects.update(same_debt_as=None)
    assert parts(repeated_within_a_year) == {"unknown": 1, "yes": 1}


@pytest.mark.parametrize(("late", "counted"), [(0, {"no": 1}), (1, {})])
def test_a_paper_that_came_after_its_last_day_is_not_held_against_us(late: int, counted: dict[str, int]) -> None:
    came = TODAY - timedelta(days=30)
    factories.make_case_with_notice(today=came)
    Notice.objects.update(last_day=came - timedelta(days=late))
    assert parts(reached_before_last_day) == counted


def test_an_eviction_is_counted_where_the_papers_went() -> None:
    """As an outcome is: a case whose papers were all passed on is not this board's."""
    by = factories.make_actor()
    kept, gone = make_evicted(by=by), make_evicted(by=by)
    first, *_rest = gone.notices.all()
    Notice.objects.filter(case=gone).exclude(pk=first.pk).update(passed_on=TODAY)
    assert evicted(date.min, date.max).count() == 2, "one paper is still here"
    Notice.objects.filter(pk=first.pk).update(passed_on=TODAY)
    assert [case.pk for case in evicted(date.min, date.max)] == [kept.pk]
    for measure in (evicted_children_from_2025, adult_unit_attended):
        assert count(measure, **PERIOD).total() == 1
    assert not ended(date.min, date.max).exists()


@pytest.mark.parametrize("measure", PAPERS, ids=lambda measure: measure.id)
def test_a_measure_of_papers_says_that_those_without_a_case_are_left_out(measure: Measure) -> None:
    notice = factories.make_case_with_notice().notices.get()
    Notice.objects.filter(pk=notice.pk).update(case=None)
    assert count(measure, **PERIOD).total() == 0
    assert "apper som inte hör till ett ärende" in measure.definition
