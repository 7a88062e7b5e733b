import pytest
from django.db import transaction

from kvar.records.models import User
from kvar.web.ui.readonly import READS, WRITES_WITHIN, WroteWhileReading, nothing_written
from tests.factories import make_user


@pytest.mark.django_db
def test_a_page_can_ask_but_not_write() -> None:
    make_user()
    with nothing_written():
        assert User.objects.count() == 1
        with pytest.raises(WroteWhileReading, match="UPDATE"), transaction.atomic():
            User.objects.update(name="någon annan")
        with pytest.raises(WroteWhileReading, match="INSERT"), transaction.atomic():
            make_user()
    assert User.objects.get().name == "Test Handläggare"


@pytest.mark.django_db
def test_after_the_page_writing_works_again() -> None:
    with nothing_written():
        pass
    make_user()
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("sql", "lets_through"),
    [
        ("SELECT 1", True),
        ("  (SELECT 1) UNION (SELECT 2)", True),
        ("WITH a AS (SELECT 1) SELECT * FROM a", True),
        ("SELECT updated, deleted FROM inserted", True),
        ("WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a", False),
        ("WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", False),
        ("update t set a=1", False),
        ("TRUNCATE t", False),
        ("CALL p()", False),
        ("", False),
    ],
)
def test_only_questions_are_let_through(sql: str, lets_through: bool) -> None:
    assert bool(READS.match(sql) and not WRITES_WITHIN.search(sql)) is lets_through
