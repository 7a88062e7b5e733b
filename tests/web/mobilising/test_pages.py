"""Vilka är med? What the page and the card say, and to whom."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.records.models import Case, Mobilised
from tests import factories
from tests.harness.queries import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(by: Actor) -> Case:
    found = factories.make_case_with_notice(by=by)
    for reference in ("R2", "R3"):
        factories.make_notice(by=by, case=found, reference=reference)
    return found


def one(case: Case, partner: str) -> str:
    return reverse("mobilising:partner", args=[case.pk, partner])


def test_who_is_missing_stands_first_with_the_reason(saras: Client, case: Case) -> None:
    page = saras.get(reverse("mobilising:partners", args=[case.pk])).content.decode()
    assert "Skulderna upprepas." in page
    assert page.index("Skulderna upprepas.") < page.index("Ingen har frågat")


def test_saying_how_it_stands_takes_it_from_the_missing(saras: Client, case: Case) -> None:
    answer = saras.post(one(case, "debt_advice"), {"state": "involved", "note": "", "version": "0"})
    assert answer.status_code == 303 and Mobilised.objects.get().state == "involved"
    card = saras.get(reverse("case:page", args=[case.pk])).content.decode()
    assert "Skulderna upprepas." not in card and "är med" in card


def test_a_partner_that_is_not_in_the_content_is_not_there(saras: Client, case: Case) -> None:
    assert saras.get(one(case, "grannen")).status_code == 404


def test_a_no_without_a_reason_is_refused_beside_its_field(saras: Client, case: Case) -> None:
    answer = saras.post(one(case, "debt_advice"), {"state": "not_needed", "note": "", "version": "0"})
    assert answer.status_code == 422 and "Skriv varför." in answer.content.decode()


def test_the_page_asks_a_fixed_number_of_queries(saras: Client, by: Actor, case: Case) -> None:
    number = iter(range(20))
    assert_constant_queries(
        saras,
        reverse("mobilising:partners", args=[case.pk]),
        lambda: factories.make_notice(by=by, case=case, reference=f"M{next(number)}"),
        most=21,  # one of them: which units have said no to a hand-over
    )
