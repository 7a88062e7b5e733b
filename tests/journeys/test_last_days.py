"""Issue 5: the day on which the home can last be saved stands in the calendar, here and outside, while it is so."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from kvar.casework.access import Actor, actor_of
from kvar.casework.intake.serving import record_service
from kvar.casework.news.feeds import make_feed, revoke_feed
from kvar.casework.plans import plan_of
from kvar.casework.steps import corrections
from kvar.casework.tracks import assign_responsible
from kvar.records.models import Case, Service, User
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
WORDS = "Sista dag att rädda hemmet"
ARRIVED, SERVED = TODAY - timedelta(days=5), TODAY - timedelta(days=2)


@pytest.fixture
def sara() -> User:
    return factories.make_user(name="Sara Lindh")


@pytest.fixture
def case(sara: User) -> Case:
    case = factories.make_case_with_notice(by=actor_of(sara), arrived_on=ARRIVED, today=ARRIVED)
    assign_responsible(case=case, by=actor_of(sara), today=TODAY, user=sara)
    return case


def _day(case: Case) -> date:
    clock = plan_of(case).clock_on(TODAY)
    day = clock.act_by_on(TODAY) if clock else None
    assert day is not None
    return day


def _week(user: User, day: date, whose: str = "") -> str:
    client = Client()
    client.force_login(user)
    year, week, _weekday = day.isocalendar()
    html = client.get(reverse("calendar:week"), {"vecka": f"{year}-W{week:02}", "visa": whose}).content.decode()
    return re.sub(r"\s+", " ", html)


def _serve(case: Case, by: Actor) -> None:
    service = Service.objects.select_related("notice__case").get(notice__case=case)
    told = {"served_on": SERVED, "method": "acknowledged", "source": "landlord", "version": service.version}
    record_service(service=service, by=by, today=TODAY, **told)


def _pay(case: Case, by: Actor) -> None:
    paper = case.notices.get()
    fixed = {"fact": "paid_on", "object_id": paper.pk, "new": TODAY, "version": paper.version, "reason": "Kvitto."}
    corrections.correct_fact(case=case, by=by, today=TODAY, **fixed)


def _file(address: str) -> str:
    return Client().get(reverse("feed:calendar", args=[address])).content.decode()


def _event(address: str) -> Event | None:
    events = Calendar.from_ical(_file(address)).walk("VEVENT")
    return next((one for one in events if str(one["summary"]).startswith("Viktig sista dag")), None)


def test_the_day_moves_with_the_service_and_goes_with_the_payment(sara: User, case: Case) -> None:
    # Given a notice whose day of service nobody knows: the day is the earliest it can be, and marked so
    by, uncertain = actor_of(sara), _day(case)
    html = _week(sara, uncertain)
    (line,) = re.findall(rf"<h3>[^/]*/arende/{case.pk}/[^>]*>{WORDS}.*?</p>", html)
    assert case.reference in line and case.household.name in line and "du · dagen är osäker" in line
    # When the day of service is entered
    _serve(case, by)
    # Then the day is where the law puts it, and only there
    moved = _day(case)
    assert moved > uncertain and WORDS in _week(sara, moved) and WORDS in _week(sara, moved, "enheten")
    assert _week(sara, uncertain).count(WORDS) == (moved.isocalendar()[:2] == uncertain.isocalendar()[:2])
    # When the rent is paid, then nothing is left to do by that day
    _pay(case, by)
    assert WORDS not in _week(sara, moved)


@pytest.mark.parametrize("whole_unit", [True, False])
def test_outside_the_same_event_moves_and_says_nothing_about_anybody(whole_unit: bool, sara: User, case: Case) -> None:
    # Given an address for a calendar outside, of one's own days or of the unit's
    by = actor_of(sara)
    feed, address = make_feed(by=by, today=TODAY, whole_unit=whole_unit)
    before = _event(address)
    assert before is not None and before.decoded("dtstart") == _day(case)
    assert (str(before["summary"]), str(before["status"])) == ("Viktig sista dag i Kvar, dagen är osäker", "TENTATIVE")
    person = case.household.members.get().person
    for secret in (person.name, case.reference, str(case.pk), case.household.dwelling.address, "hem", "hyra"):
        assert secret.lower() not in _file(address).lower()
    # When the day of service is entered, then it is the same event on another day
    _serve(case, by)
    after = _event(address)
    assert after is not None and after["uid"] == before["uid"]
    assert after.decoded("dtstart") == _day(case) != before.decoded("dtstart")
    assert (str(after["summary"]), str(after["status"])) == ("Viktig sista dag i Kvar", "CONFIRMED")
    # When the rent is paid, then the event is gone; and a revoked address gives nothing at all
    _pay(case, by)
    assert _event(address) is None
    revoke_feed(by=by, today=TODAY, feed=feed.pk)
    assert Client().get(reverse("feed:calendar", args=[address])).status_code == 404


def test_in_another_feed_the_event_has_another_name(sara: User, case: Case) -> None:
    """Nobody who has two of the files can tell that they are about the same household."""
    by = actor_of(sara)
    found = [_event(make_feed(by=by, today=TODAY, whole_unit=whole)[1]) for whole in (True, False)]
    assert len({str(one["uid"]) for one in found if one is not None}) == 2
