"""Every measure is what somebody would count by hand, and so is what is published of it."""

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from kvar.casework.city.bulk import pour
from kvar.casework.city.parameters import CityPlan
from kvar.casework.city.script import threads
from kvar.casework.measures.counting import count
from kvar.casework.measures.measured import Key, Measure
from kvar.casework.measures.registry import MEASURES
from kvar.casework.published.quarters import next_quarter
from kvar.casework.published.things import things_by_sort
from tests.casework.measures import happened
from tests.casework.measures.by_hand import BY_HAND
from tests.casework.measures.raw import Raw, counted
from tests.factories import TODAY

MEETS = {"evicted_children_until_2024": 1, "evicted_children_from_2025": 1}  # parts that the small city has of them
YEAR = tuple(date(2026, month, 1) for month in (1, 4, 7, 10))

pytestmark = pytest.mark.django_db


def differences(*, first: date, until: date, seen_on: date) -> dict[str, object]:
    """The measures whose count is not the one made by hand, with both."""
    raw, found = Raw(seen_on), {}
    for measure in MEASURES:
        for quarterly in (False, True):
            made = count(measure, first=first, until=until, seen_on=seen_on, quarterly=quarterly)
            by_hand = counted(raw, BY_HAND[measure.id], first=first, until=until, quarterly=quarterly)
            if made != by_hand:
                found[measure.id] = (made - by_hand, by_hand - made)
    return found


def published_differences(*quarters: date, seen_on: date) -> dict[tuple[str, date], object]:
    """The measures of which the things that are published, each with its answers, come to something else by hand."""
    raw, found = Raw(seen_on), {}
    for quarter in quarters:
        period, made = {"first": quarter, "until": next_quarter(quarter)}, defaultdict[str, Counter[Key]](Counter)
        for things in things_by_sort(MEASURES, seen_on=seen_on, **period).values():
            for thing in things:
                for measure, part in thing.parts.items():
                    made[measure][Key(quarter, *thing.site, part)] += 1
        for id, rows in BY_HAND.items():
            by_hand = counted(raw, rows, quarterly=True, **period)
            if made[id] != by_hand:
                found[id, quarter] = (made[id] - by_hand, by_hand - made[id])
    return found


def test_every_measure_has_a_count_by_hand_and_one_definition() -> None:
    assert {measure.id for measure in MEASURES} == set(BY_HAND)


def test_a_city_in_bulk_is_counted_as_by_hand() -> None:
    assert pour(threads(CityPlan(cases=200, seed=3, until=TODAY)), total=200) == 200
    for seen_on in (TODAY, date(2026, 6, 30)):
        assert differences(first=date(2024, 1, 1), until=date(2027, 1, 1), seen_on=seen_on) == {}
    assert differences(first=date(2026, 2, 10), until=date(2026, 5, 3), seen_on=TODAY) == {}
    assert published_differences(*YEAR, seen_on=TODAY) == {}


def test_a_small_city_through_the_acts_is_counted_as_by_hand_and_leaves_no_measure_empty() -> None:
    happened.everything()
    period = {"first": date(2024, 1, 1), "until": date(2028, 1, 1)}
    for seen_on in (happened.SEEN_ON, TODAY, TODAY - timedelta(days=20)):
        assert differences(seen_on=seen_on, **period) == {}
    assert published_differences(*YEAR, seen_on=happened.SEEN_ON) == {}
    parts = {measure.id: _parts_met(measure, **period) for measure in MEASURES}
    assert {id: met for id, met in parts.items() if len(met) < MEETS.get(id, 2)} == {}


def _parts_met(measure: Measure, **period: date) -> set[str]:
    """The parts that somebody is in. Each is one that the measure tells of."""
    met = {key.part for key in count(measure, seen_on=happened.SEEN_ON, **period)}
    assert met <= {part.id for part in measure.parts}
    return met
