"""What a draft says beside its fields and above the letter, before anything is sent."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.letters.addressees import FORWARDED
from kvar.casework.letters.stops import STOPS as STOPPED
from kvar.records.models import Case, Letter
from kvar.web.ui.letter_words import STOPS
from tests import factories
from tests.factories_consents import make_form
from tests.factories_post import make_letter_case
from tests.web.writers import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(by: Actor) -> Case:
    return make_letter_case(by=by)


def url_of(case: Case, letter: str) -> str:
    return reverse("letters:draft", args=[case.pk, letter])


def test_every_stop_has_words_of_its_own_in_the_gallery() -> None:
    assert set(STOPS) == set(STOPPED)
    said = [str(words) for words in STOPS.values()]
    assert len({*said}) == len(said) and all(said)


@pytest.mark.parametrize("lines", ["\n".join("123456"), "x" * 41])
def test_an_address_too_large_for_the_window_is_said_beside_the_field(client: Client, case: Case, lines: str) -> None:
    page = client.post(url_of(case, "anmalan_overformyndaren"), {"what": "visa", "to": lines})
    form = page.context["form"]
    assert "kuvertets fönster: högst 5 rader med 40 tecken" in str(form.errors["to"])
    assert form["to"].value() == lines  # nothing typed is lost
    assert not any("under Till" in stop for stop in page.context["draft"].stopped_by)


def test_the_words_of_a_consent_form_follow_the_language_of_its_letter(client: Client, case: Case, by: Actor) -> None:
    url = f"{url_of(case, 'samtyckesblankett')}?blankett={make_form(case, by=by).pk}"
    english, arabic = (client.get(f"{url}&sprak={language}").content.decode() for language in ("en", "ar"))
    assert "the landlord (Provbostäder AB)" in english and "that we are in contact with the household" in english
    assert "hyresvärden (Provbostäder AB)" not in english
    assert "hyresvärden (Provbostäder AB)" in arabic, "below the fixed block the text is Swedish"


def test_what_is_typed_is_asked_for_in_the_language_of_the_letter(client: Client, case: Case) -> None:
    def told(letter: str, language: str) -> str:
        return " ".join(client.get(f"{url_of(case, letter)}?sprak={language}").context["hints"])

    assert "Brevet är på engelska" in told("kallelse_samtal", "en")
    assert not told("kallelse_samtal", "lattlast") and not told("kallelse_samtal", "ar")


def test_a_hint_stands_above_the_letter_and_stops_nothing(case: Case, by: Actor) -> None:
    child = factories.add_child(case, by=by, name="Omar Prov")
    children = signed_in(factories.make_actor(unit=factories.CHILDREN, phone="031-000 00 09"))
    typed = {"what": "visa", "child": str(child.pk), "barnets_namn": "Lena"}
    page = children.post(url_of(case, "brev_barn"), typed)
    assert "Läs det här innan du skickar" in page.content.decode()
    assert "men börjar med Hej Lena" in page.content.decode()


def test_a_protected_household_is_written_to_through_skatteverket() -> None:
    case = factories.make_protected_case()
    cleared = signed_in(factories.make_actor(cleared=True, phone="031-000 00 00"))
    url = url_of(case, "informationsbrev_hyra") + "?utan_dag=1"
    page = cleared.get(url)
    shown = page.content.decode()
    assert case.household.dwelling.address.split(",")[0] not in shown
    assert "Skatteverkets förmedling" in shown and "Lägg i dagens post" not in shown
    assert [way for way, _label in page.context["form"].fields["channel"].choices] == [FORWARDED, "hand"]
    sent = cleared.post(url, {"channel": FORWARDED, "as_read": page.context["draft"].fingerprint})
    letter = Letter.objects.get()
    assert sent["Location"] == reverse("letters:letter", args=[letter.pk])
    read = cleared.get(sent["Location"]).content.decode()
    assert "genom Skatteverkets förmedling. Skriv sedan in när" in read
    assert case.household.dwelling.address.split(",")[0] not in read


def test_asking_for_consent_chooses_the_only_one_there_is(client: Client, case: Case) -> None:
    url = reverse("consents:ask", args=[case.pk])
    only = case.household.members.get()
    assert client.get(url).context["form"]["member"].value() == str(only.pk)
