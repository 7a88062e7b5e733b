"""Quarters are published when they are due, once, and what happens in the records afterwards changes nothing."""

from datetime import date

import pytest
from django.db import transaction

from kvar.casework.published.publishing import due_on, publish_due
from kvar.casework.published.reading import published, published_quarters
from kvar.casework.time import let_time_work
from kvar.records.models import Case, Notice, PublishedMeasure
from tests import factories
from tests.harness.threads import at_once

QUARTER, DUE = date(2026, 10, 1), date(2027, 1, 30)
NEXT_DAY = date(2027, 1, 31)


def a_quarter(*, cases: int = 6) -> list[Case]:
    """Cases whose first paper came in the same quarter."""
    return [factories.make_case_with_notice() for _number in range(cases)]


def incoming() -> int | None:
    return published(QUARTER, QUARTER).sum("incoming_by_code", administration=factories.HISINGEN).shown


def stored() -> dict[str, object]:
    rows = PublishedMeasure.objects.filter(quarter__first_day=QUARTER).order_by("measure")
    return dict(rows.values_list("measure", "cells"))


@pytest.mark.django_db
def test_a_quarter_is_published_when_its_days_have_passed() -> None:
    a_quarter()
    assert due_on(QUARTER) == DUE
    assert publish_due(today=DUE) == 0 and published_quarters() == ()
    assert publish_due(today=NEXT_DAY) == 1 and published_quarters() == (QUARTER,)
    assert incoming() == 6


@pytest.mark.django_db
def test_late_it_publishes_every_quarter_since_the_first_case_and_twice_nothing_more() -> None:
    a_quarter()
    assert publish_due(today=date(2027, 8, 5)) == 3
    assert published_quarters() == (QUARTER, date(2027, 1, 1), date(2027, 4, 1))
    assert publish_due(today=date(2027, 8, 5)) == 0


@pytest.mark.django_db
def test_without_a_case_there_is_nothing_to_publish() -> None:
    assert publish_due(today=date(2030, 1, 1)) == 0


@pytest.mark.django_db
def test_a_later_correction_changes_nothing() -> None:
    first, *_others = a_quarter()
    publish_due(today=NEXT_DAY)
    before = stored()
    Notice.objects.filter(case=first).update(arrived_on=date(2026, 1, 2), reason_code="disturbance")
    factories.make_case_with_notice()
    publish_due(today=NEXT_DAY)
    assert stored() == before and incoming() == 6


@pytest.mark.django_db
def test_a_protected_household_is_nowhere() -> None:
    """The stored cells with and without it are the same, so no difference between any two shows it."""
    by = factories.make_actor(cleared=True)
    a_quarter()
    without = as_published()
    factories.add_child(factories.make_protected_case(by=by), by=by)
    assert as_published() == without
    factories.make_case_with_notice()
    assert as_published() != without


def as_published() -> dict[str, object]:
    """What would be published now; nothing is."""
    with transaction.atomic():
        publish_due(today=NEXT_DAY)
        found = stored()
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_the_night_publishes() -> None:
    a_quarter()
    night = let_time_work(today=NEXT_DAY)
    assert night["quarters_published"] == 1 and not night.failed
    assert let_time_work(today=NEXT_DAY)["quarters_published"] == 0


def test_two_at_once_publish_once(committed_db: None) -> None:
    a_quarter()
    results = at_once(lambda: publish_due(today=NEXT_DAY), lambda: publish_due(today=NEXT_DAY))
    assert sorted(results) == [0, 1]  # type: ignore[type-var]
    assert published_quarters() == (QUARTER,) and incoming() == 6
