"""No small number can be worked out from what is published: the proof is checked, and an attacker tries."""

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kvar.casework.measures.measured import ALL
from kvar.casework.published import suppression
from kvar.casework.published.suppression import Holes, suppressed
from kvar.casework.published.tables import Place, Row, tables_of
from tests.casework.published.attack import Attack, attack, is_published

BELOW = 5
ADMINISTRATIONS = ("centrum", "hisingen", "nordost", "sydvast")
GROUNDS = ("rent_debt", "utilities", "unlawful_sublet", "disturbance", "unknown")
HOUSEHOLDS = ("with_children", "without_children", "unknown")

sparse = some.dictionaries(
    some.builds(
        Place,
        some.sampled_from(ADMINISTRATIONS[:3]),
        some.sampled_from(GROUNDS[:3]),
        some.sampled_from(HOUSEHOLDS[:2]),
        some.sampled_from(("yes", "no", "unknown")),
    ),
    some.integers(0, 12),
    max_size=20,
)


def drawn(seed: int, *, rows: int, parts: dict[str, int]) -> dict[str, Counter[Place]]:
    """A quarter of a city: so many rows, placed as in life, and for each measure so many parts, some of them rare."""
    chance = Random(seed)
    sites = [
        (
            chance.choices(ADMINISTRATIONS, (3, 4, 5, 3))[0],
            chance.choices(GROUNDS, (70, 10, 4, 12, 4))[0],
            chance.choices(HOUSEHOLDS, (30, 55, 15))[0],
        )
        for _row in range(rows)
    ]
    return {
        measure: Counter(
            Place(*site, f"p{chance.choices(range(many), [1 / (part + 1) for part in range(many)])[0]}")
            for site in sites
        )
        for measure, many in parts.items()
    }


def hits(shown: dict[str, dict[Place, int | None]], truth: dict[str, Counter[Place]]) -> tuple[Attack, set[object]]:
    """What the attacker got, and which of it is a hit: a number she knows, or a small one that she knows is small.

    The finer places are unknowns that she reckons with; they are no numbers of the cube, small or not.
    """
    tried = attack(shown, alike=[tuple(table.measures) for table in tables_of(truth)])
    known_small = {
        (measure, place) for measure, place in tried.small_for_certain(BELOW) if _true(truth[measure], place)
    }
    return tried, {(measure, place) for measure, place in {*tried.solved, *known_small} if is_published(place)}


def _true(counts: Counter[Place], place: Place) -> int:
    fixed = [(axis, id) for axis, id in enumerate(place) if id != ALL]
    return sum(n for cell, n in counts.items() if all(cell[axis] == id for axis, id in fixed))


QUARTERS = {
    "a usual quarter": drawn(1, rows=900, parts={"reached": 3}),
    "measures of the same rows": drawn(2, rows=200, parts={"code": 5, "sender": 4}),
    "many rare parts": drawn(3, rows=150, parts={"days": 10}),
    "a few cases": drawn(4, rows=40, parts={"status": 4}),
    "one row": drawn(5, rows=1, parts={"status": 4}),
    "four alone, each in its own place": {
        "reached": Counter(
            {
                Place(place, ground, HOUSEHOLDS[0], "yes"): 1
                for place, ground in zip(ADMINISTRATIONS, GROUNDS[:4], strict=True)
            }
        )
    },
}


