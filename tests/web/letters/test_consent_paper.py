"""The consent form on the screen: made from a consent, printed from it, had in Word, and taken in on one page."""

from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.consent.on_paper import form_printed_as
from kvar.casework.contact.safe_contact import ask_safe_contact
from kvar.casework.households import add_member
from kvar.records.models import Case, Consent, ConsentForm, Dwelling, Letter
from tests import factories
from tests.factories import TODAY
from tests.factories_consents import make_form
from tests.factories_post import make_letter_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(by: Actor) -> Case:
    return make_letter_case(by=by)


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return str(response.content.decode())


def test_from_a_consent_to_the_paper_and_back_without_typing_twice(client: Client, case: Case, by: Actor) -> None:
    given = factories.make_consent(case, by=by, recipient="Provbostäder AB")
    listed = reverse("consents:list", args=[case.pk])
    asked = f"{reverse('consents:form_new', args=[case.pk])}?av={given.pk}"
    assert asked in read(client, listed)

    begins = client.get(asked).context["form"].initial
    typed = {name: value for name, value in begins.items() if value} | {"until": begins["until"].isoformat()}
    made = client.post(asked, typed)
    paper = ConsentForm.objects.get()
    url = reverse("consents:form", args=[case.pk, paper.pk])
    assert made["Location"] == url and url in read(client, listed)

    page = client.get(url)
    begins = page.context["form"].initial
    typed = {"given_on": TODAY.isoformat(), "given_how": "written", "answer_0": "yes"}
    typed |= {"scope": "contact", "until": begins["until"].isoformat()}
    assert client.post(url, typed)["Location"] == listed
    row = Consent.objects.get(form=paper)
    assert (row.recipient, row.scope) == ("Provbostäder AB", ["contact"])
    assert url in read(client, listed) and "Svaren är inskrivna" in read(client, url)


def test_the_letter_begins_with_what_the_paper_asks(client: Client, case: Case, by: Actor) -> None:
    paper = make_form(case, by=by)
    link = f"{reverse('letters:draft', args=[case.pk, 'samtyckesblankett'])}?blankett={paper.pk}"
    assert link in read(client, reverse("consents:form", args=[case.pk, paper.pk]))
    page = client.get(link)
    assert "Hyresvärden (Provbostäder AB)" in page.content.decode() or "hyresvärden (Provbostäder AB)" in (
        page.content.decode()
    )
    assert "Maria Lindqvist" in page.context["draft"].text and not page.context["draft"].stopped_by


def test_a_paper_is_to_the_one_who_signs_it_and_her_rules_are_shown(client: Client, case: Case, by: Actor) -> None:
    told = factories.make_person_told(name="Adina Prov", personal_number="", number_state="unknown")
    add_member(case=case, by=by, today=TODAY, told=told, role="adult")
    adina = case.household.members.get(role="adult")
    ask_safe_contact(case=case, by=by, today=TODAY, member=adina, rule="post_only_to", value="Box 7, 417 00 Göteborg")
    draft = reverse("letters:draft", args=[case.pk, "samtyckesblankett"])
    choices = client.get(draft).context["form"].fields["person"].choices
    assert {name for _pk, name in choices} == {"Maria Lindqvist", "Adina Prov"}
    page = client.get(f"{draft}?blankett={make_form(case, by=by, member=adina).pk}")
    assert page.context["draft"].paper.recipient[0] == "Adina Prov" and "Maria" not in page.context["draft"].text
    assert [rule.value for rule in page.context["rules"]] == ["Box 7, 417 00 Göteborg"]


@pytest.mark.parametrize("asked", ["inte-ett-id", "00000000-0000-4000-8000-000000000000"])
def test_a_paper_that_is_not_there_is_not_found(client: Client, case: Case, asked: str) -> None:
    draft = reverse("letters:draft", args=[case.pk, "samtyckesblankett"])
    assert client.get(f"{draft}?blankett={asked}").status_code == 404
    assert client.get(f"{reverse('consents:form_new', args=[case.pk])}?av={asked}").status_code == 404


def test_it_is_had_in_word(client: Client, case: Case, by: Actor) -> None:
    paper = make_form(case, by=by)
    file = client.get(reverse("consents:form_file", args=[case.pk, paper.pk]) + "?sprak=en")
    assert file["Content-Type"].endswith("wordprocessingml.document")
    assert "Sign here" in [one.text for one in docx.Document(BytesIO(file.content)).paragraphs]


def test_a_paper_that_is_back_begins_without_an_answer_and_one_press_makes_no_yes(
    client: Client, case: Case, by: Actor
) -> None:
    url = reverse("consents:form", args=[case.pk, make_form(case, by=by).pk])
    form = client.get(url).context["form"]
    assert not form["answer_0"].value() and not form["scope"].value()
    begins = {"given_on": TODAY.isoformat(), "given_how": "written", "until": form["until"].value()}
    for typed, sentence in (({}, "Inget svar är valt"), ({"answer_0": "yes"}, "Välj vad samtycket gäller")):
        refused = client.post(url, begins | typed)
        assert refused.status_code == 422 and sentence in refused.content.decode()
    assert not Consent.objects.exists()
    assert client.post(url, begins | {"answer_0": "no"})["Location"] == reverse("consents:list", args=[case.pk])
    assert Consent.objects.get().refused


