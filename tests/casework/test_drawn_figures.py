"""The figures of the made-up city agree with each other, and are as many as a city has."""

from collections import Counter
from datetime import date
from random import Random

from kvar.casework.city.drawn_figures import SLOW, DrawnQuarter
from kvar.casework.measures.registry import MEASURES, measure_of
from kvar.casework.published.tables import Thing

THINGS = [
    thing for things in DrawnQuarter(quarter=date(2026, 1, 1), chance=Random(1)).things().values() for thing in things
]


def total(measure: str, *parts: str, things: list[Thing] = THINGS) -> int:
    return sum(measure in one.parts and (not parts or one.parts[measure] in parts) for one in things)


def test_every_measure_is_drawn_in_parts_that_it_has() -> None:
    drawn: dict[str, set[str]] = {}
    for thing in THINGS:
        for measure, part in thing.parts.items():
            drawn.setdefault(measure, set()).add(part)
    assert {measure.id for measure in MEASURES} - drawn.keys() == {"evicted_children_until_2024"}
    for measure, parts in drawn.items():
        assert parts <= {part.id for part in measure_of(measure).parts}, measure


def test_one_thing_is_as_many_in_every_measure_that_counts_it() -> None:
    papers = {total(f"incoming_by_{way}") for way in ("code", "type", "sender", "stage")}
    assert len(papers) == 1
    assert 1_200 < papers.pop() < 1_500
    assert total("incoming_by_code", "enforcement") == total("incoming_by_sender", "enforcement_authority")
    assert total("incoming_by_stage", "time_set") == total("confirmed_same_day")
    assert total("homes_kept", "no") == total("outcomes", "evicted", "evicted_empty") == total("evictions")
    assert total("evictions") == total("adult_unit_attended")
    assert total("homes_kept", "yes") == total("landlords_where_kept") == total("kept_after_3_months")
    assert total("children_registered", "no") == total("children_found")


def test_a_year_holds_as_many_evictions_as_goteborg_has() -> None:
    evicted = 0
    for month in (1, 4, 7, 10):
        drawn = DrawnQuarter(quarter=date(2025, month, 1), chance=Random(month)).things()
        evicted += total("evictions", things=drawn["outcome"])
    assert 180 <= evicted <= 280


def test_the_slow_administration_begins_later_with_families_and_with_nobody_else() -> None:
    assert _late(SLOW, "with_children") > _late("hisingen", "with_children") + 0.25
    assert abs(_late(SLOW, "without_children") - _late("hisingen", "without_children")) < 0.1


def _late(administration: str, household: str) -> float:
    found = Counter(
        thing.parts["days_to_attempt"]
        for thing in THINGS
        if "days_to_attempt" in thing.parts and (thing.site[0], thing.site[2]) == (administration, household)
    )
    return sum(found[part] for part in ("after_7", "after_14", "after_30", "open_30")) / found.total()
