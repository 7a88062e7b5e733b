"""A form in a case that was closed meanwhile says by whom and when, and shows the words; a hidden case is not there."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.contact.attempts import record_attempt
from kvar.casework.errors import CaseClosed, Unseen
from kvar.records.models import Case, Household
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
WORDS = "Hyresgästen ringde och vill betala på fredag."


@pytest.fixture
def closed(by: Actor) -> Case:
    return factories.make_closed_case(by=by)


def post(client: Client, case: Case) -> tuple[int, str]:
    answer = client.post(reverse("case:note", args=[case.pk]), {"text": WORDS, "version": "1"})
    return answer.status_code, answer.content.decode()


def test_it_says_by_whom_and_when_what_to_do_and_keeps_the_words(saras: Client, closed: Case) -> None:
    status, shown = post(saras, closed)
    assert status == 409
    assert "Ärendet är avslutat" in shown and "avslutades av Sara Lindh" in shown and "kl. " in shown
    assert WORDS in shown and reverse("case:page", args=[closed.pk]) in shown


def test_all_that_was_typed_is_kept_one_word_and_a_day_too_but_not_the_forms_own(saras: Client, closed: Case) -> None:
    typed = {"on": "22/11", "to": "070-1740605", "note": "Nej", "version": "7", "csrfmiddlewaretoken": "abcdef"}
    shown = saras.post(reverse("case:contact", args=[closed.pk]), typed | {"member": str(closed.pk)}).content.decode()
    kept = shown.split("Det du skrev")[1]
    assert all(f"<p>{words}</p>" in kept for words in ("22/11", "070-1740605", "Nej"))
    assert not any(f"<p>{words}</p>" in kept for words in ("7", "abcdef", str(closed.pk)))


def test_whoever_only_opens_the_form_is_not_told_that_nothing_was_saved(saras: Client, closed: Case) -> None:
    answer = saras.get(reverse("case:note", args=[closed.pk]))
    shown = answer.content.decode()
    assert answer.status_code == 409 and "avslutades av Sara Lindh" in shown
    assert "Inget har sparats" not in shown and "Det du skrev" not in shown


def test_a_closed_case_that_the_person_may_not_see_is_not_there(saras: Client, closed: Case) -> None:
    missing = saras.post("/arende/00000000-0000-4000-8000-000000000000/anteckning/", {"text": WORDS}).status_code
    Household.objects.update(protected=True)
    status, shown = post(saras, closed)
    assert (status, missing) == (404, 404) and "avslutades" not in shown
    stranger = Client()
    stranger.force_login(factories.make_user(administration=factories.CENTRUM))
    assert post(stranger, closed)[0] == 404


def test_whoever_may_not_do_it_in_an_open_case_either_is_told_nothing(closed: Case) -> None:
    reader = Client()
    reader.force_login(factories.make_user(unit=factories.CHILDREN))
    assert post(reader, closed)[0] == 404


def test_the_act_itself_says_it_when_the_case_is_closed_under_way(by: Actor, closed: Case) -> None:
    with pytest.raises(CaseClosed, match="avslutades av Sara Lindh") as refused:
        record_attempt(case=closed, by=by, today=TODAY, on=TODAY, way="phone", reached=True)
    assert isinstance(refused.value, Unseen), "whoever asks only whether it may be done hears no"
