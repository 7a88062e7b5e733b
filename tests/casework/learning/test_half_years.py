"""Lärdomar: when a half year is shown, what is held back, and that nothing in it can be tied to a household."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import DatabaseError, connection, transaction

from kvar.casework.access import Actor
from kvar.casework.errors import Unseen
from kvar.casework.learning import half_years
from kvar.casework.learning.half_years import after, figures_of, half_year_of, keep_half_years, lessons
from kvar.casework.time import let_time_work
from kvar.records.models import AppendOnlyError, Household, LearntHalfYear, Review
from tests import factories
from tests.factories_reviews import REVIEWED, make_evicted, make_review

pytestmark = pytest.mark.django_db
OVER = date(2027, 1, 1)
SECOND_HALF = date(2026, 7, 1)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(cleared=True)


@pytest.fixture
def leader() -> Actor:
    return factories.make_process_leader()


def reviewed(number: int, *, by: Actor, protected: bool = False, **fields: object) -> list[Review]:
    tenant = factories.make_person_told(protected=protected)
    return [make_review(make_evicted(by=by, tenant=tenant), by=by, **fields) for _ in range(number)]


def test_half_years_follow_one_another() -> None:
    assert [half_year_of(day) for day in (date(2026, 6, 30), date(2026, 7, 1))] == [date(2026, 1, 1), SECOND_HALF]
    halves = [date(2026, 1, 1), SECOND_HALF, OVER]
    assert all(after(one) == other for one, other in pairwise(halves))


@pytest.mark.parametrize(
    "number, of, shown",
    [(0, 9, 0), (1, 9, None), (4, 9, None), (5, 9, None), (5, 10, 5), (9, 9, 9), (8, 9, None), (4, 4, None)],
)
def test_a_code_is_held_back_where_few_have_it_or_few_have_it_not(number: int, of: int, shown: int | None) -> None:
    told = [{"knew_late"} if n < number else {"not_reached"} for n in range(of)]
    assert figures_of(told, below=5)["counts"].get("knew_late") == shown


def test_it_is_shown_when_it_is_over_and_has_five(by: Actor, leader: Actor) -> None:
    reviewed(5, by=by, could_have="Ett samtal till.")
    keep_half_years(date(2026, 12, 31))
    assert SECOND_HALF not in [half.first for half in lessons(leader)]
    keep_half_years(OVER)
    newest = lessons(leader)[0]
    assert (newest.first, newest.reviews, len(newest.could_have)) == (SECOND_HALF, 5, 5)
    assert dict(newest.counts)["vi fick veta för sent"] == 5 and newest.next_time == ()


def test_four_are_too_few_for_anything(by: Actor, leader: Actor) -> None:
    reviewed(4, by=by, could_have="Ett samtal till.")
    keep_half_years(OVER)
    newest = lessons(leader)[0]
    assert (newest.reviews, newest.counts, newest.could_have) == (None, (), ())


def test_the_night_counts_once_and_what_comes_after_changes_no_figure(by: Actor, leader: Actor) -> None:
    rows = reviewed(5, by=by)
    assert let_time_work(today=OVER)["half_years_kept"] == 1
    first = lessons(leader)
    make_review(rows[0].case, by=by, today=OVER, version=1, hindrances=("not_reached",))
    reviewed(1, by=by)  # as if it had come in late
    assert keep_half_years(OVER) == 0 and lessons(leader) == first
    with pytest.raises(AppendOnlyError):
        LearntHalfYear.objects.get(first=SECOND_HALF).save()


def test_a_protected_household_is_in_no_figure_and_no_text(by: Actor, leader: Actor) -> None:
    """Two worlds: with the protected household's review and without, the page says the same."""
    reviewed(5, by=by, could_have="Ett samtal till.")
    reviewed(1, by=by, protected=True, could_have="Skyddat.", hindrances=("not_reached",))
    keep_half_years(OVER)
    newest = lessons(leader)[0]
    assert newest.reviews == 5 and "Skyddat." not in newest.could_have
    assert dict(newest.counts)["vi nådde inte hushållet i tid"] == 0


