"""The made-up city has something to learn: enough evictions talked through for *Lärdomar* to show, and too few once."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest

from kvar.casework.city.acting import act_out
from kvar.casework.city.events import NoticeArrives, ReviewWritten, Thread
from kvar.casework.city.numbers import Birthdays
from kvar.casework.city.parameters import CityPlan
from kvar.casework.city.script import threads
from kvar.casework.city.talking_through import SAID, TOO_FEW, talked_through
from kvar.casework.learning.half_years import half_year_of, keep_half_years, lessons
from kvar.cli.commands import DEMO_CASES, DEMO_SEED
from tests import factories
from tests.factories import TODAY

EARLY = date(2027, 1, 4)  # the last half year is over since some days


def plan(until: date) -> CityPlan:
    return CityPlan(cases=DEMO_CASES, seed=DEMO_SEED, until=until)


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_demo_has_lessons_to_read_made_by_the_acts() -> None:
    cases = act_out(talked_through(plan(TODAY), Birthdays()))
    keep_half_years(TODAY)
    last, before = lessons(factories.make_process_leader())[:2]
    assert (last.reviews, before.reviews) == (len(cases) - TOO_FEW, None)
    assert any(last.could_have) and any(last.next_time) and not before.could_have
    shown = [n for _label, n in last.counts]
    assert None in shown and any(n and n >= 5 for n in shown), "some numbers are held back, and some are told"


@pytest.mark.parametrize("until", [TODAY, EARLY, date(2026, 7, 1)])
def test_each_review_falls_in_a_half_year_that_is_over(until: date) -> None:
    told = (event for thread in talked_through(plan(until), Birthdays()) for event in thread.events)
    halves = Counter(half_year_of(event.day) for event in told if isinstance(event, ReviewWritten))
    assert sorted(halves.values()) == [TOO_FEW, len(SAID)] and max(halves) < half_year_of(until)


def test_nobody_in_them_has_a_number_that_is_taken_in_the_city() -> None:
    birthdays = Birthdays()
    drawn = [_numbers(threads(plan(TODAY), birthdays)), _numbers(talked_through(plan(TODAY), birthdays))]
    assert drawn[0] and drawn[1] and not set(drawn[0]) & set(drawn[1])


def _numbers(told: Iterable[Thread]) -> list[str]:
    papers = (event.told for one in told for event in one.events if isinstance(event, NoticeArrives))
    return [paper.tenant.personal_number for paper in papers if paper.tenant.personal_number]
