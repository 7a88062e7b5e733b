"""The last days of the law are kept beside the open steps, and say what the plan says, whatever people do."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.calendar.last_days import last_days_of
from kvar.casework.calendar.weeks import seen_happenings
from kvar.casework.closing import outcomes
from kvar.casework.last_days import worked_to
from kvar.casework.plans import plan_of, rebuild_open_steps
from kvar.casework.steps import corrections
from kvar.content.load import load
from kvar.records.models import Case, LastDay, Service
from tests import factories
from tests.factories import CENTRUM, MONEY, TODAY

pytestmark = pytest.mark.django_db
EARLIER, FAR = TODAY - timedelta(days=40), TODAY + timedelta(days=90)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    """A notice came today; nobody knows yet when the tenant was served."""
    return factories.make_case_with_notice(by=by)


def told(by: Actor) -> list[tuple[date, bool]]:
    return [(one.day, one.certain) for one in last_days_of(by, EARLIER, FAR, today=TODAY)]


def stored(case: Case) -> set[tuple[object, ...]]:
    return set(LastDay.objects.filter(case=case).values_list("subject", "deadline", "day", "certain"))


def test_on_every_day_the_stored_one_is_that_of_the_clock_to_work_to(by: Actor, case: Case) -> None:
    """Given two papers with a time each; then day by day the calendar works to what the plan works to."""
    factories.make_notice(by=by, case=case, arrived_on=TODAY - timedelta(days=9))
    service = Service.objects.filter(notice__case=case).order_by("notice__arrived_on")[0]
    Service.objects.filter(pk=service.pk).update(served_on=TODAY - timedelta(days=9), method="acknowledged")
    rebuild_open_steps()
    plan, days = plan_of(case), list(LastDay.objects.filter(case=case))
    assert len({row.subject for row in days}) == 2
    for number in range(60):
        on = TODAY + timedelta(days=number)
        clock, found = plan.clock_on(on), worked_to(days, on)
        assert clock and found and found.day == clock.act_by_on(on)


def test_a_day_that_rests_on_what_nobody_knows_is_marked(by: Actor, case: Case) -> None:
    clock = plan_of(case).clock_on(TODAY)
    assert clock is not None and clock.status is law.Status.UNKNOWN
    assert told(by) == [(clock.act_by_on(TODAY), False)]


def test_two_papers_of_one_case_are_one_day(by: Actor, case: Case) -> None:
    factories.make_notice(by=by, case=case)
    assert len(told(by)) == 1


def test_what_is_settled_or_closed_has_no_last_day(by: Actor, case: Case) -> None:
    causes = [load().codes.causes[0].id]
    kept = factories.outcome()
    outcomes.record_outcome(case=case, by=by, today=TODAY, outcome=kept, on=TODAY, causes=causes)
    assert told(by) == []
    factories.make_closed_case(by=by)
    assert told(by) == [] and not LastDay.objects.exists()


def test_a_paper_that_is_paid_has_none(by: Actor, case: Case) -> None:
    paper = case.notices.get()
    fixed = {"fact": "paid_on", "object_id": paper.pk, "new": TODAY, "version": paper.version, "reason": "Kvitto."}
    corrections.correct_fact(case=case, by=by, today=TODAY, **fixed)
    assert told(by) == []


def test_who_may_not_see_the_case_sees_no_day(by: Actor, case: Case) -> None:
    factories.make_protected_case()
    strangers = [factories.make_actor(administration=CENTRUM), factories.make_actor(role="system_admin")]
    assert [told(stranger) for stranger in strangers] == [[], []]
    assert len(told(by)) == 1 and len(told(factories.make_actor(cleared=True))) == 2


def test_another_unit_in_the_case_has_the_day_too_with_its_own_person(by: Actor, case: Case) -> None:
    assert case.tracks.filter(unit=MONEY).exists()
    jonas = factories.make_actor(name="Jonas Wik", unit=MONEY)
    case.tracks.filter(unit=MONEY).update(responsible=jonas.id)
    (found,) = last_days_of(jonas, EARLIER, FAR, today=TODAY)
    assert found.who is not None and found.who.name == "Jonas Wik"


def test_a_step_of_each_of_two_papers_stands_once(by: Actor, case: Case) -> None:
    """Given the same step of two papers on the same day; then the calendar has one line for it."""
    factories.make_notice(by=by, case=case)
    for unit in (by.unit, MONEY):
        actor = factories.make_actor(unit=unit)
        found, _cases = seen_happenings(actor, first=EARLIER, last=FAR, whole_unit=True, today=TODAY)
        lines = [(one.day, one.at, one.kind, one.title, one.case and one.case.pk) for one in found]
        assert lines and len(lines) == len(set(lines))


def test_rebuilding_writes_the_days_anew(case: Case) -> None:
    before = stored(case)
    LastDay.objects.all().delete()
    rebuild_open_steps()
    assert before and stored(case) == before


def test_many_cases_take_as_many_queries_as_one(by: Actor, case: Case) -> None:
    numbers = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            found = told(by)
        numbers.append((len(found), len(asked)))
        factories.make_case_with_notice(
            by=by, tenant=factories.make_person_told(name="Ulla Ek", personal_number="", number_state="missing")
        )
    assert [few for few, _asked in numbers] == [1, 2, 3] and {asked for _few, asked in numbers} == {2}
