"""What is written follows the facts: the report of a missed payment, the day of an eviction, what is still ahead."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kvar import law
from kvar.casework.access import Actor, actor_of
from kvar.casework.closing.hindrances import hindrances_of
from kvar.casework.enforcement.confirming import SendingTold, record_sending
from kvar.casework.enforcement.eviction_day import record_day
from kvar.casework.enforcement.seen import DaySeen
from kvar.casework.errors import ActRefused
from kvar.casework.meetings.agreeing import follow_up_agreement
from kvar.casework.money.promises import PromiseTold, move_promise, promise_payments
from kvar.casework.time import let_time_work
from kvar.records.models import Deviation, Dwelling, EvictionDay, JournalText, Notice, User
from tests import factories
from tests.factories import MONEY, TODAY
from tests.factories_meetings import make_agreement

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
DAY = date(2026, 12, 3)
KFM = "enforcement_authority"


@pytest.fixture
def sara() -> User:
    return factories.make_user(name="Sara Lindh")


@pytest.fixture
def by(sara: User) -> Actor:
    return actor_of(sara)


def _timed(by: Actor) -> Notice:
    told = {"kind": "enforcement_time", "sender_type": KFM, "reference": "U-4711-26", "eviction_at": AT}
    return factories.make_notice(by=by, case=factories.make_family(by=by), today=TODAY, **told)


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_report_of_a_missed_payment_says_that_it_was_sent_later() -> None:
    # given a payment that nobody sent in time, and the report that was drafted then
    jonas = factories.make_actor(name="Jonas Wik", unit=MONEY)
    case = factories.make_case_with_notice(by=factories.make_actor(), ground=law.Ground.RENT_ARREARS)
    told = PromiseTold(kind="own_means", payee="Provbostäder AB", amount=1, due_on=date(2026, 11, 30), decided=True)
    (row,) = promise_payments(case=case, by=jonas, today=TODAY, told=told)
    let_time_work(today=date(2026, 12, 1))
    drafted = Deviation.objects.get()
    assert "Skickad: nej, inte tisdag 1 december när rapporten skrevs." in drafted.text.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    # when it is sent after all
    row.refresh_from_db()
    late = date(2026, 12, 2)
    move_promise(case=case, by=jonas, today=late, promise=row, version=row.version, state="sent", on=late)
    # then the report says both, in its first part, and whoever is writing in it is told that it has changed
    report = Deviation.objects.get()
    what = report.text.replace("\N{NO-BREAK SPACE}", " ").split("\n\n")[0]
    assert "Skickad: nej, inte tisdag 1 december" in what
    assert "Sedan rapporten skrevs: skickad onsdag 2 december." in what
    assert report.version == drafted.version + 1


def test_the_report_of_a_late_confirmation_says_when_it_was_sent(sara: User, by: Actor) -> None:
    notice = _timed(by)
    late = TODAY + timedelta(days=1)
    let_time_work(today=late)
    sent = SendingTold(answers=sara.pk, way="secure_mail", sent_to="KFM", sent_on=late, sent_at=time(9, 15))
    record_sending(notice=notice, by=by, today=late, recipient=KFM, told=sent)
    what = Deviation.objects.get(notice=notice).text.replace("\N{NO-BREAK SPACE}", " ").split("\n\n")[0]
    assert "inget bevis" in what and "skickades måndag 23 november kl. 09.15" in what


def test_the_day_is_not_recorded_before_its_day_and_the_page_says_from_when(sara: User, by: Actor) -> None:
    # given an eviction that is set to 3 December
    notice = _timed(by)
    url = reverse("enforcement:day", args=[notice.case_id, notice.pk])
    # then the page says from which day it can be saved, and what to prepare
    page = _client(sara).get(url).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Dagen kan sparas från och med torsdag 3 december" in page
    # and a day before it is refused in words that speak of no button
    with pytest.raises(ActRefused, match="satt till torsdag 3.december") as refused:
        record_day(notice=notice, by=by, today=TODAY, seen=DaySeen(on=TODAY, attended="Sara Lindh"))
    assert refused.value.field == "on" and "Spara utkastet" not in refused.value.sentence
    with pytest.raises(ActRefused, match="finns kvar som utkast"):
        record_day(notice=notice, by=by, today=TODAY, seen=DaySeen(on=DAY, attended="Sara Lindh"))
    assert not EvictionDay.objects.exists()


def test_the_journal_of_the_day_reads_well_and_says_where_the_belongings_are(by: Actor) -> None:
    notice = _timed(by)
    seen = DaySeen(on=DAY, attended="Sara Lindh", carried_out=True, stored=True, stored_at="Hisings Backa")
    record_day(notice=notice, by=by, today=DAY, seen=seen)
    texts = " ".join(JournalText.objects.values_list("text", flat=True)).replace("\N{NO-BREAK SPACE}", " ")
    assert "enligt vi var" not in texts
    assert "avhysningen är genomförd, torsdag 3 december 2026. Vi var på plats." in texts
    assert "Avhysningsdagen torsdag 3 december 2026. Med från oss: Sara Lindh." in texts
    assert "Sakerna är i magasin: Hisings Backa. De får hämtas åtminstone till och med onsdag 3 mars 2027." in texts


def test_a_follow_up_of_an_agreement_that_is_ahead_hinders_closing(by: Actor) -> None:
    # given a case that otherwise is followed up, and an agreement whose follow-up is a month away
    case = factories.make_case_in_follow_up(by=by)
    agreement = make_agreement(case, by=by, follow_up_on=TODAY + timedelta(days=30))
    # then it hinders, with the page where it is settled or moved
    found = [one for one in hindrances_of(case, today=TODAY) if one.route == "meetings:follow_up"]
    assert [one.about for one in found] == [(case.pk, agreement.pk)]
    assert "Provbostäder AB" in found[0].sentence and "22" in found[0].sentence
    # and when it has been followed up for the last time it does not
    told = {"note": "Allt är betalt.", "version": agreement.version}
    follow_up_agreement(case=case, by=by, today=TODAY, agreement=agreement, **told)  # type: ignore[arg-type]
    assert not [one for one in hindrances_of(case, today=TODAY) if one.route == "meetings:follow_up"]


def test_whether_a_large_amount_is_right_is_asked_only_when_it_is_large() -> None:
    # given somebody who promises a payment
    jonas = factories.make_user(name="Jonas Wik", unit=MONEY)
    case = factories.make_case_with_notice(by=factories.make_actor())
    Dwelling.objects.update(monthly_rent=785_000)
    url, client = reverse("money:promise_new", args=[case.pk]), _client(jonas)
    question = "Beloppet stämmer, fast det är ovanligt stort"
    # then the page does not say that an amount is right that nobody has typed
    assert question not in client.get(url).content.decode()
    typed = {"kind": "own_means", "payee": "Provbostäder AB", "amount": "785000", "rhythm": "once", "decided": "no"}
    typed |= {"due_on": "2026-11-30"}
    # and of one that is a hundred times the rent it asks, and takes the answer
    asked = client.post(url, typed)
    assert asked.status_code == 422 and question in asked.content.decode()
    assert client.post(url, typed | {"sure": "on"}).status_code == 303
