"""The mail server is down for three days; breaks in the middle. Nothing goes twice, late is said."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from kvar.casework.access import Actor, actor_of
from kvar.casework.clock import now
from kvar.casework.news.outbox import claim, record_failed, record_sent, record_unsure, waiting_mail, write_morning_mail
from kvar.casework.news.unread import mark_told_read
from kvar.casework.telling import tell
from kvar.cli import main
from kvar.content.load import load
from kvar.doors.post.morning import lately
from kvar.doors.post.sending import send_waiting
from kvar.records.models import Outgoing, User
from tests import factories
from tests.factories import ADULT, HISINGEN

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
SARA = "sara.lindh@hisingen.example"
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=number) for number in range(1, 5))


@pytest.fixture(autouse=True)
def mail_on(settings: Any) -> None:
    settings.MAIL_ON = True


@pytest.fixture
def sara(db: None) -> Actor:
    return actor_of(factories.make_user(name="Sara Lindh", email=SARA))


def to_sara() -> list[Any]:
    return [one for one in mail.outbox if SARA in one.to]


def something_new(to: Actor, key: str = "new") -> None:
    tenant = factories.make_person_told(name="Nora Provin", personal_number="", number_state="missing")
    case = factories.make_case_with_notice(tenant=tenant)  # somebody else: two papers of one person are news too
    tell(kind="handed_over", key=key, today=MONDAY, administration=HISINGEN, unit=ADULT, case=case, to=to.id)


def night(day: date) -> Any:
    """What ``kvar jobs run`` does about mail."""
    write_morning_mail(day)
    return send_waiting(today=day)


@pytest.fixture
def down(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Takes the mail server down and up again."""
    state = {"down": False}

    def opened(self: EmailBackend) -> bool:
        if state["down"]:
            raise ConnectionRefusedError("[Errno 111] Connection refused")
        return True

    monkeypatch.setattr(EmailBackend, "open", opened, raising=False)
    return lambda is_down: state.update(down=is_down)


