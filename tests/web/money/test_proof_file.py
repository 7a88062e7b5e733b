"""The proof of an undertaking and the paper of a notice: checked, kept unchanged, given only to those who may."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.money.undertakings import Decided, decide_undertaking
from kvar.records.models import Case, Original, UndertakingProof, User
from tests import factories
from tests.factories import MONEY, TODAY

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nkvitto"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def sara() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def jonas() -> Actor:
    return factories.make_actor(name="Jonas Wik", unit=MONEY)


@pytest.fixture
def case(sara: Actor, jonas: Actor) -> Case:
    """The board has taken on the debt."""
    case = factories.make_case_with_notice(by=sara, ground=law.Ground.RENT_ARREARS)
    told = Decided(taken=True, decided_on=TODAY, decided_by="Enhetschefen", because="Barnen går i skola här.")
    decide_undertaking(case=case, by=jonas, today=TODAY, notice=case.notices.get(), told=told)
    return case


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client


def pdf(content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("kvitto.pdf", content, content_type="text/html")


def test_the_proof_is_kept_and_given_to_those_who_decide_alone(sara: Actor, jonas: Actor, case: Case) -> None:
    # given the page about the message
    url = reverse("money:undertaking", args=[case.pk, case.notices.get().pk])
    client = signed_in(jonas)
    assert 'enctype="multipart/form-data"' in client.get(url).content.decode()
    # when the receipt is saved with it
    typed = {"version": "1", "in_writing": "yes", "told_to": "creditor", "about_the_debt": "yes", "proof": "yes"}
    assert client.post(url, typed | {"proof_file": pdf()}).status_code == 303
    # then it is there byte for byte, as a download that the browser guesses nothing about
    kept = UndertakingProof.objects.get()
    where = reverse("money:proof", args=[case.pk, kept.pk])
    assert where in client.get(reverse("money:debt", args=[case.pk])).content.decode()
    given = client.get(where)
    assert b"".join(given.streaming_content) == PDF
    assert given["Content-Type"] == "application/pdf" and given["X-Content-Type-Options"] == "nosniff"
    assert given["Content-Disposition"].startswith("attachment")
    # and another unit finds neither it nor its name
    assert signed_in(sara).get(where).status_code == 404
    assert "kvitto.pdf" not in signed_in(sara).get(reverse("money:debt", args=[case.pk])).content.decode()
    # nor is it found from another case
    other = factories.make_case_with_notice(by=sara)
    assert client.get(reverse("money:proof", args=[other.pk, kept.pk])).status_code == 404


def test_a_file_that_is_not_what_it_says_is_refused(jonas: Actor, case: Case) -> None:
    url = reverse("money:undertaking", args=[case.pk, case.notices.get().pk])
    refused = signed_in(jonas).post(url, {"version": "1", "proof_file": pdf(b"<html>hej</html>")})
    assert refused.status_code == 422 and "innehåller något annat" in refused.content.decode()
    assert not UndertakingProof.objects.exists()


def test_the_paper_is_added_to_a_notice_that_was_registered_without_it_once(sara: Actor, case: Case) -> None:
    # given a notice without its paper
    notice, client = case.notices.get(), signed_in(sara)
    url = reverse("intake:keep_original", args=[notice.pk])
    page = reverse("intake:notice", args=[notice.pk])
    assert url in client.get(page).content.decode()
    # when it is added
    assert client.post(url, {"scan": pdf()}).status_code == 303
    # then it is there, the journal says so, and it cannot be replaced
    assert b"".join(client.get(reverse("intake:original", args=[notice.pk])).streaming_content) == PDF
    assert url not in client.get(page).content.decode()
    assert case.journal.filter(words__text="Papperet är tillagt.").exists()
    assert client.post(url, {"scan": pdf()}).status_code == 422
    assert Original.objects.count() == 1
