"""Läget and what is done from it: handing out, absence, the unit's cover, somebody who leaves."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.owner.owning import take_case
from kvar.casework.situation.reader import situation_of
from kvar.casework.told import PersonTold
from kvar.casework.tracks import assign_responsible
from kvar.records.models import Absence, Case, Track, UnitCover, User
from tests import factories
from tests.factories import ADULT, TODAY
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db
PAGE = "/laget/"


@pytest.fixture
def head() -> User:
    return factories.make_user(role="unit_head", name="Harriet Ek")


@pytest.fixture
def client(head: User) -> Client:
    client = Client()
    client.force_login(head)
    return client


@pytest.fixture
def sara() -> Actor:
    return factories.make_actor(name="Sara Lindh")


def text_of(client: Client, url: str = PAGE) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_lead_sees_what_nobody_has_with_a_proposal_and_its_reasons(client: Client, sara: Actor) -> None:
    busy = factories.make_case_with_notice(by=sara)
    take_case(case=busy, by=sara, today=TODAY)
    factories.make_user(name="Eva Berg")
    case = factories.make_case_with_notice(by=sara)
    told = text_of(client)
    assert "Eva Berg" in told and "har minst att göra just nu" in told
    assert f"arende={case.pk}" in told
    assert Track.objects.get(case=case, unit=ADULT).responsible is None  # never by itself


def test_whoever_has_had_the_household_before_is_proposed_and_it_says_so(head: User, sara: Actor) -> None:
    earlier = factories.make_case_in_follow_up(by=sara)
    take_case(case=earlier, by=sara, today=TODAY)
    factories.make_user(name="Aaron Ek")
    again = factories.make_case_with_notice(by=sara)
    Case.objects.filter(pk=again.pk).update(household=earlier.household)
    found = situation_of(actor_of(head), today=TODAY)
    proposal = next(row.proposal for row in found.ownerless if row.track.case_id == again.pk)
    assert proposal.user == User.objects.get(pk=sara.id)
    assert "har haft hushållet förut" in proposal.reasons


def test_nobody_away_is_proposed_and_protected_cases_only_to_the_cleared(sara: Actor) -> None:
    cleared_head = factories.make_actor(role="unit_head", cleared=True)
    factories.make_absence(sara)
    case = factories.make_protected_case(
        by=sara if sara.cleared else factories.make_actor(cleared=True, name="Klara Ek")
    )
    found = situation_of(cleared_head, today=TODAY)
    assert [row.proposal.user.name for row in found.ownerless if row.proposal.user] == ["Klara Ek"]
    uncleared = situation_of(factories.make_actor(role="unit_head"), today=TODAY)
    assert case not in [row.track.case for row in uncleared.ownerless]
    assert uncleared.units == ()


def test_overdue_stands_by_person_and_the_counts_are_of_everything(head: User, sara: Actor) -> None:
    case = factories.make_case_with_notice(by=sara, today=TODAY - timedelta(days=30))
    take_case(case=case, by=sara, today=TODAY)
    found = situation_of(actor_of(head), today=TODAY)
    assert [(row.user.name, row.cases) for row in found.overdue if row.user] == [("Sara Lindh", 1)]
    assert found.must_count == 1
    assert found.must[0].answers.user == User.objects.get(pk=sara.id)


def test_a_day_when_nobody_is_on_duty_stands_red_on_top(client: Client, head: User) -> None:
    assert "Ingen är i tjänst" not in text_of(client)
    factories.make_absence(actor_of(head))
    assert "Ingen är i tjänst" in text_of(client)


def test_a_case_whose_whole_unit_is_away_stands_on_the_heads_list(client: Client, head: User, sara: Actor) -> None:
    """Given a case with a name, when nobody of the unit is on duty, then it stands with the head, and says why."""
    case = factories.make_case_with_notice(by=sara)
    assign_responsible(case=case, by=sara, today=TODAY, user=User.objects.get(pk=sara.id))
    assert situation_of(actor_of(head), today=TODAY).ownerless == ()
    factories.make_absence(sara)
    assert situation_of(actor_of(head), today=TODAY).ownerless == (), "the head answers"
    factories.make_absence(actor_of(head))
    (row,) = situation_of(actor_of(head), today=TODAY).ownerless
    assert (row.track.case, row.away, row.proposal.user) == (case, User.objects.get(pk=sara.id), None)
    html = text_of(client)
    assert "Sara Lindh är borta." in html and f"fran={sara.id}" in html


def test_the_page_asks_equally_often_however_much_stands_on_it(client: Client, sara: Actor) -> None:
    def more() -> None:
        factories.make_family(by=sara, today=TODAY - timedelta(days=9))
        other = factories.make_actor()
        take_case(case=factories.make_case_with_notice(by=other), by=other, today=TODAY)
        factories.make_absence(other)

    assert_constant_queries(client, PAGE, more)


@pytest.mark.parametrize("role", ["caseworker", "process_leader"])
def test_the_page_is_the_leads(role: str) -> None:
    client = Client()
    client.force_login(factories.make_user(role=role))
    assert client.get(PAGE).status_code == 403


def test_a_press_gives_the_proposed_case_and_another_the_rest(client: Client, sara: Actor) -> None:
    cases = [factories.make_case_with_notice(by=sara) for _ in range(2)]
    url = f"{reverse('situation:hand_out')}?arende={cases[0].pk}&till={sara.id}"
    assert text_of(client, url).count("checked") == 1
    response = client.post(url, {"cases": [str(case.pk) for case in cases], "user": str(sara.id)})
    assert response.status_code == 303
    assert set(Track.objects.filter(responsible=sara.id).values_list("case", flat=True)) == {case.pk for case in cases}


def test_each_case_to_hand_out_says_its_nearest_day_and_what_is_known_of_children(client: Client, sara: Actor) -> None:
    def tenant(name: str) -> PersonTold:
        return factories.make_person_told(name=name, personal_number="", number_state="unknown")

    family = factories.make_family(by=sara, today=TODAY - timedelta(days=30), tenant=tenant("Anna"))
    unknown = factories.make_case_with_notice(by=sara, tenant=tenant("Bo"))
    alone = factories.make_case_without_children(by=sara, tenant=tenant("Carl"))
    page = text_of(client, reverse("situation:hand_out"))
    rows = dict(re.findall(r"([A-Z]-26-\w{4}) · \w+ · ([^<]*)", page))
    assert "försenat sedan" in rows[family.reference] and "barn i hushållet" in rows[family.reference]
    assert "närmast idag" in rows[unknown.reference] and "inte känt om barn berörs" in rows[unknown.reference]
    assert "inga barn" in rows[alone.reference]


def test_what_could_not_be_given_is_told_with_its_reason(sara: Actor) -> None:
    client = Client()
    client.force_login(factories.make_user(role="team_lead", cleared=True))
    case = factories.make_protected_case()
    posted = {"cases": [str(case.pk)], "user": str(sara.id)}
    response = client.post(reverse("situation:hand_out"), posted, follow=True)
    assert "saknar behörighet" in response.content.decode()


def test_one_persons_cases_can_be_handed_on_at_once(client: Client, sara: Actor) -> None:
    case = factories.make_case_with_notice(by=sara)
    take_case(case=case, by=sara, today=TODAY)
    assert case.reference in text_of(client, f"{reverse('situation:hand_out')}?fran={sara.id}")
    assert case.reference not in text_of(client, reverse("situation:hand_out"))
    assert text_of(client, f"{reverse('situation:hand_out')}?fran={quote('inte ett id')}")


def test_a_caseworker_writes_in_her_absence_and_sees_the_units(sara: Actor) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=sara.id))
    cover = factories.make_user(name="Eva Berg")
    posted = {"user": str(sara.id), "first_day": "23 nov", "last_day": "27 nov", "cover": str(cover.pk)}
    assert client.post(reverse("situation:absences"), posted).status_code == 303
    absence = Absence.objects.get()
    assert (absence.user_id, absence.cover, absence.last_day) == (sara.id, cover, TODAY + timedelta(days=5))
    told = text_of(client, reverse("situation:absences"))
    assert "ersätts av Eva Berg" in told
    changed = {"last_day": "25 nov", "cover": "", "version": "1"}
    assert client.post(reverse("situation:absence", args=[absence.pk]), changed).status_code == 303
    absence.refresh_from_db()
    assert (absence.cover, absence.last_day) == (None, TODAY + timedelta(days=3))


def test_the_page_of_the_units_cover_says_who_it_is_and_whether_somebody_chose(client: Client, sara: Actor) -> None:
    url = reverse("situation:cover")
    by_rule = text_of(client, url)
    assert "Ingen har valt någon." in by_rule and "Harriet Ek (leder enheten)" in by_rule
    UnitCover.objects.create(administration=sara.administration, unit=ADULT, user_id=sara.id)
    chosen = text_of(client, url)
    assert "Nu är det Sara Lindh. Någon i enheten har valt det." in chosen
    assert re.search(rf'value="{sara.id}"[^>]*(checked|selected)', chosen)
    factories.make_absence(sara)
    assert "Sara Lindh är borta idag. Då svarar Harriet Ek." in text_of(client, url)


def test_the_head_names_the_units_cover_and_lets_somebody_leave(client: Client, sara: Actor) -> None:
    assert client.post(reverse("situation:cover"), {"user": str(sara.id)}).status_code == 303
    assert UnitCover.objects.get().user_id == sara.id
    assert (
        client.post(reverse("situation:leave"), {"user": str(sara.id), "left_on": "22 nov", "to": ""}).status_code
        == 303
    )
    assert not User.objects.get(pk=sara.id).is_active


def test_whoever_has_left_is_signed_out_by_the_next_press_before_any_job_has_run(sara: Actor) -> None:
    client = Client()
    user = User.objects.get(pk=sara.id)
    client.force_login(user)
    assert client.get("/").status_code == 200
    User.objects.filter(pk=user.pk).update(left_on=TODAY + timedelta(days=1))
    assert client.get("/").status_code == 200  # her last day is today
    User.objects.filter(pk=user.pk).update(left_on=TODAY)
    response = client.get("/")
    assert response.status_code == 302 and "logga-in" in response["Location"]
    assert "_auth_user_id" not in client.session
