"""The page of a letter whose last day nobody is certain of: wait, or choose that it goes without."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.records.models import Case, JournalText, Letter, Notice
from kvar.web.letters.forms import OWN_WORDS
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def test_it_waits_until_somebody_chooses_and_both_ways_are_there(client: Client, case: Case) -> None:
    url = reverse("letters:draft", args=[case.pk, "informationsbrev_hyra"])
    waits = client.get(url).content.decode()
    assert "ingen har skrivit in dagen för delgivning" in waits and "Spara brevet för utskrift" not in waits
    assert reverse("intake:service", args=[Notice.objects.get().pk]) in waits and 'formaction="?utan_dag=1"' in waits
    refused = client.post(url, {"channel": "post", "as_read": "-"})
    assert refused.status_code == 422 and not Letter.objects.exists()
    without = client.get(f"{url}?utan_dag=1")
    assert "Vänta på dagen" in without.content.decode() and not without.context["stops"]
    typed = {"channel": "post", "as_read": without.context["draft"].fingerprint}
    assert client.post(f"{url}?utan_dag=1", typed).status_code == 303
    assert Letter.objects.get() and JournalText.objects.filter(text__contains="säger ingen sista dag").exists()


def test_what_is_typed_follows_into_the_choice_and_is_not_judged_yet(client: Client, case: Case) -> None:
    """The letter asks for more than is typed: that is told when it is to be sent."""
    url, words = reverse("letters:draft", args=[case.pk, "informationsbrev_hyra"]), "Vi ses gärna hemma hos er."
    assert 'formaction="?utan_dag=1"' in client.get(url).content.decode()
    chosen = client.post(f"{url}?utan_dag=1", {"what": "valj", OWN_WORDS: words})
    assert chosen.status_code == 200 and not chosen.context["stops"] and not chosen.context["form"].problems
    assert chosen.context["form"][OWN_WORDS].value() == words and words in str(chosen.context["draft"].paper.blocks)


def test_the_choice_follows_into_the_other_languages(client: Client, case: Case) -> None:
    url = reverse("letters:draft", args=[case.pk, "informationsbrev_hyra"])
    shown = client.get(f"{url}?utan_dag=1").content.decode()
    assert "sprak=en&amp;utan_dag=1" in shown or "utan_dag=1&amp;sprak=en" in shown


def test_a_certain_day_offers_no_choice(client: Client, by: Actor) -> None:
    served = factories.make_case_with_notice(by=by, tenant=factories.make_person_told(served_on=factories.TODAY))
    shown = client.get(reverse("letters:draft", args=[served.pk, "informationsbrev_hyra"])).content.decode()
    assert "utan_dag" not in shown
