"""What is published is stored once, is never changed, and is read one way."""

from collections import Counter
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from kvar.casework.errors import Unseen
from kvar.casework.measures.measured import ALL, Key
from kvar.casework.published.reading import Figure, published, published_quarters, published_to
from kvar.casework.published.storing import store
from kvar.records.models import AppendOnlyError, PublishedMeasure, PublishedQuarter
from tests import factories

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2026, 1, 1), date(2026, 4, 1)


def counts(month: date, *, yes: int = 40, no: int = 30) -> dict[str, Counter[Key]]:
    """Two administrations, alike; one ground and one household type."""
    keys = {(place, part): n for place in ("centrum", "hisingen") for part, n in (("yes", yes), ("no", no))}
    found = Counter({Key(month, place, "rent", "children", part): n for (place, part), n in keys.items()})
    return {"reached": found, "evicted": Counter()}


def publish(*quarters: date, **numbers: int) -> None:
    for quarter in quarters:
        assert store(quarter, counts(quarter, **numbers), below=5)


def test_a_sum_is_read_with_any_dimension_left_out() -> None:
    publish(FIRST, SECOND)
    read = published(FIRST, SECOND)
    assert read.quarters == (FIRST, SECOND) == published_quarters() and read.measures == {"reached", "evicted"}
    assert read.sum("reached") == Figure(280, hidden=False)
    assert read.sum("reached", administration="centrum", part="yes") == Figure(80, hidden=False)
    assert read.sum("reached", household="children", part="no").shown == 120
    assert read.sum("reached", household="children", ground="rent", part="no").hidden  # finer than what is published


def test_nothing_of_a_measure_that_was_counted_is_zero_and_of_one_that_was_not_is_unknown() -> None:
    publish(FIRST)
    read = published(FIRST, FIRST)
    assert read.sum("evicted") == Figure(0, hidden=False)
    assert read.sum("reached", administration="nordost") == Figure(0, hidden=False)
    assert read.sum("something_else") == Figure(0, hidden=True)


def test_a_hidden_number_in_one_quarter_makes_the_whole_sum_a_least() -> None:
    publish(FIRST)
    publish(SECOND, no=3)
    read = published(FIRST, SECOND)
    figure = read.sum("reached", administration="centrum", part="no")
    assert figure == Figure(30, hidden=True) and figure.shown is None


def test_a_quarter_is_stored_once() -> None:
    publish(FIRST)
    assert not store(FIRST, counts(FIRST, yes=99), below=5)
    assert published(FIRST, FIRST).sum("reached", part="yes").shown == 80
    assert PublishedQuarter.objects.count() == 1 and PublishedMeasure.objects.count() == 2


def test_what_is_hidden_is_not_in_the_table() -> None:
    publish(FIRST, no=3)
    cells = PublishedMeasure.objects.get(measure="reached").cells
    assert cells["centrum|||no"] is None and "centrum|rent|children|no" not in cells
    assert not {n for n in cells.values() if n is not None and 0 < n < 5}


def test_a_margin_among_the_counts_is_a_mistake_and_nothing_is_stored() -> None:
    with pytest.raises(ValueError, match="margin"):
        store(FIRST, {"reached": Counter({Key(FIRST, ALL, "rent", "children", "yes"): 70})}, below=5)
    assert not PublishedQuarter.objects.exists()


def test_the_model_and_the_database_refuse_to_change_what_is_published() -> None:
    publish(FIRST)
    for row in (PublishedQuarter.objects.get(), PublishedMeasure.objects.get(measure="reached")):
        with pytest.raises(AppendOnlyError):
            row.save()
        table = row._meta.db_table
        for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_it_is_read_in_two_queries(django_assert_num_queries: object) -> None:
    publish(FIRST, SECOND)
    with django_assert_num_queries(2):  # type: ignore[operator]
        read = published(FIRST, SECOND)
        read.sum("reached")
        read.sum("evicted", part="yes")


def test_a_role_without_follow_up_gets_nothing() -> None:
    assert published_to(factories.make_process_leader(), FIRST, SECOND).quarters == ()
    with pytest.raises(Unseen):
        published_to(factories.make_actor(role="log_reviewer"), FIRST, SECOND)
