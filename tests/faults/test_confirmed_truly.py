"""A confirmation names only whom somebody chose, and its page says how and when it was sent."""

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework import tracks
from kvar.casework.access import Actor, actor_of
from kvar.casework.clock import as_if
from kvar.casework.contact.attempts import record_attempt
from kvar.casework.enforcement.confirming import SendingTold, record_sending
from kvar.casework.errors import ActRefused
from kvar.records.models import Notice, User
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
KFM = "enforcement_authority"
PAPER = '<article class="paper"'


@pytest.fixture
def sara() -> User:
    return factories.make_user(name="Sara Lindh")


@pytest.fixture
def by(sara: User) -> Actor:
    return actor_of(sara)


def _timed(by: Actor) -> Notice:
    told = {"kind": "enforcement_time", "sender_type": KFM, "reference": "U-4711-26", "eviction_at": AT}
    return factories.make_notice(by=by, case=factories.make_family(by=by), today=TODAY, **told)


def _confirm_page(sara: User, notice: Notice) -> str:
    client = Client()
    client.force_login(sara)
    return client.get(reverse("enforcement:confirm", args=[notice.case_id, notice.pk, KFM])).content.decode()


def _chosen(page: str) -> list[str]:
    options = page.split('name="answers"')[1].split("</select>")[0].split("<option")[1:]
    return [option.split(">")[1].split("<")[0] for option in options if "selected" in option.split(">")[0]]


def test_the_confirmation_asks_who_answers_when_nobody_has_been_named(sara: User, by: Actor) -> None:
    # given a case that nobody is responsible for, and a lead who stands first by name
    lead = factories.make_user(name="Anna Berg", role="team_lead")
    notice = _timed(by)
    # when the page opens, then nobody is chosen, and no letter has her name
    page = _confirm_page(sara, notice)
    assert _chosen(page) in ([], ["Välj vem"])
    assert PAPER not in page
    # and without a choice nothing is sent
    client = Client()
    client.force_login(sara)
    typed = {"way": "secure_mail", "sent_to": "Kronofogden", "sent_at": "14.20", "sent_on": TODAY.isoformat()}
    url = reverse("enforcement:confirm", args=[notice.case_id, notice.pk, KFM])
    refused = client.post(url, typed | {"answers": ""})
    assert refused.status_code == 422 and "Välj vem som svarar hos oss idag" in refused.content.decode()
    # and the letter is shown with the name that is chosen
    shown = client.post(url, typed | {"answers": str(lead.pk), "preview": "1"}).content.decode()
    assert "Anna Berg" in shown.split(PAPER)[1].split("</article>")[0]


def test_the_responsible_person_is_proposed(sara: User, by: Actor) -> None:
    factories.make_user(name="Anna Berg", role="team_lead")
    notice = _timed(by)
    tracks.assign_responsible(case=notice.case, by=by, today=TODAY, user=sara)
    assert _chosen(_confirm_page(sara, notice)) == ["Sara Lindh"]


def test_the_page_of_a_sent_confirmation_says_how_and_when_it_was_sent(sara: User, by: Actor) -> None:
    # given a confirmation that was sent at 07.05, and written in later
    notice = _timed(by)
    told = {"way": "secure_mail", "sent_to": "kfm@example.se", "sent_on": TODAY, "sent_at": time(7, 5)}
    sent = record_sending(
        notice=notice,
        by=by,
        today=TODAY,
        recipient=KFM,
        told=SendingTold(answers=sara.pk, **told),  # type: ignore[arg-type]
    )
    # when its letter is opened
    client = Client()
    client.force_login(sara)
    page = client.get(reverse("letters:letter", args=[sent.letter_id])).content.decode()
    # then it says so, and apart from that when it was saved
    facts = page.split('class="facts"')[1].split("</dl>")[0].replace("\N{NO-BREAK SPACE}", " ")
    assert "07.05" in facts.split("Skickat")[1].split("</dd>")[0]
    assert "Säker e-post" in facts.split("Hur")[1].split("</dd>")[0]
    assert "kfm@example.se" in facts.split("Till")[1].split("</dd>")[0]
    assert "Sparat i Kvar" in facts


def test_an_hour_that_has_not_come_is_no_proof(sara: User, by: Actor) -> None:
    # given a time from Kronofogden, and a watch that says 11.28
    notice = _timed(by)
    told = SendingTold(way="secure_mail", sent_to="Kronofogden", sent_on=TODAY, sent_at=time(23, 59), answers=sara.id)
    late_morning = datetime.combine(TODAY, time(11, 28), tzinfo=ZoneInfo("Europe/Stockholm"))
    # when somebody writes that it was sent tonight, then it is refused beside the hour, and nothing is sent
    with as_if(late_morning), pytest.raises(ActRefused, match="Klockslaget har inte varit än") as refused:
        record_sending(notice=notice, recipient=KFM, by=by, today=TODAY, told=told)
    assert refused.value.field == "sent_at" and not notice.confirmations.exists()
    # and an attempt to reach the household tonight has not been made either
    call = {"case": notice.case, "by": by, "today": TODAY, "on": TODAY, "way": "phone", "result": "no_answer"}
    with as_if(late_morning), pytest.raises(ActRefused, match="Klockslaget har inte varit än"):
        record_attempt(at=time(23, 50), **call)
    # and what was done this morning is written down
    with as_if(late_morning):
        record_attempt(at=time(9, 30), **call)
        record_sending(notice=notice, recipient=KFM, by=by, today=TODAY, told=replace(told, sent_at=time(11, 20)))
    assert notice.confirmations.exists()
