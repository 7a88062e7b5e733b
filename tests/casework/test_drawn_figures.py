"""The figures of the made-up city agree with each other, and are as many as a city has."""

from datetime import date
from random import Random

from kvar.casework.city.drawn_figures import SLOW, DrawnQuarter
from kvar.casework.measures.measured import Key
from kvar.casework.measures.registry import MEASURES, measure_of

COUNTS = DrawnQuarter(quarter=date(2026, 1, 1), chance=Random(1)).counts()


def total(measure: str, *parts: str) -> int:
    return sum(n for key, n in COUNTS[measure].items() if not parts or key.part in parts)


def test_every_measure_is_drawn_in_parts_that_it_has() -> None:
    assert set(COUNTS) == {measure.id for measure in MEASURES}
    for id, counts in COUNTS.items():
        assert {key.part for key in counts} <= {part.id for part in measure_of(id).parts}, id


def test_one_thing_is_as_many_in_every_measure_that_counts_it() -> None:
    papers = {total(f"incoming_by_{way}") for way in ("code", "type", "sender", "stage")}
    assert len(papers) == 1 and 1_200 < papers.pop() < 1_500
    assert total("incoming_by_code", "enforcement") == total("incoming_by_sender", "enforcement_authority")
    assert total("incoming_by_stage", "time_set") == total("confirmed_same_day")
    assert total("homes_kept", "no") == total("outcomes", "evicted", "evicted_empty") == total("adult_unit_attended")
    assert total("homes_kept", "yes") == total("landlords_where_kept") == total("kept_after_3_months")
    assert total("children_registered", "no") == total("children_found")


def test_a_year_holds_as_many_evictions_as_goteborg_has() -> None:
    quarters = [DrawnQuarter(quarter=date(2025, month, 1), chance=Random(month)).counts() for month in (1, 4, 7, 10)]
    assert 180 <= sum(quarter["adult_unit_attended"].total() for quarter in quarters) <= 280


def test_the_slow_administration_begins_later_with_families_and_with_nobody_else() -> None:
    assert _late(SLOW, "with_children") > _late("hisingen", "with_children") + 0.25
    assert abs(_late(SLOW, "without_children") - _late("hisingen", "without_children")) < 0.1


def _late(administration: str, household: str) -> float:
    chosen: dict[Key, int] = {
        key: n
        for key, n in COUNTS["days_to_attempt"].items()
        if (key.administration, key.household) == (administration, household)
    }
    return sum(n for key, n in chosen.items() if key.part in ("after_7", "after_14", "after_30", "open_30")) / sum(
        chosen.values()
    )