def breaks(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def send(self: EmailBackend, messages: object) -> int:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", send)


def test_after_three_days_down_one_mail_goes_and_says_that_it_is_late(sara: Actor, down: Any) -> None:
    something_new(sara)
    down(True)
    for day in (MONDAY, TUESDAY, WEDNESDAY):
        assert night(day).failed == 1
    assert not mail.outbox and Outgoing.objects.count() == 1, "one waits, not three"
    down(False)
    assert night(THURSDAY).sent == 1
    (sent,) = mail.outbox
    assert "Det här skulle ha kommit i måndags." in sent.body and "försenat" in sent.subject
    assert night(THURSDAY).sent == 0, "it went today: no other goes today"
    assert night(FRIDAY).sent == 1
    assert "skulle ha kommit" not in mail.outbox[1].body


def test_running_twice_sends_once(sara: Actor) -> None:
    something_new(sara)
    assert [night(MONDAY).sent for _ in range(3)] == [1, 0, 0]
    assert len(mail.outbox) == 1


def test_the_mail_holds_numbers_and_links_and_nothing_about_anybody(sara: Actor) -> None:
    case = factories.make_family(by=sara)
    person = case.household.members.get(role="tenant").person
    something_new(sara)
    night(MONDAY)
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert "1 sak är ny till dig." in text and "http://127.0.0.1:8000/nytt/" in text
    address = case.household.dwelling.address.split(",")[0]
    for secret in (case.reference, person.name, person.name.split()[0], person.personal_number, address, str(case.pk)):
        assert secret and secret not in text


def test_nothing_to_say_is_not_said(sara: Actor) -> None:
    assert night(MONDAY).sent == 0 and not Outgoing.objects.exists()


def test_what_was_read_meanwhile_is_not_sent(sara: Actor, down: Any) -> None:
    something_new(sara)
    down(True)
    night(MONDAY)
    mark_told_read(by=sara, today=MONDAY)
    down(False)
    assert night(TUESDAY).sent == 0
    assert Outgoing.objects.get().state == "not_wanted"


@pytest.mark.parametrize("fields", [{"morning_mail": False}, {"is_active": False}])
def test_switched_off_means_off_also_for_a_mail_that_waits(sara: Actor, down: Any, fields: dict[str, bool]) -> None:
    something_new(sara)
    down(True)
    night(MONDAY)
    User.objects.filter(pk=sara.id).update(**fields)
    down(False)
    for day in (TUESDAY, WEDNESDAY):
        night(day)
    assert not to_sara()


def test_nobody_is_written_to_on_a_day_off(sara: Actor) -> None:
    something_new(sara)
    saturday = MONDAY + timedelta(days=5)
    assert write_morning_mail(saturday) == 0


def test_a_line_that_breaks_in_the_middle_never_sends_again(sara: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    something_new(sara)
    breaks(monkeypatch, SMTPServerDisconnected("gone"))
    assert night(MONDAY).unsure == 1
    monkeypatch.undo()
    assert send_waiting(today=MONDAY).sent == 0
    assert Outgoing.objects.get().state == "unsure"


def test_a_sender_that_was_killed_leaves_a_mail_that_never_goes_again(sara: Actor) -> None:
    something_new(sara)
    write_morning_mail(MONDAY)
    assert claim(Outgoing.objects.get())
    Outgoing.objects.update(claimed_at=now() - timedelta(hours=1))
    assert send_waiting(today=MONDAY).sent == 0
    assert Outgoing.objects.get().state == "unsure"
    assert write_morning_mail(TUESDAY) == 1, "the next morning she hears of it anyway"


def test_a_sender_that_slept_past_its_claim_puts_nothing_back(sara: Actor) -> None:
    """Given a mail whose sender slept so long that it was given up, when she wakes up, then it never waits again."""
    something_new(sara)
    write_morning_mail(MONDAY)
    slept = Outgoing.objects.get()
    assert claim(slept)
    slept.claimed_at = now() - timedelta(hours=1)
    Outgoing.objects.update(claimed_at=slept.claimed_at)
    assert waiting_mail(today=MONDAY) == []
    record_failed(slept, today=MONDAY, why="SMTPServerBusy")
    assert (Outgoing.objects.get().state, Outgoing.objects.get().tries) == ("unsure", 0)
    record_sent(slept, today=MONDAY)
    assert Outgoing.objects.get().state == "sent", "it did go after all: that is known now"
    assert send_waiting(today=TUESDAY).sent == 0 and not mail.outbox


def test_nobody_tells_of_a_mail_that_is_anothers_to_send(sara: Actor) -> None:
    something_new(sara)
    write_morning_mail(MONDAY)
    first, second = Outgoing.objects.get(), Outgoing.objects.get()
    assert claim(first) and not claim(second)
    record_sent(first, today=MONDAY)
    for told in (record_failed, record_sent):
        told(second, today=TUESDAY, **({"why": "x"} if told is record_failed else {}))
    record_unsure(second, why="x")
    row = Outgoing.objects.get()
    assert (row.state, row.sent_on, row.last_error) == ("sent", MONDAY, "")


def test_a_mail_that_failed_by_another_sender_meanwhile_is_not_tried_before_its_day(sara: Actor) -> None:
    something_new(sara)
    write_morning_mail(MONDAY)
    old, new = Outgoing.objects.get(), Outgoing.objects.get()
    assert claim(new)
    record_failed(new, today=MONDAY, why="SMTPServerBusy")
    assert not claim(old)
    assert Outgoing.objects.get().tries == 1


@pytest.mark.parametrize("waits", [True, False])
def test_whoever_has_left_gets_no_mail_before_any_night_has_run(sara: Actor, down: Any, waits: bool) -> None:
    """Given that Sara's last day was yesterday, when the mail goes, then hers does not: written already or not."""
    something_new(sara)
    if waits:
        write_morning_mail(MONDAY)
    User.objects.filter(pk=sara.id).update(left_on=TUESDAY)
    night(TUESDAY)
    hers = Outgoing.objects.filter(user=sara.id).exclude(state="not_wanted")
    assert not to_sara() and not hers.exists(), "a colleague may get what is now the unit's"


def test_a_refused_address_is_tried_on_the_days_of_the_content_and_then_given_up(
    sara: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    something_new(sara)
    breaks(monkeypatch, SMTPRecipientsRefused({"sara.lindh@hisingen.example": (550, b"no such user")}))
    write_morning_mail(MONDAY)
    tried = [day for number in range(30) if send_waiting(today=(day := MONDAY + timedelta(days=number))).failed]
    waits = load().coordination.telling.mail_waits
    row = Outgoing.objects.get()
    assert (row.state, row.tries) == ("given_up", len(waits) + 1)
    assert tried[-1] - MONDAY >= timedelta(days=sum(waits[2:]))
    assert row.last_error == "SMTPRecipientsRefused", "never what the server wrote: it holds an address"


def test_a_failure_is_told_and_the_answer_is_no(sara: Actor, down: Any, capsys: pytest.CaptureFixture[str]) -> None:
    something_new(sara)
    down(True)
    assert main(["jobs", "run", "--on", MONDAY.isoformat()]) == 1
    assert re.search(r"[1-9] brev gick inte att skicka", capsys.readouterr().err)
    down(False)
    assert main(["post", "send", "--on", TUESDAY.isoformat()]) == 0
    assert re.search(r"Brev skickade: [1-9]\.", capsys.readouterr().out)


def test_where_no_mail_is_set_up_none_is_written(
    sara: Actor, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MAIL_ON = False
    something_new(sara)
    assert write_morning_mail(MONDAY) == 0
    assert main(["post", "send"]) == 0
    assert "Ingen e-post är inställd" in capsys.readouterr().out


def test_a_local_folder_catches_the_mail(sara: Actor, settings: Any, tmp_path: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    something_new(sara)
    night(MONDAY)
    (caught,) = tmp_path.iterdir()
    assert "sara.lindh@hisingen.example" in caught.read_text()


@pytest.mark.parametrize(("days", "said"), [(1, "igår"), (3, "i måndags"), (6, "i fredags"), (20, "fredag 6 november")])
def test_how_late_is_said_as_people_say_it(days: int, said: str) -> None:
    assert lately(THURSDAY - timedelta(days=days), THURSDAY) == said
