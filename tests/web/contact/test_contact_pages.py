"""The pages of contact, visits and consents: what they show, to whom, and how few questions they ask."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.contact import safe_contact
from kvar.records.models import Case, User, Visit
from tests import factories
from tests.factories import TODAY
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Actor:
    return actor_of(factories.make_user(name="Sara Lindh"))


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def words(client: Client, route: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(route, args=args) + query)
    assert response.status_code == 200
    return response.content.decode()


def forbid_post(case: Case, by: Actor) -> None:
    member = case.household.members.get(role="tenant")
    safe_contact.ask_safe_contact(case=case, by=by, today=TODAY, member=member, rule="no_shared_mailbox")


@pytest.mark.parametrize("route", ["case:contact", "contact:log", "contact:sms", "visits:plan"])
def test_what_somebody_has_asked_stands_on_top_before_each_contact(case: Case, by: Actor, route: str) -> None:
    forbid_post(case, by)
    assert "Läs innan ni tar kontakt" in words(signed_in(by), route, case.pk)


def test_the_letter_page_says_it_and_refuses_the_post(case: Case, by: Actor) -> None:
    forbid_post(case, by)
    client, url = signed_in(by), reverse("letters:draft", args=[case.pk, "informationsbrev_hyra"]) + "?utan_dag=1"
    page = client.get(url).content.decode()
    assert "Läs innan ni tar kontakt" in page
    read = page.split('name="as_read" value="')[1].split('"')[0]
    response = client.post(url, {"channel": "post", "as_read": read})
    assert response.status_code == 422 and "delade brevlådan" in response.content.decode()


def test_a_day_asks_equally_often_however_many_visits(by: Actor) -> None:
    def more() -> None:
        case = factories.make_case_with_notice(by=by)
        forbid_post(case, by)
        factories.make_visit(case, by=by)

    assert_constant_queries(signed_in(by), reverse("visits:day"), more)


@pytest.mark.parametrize("route", ["contact:log", "contact:safe", "consents:list"])
def test_a_page_asks_equally_often_however_many_rows(case: Case, by: Actor, route: str) -> None:
    numbers = iter(range(10))

    def more() -> None:
        number = next(numbers)
        made = {"rule": "interpreter", "value": f"språk {number}"}
        member = case.household.members.get(role="tenant")
        safe_contact.ask_safe_contact(case=case, by=by, today=TODAY, member=member, **made)
        factories.make_consent(case, by=by)
        client = signed_in(by)
        call = {"on": TODAY.isoformat(), "way": "phone", "result": "no_answer", "at": f"10.{number:02}"}
        assert client.post(reverse("case:contact", args=[case.pk]), call).status_code == 303

    assert_constant_queries(signed_in(by), reverse(route, args=[case.pk]), more)


def test_a_visit_says_who_is_of_which_unit(case: Case, by: Actor) -> None:
    """Given Sara and Jonas of two units, and the children's unit along; then nobody reads them as the third unit."""
    jonas = factories.make_user(name="Jonas Wik", unit=factories.MONEY)
    visit = factories.make_visit(case, by=by, second=jonas.pk, units=(factories.CHILDREN, factories.MONEY))
    for page in (words(signed_in(by), "visits:day"), words(signed_in(by), "visits:visit", case.pk, visit.pk)):
        assert "vuxenenheten · Jonas Wik, enheten för ekonomiskt bistånd" in page
        assert "någon från enheten för barn och unga" in page and "någon från enheten för ekonomiskt" not in page


def test_a_protected_home_is_on_the_days_list_without_its_address() -> None:
    cleared = factories.make_actor(cleared=True)
    case = factories.make_protected_case(by=cleared)
    factories.make_visit(case, by=cleared)
    page = words(signed_in(cleared), "visits:day")
    assert case.household.name in page and "Provgatan" not in page and "adressen står i ärendet" in page
    assert case.household.name not in words(signed_in(factories.make_actor()), "visits:day")


@pytest.mark.parametrize("asked", ["", "?dag=i-morgon", "?dag=0001-01-01", "?dag=9999-12-31"])
def test_a_day_that_cannot_be_read_is_today(case: Case, by: Actor, asked: str) -> None:
    factories.make_visit(case, by=by)
    assert case.household.name in words(signed_in(by), "visits:day", query=asked)


def test_a_visit_is_ended_or_called_off_on_its_page(case: Case, by: Actor) -> None:
    client, visit = signed_in(by), factories.make_visit(case, by=by)
    url = reverse("visits:visit", args=[case.pk, visit.pk])
    assert client.post(url, {"version": 1, "result": "nobody_home"}).status_code == 303
    assert client.post(url, {"version": 1, "result": "met"}).status_code == 422
    other = factories.make_visit(case, by=by, start=time(9), end=time(10))
    url = reverse("visits:visit", args=[case.pk, other.pk])
    assert "Ställ in besöket" in words(client, "visits:visit", case.pk, other.pk, query="?gor=stall-in")
    assert client.post(url, {"version": 1, "reason": "Bortrest."}).status_code == 303
    assert Visit.objects.get(pk=other.pk).called_off_on == TODAY


def test_another_units_visit_is_like_none(case: Case, by: Actor) -> None:
    visit = factories.make_visit(case, by=by)
    money = factories.make_actor(unit=factories.MONEY)
    assert signed_in(money).get(reverse("visits:visit", args=[case.pk, visit.pk])).status_code == 404


def test_a_consent_is_asked_for_and_taken_back(case: Case, by: Actor) -> None:
    client, member = signed_in(by), case.household.members.get()
    told = {"member": member.pk, "recipient_kind": "landlord", "scope": ["contact"], "direction": "to"}
    told |= {"answer": "yes", "given_on": TODAY.isoformat(), "given_how": "oral", "until": ""}
    assert client.post(reverse("consents:ask", args=[case.pk]), told).status_code == 303
    consent = case.consents.get()
    assert "Hyresvärden" in words(client, "case:page", case.pk)
    assert (
        client.post(
            reverse("consents:withdraw", args=[case.pk, consent.pk]), {"on": TODAY.isoformat(), "how": "oral"}
        ).status_code
        == 303
    )
    assert "återkallat" in words(client, "consents:list", case.pk)
    journal = words(client, "case:journal", case.pk)
    told = journal.split("har återkallat sitt samtycke")[1].split("<")[0]
    assert "Samtycket gällde hyresvärden: att vi har kontakt" in told and "samtycker" not in told


def test_the_steps_lead_to_their_pages(by: Actor) -> None:
    case = factories.make_family(by=by)
    assert reverse("visits:plan", args=[case.pk]) in words(signed_in(by), "case:page", case.pk)


def test_enough_attempts_without_an_answer_lead_to_a_decision_and_not_to_closing(case: Case, by: Actor) -> None:
    client, url = signed_in(by), reverse("case:contact", args=[case.pk])
    for at in ("9.00", "18.00"):
        call = {"on": TODAY.isoformat(), "at": at, "way": "phone", "result": "no_answer"}
        assert client.post(url, call).status_code == 303
    page = words(client, "contact:log", case.pk)
    assert "Pröva om en utredning ska inledas" in page and reverse("case:page", args=[case.pk]) in page


def test_what_a_rule_lacks_is_said_beside_its_own_field(case: Case, by: Actor) -> None:
    told = {"member": case.household.members.get().pk, "rule": "only_way", "value": "", "way": ""}
    page = signed_in(by).post(reverse("contact:safe", args=[case.pk]), told).content.decode()
    assert 'href="#id_way"' in page and 'href="#id_value"' not in page
