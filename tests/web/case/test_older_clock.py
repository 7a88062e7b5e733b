"""A new paper in an old case: the time that still runs is what every page shows, and the old one is told as past."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.casefile import case_file
from kvar.casework.intake import linking
from kvar.casework.my_day.worklist import Chips, MyDay, my_day
from kvar.casework.tracks import assign_responsible
from kvar.records.models import Case, Notice, User
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
LONG_AGO = TODAY - timedelta(days=607)


@pytest.fixture
def sara(db: None) -> User:
    return factories.make_user(name="Sara Lindh")


@pytest.fixture
def by(sara: User) -> Actor:
    return actor_of(sara)


@pytest.fixture
def old(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by, today=LONG_AGO)


@pytest.fixture
def joined(by: Actor, old: Case) -> Notice:
    paper = factories.make_notice(by=by, reference="ny")
    linking.link_notice(notice=paper, case=old, by=by, today=TODAY)
    paper.refresh_from_db()
    return paper


def test_the_case_works_to_the_new_papers_clock_and_tells_the_old_one_as_past(
    by: Actor, old: Case, joined: Notice
) -> None:
    file = case_file(by, old, today=TODAY)
    assert file.deadline is not None
    assert (file.deadline.about, file.deadline.day) == (
        TODAY,
        TODAY + timedelta(days=22),
    )  # the twenty-first is a Sunday
    assert [told.about for told in file.passed] == [LONG_AGO]
    assert file.next is not None
    assert file.next.subject in ("case", f"notice:{joined.pk}")


def test_both_pages_show_the_new_clock_first_and_the_old_one_after(sara: User, old: Case, joined: Notice) -> None:
    client = Client()
    client.force_login(sara)
    for address in (reverse("case:page", args=[old.pk]), reverse("intake:notice", args=[joined.pk])):
        page = client.get(address).content.decode()
        card = page[page.index('<section class="clock') :].split("</section>")[0]
        assert "om 22 dagar" in card
        assert "dagar sedan" not in card
        assert "Underrättelsen som kom" in card


def the_next(by: Actor) -> tuple[MyDay, Case | None]:
    found = my_day(by, today=TODAY, chips=Chips())
    return found, found.next.row.case if found.next else None


def test_what_nobody_has_is_a_next_right_step_too(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    assert not case.tracks.filter(unit=by.unit).exclude(responsible=None).exists()
    assert the_next(by)[1] == case


def test_a_case_long_past_comes_after_one_that_can_be_saved(sara: User, by: Actor, old: Case) -> None:
    told = factories.make_person_told(name="Bo Provsson", personal_number="", number_state="unknown", birth_year=1970)
    fresh = factories.make_case_with_notice(by=by, tenant=told)
    for case in (old, fresh):
        assign_responsible(case=case, by=by, today=TODAY, user=sara)
    found, first = the_next(by)
    assert first == fresh
    for lane in found.lanes:
        cases = [row.case for row in lane.rows]
        assert fresh not in cases or old not in cases or cases.index(fresh) < cases.index(old)
