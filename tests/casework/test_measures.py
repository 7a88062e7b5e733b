"""The first measures: what is counted where, and that another authority's small numbers are held back."""

from datetime import date

import pytest

from kvar.casework.errors import Unseen
from kvar.casework.measures.first import MEASURES, children_affected, homes_kept, incoming_notices
from kvar.casework.measures.grid import Grid, grid_of, months_between
from tests import factories

pytestmark = pytest.mark.django_db
MONTHS = months_between(date(2026, 10, 1), date(2026, 11, 30))
PLACES = (factories.HISINGEN, factories.CENTRUM)


def counts(grid: Grid) -> dict[tuple[str, int], int | None]:
    return {(cell.administration, cell.month.month): cell.count for cell in grid.cells}


def test_own_numbers_are_exact_and_small_numbers_of_others_are_held_back() -> None:
    factories.make_case_with_notice()
    grid = grid_of(incoming_notices, actor=factories.make_actor(), months=MONTHS, administrations=PLACES)
    assert counts(grid)[("hisingen", 11)] == 1
    other = factories.make_actor(administration=factories.CENTRUM)
    grid = grid_of(incoming_notices, actor=other, months=MONTHS, administrations=PLACES)
    assert counts(grid)[("hisingen", 11)] is None and counts(grid)[("hisingen", 10)] == 0
    for _number in range(4):
        factories.make_case_with_notice()
    grid = grid_of(incoming_notices, actor=other, months=MONTHS, administrations=PLACES)
    assert counts(grid)[("hisingen", 11)] == 5


def test_protected_households_are_in_no_figure() -> None:
    case = factories.make_protected_case()
    actor = factories.make_actor(cleared=True)
    factories.add_child(case, by=actor)
    for measure in MEASURES:
        assert set(counts(grid_of(measure, actor=actor, months=MONTHS, administrations=PLACES)).values()) == {0}


def test_outcomes_and_children_are_counted() -> None:
    by = factories.make_actor()
    factories.make_case_in_follow_up(by=by)
    factories.make_family(by=by, children=3)
    kept = grid_of(homes_kept, actor=by, months=MONTHS, administrations=PLACES)
    children = grid_of(children_affected, actor=by, months=MONTHS, administrations=PLACES)
    assert (counts(kept)[("hisingen", 11)], counts(children)[("hisingen", 11)]) == (1, 3)


def test_every_measure_has_a_definition_in_words() -> None:
    for measure in MEASURES:
        assert len(measure.__doc__ or "") > 80


def test_a_role_without_follow_up_gets_nothing() -> None:
    reviewer = factories.make_actor(role="log_reviewer")
    with pytest.raises(Unseen):
        grid_of(incoming_notices, actor=reviewer, months=MONTHS, administrations=PLACES)
