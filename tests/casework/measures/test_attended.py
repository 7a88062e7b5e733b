"""Were we there when the eviction was carried out? Only what was written of that time counts."""

from datetime import date

import pytest

from kvar.casework.enforcement.course import record_event
from kvar.casework.enforcement.eviction_day import decide_attendance, record_day
from kvar.casework.measures.counting import count
from kvar.casework.measures.enforcement import adult_unit_attended
from kvar.records.models import Case, EvictionDay
from tests import factories
from tests.casework.measures.happened import EVICTED, seen, time_set, worker
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


def parts() -> list[str]:
    found = count(adult_unit_attended, first=date(2026, 1, 1), until=date(2028, 1, 1), seen_on=date(2027, 7, 1))
    return [key.part for key in found]


def evicted_case() -> Case:
    case = factories.make_case_with_notice(by=worker())
    told = {"kind": "carried_out", "on": EVICTED, "told_by": "authority_letter"}
    record_event(case=case, by=worker(), today=EVICTED, **told)
    return case


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("Sara Lindh", "yes"),
        ("ingen", "no"),
        ("INGEN", "no"),
        ("Ingen från oss", "no"),
        ("Ingen. Vi kom för sent.", "no"),
        ("NEJ", "no"),
        ("Nej, vi fick veta det efteråt", "no"),
        ("Vi var inte med", "no"),
        ("Ej med", "no"),
        ("Ingen!", "no"),
        ("Inga från oss", "no"),
        ("Inga Öberg", "yes"),
        ("Ingela Öberg", "yes"),
    ],
)
def test_nobody_is_nobody_however_it_is_written(written: str, part: str) -> None:
    by = worker()
    case = factories.make_case_with_notice(by=by)
    record_day(notice=time_set(case, by), by=by, today=EVICTED, seen=seen(written))
    assert parts() == [part]


def test_what_was_written_of_a_time_that_was_called_off_is_not_known_of_the_one_that_was_carried_out() -> None:
    by, case = worker(), evicted_case()
    first = time_set(case, by)
    EvictionDay.objects.create(
        case=case, notice=first, unit=by.unit, on=TODAY, attended="Sara Lindh", recorded_at=first.taken_in_at,
        recorded_by_id=by.id,
    )  # fmt: skip
    assert parts() == ["yes"]
    time_set(case, by)
    assert parts() == ["unknown"]


def test_a_decision_to_stay_away_from_a_time_that_was_called_off_is_no_no() -> None:
    by, case = worker(), evicted_case()
    away = {"attends": False, "reason": "Sjuk.", "consulted_on": TODAY}
    decide_attendance(notice=time_set(case, by), by=by, today=TODAY, **away)
    assert parts() == ["no"]
    time_set(case, by)
    assert parts() == ["unknown"]