def test_what_the_paper_asks_cannot_be_typed_over_in_its_letter(client: Client, case: Case, by: Actor) -> None:
    paper = make_form(case, by=by)
    url = f"{reverse('letters:draft', args=[case.pk, 'samtyckesblankett'])}?blankett={paper.pk}"
    other = {"parter": "Grannen", "uppgifter": "Allt", "till_dag": "2040-01-01", "passages": ["hamta"]}
    shown = client.post(url, other | {"what": "visa", "channel": "hand", "person": str(paper.member_id)})
    text = shown.context["draft"].text
    assert "Grannen" not in text and "Allt" not in text and "2040" not in text
    assert "hyresvärden (Provbostäder AB): ja ____ nej ____" in text
    assert "Vi får lämna de här uppgifterna" in text and "Vi får hämta" not in text


def test_what_stops_the_letter_leads_back_from_word_with_a_sentence(client: Client, case: Case, by: Actor) -> None:
    paper = make_form(case, by=by)
    Dwelling.objects.filter(pk=case.household.dwelling_id).update(address="")
    refused = client.get(reverse("consents:form_file", args=[case.pk, paper.pk]), follow=True)
    assert refused.status_code == 200 and "Adressen är inte känd" in refused.content.decode()


def test_a_refusal_keeps_what_was_typed(client: Client, case: Case) -> None:
    url = reverse("consents:form_new", args=[case.pk])
    refused = client.post(url, {"kind_1": "landlord", "name_1": "Värden AB", "direction": "to", "until": "2020-01-01"})
    assert refused.status_code == 422 and "Värden AB" in refused.content.decode()


def sent_as_letter(client: Client, case: Case, paper: ConsentForm, *, what: str = "skicka") -> None:
    url = f"{reverse('letters:draft', args=[case.pk, 'samtyckesblankett'])}?blankett={paper.pk}"
    page = client.get(url)
    form = page.context["form"]
    typed = {name: value for name, value in form.initial.items() if value and name in form.fields}
    typed |= {"passages": [], "what": what, "as_read": page.context["draft"].fingerprint, "channel": "post"}
    typed["till_dag"] = paper.until.isoformat()
    assert client.post(url, typed).status_code == 303


def test_the_form_and_the_letter_that_it_went_as_lead_to_each_other(client: Client, case: Case, by: Actor) -> None:
    """From the letter and from its row in the case the signed paper is written in; the form has the PDF as it went."""
    paper = make_form(case, by=by)
    sent_as_letter(client, case, paper)
    letter, form = Letter.objects.get(), reverse("consents:form", args=[case.pk, paper.pk])
    assert form in read(client, reverse("letters:letter", args=[letter.pk]))
    assert form in read(client, reverse("case:page", args=[case.pk]))
    page = read(client, form)
    assert reverse("letters:pdf", args=[letter.pk]) in page and reverse("letters:letter", args=[letter.pk]) in page
    answers = {
        "given_on": TODAY.isoformat(),
        "given_how": "written",
        "answer_0": "no",
        "until": paper.until.isoformat(),
    }
    client.post(form, answers)
    assert "Läs svaren på blanketten" in read(client, reverse("letters:letter", args=[letter.pk]))
    assert form not in read(client, reverse("case:page", args=[case.pk]))
    assert reverse("letters:pdf", args=[letter.pk]) in read(client, form)


def test_another_unit_is_led_to_no_form_that_it_did_not_make(client: Client, case: Case, by: Actor) -> None:
    paper = make_form(case, by=by)
    sent_as_letter(client, case, paper)
    assert form_printed_as(by, Letter.objects.get()) == paper
    ConsentForm.objects.update(unit=factories.CHILDREN)
    url = reverse("consents:form", args=[case.pk, paper.pk])
    assert url not in read(client, reverse("letters:letter", args=[Letter.objects.get().pk]))
    assert url not in read(client, reverse("case:page", args=[case.pk]))


def test_a_form_that_waits_for_the_post_is_found_from_its_letter_and_stopped_when_it_is_back(
    client: Client, case: Case, by: Actor
) -> None:
    paper = make_form(case, by=by)
    sent_as_letter(client, case, paper, what="posten")
    ConsentForm.objects.update(returned_on=TODAY)
    assert "redan inskriven" in read(client, reverse("post:day"))
    ConsentForm.objects.update(returned_on=None)
    client.post(reverse("post:print"))
    assert form_printed_as(by, Letter.objects.get()) == paper