def test_one_that_becomes_protected_takes_every_text_along(by: Actor, leader: Actor) -> None:
    """One text that vanished alone would tell earlier readers whose household it was."""
    rows = reviewed(6, by=by, could_have="Ett samtal till.")
    make_review(rows[0].case, by=by, version=1, could_have="Ring på kvällen.")
    keep_half_years(OVER)
    before = lessons(leader)[0]
    assert "Ring på kvällen." in before.could_have and not before.withdrawn
    Household.objects.filter(pk=rows[0].case.household_id).update(protected=True)
    newest = lessons(leader)[0]
    assert (newest.could_have, newest.next_time, newest.withdrawn) == ((), (), True)
    assert (newest.reviews, newest.counts) == (before.reviews, before.counts)


def test_one_without_words_that_becomes_protected_changes_nothing(by: Actor, leader: Actor) -> None:
    reviewed(5, by=by, could_have="Ett samtal till.")
    [silent] = reviewed(1, by=by)
    keep_half_years(OVER)
    before = lessons(leader)
    Household.objects.filter(pk=silent.case.household_id).update(protected=True)
    assert lessons(leader) == before


def test_the_texts_are_those_of_the_night_and_what_is_written_over_is_gone(by: Actor, leader: Actor) -> None:
    rows = reviewed(5, by=by, could_have="Ett samtal till.")
    [silent] = reviewed(1, by=by)
    keep_half_years(OVER)
    reviewed(1, by=by, could_have="För sent.")  # as if it had come in late
    make_review(silent.case, by=by, version=1, could_have="Efteråt.")
    make_review(rows[0].case, by=by, version=1, could_have="Ring på kvällen.")
    assert sorted(lessons(leader)[0].could_have) == ["Ett samtal till."] * 4 + ["Ring på kvällen."]
    make_review(rows[0].case, by=by, version=2, could_have="")
    assert lessons(leader)[0].could_have == () and not lessons(leader)[0].withdrawn, "four are too few"


def test_the_row_of_the_half_year_cannot_be_written_over(by: Actor) -> None:
    """The database itself says no, also after the column was put in."""
    keep_half_years(OVER)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_learnthalfyear SET texts = NULL")


def test_the_protection_is_what_keeps_it_out(by: Actor, leader: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed(5, by=by)
    reviewed(1, by=by, protected=True)
    monkeypatch.setattr(half_years, "_countable", Review.objects.all)
    keep_half_years(OVER)
    assert lessons(leader)[0].reviews == 6


def test_that_somebody_protected_was_evicted_shows_in_no_row(by: Actor) -> None:
    """Every half year has its row: that a row is there says nothing."""
    keep_half_years(REVIEWED)
    before = LearntHalfYear.objects.count()
    reviewed(1, by=by, protected=True)
    assert keep_half_years(REVIEWED) == 0 and LearntHalfYear.objects.count() == before == 1


def test_the_order_of_the_words_is_that_of_no_column(by: Actor, leader: Actor) -> None:
    rows = reviewed(1, by=by) + reviewed(6, by=by)
    for number, row in enumerate(rows):
        make_review(row.case, by=by, version=1, could_have=f"Ord {number}.", next_time=f"Sedan {number}.")
    keep_half_years(OVER)
    [newest] = [half for half in lessons(leader) if half.first == SECOND_HALF]
    orders = [[int(text[-2]) for text in texts] for texts in (newest.could_have, newest.next_time)]
    assert sorted(orders[0]) == sorted(orders[1]) == list(range(7))
    assert orders[0] != orders[1] or orders[0] != list(range(7))
    assert lessons(leader)[0] == newest, "the same each time"


def test_only_heads_and_process_leaders_read_them() -> None:
    for role in ("caseworker", "team_lead"):
        with pytest.raises(Unseen):
            lessons(factories.make_actor(role=role))
    assert lessons(factories.make_actor(role="unit_head")) == ()
