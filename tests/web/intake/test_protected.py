"""A tenant with protected personal data: three points of the issue, each with what happens when the guard is gone."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework import access
from kvar.records.models import Case, Notice
from tests import factories
from tests.web.intake.papers import NEW, signed_in, typed

pytestmark = pytest.mark.django_db
MATCHES, MY_DAY = reverse("intake:matches"), reverse("worklist:my_day")
SECRET = "Hemliga gatan 1"


@pytest.fixture
def hidden(db: None) -> Case:
    dwelling = factories.make_dwelling_told(address=f"{SECRET}, 417 00 Göteborg")
    return factories.make_protected_case(dwelling=dwelling)


@pytest.fixture
def sara(db: None) -> Client:
    return signed_in(name="Sara Lindh")


@pytest.fixture
def mira(db: None) -> Client:
    return signed_in(name="Mira Said", cleared=True)


def test_for_a_cleared_worker_the_mark_comes_first_and_no_address(mira: Client, hidden: Case) -> None:
    notice = reverse("intake:notice", args=[hidden.notices.get().pk])
    for page in (mira.get(MY_DAY).content.decode(), mira.get(notice).content.decode()):
        assert page.index("Skyddade uppgifter") < page.index("Maria Lindqvist</")
        assert SECRET not in page


def test_for_everybody_else_the_case_is_not_there(sara: Client, hidden: Case) -> None:
    page = sara.get(MY_DAY).content.decode()
    assert hidden.reference not in page and "Maria Lindqvist" not in page
    assert "<b>0</b> öppna ärenden" in page
    assert sara.get(reverse("intake:notice", args=[hidden.notices.get().pk])).status_code == 404


def test_there_is_no_hint_of_the_same_person_and_registration_answers_as_for_an_unknown(
    sara: Client, hidden: Case
) -> None:
    told = typed(tenant_address=f"{SECRET}, 417 00 Göteborg")
    looked = sara.post(MATCHES, told).content.decode()
    assert hidden.reference not in looked and "Inget tidigare hushåll" in looked
    known = sara.post(NEW, told)
    unknown = sara.post(NEW, typed(tenant_name="Nils Ek", personal_number=None, tenant_address="Annangatan 2"))
    assert (known.status_code, unknown.status_code) == (303, 303)
    first, second = (sara.get(response["Location"]).content.decode() for response in (known, unknown))
    assert "Skyddade" not in first and "Kan höra ihop" not in first
    assert first.count("<section") == second.count("<section")


def test_the_worker_who_marks_it_hands_it_on_and_learns_nothing_more(sara: Client, mira: Client) -> None:
    response = sara.post(NEW, typed(protected="on"), follow=True)
    page = response.content.decode()
    assert response.redirect_chain == [(MY_DAY, 303)]
    assert "lämnat till en handläggare som har behörighet" in page
    case = Case.objects.get()
    assert case.household.protected
    assert case.reference not in page and "Maria Lindqvist" not in page
    assert "Maria Lindqvist" in mira.get(MY_DAY).content.decode()


def test_the_scan_of_a_protected_person_is_kept_too(sara: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    scan = SimpleUploadedFile("brev.pdf", b"%PDF-1.7 hemligt")
    assert sara.post(NEW, typed(protected="on") | {"scan": scan}).status_code == 303
    notice = Notice.objects.get()
    assert notice.originals.get().size == len(b"%PDF-1.7 hemligt")
    assert sara.get(reverse("intake:original", args=[notice.pk])).status_code == 404


def test_the_guard_is_what_hides_it(sara: Client, hidden: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """With every actor cleared, the hint and the row are there: the tests above can go red."""
    real = access.actor_of
    from kvar.web.ui import page as pages

    def cleared(user: object) -> access.Actor:
        from dataclasses import replace

        return replace(real(user), cleared=True)  # type: ignore[arg-type]

    monkeypatch.setattr(pages, "actor_of", cleared)
    assert "Maria Lindqvist" in sara.get(MY_DAY).content.decode()
    assert hidden.reference in sara.post(MATCHES, typed()).content.decode()


def test_a_protection_is_never_lost_by_moving_the_paper(hidden: Case) -> None:
    from kvar.casework.intake.linking import link_notice

    by = factories.make_actor(cleared=True)
    other = factories.make_case_with_notice(by=by, tenant=factories.make_person_told(name="Maria L"))
    link_notice(notice=hidden.notices.get(), case=other, by=by, today=factories.TODAY)
    other.household.refresh_from_db()
    assert other.household.protected
    assert all(notice.protected for notice in other.notices.all())


def test_moving_a_protected_paper_says_first_that_the_protection_goes_with_it(mira: Client, hidden: Case) -> None:
    told = "får hela det hushållet skyddet"
    paper, plain = hidden.notices.get(), factories.make_case_with_notice(by=factories.make_actor()).notices.get()
    assert told in mira.get(reverse("intake:belongs", args=[paper.pk])).content.decode()
    assert told not in mira.get(reverse("intake:belongs", args=[plain.pk])).content.decode()
