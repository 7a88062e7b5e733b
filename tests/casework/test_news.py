"""What is new to somebody: the list is what one may see, each reads for herself, and nothing is told twice."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kvar.casework.access import Actor, actor_of
from kvar.casework.news.unread import mark_told_read, news_count, news_of
from kvar.casework.owner.absences import report_absence
from kvar.casework.telling import tell
from kvar.records.models import Case, Told, ToldRead, User
from tests import factories
from tests.factories import ADULT, CENTRUM, CHILDREN, HISINGEN, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def sara() -> Actor:
    return actor_of(factories.make_user(name="Sara Lindh"))


@pytest.fixture
def colleague() -> Actor:
    return actor_of(factories.make_user(name="Olle Berg"))


def told(
    *, case: Case | None = None, to: UUID | None = None, unit: str = ADULT, days_ago: int = 0, **more: str
) -> Told:
    key, administration = str(uuid4()), more.get("administration", HISINGEN)
    day = TODAY - timedelta(days=days_ago)
    assert tell(kind="handed_over", key=key, today=day, administration=administration, unit=unit, case=case, to=to)
    return Told.objects.get(key=key)


def test_the_unit_is_told_and_each_reads_for_herself(sara: Actor, colleague: Actor) -> None:
    told(case=factories.make_case_with_notice())
    mark_told_read(by=sara, today=TODAY)
    assert news_count(sara, today=TODAY) == 0
    (row,) = news_of(colleague, today=TODAY)
    assert row.to_unit and row.also_read_by == "Sara Lindh"


def test_what_is_told_to_one_person_is_hers_alone(sara: Actor, colleague: Actor) -> None:
    told(to=sara.id)
    assert (news_count(sara, today=TODAY), news_count(colleague, today=TODAY)) == (1, 0)


@pytest.mark.parametrize("elsewhere", [{"unit": CHILDREN}, {"administration": CENTRUM}])
def test_another_unit_is_told_nothing_of_ours(sara: Actor, elsewhere: dict[str, str]) -> None:
    told(**elsewhere)
    assert news_count(sara, today=TODAY) == 0


def test_a_case_that_she_may_not_see_is_not_even_counted(sara: Actor) -> None:
    protected = factories.make_protected_case()
    told(case=protected)
    told(case=protected, to=sara.id)
    cleared = actor_of(factories.make_user(cleared=True))
    assert news_count(sara, today=TODAY) == 0 and news_of(sara, today=TODAY) == ()
    assert news_count(cleared, today=TODAY) == 2, "what she was told stands for the unit, where the cleared see it"


def test_the_count_is_the_list_for_everybody(sara: Actor) -> None:
    for case in (factories.make_case_with_notice(), factories.make_protected_case(), None):
        told(case=case)
        told(case=case, unit=CHILDREN)
    for user in User.objects.order_by("pk"):
        by = actor_of(user)
        assert news_count(by, today=TODAY) == len(news_of(by, today=TODAY))


def test_reading_what_is_not_hers_changes_nothing(sara: Actor) -> None:
    other = told(unit=CHILDREN)
    assert mark_told_read(by=sara, today=TODAY, only=[other.pk]) == 0
    assert not ToldRead.objects.exists()


def test_reading_twice_is_reading_once(sara: Actor) -> None:
    row = told()
    assert [mark_told_read(by=sara, today=TODAY, only=[row.pk]) for _ in range(2)] == [1, 0]
    assert ToldRead.objects.count() == 1


def test_somebody_new_is_not_met_by_old_news_of_the_unit_but_her_own_stay(sara: Actor) -> None:
    told(days_ago=31)
    mine = told(days_ago=31, to=sara.id)
    assert [row.id for row in news_of(sara, today=TODAY)] == [mine.pk]


def test_the_same_key_is_told_once() -> None:
    said = {"kind": "handed_over", "key": "k", "today": TODAY, "administration": HISINGEN, "unit": ADULT}
    assert [tell(**said), tell(**said)] == [True, False]  # type: ignore[arg-type]


def test_every_case_shown_is_a_look(sara: Actor) -> None:
    case = factories.make_case_with_notice()
    told(case=case)
    news_of(sara, today=TODAY)
    assert ("listed", f"case:{case.pk}", sara.relation) in sara.look.shown


def test_counting_asks_once_and_the_list_once_more_for_what_hand_overs_are_for(sara: Actor) -> None:
    for _ in range(3):
        told(case=factories.make_case_with_notice())
    for ask, queries in ((news_count, 1), (news_of, 2)):
        with CaptureQueriesContext(connection) as asked:
            ask(sara, today=TODAY)
        assert len(asked) == queries, ask


def is_away(who: Actor, *, cover: Actor | None = None) -> None:
    covering = User.objects.get(pk=cover.id) if cover else None
    user = User.objects.get(pk=who.id)
    report_absence(by=who, today=TODAY, user=user, first_day=TODAY, last_day=None, cover=covering)


def test_what_is_told_to_one_who_is_ill_is_new_to_her_cover_who_reads_for_herself(
    sara: Actor, colleague: Actor
) -> None:
    told(to=sara.id, days_ago=31)
    is_away(sara, cover=colleague)
    (row,) = news_of(colleague, today=TODAY)
    assert row.told_name == "Sara Lindh" and not row.to_unit
    assert mark_told_read(by=colleague, today=TODAY) == 1 and news_count(colleague, today=TODAY) == 0
    (hers,) = news_of(sara, today=TODAY)
    assert hers.also_read_by == "Olle Berg" and not hers.told_name
    assert news_count(factories.make_actor(), today=TODAY) == 0, "she has a cover: the rest of the unit is left alone"


def test_what_she_had_read_before_she_fell_ill_is_not_new_to_her_cover(sara: Actor, colleague: Actor) -> None:
    told(to=sara.id)
    mark_told_read(by=sara, today=TODAY)
    is_away(sara, cover=colleague)
    assert news_count(colleague, today=TODAY) == 0


@pytest.mark.parametrize("why", ["left", "no_cover", "cover_away", "cover_left"])
def test_what_is_told_to_one_who_has_left_or_has_no_cover_on_duty_is_new_to_the_unit(
    sara: Actor, colleague: Actor, why: str
) -> None:
    told(to=sara.id)
    if why == "left":
        User.objects.filter(pk=sara.id).update(left_on=TODAY, is_active=False)
    else:
        is_away(sara, cover=None if why == "no_cover" else colleague)
    if why == "cover_away":
        is_away(colleague)
    if why == "cover_left":
        User.objects.filter(pk=colleague.id).update(left_on=TODAY)
    assert news_count(factories.make_actor(), today=TODAY) == 1
    assert news_count(factories.make_actor(unit=CHILDREN), today=TODAY) == 0


def test_a_cover_who_is_not_cleared_hands_a_protected_household_to_those_who_are(colleague: Actor) -> None:
    ill = actor_of(factories.make_user(cleared=True))
    told(case=factories.make_protected_case(), to=ill.id)
    is_away(ill, cover=colleague)
    assert news_count(colleague, today=TODAY) == 0
    assert news_count(actor_of(factories.make_user(cleared=True)), today=TODAY) == 1
