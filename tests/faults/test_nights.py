"""The nightly work runs twice, not at all for three days, with a job that breaks, across summer time."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from kvar.casework import time
from kvar.casework.access import actor_of
from kvar.casework.nights import missed_nights, night_work
from kvar.casework.telling import tell
from kvar.casework.time import let_time_work
from kvar.cli import commands, main
from kvar.records.models import JobDone, Told, User
from tests import factories
from tests.factories import ADULT, HISINGEN, TODAY

pytestmark = pytest.mark.django_db
MONDAY, THURSDAY = date(2026, 11, 23), date(2026, 11, 26)
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)  # the nights with 23 and 25 hours


def telling(today: date) -> int:
    """A job as they should be: it tells once what has fallen due."""
    return tell(kind="handed_over", key="due", today=today, administration=HISINGEN, unit=ADULT)


def breaking(today: date) -> int:
    """A job that writes and then breaks."""
    tell(kind="handed_over", key="half", today=today, administration=HISINGEN, unit=ADULT)
    raise RuntimeError("the disk is full")


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[date], int]]:
    """The night's jobs, for the test to fill."""
    own: dict[str, Callable[[date], int]] = {"editions_started": telling}
    monkeypatch.setattr(time, "JOBS", own)
    return own


def test_the_second_time_does_nothing_again(jobs: dict[str, Any]) -> None:
    assert [dict(let_time_work(today=MONDAY)) for _ in range(2)] == [{"editions_started": 1}, {"editions_started": 0}]
    assert Told.objects.count() == 1
    assert JobDone.objects.get().counts == {"editions_started": 1}, "what was done stays told"


def test_long_work_lets_others_write_between_its_parts(jobs: dict[str, Any]) -> None:
    held: dict[str, int] = {}
    for name in ("decisions_late", *time.IN_PARTS):
        jobs[name] = lambda today, name=name: held.setdefault(name, len(connection.savepoint_ids))
    assert not let_time_work(today=MONDAY).failed
    whole = held.pop("decisions_late")
    assert set(held.values()) == {whole - 1}, "no transaction is around them"


def test_after_three_days_of_nothing_it_catches_up_and_says_so(
    jobs: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    keeper = factories.make_user(role="system_admin", unit="", administration="")
    let_time_work(today=MONDAY - timedelta(days=1))
    assert main(["jobs", "run", "--on", THURSDAY.isoformat()]) == 0
    assert "3 nätter saknas. Gör det som har förfallit till och med" in capsys.readouterr().out
    assert Told.objects.filter(kind="nights_missed", to=keeper).count() == 1
    assert missed_nights(today=THURSDAY + timedelta(days=1)) == ()
    main(["jobs", "run", "--on", THURSDAY.isoformat()])
    assert "saknas" not in capsys.readouterr().out
    assert Told.objects.filter(kind="nights_missed").count() == 1, "nothing is told twice"


def test_a_first_run_ever_has_missed_nothing(jobs: dict[str, Any]) -> None:
    assert let_time_work(today=TODAY).missed == ()


def test_who_leads_sees_it_before_anybody_runs_it(jobs: dict[str, Any]) -> None:
    lead = actor_of(factories.make_user(role="unit_head"))
    let_time_work(today=MONDAY)
    late = night_work(lead, today=THURSDAY)
    assert late is not None and (late.last_on, late.missed) == (MONDAY, 3)
    let_time_work(today=THURSDAY)
    done = night_work(lead, today=THURSDAY)
    assert done is not None and done.missed == 0
    assert night_work(actor_of(factories.make_user()), today=THURSDAY) is None


def test_a_job_that_breaks_leaves_nothing_and_stops_no_other(
    jobs: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    jobs.clear()
    jobs.update({"broken": breaking, "editions_started": telling})
    monkeypatch.setitem(commands.JOB_WORDS, "broken", "Det som gick sönder")
    assert main(["jobs", "run", "--on", MONDAY.isoformat()]) == 1
    told = capsys.readouterr()
    assert "Gick inte: Det som gick sönder." in told.err
    assert "Utgåvor som har börjat gälla: 1." in told.out
    assert set(Told.objects.values_list("key", flat=True)) == {"due"}
    assert not JobDone.objects.exists(), "a night that broke is not done"
    jobs["broken"] = telling
    assert main(["jobs", "run", "--on", MONDAY.isoformat()]) == 0
    assert JobDone.objects.count() == 1


@pytest.mark.parametrize("night", [SPRING, AUTUMN])
def test_a_night_with_an_hour_more_or_less_is_one_night(jobs: dict[str, Any], night: date) -> None:
    for number in (-1, 0, 1):
        assert let_time_work(today=night + timedelta(days=number)).missed == ()
    assert list(JobDone.objects.values_list("day", flat=True)) == [night + timedelta(days=n) for n in (-1, 0, 1)]
    assert Told.objects.count() == 1


def test_every_job_of_ours_can_run_twice_and_late() -> None:
    factories.make_family()
    User.objects.update(email="")  # the mail has tests of its own
    let_time_work(today=TODAY - timedelta(days=3))
    first = let_time_work(today=TODAY)
    again = let_time_work(today=TODAY)
    assert not first.failed and not again.failed
    assert not any(again.values())


def test_every_job_has_its_words() -> None:
    assert set(time.JOBS) <= set(commands.JOB_WORDS)
