"""Four published quarters, read in every way there is: what is shown is what is stored, and adds up to nothing more."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from random import Random
from typing import NamedTuple

import pytest
from django.db import transaction

from kvar.casework.city import drawn_figures
from kvar.casework.city.drawn_figures import DrawnQuarter
from kvar.casework.equal_treatment.answers import answers_of, tally
from kvar.casework.equal_treatment.comparing import By, compare, units_of
from kvar.casework.follow_up_report.open_data import EVERY, HIDDEN, MARK, figures
from kvar.casework.follow_up_report.report import report_of
from kvar.casework.follow_up_report.values import told
from kvar.casework.measures.dimensions import GROUNDS, HOUSEHOLD_TYPES
from kvar.casework.measures.measured import ALL
from kvar.casework.measures.registry import HANDLING, MEASURES, measure_of
from kvar.casework.published.quarters import quarters_within
from kvar.casework.published.reading import Figure, Published, published
from kvar.casework.published.storing import store_tables
from kvar.casework.published.tabled import Cases, by_quarter
from kvar.casework.published.tables import Place, Thing, tables_with
from kvar.casework.statistics.mix import Tally
from tests.casework.published.attack import Attack, Hidden, attack, is_published
from tests.casework.published.known import Same, known

BELOW = 5
QUARTERS = quarters_within(date(2025, 10, 1), date(2026, 9, 30))
PERIODS = tuple(QUARTERS[first:last] for first, last in combinations(range(len(QUARTERS) + 1), 2))
SIXTH = {"PAPERS": 225, "CASES": 145, "UNDERTAKEN": 10, "PAYMENTS": 50}
"""A sixth of the city, so that there is much to hide."""
TABLES = (
    ("incoming_by_code", "incoming_by_stage", "confirmed_same_day"),
    ("days_to_attempt", "families_tried_in_time", "new_households"),
    ("outcomes", "homes_kept", "landlords_where_lost"),
    ("adult_unit_attended", "children_unit_attended"),
    ("children_registered", "children_found"),
    ("payments_missed",),
)
"""What the attacker takes on at once, since one may tell of the other; the other measures one by one."""
FIXED = tuple(fixed for n in range(3) for fixed in combinations(range(4), n))
"""The dimensions that a published sum may fix."""

SITES = {
    By.ADMINISTRATION: units_of(By.ADMINISTRATION),
    By.GROUND: tuple(part.id for part in GROUNDS),
    By.HOUSEHOLD: tuple(part.id for part in HOUSEHOLD_TYPES),
}

Period = tuple[date, ...]
Seen = dict[tuple[str, Period], dict[Place, Figure]]
"""What is shown, by measure and period."""


class City(NamedTuple):
    """``truth``: what was drawn, by measure and quarter. ``reads``: every period as it is read."""

    truth: Mapping[tuple[str, date], Counter[Place]]
    reads: Mapping[Period, Published]


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> City:
    with pytest.MonkeyPatch.context() as patch:
        for name, n in SIXTH.items():
            patch.setattr(drawn_figures, name, n)
        drawn = {one: DrawnQuarter(quarter=one, chance=Random(f"ways out {one}")).things() for one in QUARTERS}
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        for quarter, sorts in drawn.items():
            tables = [table for things in sorts.values() for table in tables_with(things)]
            assert store_tables(quarter, tables, measures=[one.id for one in MEASURES], below=BELOW)
        reads = {period: published(period[0], period[-1]) for period in PERIODS}
        transaction.set_rollback(True)
    truth = {(of, one): counts for one, sorts in drawn.items() for of, counts in _counted(sorts).items()}
    return City(truth, reads)


def _counted(sorts: Mapping[str, list[Thing]]) -> dict[str, Counter[Place]]:
    """Every sum that could be published, by measure."""
    found: dict[str, Counter[Place]] = defaultdict(Counter)
    for thing in (thing for things in sorts.values() for thing in things):
        for measure, part in thing.parts.items():
            for fixed in FIXED:
                found[measure][
                    Place(*(id if axis in fixed else ALL for axis, id in enumerate((*thing.site, part))))
                ] += 1
    return found


@pytest.fixture(scope="module")
def seen(city: City) -> Seen:
    """Every place of every measure and period, as all ways out tell it. That two tell it differently is an error."""
    found: Seen = defaultdict(dict)
    for measure, period, place, figure in _every_way(city.reads):
        assert found[measure, period].setdefault(place, figure) == figure, (measure, period, place)
    return found


def _every_way(reads: Mapping[Period, Published]) -> Iterator[tuple[str, Period, Place, Figure]]:
    yield from _open_data(reads)
    narrow = [Cases(), *(Cases(**{by: unit}) for by, units in SITES.items() for unit in units)]
    for period, read in reads.items():
        for measure in MEASURES:
            for cases in narrow:
                yield from _tabled(read, measure.id, cases, period)


def _open_data(reads: Mapping[Period, Published]) -> Iterator[tuple[str, Period, Place, Figure]]:
    text = "".join(figures(reads[one,] for one in QUARTERS)).removeprefix(MARK)
    for row in csv.DictReader(text.splitlines()):
        place = Place(*(ALL if row[name] == EVERY else row[name] for name in Place._fields))
        figure = Figure(int(row["n"] or 0), row["hidden"] == HIDDEN)
        yield row["measure"], (date.fromisoformat(row["quarter"]),), place, figure


def _tabled(read: Published, id: str, cases: Cases, period: Period) -> Iterator[tuple[str, Period, Place, Figure]]:
    measure = measure_of(id)
    shown = by_quarter(read, measure, cases)
    for part, row in zip((*(part.id for part in measure.parts), ALL), shown.rows, strict=True):
        place = Place(**cases.places, part=part)
        for when, figure in zip([*((one,) for one in period), period], row.figures, strict=True):
            yield id, when, place, figure
    one = told(read, measure, **cases.places)
    yield (
        id,
        period,
        Place(**cases.places, part=ALL),
        Figure(shown.total.least if one.n is None else one.n, one.n is None),
    )


def stored(city: City, measure: str, period: Period, place: Place) -> list[int | None]:
    """The stored cells, one for each quarter."""
    each = (city.reads[one,].cells[one, measure] for one in period)
    return [cells.get("|".join(place), 0) for cells in each]


def test_each_number_is_a_sum_of_stored_ones_and_a_least_the_sum_of_those_shown(city: City, seen: Seen) -> None:
    assert len(seen) == len(MEASURES) * len(PERIODS)
    for (measure, period), places in seen.items():
        for place, figure in places.items():
            cells = stored(city, measure, period, place)
            assert figure == Figure(sum(n or 0 for n in cells), None in cells), (measure, period, place)
            if not figure.hidden:
                assert figure.least == sum(city.truth.get((measure, one), Counter())[place] for one in period)
    assert any(figure.hidden and figure.least for places in seen.values() for figure in places.values())


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: f"{period[0]}-{period[-1]}")
def test_the_report_and_the_comparisons_hold_no_other_numbers(period: Period, city: City, seen: Seen) -> None:
    """A number of the report is one of the same quarters; what is compared is the sum of quarters that are shown."""
    read = city.reads[period]
    parts = [part for part in PERIODS if {*part} <= {*period}]
    told_of = {figure.least for part in parts for measure in MEASURES for figure in seen[measure.id, part].values()}
    told_of |= {one.n for measure in HANDLING if (one := tally(read, measure.id, answers_of(measure), Place()))}
    for section in report_of(read).sections:
        cells = [cell for row in section.table.rows for cell in row.cells if not cell.share]
        spoken = [int(re.sub(r"\D", "", cell.text)) for cell in cells if re.search(r"\d", cell.text)]
        assert {*spoken} <= told_of, section.id
    for measure in HANDLING:
        for by in By:
            for unit in compare(read, measure, by).units:
                place = Place(**{**Cases().places, by: unit.unit}, part=ALL)
                each = [tally(read.quarter(one), measure.id, answers_of(measure), place) for one in period]
                assert unit.mixed.own in _sums([one for one in each if one]), (measure.id, by, unit.unit)


def _sums(tallies: list[Tally]) -> list[Tally]:
    some = (chosen for n in range(len(tallies) + 1) for chosen in combinations(tallies, n))
    return [Tally(n=sum(one.n for one in chosen), yes=sum(one.yes for one in chosen)) for chosen in some]


Numbers = Mapping[tuple[str, Period], Mapping[Place, int | None]]


def tried(numbers: Numbers, measures: tuple[str, ...]) -> tuple[Attack, set[Hidden]]:
    """What she gets of these measures from each quarter and each period. A hit: a published place that is not zero."""
    quarters = {f"{one}@{quarter}": numbers[one, (quarter,)] for one in measures for quarter in QUARTERS}
    added = {
        tuple(f"{one}@{quarter}" for quarter in period): {
            place: n for place, n in numbers[one, period].items() if n is not None
        }
        for one in measures
        for period in PERIODS
    }
    done = attack(quarters, known=[_in(quarter, same) for quarter in QUARTERS for same in known()], added=added)
    small = {cell for cell in done.small_for_certain(BELOW) if done.most[cell]}
    return done, {cell for cell in {*done.solved, *small} if is_published(cell[1])}


def _in(quarter: date, same: Same) -> Same:
    return Same(*(each._replace(measure=f"{each.measure}@{quarter}") for each in same))


def shown(seen: Seen) -> dict[tuple[str, Period], dict[Place, int | None]]:
    return {at: {place: one.shown for place, one in places.items()} for at, places in seen.items()}


@pytest.mark.parametrize("measures", TABLES, ids=lambda measures: measures[0])
def test_nothing_hidden_comes_out_of_quarters_and_periods(
    measures: tuple[str, ...], seen: Seen, capsys: pytest.CaptureFixture[str]
) -> None:
    done, hits = tried(shown(seen), measures)
    with capsys.disabled():
        told = f"hidden {len(done.hidden)}, attempts {done.attempts}, hits {len(hits)}"
        print(f"\nevery way out, {', '.join(measures)}: {told}", end="")
    assert done.hidden and hits == set()


def test_nothing_hidden_comes_out_of_any_other_measure(seen: Seen, capsys: pytest.CaptureFixture[str]) -> None:
    others = [one.id for one in MEASURES if not any(one.id in table for table in TABLES)]
    done = [tried(shown(seen), (one,)) for one in others]
    hidden, attempts = (sum(n) for n in zip(*((len(one.hidden), one.attempts) for one, _hits in done), strict=True))
    with capsys.disabled():
        hits = sum(len(hits) for _one, hits in done)
        print(
            f"\nevery way out, {len(others)} other measures: hidden {hidden}, attempts {attempts}, hits {hits}", end=""
        )
    assert hidden and not hits


def test_it_does_where_only_small_numbers_are_hidden(city: City, seen: Seen) -> None:
    """A control: it is the others that protect them."""
    numbers = shown(seen)
    for quarter in QUARTERS:
        truth = city.truth["outcomes", quarter]
        numbers["outcomes", (quarter,)] = {
            place: None if 0 < truth[place] < BELOW else truth[place] for place in numbers["outcomes", (quarter,)]
        }
    assert tried(numbers, ("outcomes",))[1]


def test_it_does_where_a_period_is_counted_anew(city: City, seen: Seen) -> None:
    """A control: a page that counts a year of its own, and hides only its own small numbers."""
    numbers, of = shown(seen), "outcomes"
    numbers[of, QUARTERS] = {
        place: n if (n := sum(city.truth[of, one][place] for one in QUARTERS)) >= BELOW else None
        for place in numbers[of, QUARTERS]
    }
    assert tried(numbers, (of,))[1]