@pytest.mark.parametrize("name", QUARTERS)
def test_the_attacker_gets_nothing(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    tried, hit = hits(suppressed(QUARTERS[name], below=BELOW), QUARTERS[name])
    with capsys.disabled():
        print(f"\n{name}: {tried}")
    assert tried.hidden and hit == set()


@settings(deadline=None)
@given(first=sparse, second=sparse)
def test_the_attacker_gets_nothing_from_any_table(first: dict[Place, int], second: dict[Place, int]) -> None:
    truth = {"first": Counter(first), "second": Counter(second), "again": Counter(first)}
    assert hits(suppressed(truth, below=BELOW), truth)[1] == set()


@pytest.mark.parametrize("name", [name for name in QUARTERS if "one" not in name])
def test_when_only_the_small_numbers_are_hidden_she_gets_them(name: str) -> None:
    """The control: it is the complementary cells that protect."""
    holes = [Holes(table, BELOW) for table in tables_of(QUARTERS[name])]
    shown: dict[str, dict[Place, int | None]] = {measure: {} for measure in QUARTERS[name]}
    for each in holes:
        for measure, place, n in each.published():
            shown[measure][place] = n
    assert hits(shown, QUARTERS[name])[1]


class Watched(Holes):
    """Keeps every witness that is made."""

    def protect(self) -> None:
        self.kept: dict[int, tuple[Counter[Row], dict[int, int]]] = {}
        super().protect()

    def witness(self, cell: int) -> tuple[Counter[Row], dict[int, int]]:
        self.kept[cell] = super().witness(cell)
        return self.kept[cell]


@settings(deadline=None)
@given(counts=sparse)
def test_every_small_number_has_a_witness_that_holds(counts: dict[Place, int]) -> None:
    """The proof, checked without asking how the witness was found."""
    for table in tables_of({"measure": counts}):
        holes = Watched(table, BELOW)
        small = set(holes.small)
        holes.protect()
        for moved, differs in holes.kept.values():
            assert set(differs) <= holes.hidden
            assert _is_a_table(holes, moved, differs)
        assert small <= {
            cell
            for _moved, differs in holes.kept.values()
            for cell, by in differs.items()
            if holes.cells.comes_to[cell] + by >= BELOW
        }


def _is_a_table(holes: Holes, moved: Counter[Row], differs: dict[int, int]) -> bool:
    """Are there no rows fewer than none, and is every published sum what its rows come to?"""
    cells, rows = holes.cells, Counter(holes.table.rows)
    rows.update(moved)
    if min(rows.values(), default=0) < 0:
        return False
    sums: Counter[int] = Counter()
    for row, n in rows.items():
        for number in range(len(cells.patterns)):
            sums[cells.at(number, row)] += n
    return all(sums[cell] == n + differs.get(cell, 0) for cell, n in enumerate(list(cells.comes_to)))


@settings(deadline=None)
@given(counts=sparse)
def test_what_is_shown_is_true_and_never_small(counts: dict[Place, int]) -> None:
    shown = suppressed({"measure": counts}, below=BELOW)["measure"]
    truth = Counter(counts)
    for place, n in shown.items():
        assert n is None or (n == _true(truth, place) and n >= BELOW)
    for chosen in {place for place in counts if counts[place]}:
        for two in combinations(range(4), 2):
            assert Place(*(id if axis in two else ALL for axis, id in enumerate(chosen))) in shown


@settings(deadline=None)
@given(counts=sparse)
def test_a_zero_is_always_shown_and_nothing_finer_is(counts: dict[Place, int]) -> None:
    for place, n in suppressed({"measure": counts}, below=BELOW)["measure"].items():
        assert is_published(place)
        assert n is not None or _true(Counter(counts), place) > 0


def test_the_totals_of_a_usual_quarter_can_be_read() -> None:
    """Else everything could be hidden and nothing would be red."""
    shown = suppressed(QUARTERS["a usual quarter"], below=BELOW)["reached"]
    for place, n in shown.items():
        if (
            sum(id != ALL for id in place) <= 1
            or (place.administration, place.part) != (ALL, ALL)
            and place[1:3] == (ALL, ALL)
        ):
            assert n is not None, place


def test_the_order_of_the_rows_decides_nothing() -> None:
    truth = QUARTERS["measures of the same rows"]
    turned = {measure: dict(reversed(counts.items())) for measure, counts in reversed(truth.items())}
    assert suppressed(truth, below=BELOW) == suppressed(turned, below=BELOW)


def test_there_is_a_move_when_no_swap_is() -> None:
    """One row alone: only a row more can make it large, so its totals are hidden."""
    shown = suppressed(QUARTERS["one row"], below=BELOW)["status"]
    assert set(shown.values()) == {None} and len(shown) == 11
    assert suppression.suppressed({"none": Counter()}, below=BELOW) == {"none": {}}
