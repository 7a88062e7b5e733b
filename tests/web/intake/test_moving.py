"""Linking back and passing on, as pages: the words, the refusals, and the trace that the notice keeps."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.intake import linking
from kvar.casework.steps.handing import hand_to
from kvar.records.models import JournalEntry, Notice, User
from tests import factories
from tests.factories import CENTRUM, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return factories.make_user()


@pytest.fixture
def by(user: User) -> Actor:
    return actor_of(user)


@pytest.fixture
def sara(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, notice: Notice) -> str:
    return reverse(f"intake:{name}", args=[notice.pk])


@pytest.fixture
def moved(by: Actor) -> Notice:
    """A paper that was moved to the wrong case."""
    notice = factories.make_notice(by=by)
    wrong = factories.make_case_with_notice(by=by, tenant=factories.make_person_told(name="Per Ek"))
    linking.link_notice(notice=notice, case=wrong, by=by, today=TODAY)
    return Notice.objects.get(pk=notice.pk)


def test_the_notice_shows_where_it_has_been_and_how_to_undo_it(sara: Client, moved: Notice) -> None:
    page = sara.get(address("notice", moved)).content.decode()
    assert "Så har papperet kopplats" in page and address("unlink", moved) in page
    link = moved.links.get()
    assert link.left is not None
    assert f"Flyttades från {link.left.reference} till {link.joined.reference}." in page


def test_the_case_says_that_a_paper_was_joined_by_whom_and_why_and_leads_to_the_undoing(
    sara: Client, by: Actor, user: User
) -> None:
    """Given a paper of the same person, moved by its match; then nobody who opens the case takes it for any paper."""
    right, paper = factories.make_case_with_notice(by=by), factories.make_notice(by=by)
    linked = {"target": f"case:{right.pk}", "version": paper.version}
    assert sara.post(address("link", paper), linked).status_code == 303
    case = sara.get(reverse("case:page", args=[right.pk])).content.decode()
    card = case.split('id="card-underrattelser"')[1].split("</section>")[0]
    assert f"av {user.name}: samma person." in card and address("unlink", paper) in card
    assert card.count("Kopplad hit") == 1, "the case's own paper is not joined"
    assert "Skäl: samma person." in sara.get(address("notice", paper)).content.decode()


def test_undoing_takes_it_back_and_says_so(sara: Client, moved: Notice) -> None:
    right = moved.links.get().left
    told = {"reason": "Fel Maria.", "version": moved.version}
    response = sara.post(address("unlink", moved), told, follow=True)
    assert response.redirect_chain == [(address("notice", moved), 303)]
    assert "Kopplingen är ångrad." in response.content.decode()
    assert "Fel Maria." in response.content.decode()
    moved.refresh_from_db()
    assert moved.case == right
    assert address("unlink", moved) not in response.content.decode()


def test_a_colleague_who_was_first_is_told_and_the_reason_is_kept(sara: Client, moved: Notice) -> None:
    told = {"reason": "Fel Maria.", "version": moved.version}
    Notice.objects.filter(pk=moved.pk).update(version=moved.version + 1)
    response = sara.post(address("unlink", moved), told)
    assert response.status_code == 422
    assert "En kollega har ändrat underrättelsen" in response.content.decode()
    assert "Fel Maria.</textarea>" in response.content.decode()


def test_a_link_is_undone_without_a_reason_never(sara: Client, moved: Notice) -> None:
    response = sara.post(address("unlink", moved), {"reason": " ", "version": moved.version})
    assert response.status_code == 422


def test_the_trace_names_no_protected_case(sara: Client, moved: Notice) -> None:
    link = moved.links.get()
    assert link.left is not None
    link.left.household.protected = True
    link.left.household.save()
    page = sara.get(address("notice", moved)).content.decode()
    assert link.left.reference not in page and "ett annat ärende" in page


def test_the_district_is_suggested_and_said_to_be_unchecked(sara: Client, by: Actor) -> None:
    home = factories.make_dwelling_told(address="Provgatan 1, 411 00 Göteborg")
    notice = factories.make_notice(by=by, dwelling=home)
    page = sara.get(address("pass_on", notice)).content.decode()
    assert "Postnumret 41100 hör enligt listan till Socialförvaltningen Centrum" in page
    assert "Staden har inte kontrollerat listan" in page
    nowhere = factories.make_notice(by=by, dwelling=factories.make_dwelling_told(address="Okändgatan 1"))
    assert "Osäkert: listan säger inte" in sara.get(address("pass_on", nowhere)).content.decode()


def test_passing_on_is_told_on_both_sides(sara: Client, by: Actor) -> None:
    notice = factories.make_notice(by=by)
    response = sara.post(address("pass_on", notice), {"to": CENTRUM, "reason": "Bostaden ligger där."}, follow=True)
    assert "Skickad vidare till Socialförvaltningen Centrum" in response.content.decode()
    there = Client()
    there.force_login(factories.make_user(administration=CENTRUM))
    page = there.get(address("notice", Notice.objects.get(administration=CENTRUM))).content.decode()
    assert "Kom först till Socialförvaltningen Hisingen" in page
    assert "Gå efter den tidigare." in page
    assert "Bostaden ligger där." not in page


def test_what_becomes_of_the_case_is_told_before_and_after(sara: Client, by: Actor) -> None:
    # given a paper that is all there is
    notice = factories.make_notice(by=by)
    closes = "Ärendet här avslutas, med utfallet"
    assert closes in sara.get(address("pass_on", notice)).content.decode()
    told = {"to": CENTRUM, "reason": "Bostaden ligger där."}
    assert closes in sara.post(address("pass_on", notice), told, follow=True).content.decode()
    case = notice.case
    assert case is not None
    case.refresh_from_db()
    assert case.closed_on is not None
    # and one in a case where a hand-over waits: it stays open, and says why
    other = factories.make_notice(by=by)
    assert other.case is not None
    hand_to(case=other.case, by=by, today=TODAY, unit=factories.MONEY, message="")
    stays = "Ärendet här är kvar, för där finns redan: överlämningar."
    assert stays in sara.get(address("pass_on", other)).content.decode()
    assert stays in sara.post(address("pass_on", other), told, follow=True).content.decode()
    other.case.refresh_from_db()
    assert other.case.closed_on is None
    assert stays in JournalEntry.objects.filter(case=other.case, kind="passing_on").get().words.text


def test_a_stale_link_is_refused(sara: Client, by: Actor) -> None:
    notice = factories.make_notice(by=by)
    other = factories.make_case_with_notice(by=by)
    Notice.objects.filter(pk=notice.pk).update(version=7)
    response = sara.post(address("link", notice), {"target": f"case:{other.pk}", "version": 1})
    assert response.status_code == 422
    assert "En kollega har ändrat underrättelsen" in response.content.decode()
