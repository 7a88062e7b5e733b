"""Vår räkning: one's own administration as it is today, with its small numbers; nobody else's."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import cases_visible_to
from kvar.casework.errors import Unseen
from kvar.casework.measures.money import payments_missed
from kvar.casework.measures.registry import GROUPS
from kvar.casework.measures.running import running
from kvar.content.load import load
from kvar.records.models import Track
from tests import factories
from tests.harness.queries import assert_constant_queries
from tests.web.follow_up.published import cells, signed_in

pytestmark = pytest.mark.django_db
URL = "/uppfoljning/var-rakning/"


def total(client: Client, measure: str = "incoming_by_code") -> str:
    """The last number of the measure's table; none where there is no table."""
    shown = client.get(URL).context["measures"]
    table = next(one["figure"]["table"] for one in shown if one["id"] == measure)
    return cells(table)[-1][-1] if table else "0"


def test_the_page_is_at_its_place() -> None:
    assert reverse("follow_up:own") == URL


def test_own_small_numbers_are_shown_at_once() -> None:
    factories.make_case_with_notice()
    assert total(signed_in()) == "1"


def test_those_of_another_administration_are_not_counted() -> None:
    factories.make_case_with_notice()
    assert total(signed_in(administration=factories.CENTRUM)) == "0"


def test_a_protected_household_is_not_counted_not_even_for_those_who_may_see_it() -> None:
    told = factories.make_person_told(protected=True)
    factories.make_case_with_notice(by=factories.make_actor(cleared=True), tenant=told)
    assert total(signed_in(cleared=True)) == "0"


def test_a_unit_counts_the_cases_that_it_sees() -> None:
    factories.make_case_with_notice()
    there = factories.make_family()
    Track.objects.get_or_create(case=there, unit=factories.CHILDREN)
    assert total(signed_in()) == "2"
    seen = cases_visible_to(factories.make_actor(unit=factories.CHILDREN)).count()
    assert total(signed_in(unit=factories.CHILDREN)) == str(seen) == "1"


@pytest.mark.parametrize(
    ("unit", "money", "children_attended"),
    [(factories.ADULT, True, False), (factories.MONEY, True, False), (factories.CHILDREN, False, True)],
)
def test_what_a_unit_keeps_to_itself_is_in_its_own_count_alone(unit: str, money: bool, children_attended: bool) -> None:
    page = signed_in(unit=unit)
    assert ("Pengarna" in [chip["text"] for chip in page.get(URL).context["groups"]]) is money
    handling = [one["id"] for one in page.get(URL, {"grupp": "handling"}).context["measures"]]
    assert ("children_unit_attended" in handling) is children_attended and "adult_unit_attended" in handling


def test_the_count_of_what_another_unit_keeps_to_itself_is_refused_to_whoever_asks() -> None:
    with pytest.raises(Unseen):
        running(payments_missed, actor=factories.make_actor(unit=factories.CHILDREN), today=factories.TODAY)


def test_whoever_belongs_to_no_administration_has_no_such_page() -> None:
    leader = signed_in(role="process_leader", administration="", unit="")
    assert leader.get(URL).status_code == 403
    assert [chip["text"] for chip in leader.get("/uppfoljning/").context["sections"]] == [
        "Staden",
        "Likvärdighet",
        "Jämfört med Kronofogden",
        "Rapporter",
        "Så räknar vi",
        "Lärdomar",
    ]


def test_nobody_is_named_and_the_page_says_that_it_is_not_to_be_sent_on() -> None:
    factories.make_family()
    page = signed_in().get(URL).content.decode()
    assert "Lindqvist" not in page and "Provgatan" not in page and "Skicka det inte vidare" in page


def test_the_page_asks_as_often_however_much_has_happened() -> None:
    assert_constant_queries(
        signed_in(), URL, factories.make_case_in_follow_up, most=8 + max(len(g.measures) for g in GROUPS)
    )


def test_every_measure_is_defined_on_the_page_of_definitions() -> None:
    page = signed_in().get("/uppfoljning/sa-raknar-vi/")
    shown = " ".join(page.content.decode().split())
    for group in GROUPS:
        for measure in group.measures:
            assert f'id="{measure.id}"' in shown and measure.definition[:60] in shown
    assert f"{load().organisation.switches.publish_after_days} dagar efter att det är slut" in shown
