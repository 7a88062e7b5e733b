"""Two hand-overs that wait in one unit are told apart by what they are for: on the day, on the pages, in Nytt."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.steps.handovers import hand_over
from kvar.content.load import load
from kvar.records.models import Case, Handover, User
from tests import factories
from tests.factories import CHILDREN, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara() -> User:
    return factories.make_user(name="Sara Lindh")


@pytest.fixture
def by(sara: User) -> Actor:
    return actor_of(sara)


@pytest.fixture
def case(by: Actor) -> Case:
    """The children's unit has been handed the family, and what Kronofogden told, and has answered neither."""
    case = factories.make_family(by=by)
    hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    kfm = {"kind": "enforcement_application", "sender_type": "enforcement_authority"}
    factories.make_notice(by=by, case=case, today=TODAY, **kfm)
    hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    return case


@pytest.fixture
def titles(case: Case) -> list[str]:
    found = [load().steps[row.step].title for row in Handover.objects.filter(case=case, answer="")]
    assert len(set(found)) == 2
    return found


def read(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_both_sides_see_what_each_is_for(case: Case, titles: list[str], sara: User, client: Client) -> None:
    for user in (sara, factories.make_user(unit=CHILDREN)):
        client.force_login(user)
        for page in (
            read(client, "worklist:my_day"),
            read(client, "tracks:page", case.pk),
            read(client, "case:page", case.pk),
        ):
            assert all(title in page for title in titles)
        for row in Handover.objects.filter(case=case):
            assert f"Det gäller: {load().steps[row.step].title}" in read(client, "tracks:handover", case.pk, row.pk)


def test_news_tells_two_hand_overs_as_two(titles: list[str], client: Client) -> None:
    client.force_login(factories.make_user(unit=CHILDREN))
    page = read(client, "news:list")
    label = load().coordination.told_kind("handed_over").label
    assert all(f"{label}: {title}" in page for title in titles) and page.count(label) == 2


def test_one_that_no_step_asked_for_says_nothing_of_steps(by: Actor, client: Client) -> None:
    eva = factories.make_user(name="Eva Holm")
    case = factories.make_case_with_notice(by=by)
    handover = hand_over(case=case, by=by, today=TODAY, unit=factories.ADULT, user=eva, message="Jag går på ledighet.")
    client.force_login(eva)
    assert "Det gäller:" not in read(client, "tracks:handover", case.pk, handover.pk)
