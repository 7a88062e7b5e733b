"""What one has done oneself is not news to oneself, and is to the colleagues."""

from datetime import UTC, datetime

import pytest

from kvar.casework.access import Actor
from kvar.casework.news.unread import news_count, news_of
from kvar.content.load import load
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
TIME = datetime(2026, 12, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
def sara() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def olle() -> Actor:
    return factories.make_actor(name="Olle Berg")


def labels(actor: Actor) -> set[str]:
    return {one.label for one in news_of(actor, today=TODAY)}


def test_a_time_that_she_has_registered_is_news_to_her_unit_and_not_to_her(sara: Actor, olle: Actor) -> None:
    case = factories.make_case_with_notice(by=sara)
    kfm = {"kind": "enforcement_time", "sender_type": "enforcement_authority"}
    factories.make_notice(by=sara, case=case, eviction_at=TIME, reference="U-1", **kfm)
    told = load().coordination.told_kind("eviction_time").label
    assert told in labels(olle) and told not in labels(sara)


def test_papers_that_repeat_as_she_takes_them_in_are_news_to_the_others(sara: Actor, olle: Actor) -> None:
    case = factories.make_case_with_notice(by=sara)
    for reference in ("R2", "R3"):
        factories.make_notice(by=sara, case=case, reference=reference)
    assert news_count(olle, today=TODAY) > 0
    assert news_count(sara, today=TODAY) == 0


def test_the_colleague_does_not_read_that_she_has_read_it(sara: Actor, olle: Actor) -> None:
    case = factories.make_case_with_notice(by=sara)
    for reference in ("R2", "R3"):
        factories.make_notice(by=sara, case=case, reference=reference)
    assert {one.also_read_by for one in news_of(olle, today=TODAY)} == {""}
