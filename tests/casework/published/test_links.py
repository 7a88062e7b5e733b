"""What the measures have to do with one another gives nothing away, and no tie between them is forgotten."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

import pytest
from django.db import transaction

from kvar.casework.city.bulk import pour
from kvar.casework.city.parameters import CityPlan
from kvar.casework.city.script import threads
from kvar.casework.measures.measured import ALL
from kvar.casework.measures.registry import MEASURES
from kvar.casework.published.links import measures_tied
from kvar.casework.published.quarters import next_quarter, quarters_within
from kvar.casework.published.suppression import Shown, hidden_in, suppressed
from kvar.casework.published.tables import Place, Thing, table_of, tables_with
from kvar.casework.published.things import things_by_sort
from tests.casework.published.attack import Attack, attack, is_published
from tests.casework.published.known import FIRST_PAPERS, WITH, Sum, known
from tests.factories import TODAY

BELOW = 5
CASES = 400
QUARTERS = quarters_within(date(2024, 10, 1), date(2026, 9, 30))
NINE_MONTHS = {"first": date(2026, 1, 1), "until": date(2026, 10, 1), "seen_on": TODAY}
Things = dict[str, list[Thing]]
TRIED = "families_tried_in_time"
TOGETHER = (
    ("outcomes", "homes_kept", "landlords_where_kept", "landlords_where_lost"),
    ("children_by_link", "children_registered", "children_found"),
    ("incoming_by_code", "incoming_by_sender", "incoming_by_stage", "confirmed_same_day"),
    ("new_households", "children_asked_in_time", "days_to_owner"),
    ("evictions", "adult_unit_attended", "children_unit_attended"),
)
"""What she attacks at once."""
ONLY_HERE = [
    *({"repeated_within_a_year", first} for first in (*FIRST_PAPERS, TRIED)),
    *({of, lost} for of in ("outcomes", "homes_kept") for lost in ("lost_next_working_day", "lost_after_7_days")),
]
"""A case can get a second paper about something new, and a follow-up falls in the quarter after. So few cases as here
have neither. In 3,000 the second is there."""


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[tuple[Things, Things]]:
    """The counted things of each quarter of two years of a city, and of nine months at once."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        pour(threads(CityPlan(cases=CASES, seed=5, until=TODAY)), total=CASES)
        quarters: Things = defaultdict(list)
        for first in QUARTERS:
            found = things_by_sort(MEASURES, first=first, until=next_quarter(first), seen_on=TODAY)
            for sort, things in found.items():
                quarters[sort] += things
        yield quarters, things_by_sort(MEASURES, **NINE_MONTHS)
        transaction.set_rollback(True)


def numbers(things: Things) -> dict[str, Counter[Place]]:
    found: dict[str, Counter[Place]] = defaultdict(Counter)
    for of in things.values():
        for thing in of:
            for measure, part in thing.parts.items():
                found[measure][Place(*thing.site, part)] += 1
    return found


def at(counts: Mapping[str, Counter[Place]], of: Sum) -> Counter[tuple[str, ...]]:
    """What a sum comes to at each place."""
    found: Counter[tuple[str, ...]] = Counter()
    for place, n in counts.get(of.measure, {}).items():
        if (not of.parts or place.part in of.parts) and of.household in (ALL, place.household):
            found[place[:3]] += n
    return found


@pytest.mark.parametrize("number", range(len(known())))
def test_what_she_knows_is_true(number: int, city: tuple[Things, Things]) -> None:
    """When one of these stops being true, the definitions or the records have changed: then look at the groups too."""
    same = known()[number]
    assert at(numbers(city[0]), same.one) == at(numbers(city[0]), same.other), same


def carried(shown: Shown, truth: dict[str, Counter[Place]]) -> tuple[list[Attack], set[object]]:
    """What she gets in each attack, and which of it is a hit."""
    tried = [attack({id: shown[id] for id in together if id in shown}, known=known()) for together in TOGETHER]
    hits = {cell for one in tried for cell in one.solved}
    small = {cell for one in tried for cell in one.small_for_certain(BELOW) if _true(truth[cell[0]], cell[1])}
    return tried, {(measure, place) for measure, place in {*hits, *small} if is_published(place)}


def _true(counts: Counter[Place], place: Place) -> int:
    fixed = [(axis, id) for axis, id in enumerate(place) if id != ALL]
    return sum(n for cell, n in counts.items() if all(cell[axis] == id for axis, id in fixed))


def test_she_carries_no_number_from_one_measure_to_another(
    city: tuple[Things, Things], capsys: pytest.CaptureFixture[str]
) -> None:
    tables = [table for things in city[1].values() for table in tables_with(things)]
    tried, hits = carried(hidden_in(tables, below=BELOW), numbers(city[1]))
    with capsys.disabled():
        for one in tried:
            print(f"\nlinked measures: {one}", end="")
    assert all(one.hidden for one in tried) and hits == set()


def test_she_does_when_they_are_hidden_one_by_one(city: tuple[Things, Things]) -> None:
    """The control: it is the rows of whole things that protect."""
    truth = numbers(city[1])
    apart = {measure: suppressed({measure: counts}, below=BELOW)[measure] for measure, counts in truth.items()}
    assert carried(apart, truth)[1]


@pytest.mark.parametrize("household", [ALL, WITH, "without_children"])
def test_no_tie_is_forgotten(household: str, city: tuple[Things, Things]) -> None:
    """Draw a line between two answers where some thing has both. Where the lines between two measures fall in pieces,
    the answers of one piece count the same things in both: an equation. Then the two must be tied. What is counted only
    of families is a part of another measure among them alone, so each sort of household is looked at by itself too."""
    found = {
        pair
        for things in city[0].values()
        for pair in _in_pieces([one for one in things if household in (ALL, one.site[2])])
        if not any({*pair} <= group for group in [*measures_tied(), *ONLY_HERE])
    }
    assert found == set()


def _in_pieces(things: list[Thing]) -> Iterator[tuple[str, str]]:
    pairs = combinations(table_of(things).measures, 2)
    return ((one, other) for one, other in pairs if _falls_in_pieces(things, one, other))


def test_a_forgotten_tie_is_found(city: tuple[Things, Things]) -> None:
    """The control."""
    assert _falls_in_pieces(city[0]["records.Case"], "outcomes", "homes_kept")
    families, pair = [one for one in city[0]["records.Notice"] if one.site[2] == WITH], ("days_to_attempt", TRIED)
    assert _falls_in_pieces(families, *pair) and not _falls_in_pieces(city[0]["records.Notice"], *pair)
    assert not _falls_in_pieces(city[0]["records.Notice"], "days_to_owner", "incoming_by_stage")


def _falls_in_pieces(things: list[Thing], one: str, other: str) -> bool:
    pieces: list[set[tuple[str, str]]] = []
    pairs = {(thing.parts.get(one, ALL), thing.parts.get(other, ALL)) for thing in things} | {(ALL, ALL)}
    if all((mine == ALL) == (theirs == ALL) for mine, theirs in pairs):  # one total, in one table, whatever is tied
        pairs.remove((ALL, ALL))
    for mine, theirs in pairs:
        piece = {(one, mine), (other, theirs)}
        pieces = [
            *(each for each in pieces if not each & piece),
            piece.union(*(each for each in pieces if each & piece)),
        ]
    return len(pieces) > 1
