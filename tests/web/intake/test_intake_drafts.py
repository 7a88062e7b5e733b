"""What you type survives a reload, a time-out and a refused save."""

import pytest
from django.test import Client

from kvar.casework.access import actor_of
from kvar.casework.intake.drafts import save_draft
from kvar.records.models import Draft, Notice
from tests import factories
from tests.web.intake.papers import NEW, typed

pytestmark = pytest.mark.django_db
DRAFT = "intake:new"


@pytest.fixture
def sara(db: None) -> Client:
    user = factories.make_user()
    half = {name: [value] for name, value in typed(tenant_name="Elin Åberg", total="sju tus").items()}
    save_draft(by=actor_of(user), form=DRAFT, typed=half)
    client = Client()
    client.force_login(user)
    return client


def test_a_draft_comes_back_as_typed_and_nothing_is_judged_yet(sara: Client) -> None:
    page = sara.get(NEW).content.decode()
    assert "Vi har sparat det du skrev" in page
    assert 'value="Elin Åberg"' in page and 'value="sju tus"' in page
    assert "behöver rättas" not in page


def test_it_can_be_thrown_away(sara: Client) -> None:
    assert sara.post(NEW, {"kasta": "1"}).status_code == 303
    assert "Elin Åberg" not in sara.get(NEW).content.decode()


def test_it_goes_when_the_notice_is_registered(sara: Client) -> None:
    assert sara.post(NEW, typed()).status_code == 303
    assert not Draft.objects.exists()
    assert Notice.objects.count() == 1


def test_it_stays_when_the_save_is_refused(sara: Client) -> None:
    assert sara.post(NEW, typed(total="x")).status_code == 422
    assert Draft.objects.exists()


def test_nobody_elses_draft_is_shown(sara: Client) -> None:
    other = Client()
    other.force_login(factories.make_user())
    assert "Elin Åberg" not in other.get(NEW).content.decode()


def test_a_draft_of_another_paper_brings_that_papers_blanks(sara: Client) -> None:
    user = factories.make_user()
    kept = {"sender_type": ["enforcement_authority"], "kind": ["enforcement_time"], "tenant_name": ["Per Ek"]}
    save_draft(by=actor_of(user), form=DRAFT, typed=kept)
    sara.force_login(user)
    page = sara.get(NEW).content.decode()
    assert 'name="case_number"' in page and 'value="Per Ek"' in page
