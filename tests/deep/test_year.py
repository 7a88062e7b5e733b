"""A whole year of Göteborg through the real acts: do the figures come out as the city is reckoned to have them?"""

from collections import Counter
from datetime import date

import pytest

from kvar.casework.city.acting import act_out
from kvar.casework.city.script import threads
from kvar.casework.city.seeding import year_of_the_city
from kvar.casework.measures.counting import count
from kvar.casework.measures.registry import measure_of

UNTIL, FIRST, AFTER = date(2026, 10, 31), date(2025, 11, 1), date(2026, 11, 1)
SEED = 3
# practice.md 7.3 and 7.4: what to design for, and what a simulated year should give.
RANGES = {
    "papers that are not Kronofogden's": (4_000, 5_000),
    "papers from Kronofogden": (750, 1_050),
    "evictions carried out": (200, 260),
    "of them with children, per cent": (11, 15),
    "children in them": (40, 90),
    "at Kronofogden and not carried out, per cent": (55, 62),
}


@pytest.mark.deep
@pytest.mark.django_db
def test_a_year_through_the_acts_is_a_year_of_the_city(capsys: pytest.CaptureFixture[str]) -> None:
    act_out(threads(year_of_the_city(seed=SEED, until=UNTIL)))
    found = _figures()
    with capsys.disabled():
        print("\nA year through the acts")
        for name, value in found.items():
            least, most = RANGES[name]
            print(f"  {name:48}{value:8.1f}   {least}–{most}")
    assert {name: value for name, value in found.items() if not RANGES[name][0] <= value <= RANGES[name][1]} == {}


def _figures() -> dict[str, float]:
    codes, outcomes, families = _parts("incoming_by_code"), _parts("outcomes"), _parts("children_unit_attended")
    evicted = outcomes["evicted"] + outcomes["evicted_empty"]
    reached = _parts("incoming_by_stage")["enforcement_applied"]
    return {
        "papers that are not Kronofogden's": codes.total() - codes["enforcement"],
        "papers from Kronofogden": codes["enforcement"],
        "evictions carried out": evicted,
        "of them with children, per cent": 100 * families.total() / evicted,
        "children in them": _parts("evicted_children_from_2025").total(),
        "at Kronofogden and not carried out, per cent": 100 * (1 - evicted / reached),
    }


def _parts(measure: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, n in count(measure_of(measure), first=FIRST, until=AFTER, seen_on=UNTIL).items():
        found[key.part] += n
    return found
