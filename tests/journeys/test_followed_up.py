"""The day and afterwards: nobody is followed up who has not been asked, and what was asked at the same time is kept."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.enforcement.eviction_day import record_day
from kvar.casework.enforcement.following import FollowUpTold, record_follow_up, record_wish, wishes_in
from kvar.casework.enforcement.seen import DaySeen
from kvar.casework.errors import ActRefused
from kvar.records.models import Case, ContactWish, EvictionDay, FollowUp, JournalEntry, Member, User
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
ROUND: dict[str, Any] = {"step": "H31", "round": 1}
DUE = date(2027, 2, 22)  # three months after the home was kept


@pytest.fixture
def sara() -> User:
    return factories.make_user(name="Sara Lindh")


@pytest.fixture
def by(sara: User) -> Actor:
    return actor_of(sara)


@pytest.fixture
def case(by: Actor) -> Case:
    """The home is kept, and nobody has been asked whether we may be in touch."""
    return factories.make_case_in_follow_up(by=by)


def heard(case: Case, by: Actor, **said: Any) -> FollowUp:
    told = FollowUpTold(**({"member": tenant(case).pk, "on": DUE, "result": "answered"} | said))
    return record_follow_up(case=case, by=by, today=DUE, told=told, **ROUND)


def tenant(case: Case) -> Member:
    return Member.objects.get(household=case.household_id, role="tenant")


def answers(case: Case) -> list[tuple[bool, date]]:
    return [(wish.yes, wish.said_on) for wish in ContactWish.objects.filter(member__household=case.household_id)]


def test_what_was_heard_is_not_kept_of_somebody_nobody_asked(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused, match="frivillig") as refused:
        heard(case, by, housing="own_home", new_debt=False)
    assert refused.value.field == "asked_first" and not FollowUp.objects.exists()


def test_the_record_may_be_the_asking_and_the_yes_is_kept(case: Case, by: Actor) -> None:
    heard(case, by, asked_first=True)
    assert answers(case) == [(True, DUE)] and wishes_in(case)[0][1]
    entry = JournalEntry.objects.filter(case=case, kind="follow_up").latest("entered_at")
    assert "Frågade först, och fick ja" in entry.words.text


def test_whoever_has_said_yes_before_is_not_asked_anew(case: Case, by: Actor) -> None:
    record_wish(case=case, by=by, today=TODAY, member=tenant(case).pk, yes=True)
    heard(case, by)
    assert len(answers(case)) == 1


def test_a_no_is_kept_and_one_we_did_not_reach_has_answered_nothing(case: Case, by: Actor) -> None:
    heard(case, by, result="not_reached")
    assert answers(case) == []
    heard(case, by, result="declined")
    assert answers(case) == [(False, DUE)]
    with pytest.raises(ActRefused, match="inte ska höra av oss"):
        heard(case, by, asked_first=True)


def test_an_answer_long_before_its_day_is_a_contact_and_not_the_follow_up(case: Case, by: Actor) -> None:
    early = date(2027, 2, 14)
    with pytest.raises(ActRefused, match="22 februari.*tidigast måndag 15 februari") as refused:
        heard(case, by, on=early, asked_first=True)
    assert refused.value.field == "on" and not FollowUp.objects.exists()
    heard(case, by, on=early + timedelta(days=1), asked_first=True)


def test_a_no_is_heeded_whenever_it_is_said(case: Case, by: Actor) -> None:
    heard(case, by, on=TODAY, result="declined")
    assert answers(case) == [(False, TODAY)]


def test_the_page_says_which_of_them_it_is_and_its_day(case: Case, sara: User, client: Client) -> None:
    client.force_login(sara)
    page = client.get(reverse("enforcement:follow_up", args=[case.pk, "H31", 2])).content.decode()
    said = page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Uppföljning 2 av 3, måndag 24 maj 2027." in said and "tidigast måndag 17 maj 2027" in said


@override_settings(FIXED_TODAY=DUE.isoformat())
def test_the_page_asks_only_while_somebody_is_not_asked(case: Case, by: Actor, sara: User, client: Client) -> None:
    client.force_login(sara)
    url = reverse("enforcement:follow_up", args=[case.pk, "H31", 1])
    asks = "Jag frågade först"
    assert asks in client.get(url).content.decode()
    said = {
        "member": str(tenant(case).pk),
        "on": "idag",
        "result": "answered",
        "new_debt": "no",
        "note": "Allt är bra.",
    }
    answer = client.post(url, said)
    assert answer.status_code == 422 and "frivillig" in answer.content.decode()
    assert "Allt är bra." in answer.content.decode()
    assert client.post(url, said | {"asked_first": "on"}).status_code == 303
    assert asks not in client.get(reverse("enforcement:follow_up", args=[case.pk, "H31", 2])).content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"met": ("nobody", "household")}, "met"),
        ({"offered": ("nothing", "transport")}, "offered"),
        ({"stored": False, "stored_at": "Magasinet i Hisings Backa"}, "stored_at"),
        ({"stored": None, "stored_at": "Magasinet i Hisings Backa"}, "stored_at"),
    ],
)
def test_a_day_that_contradicts_itself_is_asked_about(case: Case, by: Actor, said: dict[str, Any], field: str) -> None:
    at = datetime(2026, 12, 3, 10, tzinfo=UTC)
    kfm = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "eviction_at": at}
    notice = factories.make_notice(by=by, case=case, **kfm)
    with pytest.raises(ActRefused) as refused:
        record_day(notice=notice, by=by, today=at.date(), seen=DaySeen(on=at.date(), attended="Sara Lindh", **said))
    assert refused.value.field == field and not EvictionDay.objects.exists()
