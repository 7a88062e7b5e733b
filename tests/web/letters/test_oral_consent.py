"""The letter that confirms an oral yes says what the consent in the case says, and is stopped where there is none."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kvar.records.models import Consent, Letter
from tests import factories
from tests.factories import TODAY
from tests.factories_letters import CONFIRMED, ON, Scene, said_yes
from tests.web.letters.test_stops import found_in
from tests.web.writers import signed_in

pytestmark = pytest.mark.django_db


def page_of(scene: Scene) -> str:
    return reverse("letters:draft", args=[scene.case.pk, CONFIRMED])


def kinds_in(scene: Scene) -> list[str]:
    return [stop.kind for stop in found_in(scene)]


def test_the_letter_begins_with_the_consent_and_keeps_what_was_said() -> None:
    """Given one oral yes / when somebody types other words / then the letter still says what was said."""
    scene = said_yes("landlord")
    client, page = signed_in(scene.by), page_of(scene)
    begun = client.get(page).context
    assert not begun["draft"].stops or "no_oral_consent" not in [stop.kind for stop in begun["draft"].stops]
    typed = {"what": "visa", "channel": "hand", "vittne": "Ingen annan", "parter": "Grannen", "uppgifter": "Allt"}
    text = client.post(page, typed | {"gavs_dag": (TODAY - timedelta(days=9)).isoformat()}).context["draft"].text
    assert "Hyresvärden" in text.replace("hyresvärden", "Hyresvärden") and "Grannen" not in text and "Allt" not in text
    assert "22 november" in text and "2 december" in text


def test_a_written_yes_or_one_taken_back_is_not_confirmed() -> None:
    scene = said_yes("landlord")
    assert "no_oral_consent" not in kinds_in(scene)
    consent = Consent.objects.get(case=scene.case)
    Consent.objects.filter(pk=consent.pk).update(given_how="written")
    assert "no_oral_consent" in kinds_in(scene)
    Consent.objects.filter(pk=consent.pk).update(given_how="oral")
    factories.take_back(case=scene.case, by=scene.by, today=TODAY, consent=consent)
    assert "no_oral_consent" in kinds_in(scene)


def test_of_several_one_is_chosen_where_the_consents_are_listed() -> None:
    scene = said_yes("landlord", "utility")
    client = signed_in(scene.by)
    assert "no_oral_consent" in kinds_in(scene)
    listed = client.get(reverse("consents:list", args=[scene.case.pk])).content.decode()
    consent = Consent.objects.get(case=scene.case, recipient_kind="utility")
    address = f"{page_of(scene)}?samtycke={consent.pk}"
    assert address in listed
    draft = client.get(address).context["draft"]
    assert "no_oral_consent" not in [stop.kind for stop in draft.stops]


def test_nothing_is_confirmed_before_somebody_has_said_yes_and_the_way_on_takes_the_stop_away() -> None:
    scene = said_yes()
    [stop] = [one for one in found_in(scene) if one.kind == "no_oral_consent"]
    client, ask = signed_in(scene.by), reverse(stop.ways[0].route, args=stop.ways[0].about)
    member = scene.case.household.members.get()
    said = {"member": member.pk, "recipient_kind": "landlord", "scope": ["contact"], "answer": "yes"}
    said |= {"direction": "to", "given_on": TODAY.isoformat(), "given_how": "oral", "until": ON.isoformat()}
    assert client.post(ask, said).status_code == 303
    assert "no_oral_consent" not in kinds_in(scene)


def test_the_letter_is_sent_as_it_was_said() -> None:
    scene = said_yes("landlord")
    client, page = signed_in(scene.by), page_of(scene)
    form = client.get(page).context["form"]
    begins = {name: str(form[name].value()) for name in form.fields if form[name].value() and name != "passages"}
    typed = begins | {"channel": "hand", "vittne": "Ingen annan"}
    seen = client.post(page, typed | {"what": "visa"})
    assert seen.context["draft"].stops == ()
    assert client.post(page, typed | {"as_read": seen.context["draft"].fingerprint}).status_code == 303
    assert Letter.objects.get(case=scene.case).letter == CONFIRMED
