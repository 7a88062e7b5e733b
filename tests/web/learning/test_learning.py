"""The page of the review and the page of the lessons, as people meet them."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.learning.half_years import keep_half_years
from kvar.records.models import Case, Household, Review, User
from tests import factories
from tests.factories_reviews import make_evicted, make_review
from tests.harness.queries import assert_constant_queries
from tests.web.saras import SignIn

pytestmark = pytest.mark.django_db
TYPED = {"hindrances": ["knew_late", "not_reached"], "took_part": ["adult"], "version": "0"}
LESSONS = "learning:lessons"


@pytest.fixture
def case(by: Actor) -> Case:
    return make_evicted(by=by)


def url(case: Case) -> str:
    return reverse("learning:review", args=[case.pk])


def test_the_step_leads_to_the_page_and_the_page_tells_the_days(saras: Client, case: Case) -> None:
    assert url(case) in saras.get(reverse("case:step", args=[case.pk, "F13", "case", 0])).content.decode()
    page = saras.get(url(case)).content.decode()
    for said in ("Första underrättelsen i ärendet", "29 dagar före avhysningen", "Ingen kontakt är inskriven"):
        assert said in page


def test_it_is_saved_and_can_be_written_over(saras: Client, case: Case) -> None:
    assert saras.post(url(case), TYPED | {"could_have": "Ett samtal."}).status_code == 303
    assert Review.objects.get().hindrances == ["knew_late", "not_reached"]
    page = saras.get(url(case)).content.decode()
    assert "Ett samtal." in page and "Senast sparat av Sara Lindh" in page
    assert saras.post(url(case), TYPED | {"version": "1"}).status_code == 303
    assert Review.objects.get().could_have == ""


def test_a_name_is_refused_beside_its_field_and_nothing_is_lost(saras: Client, case: Case) -> None:
    answer = saras.post(url(case), TYPED | {"could_have": "Maria svarade inte på brevet."})
    page = answer.content.decode()
    assert answer.status_code == 422 and "är ett namn i hushållet" in page and "svarade inte på brevet." in page


def test_without_an_eviction_the_page_says_what_to_do_first(saras: Client, by: Actor) -> None:
    page = saras.get(url(factories.make_family(by=by))).content.decode()
    assert "Ingen avhysning är inskriven" in page


def test_another_unit_does_not_open_it(sign_in: SignIn, case: Case) -> None:
    assert sign_in(factories.make_user(unit=factories.CHILDREN)).get(url(case)).status_code == 404


@pytest.fixture
def head() -> User:
    return factories.make_user(role="unit_head", administration=factories.CENTRUM)


def test_the_lessons_name_no_place_no_person_and_no_day(sign_in: SignIn, by: Actor, head: User) -> None:
    cases = [make_evicted(by=by) for _ in range(5)]
    for case in cases:
        make_review(case, by=by, could_have="Ett samtal till.")
    keep_half_years(date(2027, 1, 1))
    page = sign_in(head).get(reverse(LESSONS)).content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert "Andra halvåret 2026" in main and "Ett samtal till." in main and "Färre än 5 har skrivit något." in main
    for hidden in ("Hisingen", "Maria", "Sara", "november", "2026-11", *(case.reference for case in cases)):
        assert hidden not in main


def test_a_protected_household_leaves_no_trace(sign_in: SignIn, head: User) -> None:
    by = actor_of(factories.make_user(cleared=True))
    for _ in range(5):
        make_review(make_evicted(by=by), by=by)
    protected = make_evicted(by=by, tenant=factories.make_person_told(protected=True))
    client = sign_in(head)

    def seen() -> bytes:
        keep_half_years(date(2027, 1, 1))
        return client.get(reverse(LESSONS)).content.split(b"<main")[1].split(b"</main")[0]

    before = seen()
    make_review(protected, by=by, could_have="Skyddat.")
    assert seen() == before


def test_that_the_texts_are_gone_is_said_once_and_the_figures_stay(sign_in: SignIn, by: Actor, head: User) -> None:
    cases = [make_evicted(by=by) for _ in range(6)]
    for case in cases:
        make_review(case, by=by, could_have="Ett samtal till.")
    keep_half_years(date(2027, 1, 1))
    Household.objects.filter(pk=cases[0].household_id).update(protected=True)
    page = sign_in(head).get(reverse(LESSONS)).content.decode()
    assert page.count("Texterna visas inte längre.") == 1 and "Ett samtal till." not in page
    assert "6 efterprat." in page and "har skrivit något" not in page


def test_a_caseworker_does_not_read_the_lessons(saras: Client) -> None:
    assert saras.get(reverse(LESSONS)).status_code == 403


def test_the_page_asks_a_fixed_number_of_queries(sign_in: SignIn, by: Actor, head: User) -> None:
    assert_constant_queries(sign_in(head), reverse(LESSONS), lambda: make_review(make_evicted(by=by), by=by), most=12)
