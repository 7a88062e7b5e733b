"""Samma hushåll? – shown with its reasons, chosen by the worker, never merged, never across administrations."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework import matching
from kvar.casework.access import Actor
from kvar.records.models import AccessLog, Case, Household, Notice, NoticeLink
from tests import factories
from tests.web.intake.papers import NEW, WRITTEN, signed_in, typed

pytestmark = pytest.mark.django_db
MATCHES = reverse("intake:matches")
# What a worker types about somebody with nothing in common with the case there is.
STRANGER = {"personal_number": None, "tenant_name": "Nils Ek", "tenant_address": "Annangatan 1", "reference": None}


@pytest.fixture
def sara(db: None) -> Client:
    return signed_in(name="Sara Lindh")


@pytest.fixture
def earlier(db: None) -> Case:
    return factories.make_case_with_notice(by=factories.make_actor(), reference="REF-7")


def panel(page: str) -> str:
    found = re.search(r'<section id="likheter".*?</section>', page, re.S)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("told", "because"),
    [
        ({"personal_number": WRITTEN}, "samma person"),
        ({"tenant_address": "PROVGATAN 12, 417 00  göteborg"}, "samma adress"),
        ({"reference": "REF-7"}, "samma skuld"),
    ],
)
def test_each_reason_is_shown_while_typing(sara: Client, earlier: Case, told: dict[str, str], because: str) -> None:
    page = sara.post(MATCHES, typed(**(STRANGER | told))).content.decode()
    assert earlier.reference in panel(page) and because in panel(page)
    assert AccessLog.objects.filter(action="matched", about=f"case:{earlier.pk}").exists()


def test_a_stranger_matches_nobody(sara: Client, earlier: Case) -> None:
    page = sara.post(MATCHES, typed(**STRANGER)).content.decode()
    assert earlier.reference not in page
    assert "Inget tidigare hushåll" in panel(page)


def test_the_search_is_never_in_an_address(sara: Client) -> None:
    assert sara.get(MATCHES, {"personal_number": WRITTEN}).status_code == 405


def test_half_a_form_is_enough_to_look(sara: Client, earlier: Case) -> None:
    told = typed(arrived_on="vet inte", total="mycket", tenant_name="")
    assert earlier.reference in panel(sara.post(MATCHES, told).content.decode())


def test_another_administrations_case_is_never_shown(earlier: Case) -> None:
    elsewhere = signed_in(administration=factories.CENTRUM)
    assert earlier.reference not in elsewhere.post(MATCHES, typed(reference="REF-7")).content.decode()
    assert elsewhere.post(NEW, typed(reference="REF-7")).status_code == 303


def test_the_border_test_can_fail(earlier: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the actor's scope taken away, the other administration's case shows: the scope is what hides it."""
    monkeypatch.setattr(matching, "cases_visible_to", lambda actor: Case.objects.all())
    elsewhere = signed_in(administration=factories.CENTRUM)
    assert earlier.reference in elsewhere.post(MATCHES, typed(reference="REF-7")).content.decode()


def test_on_submit_the_choice_comes_back_and_nothing_is_saved(sara: Client, earlier: Case) -> None:
    response = sara.post(NEW, typed())
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_case"' in page and 'id="id_case"' in page
    assert f'value="{earlier.pk}"' in panel(page) and "Nytt ärende" in panel(page)
    assert Notice.objects.count() == 1


def test_it_can_belong_to_the_earlier_case(sara: Client, earlier: Case) -> None:
    assert sara.post(NEW, typed(case=str(earlier.pk))).status_code == 303
    assert "person" in NoticeLink.objects.get().before["because"], "the reasons that were shown are kept"
    assert Case.objects.count() == 1
    assert earlier.notices.count() == 2
    assert Household.objects.count() == 1


def test_it_can_be_a_case_of_its_own_and_nothing_is_merged(sara: Client, earlier: Case) -> None:
    assert sara.post(NEW, typed(case="new")).status_code == 303
    assert Case.objects.count() == 2
    assert earlier.notices.count() == 1


def test_a_case_that_is_not_offered_is_not_a_choice(sara: Client, earlier: Case) -> None:
    other = factories.make_case_with_notice(
        by=factories.make_actor(administration=factories.CENTRUM), tenant=factories.make_person_told(name="Annan")
    )
    assert sara.post(NEW, typed(case=str(other.pk))).status_code == 422
    assert other.notices.count() == 1


def test_a_closed_case_is_shown_but_takes_nothing_more(sara: Client) -> None:
    closed = factories.make_closed_case(by=factories.make_actor())
    page = sara.post(MATCHES, typed()).content.decode()
    assert closed.reference in panel(page) and f'value="{closed.pk}"' not in page
    assert sara.post(NEW, typed()).status_code == 303


def test_the_service_day_typed_for_an_earlier_case_is_kept_though_the_name_is_spelt_otherwise(
    sara: Client, earlier: Case
) -> None:
    told = typed(case=str(earlier.pk), tenant_name="Lindqvist, Maria", served_on="2026-11-02")
    sara.post(NEW, told)
    newest = earlier.notices.latest("taken_in_at")
    assert newest.services.get().served_on.isoformat() == "2026-11-02"


def test_looking_takes_as_many_queries_for_one_match_as_for_many(django_assert_max_num_queries: object) -> None:
    by: Actor = factories.make_actor()
    client = signed_in()
    counts = []
    for _round in range(2):
        factories.make_case_with_notice(by=by)
        with django_assert_max_num_queries(20) as asked:  # type: ignore[operator]
            client.post(MATCHES, typed())
        counts.append(len(asked))
    assert counts[0] == counts[1]
