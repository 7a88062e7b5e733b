"""Min dag: the lanes, the counts that are links, the chips in the address, and what is not there."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from kvar import law
from kvar.casework import tracks
from kvar.casework.access import Actor, actor_of
from kvar.casework.intake import registering
from kvar.casework.my_day import lanes
from kvar.casework.steps import notes
from kvar.records.models import AccessLog, Case, User
from tests import factories
from tests.factories import TODAY
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
MY_DAY = reverse("worklist:my_day")


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


def lane(page: str, name: str) -> str:
    found = re.search(rf'aria-labelledby="lane-{name}".*?</section>', page, re.S)
    assert found is not None
    return found[0]


def case_of(name: str, *, by: Actor, days_ago: int = 0, **fields: object) -> Case:
    arrived = TODAY - timedelta(days=days_ago)
    return factories.make_case_with_notice(by=by, today=arrived, tenant=factories.make_person_told(name=name), **fields)


def page_of(client: Client, **asked: str) -> str:
    response = client.get(MY_DAY, asked)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_day_says_so_in_every_lane(client: Client) -> None:
    page = page_of(client)
    for name in ("today", "overdue", "week", "new", "waiting"):
        assert 'class="nothing"' in lane(page, name)
    assert "<b>0</b> öppna ärenden" in page


def test_what_the_law_wants_at_once_stands_first(client: Client, by: Actor) -> None:
    case_of("Elin Åberg", by=by)
    must = lane(page_of(client), "today")
    assert "Genast" in must and "Elin Åberg" in must
    assert "Ta ställning till om utredning ska inledas" in must
    assert ">lag</span>" in must and "riktlinje" not in must


def test_kronofogdens_time_must_be_confirmed_today(client: Client, by: Actor) -> None:
    case = case_of("Familjen Noor", by=by, days_ago=10)
    at = datetime(2026, 12, 10, 9, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
    factories.make_notice(by=by, case=case, ground=law.Ground.ENFORCEMENT, eviction_at=at)
    assert "Familjen Noor" in lane(page_of(client, kfm="1"), "today")


def test_a_position_not_taken_is_overdue_from_the_day_it_came(client: Client, by: Actor) -> None:
    case_of("Per Ek", by=by, days_ago=12)
    must = lane(page_of(client), "today")
    assert "12 dagar sedan" in must
    assert "Tis" in must.replace("tis", "Tis")


def test_a_guideline_that_has_passed_is_late_and_not_a_must(client: Client, by: Actor) -> None:
    case_of("Per Ek", by=by, days_ago=20)
    late = lane(page_of(client), "overdue")
    assert "riktlinje" in late and ">lag</span>" not in late


def test_a_new_case_waits_for_somebody_until_it_has_a_responsible(client: Client, by: Actor, sara: User) -> None:
    case = case_of("Elin Åberg", by=by)
    page = page_of(client)
    assert "Elin Åberg" in lane(page, "new") and "<b>1</b> utan ansvarig" in page
    tracks.assign_responsible(case=case, by=by, today=TODAY, user=sara)
    page = page_of(client)
    assert "Elin Åberg" not in lane(page, "new") and "<b>0</b> utan ansvarig" in page
    assert ">du" in lane(page, "today")


def test_a_case_whose_owner_has_left_stands_among_those_without(client: Client, by: Actor) -> None:
    colleague = factories.make_user(name="Amir Said")
    tracks.assign_responsible(case=case_of("Elin Åberg", by=by), by=by, today=TODAY, user=colleague)
    assert "Elin Åberg" not in lane(page_of(client), "new")
    User.objects.filter(pk=colleague.pk).update(left_on=TODAY)
    page = page_of(client)
    assert "Elin Åberg" in lane(page, "new") and "<b>1</b> utan ansvarig" in page


def test_what_another_unit_has_not_done_in_my_case_waits(client: Client, by: Actor, sara: User) -> None:
    case = case_of("Elin Åberg", by=by, days_ago=30)
    tracks.assign_responsible(case=case, by=by, today=TODAY, user=sara)
    waiting = lane(page_of(client), "waiting")
    assert "Elin Åberg" in waiting and "Sedan" in waiting and "nheten för ekonomiskt bistånd" in waiting


def test_mine_and_the_units(client: Client, by: Actor) -> None:
    colleague = factories.make_user(name="Amir Said")
    case = case_of("Elin Åberg", by=by)
    tracks.assign_responsible(case=case, by=by, today=TODAY, user=colleague)
    assert "Elin Åberg" not in page_of(client)
    assert "Elin Åberg" in page_of(client, visa="enheten")


def test_the_chips_narrow_and_are_links(client: Client, by: Actor) -> None:
    family = case_of("Familjen Noor", by=by)
    factories.add_child(family, by=by)
    alone = case_of("Per Ek", by=by)
    page = page_of(client, barn="1")
    assert "Familjen Noor" in page and "Per Ek" not in page and "1\N{NO-BREAK SPACE}barn" in page
    assert 'href="/?visa=enheten&amp;barn=1"' in page, "a chip keeps the others"
    assert 'href="/" aria-current="true"' in page, "a press on a chip that is on takes it off"
    notes.record_attempt(case=alone, by=by, today=TODAY, on=TODAY, way=factories.contact_way(), reached=True)
    page = page_of(client, utan_kontakt="1")
    assert "Familjen Noor" in page and "Per Ek" not in page


def test_the_counts_are_links_to_what_they_count(client: Client, by: Actor) -> None:
    case_of("Per Ek", by=by)
    family = case_of("Familjen Noor", by=by)
    factories.add_child(family, by=by)
    page = page_of(client)
    assert '<a href="/?visa=enheten"><b>2</b> öppna ärenden</a>' in page
    assert '<a href="/?visa=enheten&amp;barn=1"><b>1</b> med barn</a>' in page
    assert '<a href="#lane-new"><b>2</b> utan ansvarig</a>' in page and 'id="lane-new"' in page


def test_a_row_leads_to_the_case_at_that_step(client: Client, by: Actor) -> None:
    case = case_of("Per Ek", by=by)
    step = case.open_steps.get(step="H33")
    assert f'href="{reverse("case:step", args=[case.pk, step.step, step.subject, step.round])}"' in page_of(client)


def test_every_row_is_a_look_in_the_log(client: Client, by: Actor) -> None:
    case = case_of("Per Ek", by=by)
    page_of(client)
    assert AccessLog.objects.filter(action="listed", about=f"case:{case.pk}", route="worklist:my_day").exists()


def test_another_administrations_cases_are_not_there(client: Client, by: Actor) -> None:
    case_of("Elin Åberg", by=factories.make_actor(administration=factories.CENTRUM))
    page = page_of(client, visa="enheten")
    assert "Elin Åberg" not in page and "<b>0</b> öppna ärenden" in page


def test_a_day_that_is_not_certain_is_said_to_be_the_earliest(client: Client, by: Actor) -> None:
    case = case_of("Per Ek", by=by, days_ago=18)
    registering.take_position(notice=case.notices.get(), by=by, today=TODAY, opened=True, reason="Skulden är obetald.")
    assert ", tidigast" in lane(page_of(client), "week")


def test_a_closed_case_is_not_there(client: Client, by: Actor) -> None:
    factories.make_closed_case(by=by)
    page = page_of(client, visa="enheten")
    assert 'class="row"' not in page


def test_a_chip_that_the_city_has_switched_off_is_gone_and_narrows_nothing(
    client: Client, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kvar.web.worklist import choices

    monkeypatch.setattr(choices, "_on", lambda: {"mine": "mina", "unit": "enheten"})
    case_of("Per Ek", by=by)
    page = page_of(client, barn="1")
    assert "Med barn" not in page and "Per Ek" in page


def test_a_lane_has_an_end_and_the_count_says_how_many(
    client: Client, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "MOST_PER_LANE", 4)
    for number in range(6):
        case_of(f"Hushåll {number}", by=by)
    must = lane(page_of(client), "today")
    assert must.count('class="row"') == 4
    assert '<span class="n">6</span>' in must and "2 till visas inte här" in must


def test_it_asks_as_often_for_many_rows_as_for_few(client: Client, by: Actor) -> None:
    assert_constant_queries(client, MY_DAY, lambda: factories.make_family(by=by), most=26)


@override_settings(FIXED_TODAY="2026-11-27")
def test_the_page_follows_the_day(client: Client, by: Actor) -> None:
    case_of("Per Ek", by=by)
    page = page_of(client)
    assert "fredag 27\N{NO-BREAK SPACE}november 2026" in page and "5 dagar sedan" in lane(page, "today")
