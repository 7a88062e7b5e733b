"""The benchmark's large city at small scale: whole copies. Its hand-written SQL is tried in tests/deep."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import F

from kvar.casework.benchmark import follow_up
from kvar.casework.benchmark.bare_published import ANY, WHOLE_CITY, added
from kvar.casework.benchmark.bare_sql import every_bare
from kvar.casework.benchmark.multiplying import COPIED, multiply
from kvar.casework.city.parameters import CityPlan
from kvar.casework.city.seeding import make_city
from kvar.casework.measures.arrivals import incoming_by_code
from kvar.casework.measures.counting import count
from kvar.casework.measures.registry import GROUPS, MEASURES
from kvar.casework.published.reading import Figure, published
from kvar.casework.published.storing import place_of
from kvar.records.models import Case, JournalEntry, Notice, PublishedQuarter
from tests.factories import TODAY
from tests.web.follow_up.published import SPRING, SUMMER, publish

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TIMES = 3
EVER, LATER = date(2015, 1, 1), TODAY + timedelta(days=1)


@pytest.fixture
def city() -> None:
    make_city(CityPlan(cases=24, seed=7, until=TODAY, open_share=0.2, days=660), bulk=True)


def test_each_row_is_there_so_many_times_and_points_at_its_own_copy(city: None) -> None:
    before = {model: model._default_manager.count() for model in COPIED if model is not JournalEntry}
    owned = JournalEntry.objects.filter(kind="responsible").count()
    assert multiply(TIMES) == TIMES * before[Case]
    assert {model: model._default_manager.count() for model in before} == {m: TIMES * n for m, n in before.items()}
    assert JournalEntry.objects.filter(kind="responsible").count() == TIMES * owned
    connection.check_constraints()
    assert not Notice.objects.exclude(case__household=F("household")).exists()


def test_each_copy_is_a_number_of_whole_weeks_earlier(city: None) -> None:
    weekdays = Counter(day.weekday() for day in Notice.objects.values_list("arrived_on", flat=True))
    months = len({one.month for one in count(incoming_by_code, first=EVER, until=LATER, seen_on=TODAY)})
    multiply(TIMES)
    days = Notice.objects.values_list("arrived_on", flat=True)
    assert Counter(day.weekday() for day in days) == Counter({day: TIMES * n for day, n in weekdays.items()})
    assert len({one.month for one in count(incoming_by_code, first=EVER, until=LATER, seen_on=TODAY)}) > months


def test_every_measure_has_its_hand_written_sql() -> None:
    assert every_bare().keys() == {measure.id for measure in MEASURES}


def test_what_is_published_is_added_by_hand_as_the_pages_add_it() -> None:
    publish({"homes_kept": {"yes": 40, "no": 10}}, SPRING)
    publish({"homes_kept": {"yes": 30, "no": 0}}, SUMMER, also={("centrum", "no"): 2})
    read, found = published(SPRING, SUMMER), added(["homes_kept"], ANY)
    assert len(found) > 10
    for measure, place, least, hidden in found:
        assert read.sum(measure, **place_of(place)._asdict()) == Figure(least or 0, bool(hidden))
    assert {place for _measure, place, *_numbers in added(["homes_kept"], WHOLE_CITY)} == {"|||", "|||no", "|||yes"}


def test_the_figures_of_the_follow_up_hold_every_page_and_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"SEEDED": 12, "TIMES": 1, "QUARTERS": 2}.items():
        monkeypatch.setattr(follow_up, name, value)
    follow_up.ready_large_city(24, today=TODAY, progress=None, say=lambda *words: None)
    report = follow_up.follow_up_figures(today=TODAY)
    assert report["cases"] == Case.objects.count() == 24
    assert [one["group"] for one in report["own"]] == [group.id for group in GROUPS]
    assert len(report["city"]) == len(GROUPS) + 1
    few, many = report["open_data"]
    assert many["quarters"] == few["quarters"] + 2
    assert not PublishedQuarter.objects.exists()
    assert "Likvärdighet" in follow_up.table(report)
