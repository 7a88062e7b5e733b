"""Kalendern: a week of one's own or of the unit, and secret addresses that tell a calendar outside nothing but days."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from kvar.casework import tracks
from kvar.casework.access import Actor, actor_of
from kvar.casework.calendar import happenings
from kvar.casework.calendar.happenings import Happening
from kvar.casework.news import feeds
from kvar.casework.news.feeds import feed_behind, make_feed, revoke_feed
from kvar.records.models import AccessLog, Case, Feed, OpenStep, User
from tests import factories
from tests.factories import CENTRUM, CHILDREN, TODAY
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
WEEK = reverse("calendar:week")
DAY = TODAY + timedelta(days=3)


@pytest.fixture
def sara(db: None) -> User:
    return factories.make_user(name="Sara Lindh")


@pytest.fixture
def by(sara: User) -> Actor:
    return actor_of(sara)


@pytest.fixture
def client(sara: User) -> Client:
    client = Client()
    client.force_login(sara)
    return client


def case_due(by: Actor, name: str = "Per Ek", **fields: Any) -> Case:
    """A case with one last day by law, on DAY."""
    protected = fields.pop("protected", False)
    number = (
        {} if name == "Per Ek" else {"personal_number": "", "number_state": "missing"}
    )  # else the same person twice
    tenant = factories.make_person_told(name=name, protected=protected, **number)
    case = factories.make_case_with_notice(by=by, tenant=tenant, **fields)
    step = OpenStep.objects.filter(case=case, unit=by.unit).order_by("pk")[0]
    OpenStep.objects.filter(case=case).update(by_law=False)
    OpenStep.objects.filter(pk=step.pk).update(by_law=True, due=DAY, ends_on=None)
    return case


def page(client: Client, **asked: str) -> str:
    year, week, _day = DAY.isocalendar()
    return str(client.get(WEEK, {"vecka": f"{year}-W{week:02}", **asked}).content.decode())


def file_of(address: str, status: int = 200) -> str:
    response = Client().get(reverse("feed:calendar", args=[address]))
    assert response.status_code == status
    return str(response.content.decode())


def test_the_unit_sees_its_last_days_and_each_leads_to_its_step(client: Client, by: Actor) -> None:
    case = case_due(by)
    html = page(client, visa="enheten")
    assert "Per Ek" in html and f"/arende/{case.pk}/steg/" in html and "ingen är utsedd" in html


def test_mine_is_what_is_mine(client: Client, by: Actor, sara: User) -> None:
    case_due(by, "Per Ek")
    case = case_due(by, "Ulla Ek")
    tracks.assign_responsible(case=case, by=by, today=TODAY, user=sara)
    OpenStep.objects.filter(case=case).update(by_law=True, due=DAY, ends_on=None)
    html = page(client)
    assert "Ulla Ek" in html and "Per Ek" not in html


def test_another_unit_another_administration_and_a_protected_household_are_not_there(client: Client, by: Actor) -> None:
    case_due(by, "Per Ek", protected=True)
    case_due(actor_of(factories.make_user(administration=CENTRUM)), "Ulla Ek")
    OpenStep.objects.filter(case=case_due(by, "Bo Ek")).update(unit=CHILDREN)
    html = page(client, visa="enheten")
    assert not [name for name in ("Per Ek", "Ulla Ek", "Bo Ek") if name in html]


def test_whatever_a_source_gives_a_case_that_is_not_hers_is_left_out(
    client: Client, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = factories.make_protected_case()

    def careless(actor: Actor, first: date, last: date) -> Iterable[Happening]:
        told = {"kind": "deadline", "day": DAY, "at": None, "unit": "vuxen", "who": None}
        yield Happening(case=other, route="case:page", about=(other.pk,), title="Läcka", **told)  # type: ignore[arg-type]

    monkeypatch.setattr(happenings, "SOURCES", (careless,))
    assert "Läcka" not in page(client, visa="enheten")
    _feed, address = make_feed(by=by, today=TODAY, whole_unit=True)
    assert "BEGIN:VEVENT" not in file_of(address)


@pytest.mark.parametrize("week", ["", "2026-W60", "0000-W01", "9999-W53", "hej", "2026-W\N{SUPERSCRIPT TWO}"])
def test_a_week_that_is_none_shows_this_week(client: Client, week: str) -> None:
    assert f"Vecka {TODAY.isocalendar().week}" in client.get(WEEK, {"vecka": week}).content.decode()


def test_every_case_shown_is_logged(client: Client, by: Actor) -> None:
    case = case_due(by)
    page(client, visa="enheten")
    assert AccessLog.objects.filter(route="calendar:week", about=f"case:{case.pk}").exists()


def test_the_page_asks_as_often_for_many_as_for_few(client: Client, by: Actor) -> None:
    year, week, _day = DAY.isocalendar()
    url = f"{WEEK}?vecka={year}-W{week:02}&visa=enheten"
    assert_constant_queries(client, url, lambda: case_due(by))


# The addresses.


def made(client: Client, whose: str = "enheten") -> str:
    html = client.post(reverse("calendar:feeds"), {"visa": whose}).content.decode()
    found = re.search(r"/kalender/flode/([^/]+)\.ics", html)
    assert found is not None
    return found[1]


def test_the_address_is_shown_once_and_only_its_hash_is_kept(client: Client) -> None:
    address = made(client)
    assert address not in client.get(reverse("calendar:feeds")).content.decode()
    assert address not in str(list(Feed.objects.values()))


@pytest.mark.parametrize(
    ("set_to", "says"), [("", "http://127.0.0.1:8765"), ("https://kvar.example.se", "https://kvar.example.se")]
)
def test_the_address_is_the_one_that_kvar_answers_at(
    set_to: str, says: str, client: Client, by: Actor, settings: Any
) -> None:
    """Given a demo on another port, or a server behind another address; then the calendar and its links lead there."""
    settings.ADDRESS = set_to
    case_due(by)
    answer = client.post(reverse("calendar:feeds"), {"visa": "enheten"}, headers={"host": "127.0.0.1:8765"})
    [shown] = re.findall(r'<code class="secret">([^<]+)/kalender/flode/[^<]+</code>', answer.content.decode())
    written = Client().get(f"/kalender/flode/{made(client)}.ics", headers={"host": "127.0.0.1:8765"}).content.decode()
    assert shown == says and f"{says}/kalender/?vecka=" in written.replace("\r\n ", "")


def test_the_file_tells_when_and_nothing_about_whom(client: Client, by: Actor) -> None:
    case = case_due(by)
    text = file_of(made(client))
    (event,) = [one for one in Calendar.from_ical(text).walk("VEVENT") if one.decoded("dtstart") == DAY]
    assert str(event["summary"]) == "Sista dag i Kvar"
    person = case.household.members.get().person
    for secret in ("Per", "Ek", case.reference, person.personal_number, str(case.pk), case.household.dwelling.address):
        assert secret not in text


def test_a_protected_household_stands_as_neutral_as_all_for_the_cleared(by: Actor) -> None:
    cleared = actor_of(factories.make_user(cleared=True))
    case_due(cleared, "Per Ek", protected=True), case_due(cleared, "Ulla Ek")
    text = file_of(make_feed(by=cleared, today=TODAY, whole_unit=True)[1])
    assert "SUMMARY:Sista dag i Kvar (2)" in text and "SUMMARY" in text
    assert "SUMMARY:Sista dag i Kvar\r\n" in file_of(make_feed(by=by, today=TODAY, whole_unit=True)[1])


@pytest.mark.parametrize(("day", "offset"), [(date(2026, 3, 30), 2), (date(2026, 10, 26), 1)])
def test_a_time_is_swedish_time_on_both_sides_of_summer_time(day: date, offset: int, by: Actor) -> None:
    from kvar.doors.calendar.written import calendar_of

    feed, _address = make_feed(by=by, today=TODAY, whole_unit=True)
    entry = feeds.FeedEntry(kind="deadline", day=day, at=time(9), neutral="Möte i Kvar", number=1)
    text = calendar_of(
        feed, [entry], at=datetime.fromisoformat("2026-03-01T12:00:00+01:00"), site="http://kvar"
    ).decode()
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    starts = event.decoded("dtstart")
    assert (starts.hour, starts.utcoffset()) == (9, timedelta(hours=offset))
    assert "BEGIN:VTIMEZONE" in text and "TZID:Europe/Stockholm" in text


def test_a_revoked_address_is_gone_at_once(client: Client) -> None:
    address = made(client)
    file_of(address)
    client.post(reverse("calendar:feeds"), {"avsluta": str(Feed.objects.get().pk)})
    file_of(address, 404)


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"left_on": TODAY},
        {"unit": CHILDREN},
        {"administration": CENTRUM},
        {"role": "system_admin"},
    ],
)
def test_who_has_left_or_works_elsewhere_has_no_calendar_any_more(client: Client, sara: User, change: Any) -> None:
    address = made(client)
    User.objects.filter(pk=sara.pk).update(**change)
    file_of(address, 404)


def test_an_address_ends_and_one_that_never_was_answers_the_same(client: Client) -> None:
    address = made(client)
    Feed.objects.update(ends_on=TODAY - timedelta(days=1))
    ended, never = Client().get(reverse("feed:calendar", args=[address])), Client().get("/kalender/flode/hej.ics")
    assert ended.status_code == never.status_code == 404


def test_nobody_revokes_somebody_elses(by: Actor) -> None:
    feed, address = make_feed(by=by, today=TODAY, whole_unit=True)
    stranger = actor_of(factories.make_user(role="unit_head"))
    assert not revoke_feed(by=stranger, today=TODAY, feed=feed.pk)
    assert feed_behind(address, today=TODAY)[0] == feed


def test_reading_the_file_is_a_look_of_the_person_whose_it_is(client: Client, sara: User) -> None:
    file_of(made(client))
    row = AccessLog.objects.get(route="feed:calendar")
    assert (row.actor_id, row.action, row.about) == (sara.pk, "read_feed", f"feed:{Feed.objects.get().pk}")


def test_the_file_asks_as_often_for_many_as_for_few(by: Actor) -> None:
    _feed, address = make_feed(by=by, today=TODAY, whole_unit=True)
    numbers = []
    for _ in range(3):
        case_due(by)
        with CaptureQueriesContext(connection) as asked:
            file_of(address)
        numbers.append(len(asked))
    assert len(set(numbers)) == 1


# What a line says.


def test_a_line_begins_with_a_capital_letter_and_says_its_thing_once(client: Client, by: Actor) -> None:
    case = case_due(by)
    OpenStep.objects.filter(case=case, by_law=True).update(due_certain=False)
    factories.make_visit(case, by=by, day=DAY)
    factories.make_promise(case, by=factories.make_actor(unit=factories.MONEY), due_on=DAY)
    lines = re.findall(r'<p class="small">([^<]+)', page(client, visa="enheten"))
    links = [link.strip() for link in re.findall(r'<h3>[^<]*<a href="[^"]+">([^<]+)', page(client, visa="enheten"))]
    assert len(links) >= 2 and [link for link in links if not link[0].isupper()] == []
    assert [line for line in lines if not line.strip()[0].isupper()] == []
    assert any("Sista dag · Per Ek" in line and "dagen är osäker" in line for line in lines)
