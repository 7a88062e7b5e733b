"""Sök: by name, personal number, coordination number and case number, and by nothing else (SoLPuF 15 §)."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from personnummer import personnummer

from kvar.casework import searching
from kvar.casework.access import Actor, actor_of
from kvar.casework.searching import search_cases
from kvar.casework.steps.corrections import correct_fact
from kvar.records.models import AccessLog, Case, Member
from tests import factories
from tests.factories import CENTRUM, CHILDREN

pytestmark = pytest.mark.django_db
FOUND = reverse("search:found")
NOTHING = "Inget ärende som du kan se har det namnet eller numret."


@pytest.fixture
def sara() -> Client:
    client = Client()
    client.force_login(factories.make_user(name="Sara Lindh"))
    return client


def case_of(name: str, **fields: object) -> Case:
    more = {key: fields.pop(key) for key in ("personal_number", "protected") if key in fields}
    if "personal_number" in more:
        more["number_state"] = "known"
    return factories.make_case_with_notice(tenant=factories.make_person_told(name=name, **more), **fields)


def sought(client: Client, typed: str) -> str:
    return str(client.post(FOUND, {"sought": typed}).content.decode())


def coordination_number() -> str:
    """A made-up one: day plus 60, serial 238, and its check digit."""
    return next(n for digit in range(10) if personnummer.valid(n := f"19850267238{digit}"))


@pytest.mark.parametrize(
    "typed", ["Édith Kværn-Öberg", "edith kvarn oberg", "ÖBERG", "Kvärn  Edith", "edith", "Edit", "ob", "kv ed"]
)
def test_a_name_is_found_by_the_beginning_of_its_words_accents_or_not(sara: Client, typed: str) -> None:
    case = case_of("Édith Kværn-Öberg")
    assert case.reference in sought(sara, typed)


@pytest.mark.parametrize(
    ("name", "typed"), [("Trần Văn Anh", "Tran"), ("Tran", "Trần"), ("Åsa Ek", "asa"), ("Łukasz Wik", "lukas vik")]
)
def test_nobody_needs_to_know_how_a_name_is_accented(sara: Client, name: str, typed: str) -> None:
    case = case_of(name)
    assert case.reference in sought(sara, typed)


@pytest.mark.parametrize("typed", ["berg", "Kanariegatan 7", "berg edith", "edith k"])
def test_the_middle_of_a_word_another_word_and_an_address_find_nothing(sara: Client, typed: str) -> None:
    case_of("Édith Öberg", dwelling=factories.make_dwelling_told(address="Kanariegatan 7, 417 00 Göteborg"))
    assert NOTHING in sought(sara, typed)


def test_a_corrected_name_is_found_and_the_old_one_no_longer(sara: Client) -> None:
    case, by = case_of("Per Eck"), actor_of(factories.make_user())
    person = case.household.members.get().person
    told = {"fact": "name", "object_id": person.pk, "new": "Pär Ek", "version": person.version, "reason": "Stavning."}
    correct_fact(case=case, by=by, today=factories.TODAY, **told)
    assert case.reference in sought(sara, "par ek") and NOTHING in sought(sara, "per eck")


def test_a_name_is_found_in_an_index_and_no_table_is_read_through() -> None:
    """Given a city of names; then the database looks the beginning up, however many people there are."""
    asked = str(Member.objects.filter(searching._begins("tran")).values("household").query.sql_with_params()[0])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {asked}", ["tran%"])
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked}", ["tran", "tran" + searching.LAST])
        plan = " ".join(str(part) for row in cursor.fetchall() for part in row)
    assert re.search(r"word_\w+_like|word>\? AND word<\?", plan), plan


def test_a_landlord_finds_nothing(sara: Client) -> None:
    case = factories.make_case_with_notice()
    landlord = case.household.dwelling.landlord
    assert landlord is None or case.reference not in sought(sara, landlord.name)


@pytest.mark.parametrize("shape", ["{0}", "{1}", "{2}", "{3}"])
def test_a_personal_number_is_found_in_every_way_it_is_written(sara: Client, shape: str) -> None:
    case = factories.make_case_with_notice()
    number = case.household.members.get().person.personal_number
    assert number, "the factory gives one"
    ways = [number, f"{number[:8]}-{number[8:]}", number[2:], f"{number[2:8]}-{number[8:]}"]
    assert case.reference in sought(sara, shape.format(*ways))


def test_a_coordination_number_is_found(sara: Client) -> None:
    number = coordination_number()
    case = case_of("Per Ek", personal_number=number)
    assert case.reference in sought(sara, f"{number[:8]}-{number[8:]}")


@pytest.mark.parametrize(
    ("typed", "says"), [("19850231-2380", "Födelsedagen i numret finns inte"), ("198501012", "siffror")]
)
def test_a_number_that_cannot_be_is_said_kindly(sara: Client, typed: str, says: str) -> None:
    response = sara.post(FOUND, {"sought": typed})
    assert response.status_code == 422 and says in response.content.decode()


def test_an_empty_field_says_what_can_be_sought(sara: Client) -> None:
    assert "samordningsnummer eller ett ärendenummer." in sought(sara, "  ")
    assert "samordningsnummer eller ett ärendenummer." in sought(sara, "-")


def test_a_case_number_is_found_however_it_is_typed(sara: Client) -> None:
    case = factories.make_case_with_notice()
    for typed in (case.reference, case.reference.lower(), case.reference.replace("-", " ")):
        assert case.reference in sought(sara, typed)


def test_a_closed_case_is_found_and_says_that_it_is_closed(sara: Client) -> None:
    closed = factories.make_closed_case()
    html = sought(sara, closed.reference)
    assert closed.reference in html and "avslutat" in html


def _asked(client: Client, typed: str) -> str:
    html = sought(client, typed)
    return html.split('<section class="section" aria-labelledby="traffar">')[1].split("</section>")[0]


@pytest.mark.parametrize(
    "fields", [{"unit": CHILDREN}, {"administration": CENTRUM}, {"role": "unit_head", "unit": CHILDREN}]
)
def test_what_is_not_hers_is_answered_like_what_is_not_there(fields: dict[str, str]) -> None:
    case = case_of("Per Ek")
    client = Client()
    client.force_login(factories.make_user(**fields))
    nothing = _asked(client, "Ingen Alls")
    assert _asked(client, "Per Ek") == _asked(client, case.reference) == nothing


def test_a_protected_household_leaves_no_trace_for_those_not_cleared(sara: Client) -> None:
    case = case_of("Per Ek", protected=True)
    number = case.household.members.get().person.personal_number
    for typed in ("Per Ek", case.reference, number):
        assert _asked(sara, typed) == _asked(sara, "Ingen Alls")
    cleared = Client()
    cleared.force_login(factories.make_user(cleared=True))
    assert case.reference in sought(cleared, "Per Ek")


def test_what_is_found_is_logged_and_the_words_sought_are_not(sara: Client) -> None:
    case = case_of("Per Ek")
    sought(sara, "Per Ek")
    rows = list(AccessLog.objects.filter(route="search:found").order_by("id").values_list("action", "about"))
    assert set(rows) == {("searched", "name"), ("found", f"case:{case.pk}")}


def test_no_word_that_is_sought_stands_in_an_address(sara: Client) -> None:
    assert sara.get(FOUND, {"sought": "Per Ek"}).status_code == 405
    html = sara.get(reverse("search:page")).content.decode()
    assert html.count(f'method="post" action="{FOUND}"') == 2, "the page's own field and the frame's"


def test_it_asks_as_often_for_many_as_for_few() -> None:
    by: Actor = actor_of(factories.make_user())
    numbers = []
    for _ in range(3):
        case_of("Per Ek")
        with CaptureQueriesContext(connection) as asked:
            search_cases(by, text="Per Ek")
        numbers.append(len(asked))
    assert numbers == [4, 4, 4]  # the last: who is responsible in the own unit


def test_a_sentence_about_searching_says_nothing_of_the_journal(sara: Client) -> None:
    page = sought(sara, "x" * 500)
    assert "Skriv bara början av namnet" in page and "resten i journalen" not in page
