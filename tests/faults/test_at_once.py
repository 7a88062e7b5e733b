"""Two at once: the night's work is done once, and a mail is sent once. On both databases."""

import threading
from datetime import date
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend

from kvar.casework import time
from kvar.casework.access import actor_of
from kvar.casework.news.outbox import write_morning_mail
from kvar.casework.telling import tell
from kvar.casework.time import let_time_work
from kvar.doors.post.sending import send_waiting
from tests import factories
from tests.factories import ADULT, HISINGEN
from tests.harness.threads import at_once

MONDAY = date(2026, 11, 23)


def test_two_at_once_do_the_work_once(committed_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow(today: date) -> int:
        inside.set()
        assert go_on.wait(30)
        return 1

    def second() -> time.Night:
        assert inside.wait(30)
        try:
            return let_time_work(today=MONDAY)
        finally:
            go_on.set()

    monkeypatch.setattr(time, "JOBS", {"editions_started": slow})
    first, other = at_once(lambda: let_time_work(today=MONDAY), second)
    assert (first.busy, other.busy) == (False, True)
    assert dict(first) == {"editions_started": 1} and dict(other) == {}
    assert not let_time_work(today=MONDAY).busy, "the lock is let go"


def test_two_who_send_at_once_send_one(committed_db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.MAIL_ON = True
    sara = actor_of(factories.make_user())
    case = factories.make_case_with_notice()
    tell(kind="handed_over", key="new", today=MONDAY, administration=HISINGEN, unit=ADULT, case=case, to=sara.id)
    write_morning_mail(MONDAY)
    sent, lock = [], threading.Lock()

    def send(self: EmailBackend, messages: list[Any]) -> int:
        with lock:
            sent.extend(messages)
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    posted = at_once(*[lambda: send_waiting(today=MONDAY).sent for _ in range(4)])
    assert sorted(posted) == [0, 0, 0, 1]
    assert len(sent) == 1
