"""One question to the database, the finest cells, and the days in the database itself."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import DateField, Value
from django.test.utils import CaptureQueriesContext

from kvar.casework.access import cases_visible_to
from kvar.casework.errors import Unseen
from kvar.casework.measures.arrivals import incoming_by_code
from kvar.casework.measures.children import children_asked_in_time, children_by_link
from kvar.casework.measures.counting import count
from kvar.casework.measures.days import DaysBetween, DaysLater, FirstOfMonth, FirstOfQuarter
from kvar.casework.measures.days_parts import DAYS_PARTS, days_part, part_of_days
from kvar.casework.measures.measured import ALL, Key
from kvar.casework.measures.reaching import days_to_attempt
from kvar.casework.measures.registry import MEASURES
from kvar.casework.measures.running import count_seen
from kvar.casework.statistics.survival import BOUNDS
from kvar.records.models import Case, Member, Notice, Track
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
PERIOD: dict[str, Any] = {"first": date(2026, 1, 1), "until": date(2027, 1, 1), "seen_on": TODAY}


def asked(expression: Any) -> Any:
    """What the database answers."""
    factories.make_case_with_notice()
    return Case.objects.annotate(answer=expression).values_list("answer", flat=True).get()


def day(value: date) -> Value:
    return Value(value, output_field=DateField())


@pytest.mark.parametrize("month", range(1, 13))
def test_months_and_quarters_begin_on_their_first_day(month: int) -> None:
    some = date(2026, month, 28)
    factories.make_case_with_notice()
    rows = Case.objects.annotate(month=FirstOfMonth(day(some)), quarter=FirstOfQuarter(day(some)))
    assert rows.values_list("month", "quarter").get() == (
        date(2026, month, 1),
        date(2026, (month - 1) // 3 * 3 + 1, 1),
    )


@pytest.mark.parametrize("days", [-40, -1, 0, 1, 31, 366])
def test_days_between_and_days_later(days: int) -> None:
    first = date(2024, 2, 29)
    last = first + timedelta(days=days)
    factories.make_case_with_notice()
    rows = Case.objects.annotate(between=DaysBetween(day(first), day(last)), later=DaysLater(day(first), Value(days)))
    assert rows.values_list("between", "later").get() == (days, last)


@pytest.mark.parametrize("days", [-3, *(bound + more for bound in BOUNDS for more in (0, 1)), 400])
@pytest.mark.parametrize("happened", [True, False])
def test_the_database_puts_days_in_the_part_that_python_does(days: int, happened: bool) -> None:
    seen_on = TODAY + timedelta(days=days)
    event = day(seen_on) if happened else Value(None, output_field=DateField())
    part = asked(days_part("opened_on", event, closed_on="closed_on", seen_on=seen_on))
    assert part == part_of_days(days, happened=happened) and part in {one.id for one in DAYS_PARTS}


def test_an_open_case_is_seen_until_it_closed() -> None:
    case = factories.make_closed_case()
    part = days_part(
        "opened_on", Value(None, output_field=DateField()), closed_on="closed_on", seen_on=date(2027, 6, 1)
    )
    assert case.closed_on == TODAY
    assert Case.objects.annotate(part=part).values_list("part", flat=True).get() == "open_0"


def test_a_count_is_one_question_and_holds_the_finest_cells(django_assert_num_queries: Any) -> None:
    factories.make_family()
    factories.make_case_without_children()
    factories.make_case_with_notice(by=factories.make_actor(administration=factories.CENTRUM))
    month = TODAY.replace(day=1)
    with django_assert_num_queries(1):
        counted = count(incoming_by_code, **PERIOD)
    assert counted == {
        Key(month, "hisingen", "rent_debt", "with_children", "rent_debt"): 1,
        Key(month, "hisingen", "rent_debt", "without_children", "rent_debt"): 1,
        Key(month, "centrum", "rent_debt", "unknown", "rent_debt"): 1,
    }
    only = count(incoming_by_code, cases=Case.objects.filter(administration="centrum"), quarterly=True, **PERIOD)
    assert only == {Key(date(2026, 10, 1), "centrum", "rent_debt", "unknown", "rent_debt"): 1}


def test_what_comes_after_the_day_we_look_is_not_counted() -> None:
    factories.make_case_with_notice()
    assert count(incoming_by_code, **(PERIOD | {"seen_on": TODAY - timedelta(days=1)})) == {}


def test_no_row_comes_back_to_python_while_counting() -> None:
    """Django's own truncation is a Python function that SQLite calls for each row."""
    for quarterly in (False, True):
        with CaptureQueriesContext(connection) as asked:
            count(days_to_attempt, quarterly=quarterly, **PERIOD)
        assert len(asked) == 1 and "django_" not in asked[0]["sql"]


