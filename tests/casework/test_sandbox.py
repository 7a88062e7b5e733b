"""The training city begins anew in a moment: its own rows come back, the learners' stay, and every guard holds."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, connections

from kvar.casework.access import Actor
from kvar.casework.access_table import LEARNERS, Role
from kvar.casework.city import sandbox
from kvar.casework.city.sandbox import copy_of_city, keep_city, reset_city, why_no_reset
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.training.progress import finish_reading
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, TrainingMark
from tests import factories
from tests.harness.threads import at_once

LESSON = load().training.lesson("rutinen_i_stort")


@pytest.fixture
def sara(committed_db: None, settings: Any, tmp_path: Path) -> Actor:
    """Sara in a city of one case, which is kept; afterwards she has made another."""
    if connection.vendor != "sqlite":
        pytest.skip("a server's database has no file to put back")
    settings.DEMO, settings.DATA = True, tmp_path
    sara = factories.make_actor()
    factories.make_case_with_notice(by=sara)
    keep_city()
    factories.make_case_with_notice(by=sara)
    return sara


def test_the_city_is_as_it_was_made(sara: Actor) -> None:
    assert (Case.objects.count(), why_no_reset()) == (2, "")
    seconds = reset_city(by=sara)
    assert Case.objects.count() == 1
    assert 0 <= seconds < 60


def test_what_the_people_have_done_and_their_sign_ins_are_kept(sara: Actor) -> None:
    finish_reading(by=sara, today=factories.TODAY, lesson=LESSON)
    session = SessionStore()
    session["who"] = str(sara.id)
    session.save()
    reset_city(by=sara)
    assert TrainingMark.objects.get().user_id == sara.id
    assert SessionStore(session.session_key)["who"] == str(sara.id)


def test_a_sign_in_that_was_ended_does_not_come_back(sara: Actor) -> None:
    session = SessionStore()
    session.save()
    keep_city()
    Session.objects.all().delete()
    reset_city(by=sara)
    assert not Session.objects.exists()


def test_the_journal_is_still_guarded_by_its_triggers(sara: Actor) -> None:
    reset_city(by=sara)
    with pytest.raises(DatabaseError, match="append-only"):
        JournalEntry.objects.update(kind="rewritten")


def test_whoever_had_the_city_open_meets_the_new_one(sara: Actor) -> None:
    """A second connection that has read before, as other threads and processes have."""
    file = connections["default"].settings_dict["NAME"]
    with closing(sqlite3.connect(file)) as other:
        count = "SELECT count(*) FROM records_case"
        assert other.execute(count).fetchone() == (2,)
        reset_city(by=sara)
        assert other.execute(count).fetchone() == (1,)
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_it_works_while_others_work(sara: Actor) -> None:
    """Readers and a writer at the same time: each is answered, nothing breaks, and the city is whole afterwards."""
    results = at_once(
        lambda: reset_city(by=sara),
        *([lambda: Case.objects.count()] * 3),
        lambda: finish_reading(by=sara, today=factories.TODAY, lesson=LESSON),
    )
    assert isinstance(results[0], float), results[0]
    assert set(results[1:4]) <= {1, 2}
    assert not isinstance(results[4], Exception), results[4]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchone() == ("ok",)


def test_a_writer_who_never_ends_is_not_written_over(sara: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "MOST_WAITS", 1)
    monkeypatch.setattr(sandbox, "WAIT", 0.01)
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ActRefused, match="sparar just nu"):
            reset_city(by=sara)
        other.execute("ROLLBACK")
    assert Case.objects.count() == 2


def test_where_somebody_real_signs_in_nothing_is_put_back(sara: Actor) -> None:
    factories.make_user(email="anna@goteborg.se")
    with pytest.raises(ActRefused, match="inte är påhittad"):
        reset_city(by=sara)
    assert Case.objects.count() == 2


def test_the_rule_above_fails_when_the_check_is_switched_off(sara: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.make_user(email="anna@goteborg.se")
    monkeypatch.setattr(sandbox, "somebody_real_is_there", lambda: False)
    reset_city(by=sara)
    assert Case.objects.count() == 1


def test_outside_the_training_city_there_is_no_way_back(sara: Actor, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(ActRefused, match="inte övningsstaden"):
        reset_city(by=sara)
    assert Case.objects.count() == 2


def test_without_a_kept_city_it_says_how_to_get_one(sara: Actor) -> None:
    copy_of_city().unlink()
    assert "Starta make demo" in why_no_reset()


def test_a_city_of_an_older_kvar_is_not_put_in_place(sara: Actor) -> None:
    with closing(sqlite3.connect(copy_of_city())) as kept:
        kept.execute("DELETE FROM django_migrations WHERE name = '0002_append_only'")
        kept.commit()
    assert "äldre Kvar" in why_no_reset()


@pytest.mark.parametrize("role", sorted(set(Role) - LEARNERS - {Role.ANONYMOUS}))
def test_who_does_not_learn_here_cannot(role: Role, sara: Actor) -> None:
    with pytest.raises(Unseen):
        reset_city(by=factories.make_actor(role=role))


def test_a_database_on_a_server_says_what_to_do(db: None, settings: Any) -> None:
    """In tests also one in memory: there is no file."""
    settings.DEMO = True
    assert "databas på en server" in why_no_reset()
    keep_city()
    assert not copy_of_city().exists()
