"""People to choose among: those who do the work first, who leads with her role, and last who is away, until when."""

from datetime import date, timedelta

import pytest

from kvar.casework.access import Actor, actor_of
from kvar.casework.tracks import colleagues_of
from kvar.casework.training.unit import training_of_unit
from kvar.records.models import User
from kvar.web.ui.forms import named
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def head() -> Actor:
    return factories.make_actor(role="unit_head", name="Anna Ek")


def test_who_leads_and_who_is_away_stand_last_each_with_its_words(head: Actor) -> None:
    factories.make_user(role="team_lead", name="Berit Dal")
    eva = factories.make_actor(name="Eva Berg")
    bo = factories.make_actor(name="Bo Ask")
    factories.make_user(name="Sara Lindh")
    factories.make_absence(eva, last_day=date(2026, 11, 27))
    factories.make_absence(bo)
    assert [name for _key, name in named(colleagues_of(head, today=TODAY))] == [
        "Sara Lindh",
        "Berit Dal, 1:e socialsekreterare",
        "Anna Ek, enhetschef",
        "Bo Ask (borta tills vidare)",
        "Eva Berg (borta till fre\N{NO-BREAK SPACE}27\N{NO-BREAK SPACE}nov 2026)",
    ]


def test_an_absence_to_come_is_none_today(head: Actor) -> None:
    eva = factories.make_actor(name="Eva Berg")
    factories.make_absence(eva, first_day=TODAY + timedelta(days=1))
    assert "Eva Berg" in {name for _key, name in named(colleagues_of(head, today=TODAY))}


def test_who_has_left_stands_in_no_list_of_training_though_no_night_has_run(head: Actor) -> None:
    def people() -> set[str]:
        return {one.name for course in training_of_unit(head, today=TODAY) for one in course.people}

    leaver = actor_of(factories.make_user(name="Eva Berg"))
    assert "Eva Berg" in people()
    User.objects.filter(pk=leaver.id).update(left_on=TODAY)
    assert "Eva Berg" not in people()