def test_every_measure_is_one_question(django_assert_num_queries: Any) -> None:
    factories.make_family()
    for measure in MEASURES:
        with django_assert_num_queries(1):
            count(measure, **PERIOD)


def _again(case: Case, **fields: Any) -> None:
    """The household's case is closed, and it has another today, with a paper of its own."""
    Case.objects.filter(pk=case.pk).update(closed_on=TODAY - timedelta(days=400))
    again, paper = Case.objects.get(pk=case.pk), Notice.objects.get(case=case)
    again.pk, again.reference, again.opened_on, again.closed_on = uuid4(), "2026-2", TODAY, None
    for name, value in fields.items():
        setattr(again, name, value)
    again.save(force_insert=True)
    paper.pk, paper.case = uuid4(), again
    paper.save(force_insert=True)


def test_the_children_of_a_case_whose_papers_were_all_passed_on_are_not_counted_there() -> None:
    case = factories.make_family()
    assert count(children_by_link, **PERIOD).total() == 1
    Notice.objects.filter(case=case).update(passed_on=TODAY)
    assert count(children_by_link, **PERIOD).total() == 0


def test_a_household_with_two_cases_is_counted_once_in_each_of_those_that_are_asked_about() -> None:
    """The children's road to their cases is taken once: a second way to them would meet the other case too."""
    case = factories.make_family(today=TODAY - timedelta(days=500))
    _again(case)
    every = Case.objects.filter(administration=case.administration)
    assert count(children_by_link, cases=every, **PERIOD) == count(children_by_link, **PERIOD)
    assert count(children_by_link, **PERIOD).total() == 1


def test_a_household_with_cases_in_two_administrations_is_counted_in_each_by_its_own_case() -> None:
    case = factories.make_family(today=TODAY - timedelta(days=500))
    _again(case, administration=factories.CENTRUM)
    period = PERIOD | {"first": date(2020, 1, 1)}
    for place, month in ((factories.HISINGEN, date(2025, 7, 1)), (factories.CENTRUM, date(2026, 11, 1))):
        found = count(children_by_link, administration=place, **period)
        assert {(key.month, key.administration): n for key, n in found.items()} == {(month, place): 1}


@pytest.mark.parametrize("unit", [factories.ADULT, factories.MONEY, factories.CHILDREN])
@pytest.mark.parametrize("cleared", [True, False])
def test_what_an_actor_sees_is_counted_in_one_question_as_her_cases_are(unit: str, cleared: bool) -> None:
    """Who sees the whole administration is asked of no single case; the numbers are the same."""
    for place in (factories.HISINGEN, factories.CENTRUM):
        by = factories.make_actor(administration=place, cleared=True)
        factories.make_case_with_notice(by=by)
        factories.make_family(by=by)
        factories.make_case_with_notice(by=by, tenant=factories.make_person_told(protected=True))
    actor = factories.make_actor(unit=unit, cleared=cleared)
    with CaptureQueriesContext(connection) as asked:
        seen = count_seen(incoming_by_code, actor=actor, **PERIOD)
    assert len(asked) == 1 and ("EXISTS" in asked[0]["sql"]) is (unit != factories.ADULT)
    by_case = count(incoming_by_code, cases=cases_visible_to(actor), finest=False, **PERIOD)
    assert seen == {(key.month, key.part): n for key, n in by_case.items()}
    tracks = Track.objects.filter(
        unit=unit, case__administration=actor.administration, case__household__protected=False
    )
    assert seen.total() == tracks.count()


def test_who_belongs_to_no_administration_is_given_no_count() -> None:
    factories.make_case_with_notice()
    with pytest.raises(Unseen):
        count_seen(incoming_by_code, actor=factories.make_actor(administration=""), **PERIOD)


@pytest.mark.parametrize(("left", "part"), [(None, "yes"), (TODAY - timedelta(days=60), "no")])
def test_a_child_who_had_left_before_the_paper_came_is_not_asked_about_in_time(left: date | None, part: str) -> None:
    case = factories.make_case_with_notice(today=TODAY - timedelta(days=30))
    child = factories.add_child(case, by=factories.make_actor(), today=TODAY)
    Member.objects.filter(pk=child.pk).update(since=TODAY - timedelta(days=400), until=left)
    assert [key.part for key in count(children_asked_in_time, **PERIOD)] == [part]


def test_summed_over_ground_and_household_a_count_never_asks_about_children() -> None:
    factories.make_case_with_notice()
    period = {"first": date(2020, 1, 1), "until": date(2030, 1, 1), "seen_on": TODAY}
    finest = count(incoming_by_code, **period)
    with CaptureQueriesContext(connection) as asked:
        summed = count(incoming_by_code, finest=False, **period)
    assert sum(summed.values()) == sum(finest.values()) == 1
    assert {(key.ground, key.household) for key in summed} == {(ALL, ALL)}
    assert "records_member" not in asked.captured_queries[0]["sql"]
