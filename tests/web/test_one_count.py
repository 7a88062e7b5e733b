"""Läget and Min dag count the same things: one definition each, read on both pages."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.owner.owning import take_case
from kvar.casework.situation.reader import tracks_to_hand_out
from kvar.casework.tracks import assign_responsible
from kvar.content.load import load
from kvar.records.models import Case, OpenStep, User
from kvar.web.ui.wording import short_day
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
LONG_AGO = TODAY - timedelta(days=30)


@pytest.fixture
def head() -> User:
    return factories.make_user(role="unit_head", name="Harriet Ek")


@pytest.fixture
def client(head: User) -> Client:
    client = Client()
    client.force_login(head)
    return client


@pytest.fixture
def sara() -> Actor:
    return factories.make_actor(name="Sara Lindh")


def on_situation(client: Client, words: str) -> int:
    """The number before these words, on top of Läget."""
    return _counted(client.get(reverse("situation:page")).content.decode(), words)


def on_my_day(client: Client, words: str) -> int:
    """The same on Min dag, the whole unit shown."""
    return _counted(client.get(reverse("worklist:my_day"), {"visa": "enheten"}).content.decode(), words)


def in_lane(client: Client, lane: str) -> int:
    page = client.get(reverse("worklist:my_day"), {"visa": "enheten"}).content.decode()
    found = re.search(rf'id="lane-{lane}".*?class="n">(\d+)<', page, re.S)
    assert found is not None
    return int(found[1])


def _counted(page: str, words: str) -> int:
    found = re.search(rf"<b>(\d+)</b> {words}", page)
    assert found is not None, f"{words} is not counted"
    return int(found[1])


def of_units(client: Client, label: str) -> list[str]:
    """The numbers of one unit's row in the table of units."""
    page = client.get(reverse("situation:page")).content.decode()
    table = page[page.index('id="enheter"') :]
    row = re.search(rf"{label}.*?</tr>", table, re.S)
    assert row is not None
    return re.findall(r">\s*(\d+)\s*<", row[0])


def test_late_is_a_passed_day_that_the_law_does_not_name_on_both_pages(client: Client, sara: Actor) -> None:
    """Given one case with both and one with a late guideline alone / then each page has two late, and a must of one."""
    both = factories.make_case_with_notice(by=sara, today=LONG_AGO)
    take_case(case=both, by=sara, today=TODAY)
    alone = factories.make_case_with_notice(by=sara, today=LONG_AGO)
    only_law = factories.make_case_with_notice(by=sara, today=LONG_AGO)
    OpenStep.objects.filter(case=alone, by_law=True).delete()
    OpenStep.objects.filter(case=only_law, by_law=False).delete()
    assert on_situation(client, "försenade") == in_lane(client, "overdue") == 2
    assert on_situation(client, "måste göras enligt lag") == in_lane(client, "today") == 2


def test_without_owner_is_the_same_number_on_both_pages_and_among_the_units(client: Client, sara: Actor) -> None:
    """Nobody named, somebody who has left, and one whose household is kept though it is followed up: all three."""
    factories.make_case_with_notice(by=sara)
    leaver = factories.make_actor(name="Eva Berg")
    take_case(case=factories.make_case_with_notice(by=leaver), by=leaver, today=TODAY)
    User.objects.filter(pk=leaver.id).update(left_on=TODAY)
    followed = factories.make_case_in_follow_up(by=sara)
    assert followed.outcome and followed.closed_on is None
    assert on_situation(client, "utan ansvarig") == on_my_day(client, "utan ansvarig") == 3
    assert of_units(client, "uxen") == ["3", "3"]


def test_a_case_whose_whole_unit_is_away_counts_on_both_pages(client: Client, head: User, sara: Actor) -> None:
    case = factories.make_case_with_notice(by=sara)
    assign_responsible(case=case, by=sara, today=TODAY, user=User.objects.get(pk=sara.id))
    assert on_situation(client, "utan ansvarig") == on_my_day(client, "utan ansvarig") == 0
    factories.make_absence(sara)
    factories.make_absence(actor_of(head))
    assert on_situation(client, "utan ansvarig") == on_my_day(client, "utan ansvarig") == 1
    assert of_units(client, "uxen") == ["1", "1"]
    assert [one.track.case for one in tracks_to_hand_out(actor_of(head), today=TODAY)] == [case]


def test_a_case_has_one_day_and_it_is_that_of_what_may_still_be_saved(client: Client, sara: Actor) -> None:
    """Given an older step whose time has passed and a newer one / then Läget, Min dag and the list name the newer."""
    case = factories.make_case_with_notice(by=sara)
    steps = list(OpenStep.objects.filter(case=case, unit=factories.ADULT, responsible=None).order_by("pk")[:2])
    OpenStep.objects.exclude(pk__in=[one.pk for one in steps]).delete()
    old, near = TODAY - timedelta(days=600), TODAY - timedelta(days=2)
    told = {"by_law": True, "appears_on": None, "ends_on": None}
    OpenStep.objects.filter(pk=steps[0].pk).update(due=old, saved_until=old, **told)
    OpenStep.objects.filter(pk=steps[1].pk).update(due=near, saved_until=None, **told)
    situation = client.get(reverse("situation:page")).content.decode()
    my_day = client.get(reverse("worklist:my_day"), {"visa": "enheten"}).content.decode()
    listed = client.get(reverse("situation:hand_out")).content.decode()
    title = load().steps[steps[1].step].title
    for page in (situation.split('id="forsenat"')[0], my_day, listed):
        assert short_day(near, TODAY) in page.lower()
        assert short_day(old, TODAY) not in page.lower()
    assert f"Närmast: {title}" in situation
    assert f"försenat sedan {short_day(near, TODAY)}: {title}" in listed


def test_an_open_case_is_one_that_is_not_closed_on_both_pages(client: Client, sara: Actor) -> None:
    factories.make_case_in_follow_up(by=sara)
    factories.make_closed_case(by=sara)
    open_case: Case = factories.make_case_with_notice(by=sara)
    assert open_case.closed_on is None
    assert on_my_day(client, "öppna ärenden") == 2
    assert of_units(client, "uxen")[0] == "2"
