"""A unit that has said no does not wait: Enheter, Vilka är med and the case page say so, why, and who has it now."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.owner.owning import take_case
from kvar.casework.steps.handovers import hand_over, refuse_handover
from kvar.records.models import Case, User
from tests import factories
from tests.factories import CHILDREN, MONEY, TODAY

pytestmark = pytest.mark.django_db
WHY = "det är inte vår enhets uppgift"
KEPT = "Vuxenenheten har det kvar, Sara Lindh"
PAGES = ("tracks:page", "mobilising:partners", "case:page")


@pytest.fixture
def sara() -> User:
    return factories.make_user(name="Sara Lindh")


@pytest.fixture
def by(sara: User) -> Actor:
    return actor_of(sara)


@pytest.fixture
def amir() -> Actor:
    return factories.make_actor(unit=CHILDREN, name="Amir Said")


@pytest.fixture
def case(by: Actor, amir: Actor) -> Case:
    """The family is handed to the children's unit, which says no."""
    case = factories.make_family(by=by)
    take_case(case=case, by=by, today=TODAY)
    handed = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    refuse_handover(handover=handed, by=amir, today=TODAY, refusal="wrong_unit")
    return case


def read(user: User, page: str, case: Case) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(reverse(page, args=[case.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def of_children(page: str) -> str:
    """What a page says of the children's unit, to the end of its paragraph or row."""
    at = page.lower().index(">barn och unga" if "Vilka är med?</h1>" in page else "nheten för barn och unga")
    return page[at : at + 400]


def test_the_page_of_a_paper_says_it_too(case: Case, sara: User) -> None:
    client = Client()
    client.force_login(sara)
    page = client.get(reverse("intake:notice", args=[case.notices.get().pk])).content.decode()
    assert "Amir Said sa nej" in page and KEPT in page


@pytest.mark.parametrize("route", PAGES)
def test_the_sender_reads_the_no_with_its_reason_and_who_has_it(route: str, case: Case, sara: User) -> None:
    told = read(sara, route, case)
    assert WHY in told.lower() and KEPT in told
    assert "har fått veta, väntar på mottagning" not in of_children(told)


def test_the_units_page_says_no_instead_of_waiting(case: Case, sara: User) -> None:
    told = of_children(read(sara, "tracks:page", case))
    assert "sa nej" in told and "väntar" not in told and "Amir Said" in told


def test_a_third_unit_reads_that_it_is_a_no_and_never_why(case: Case) -> None:
    jonas = factories.make_user(unit=MONEY)
    for page in PAGES:
        told = read(jonas, page, case)
        assert WHY not in told.lower() and KEPT in told


def test_handed_over_anew_it_waits_again(case: Case, by: Actor, sara: User) -> None:
    hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    for page in PAGES:
        assert KEPT not in read(sara, page, case)
    assert "väntar" in of_children(read(sara, "tracks:page", case))
