"""The choice of language on the draft's page: a language of translators is shown as a draft, and stops the letter."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from kvar.casework.access import actor_of
from kvar.content.load import load
from kvar.paper.letter import as_text
from kvar.records.models import Case, Letter
from kvar.web.ui.bidi import numbers_kept
from kvar.web.ui.letter_paper import drafted_paper, sent_paper
from tests import factories
from tests.factories import TODAY
from tests.paper.test_languages import LANGUAGES, beside

pytestmark = pytest.mark.django_db
LETTER = "informationsbrev_hyra"


@pytest.fixture
def case(client: Client) -> Case:
    by = actor_of(factories.make_user(name="Amir Haddad"))
    return factories.make_case_with_notice(
        by=by, tenant=factories.make_person_told(served_on=TODAY - timedelta(days=5))
    )


def test_every_language_of_the_letter_can_be_chosen_and_a_draft_says_so(client: Client, case: Case) -> None:
    shown = client.get(reverse("letters:draft", args=[case.pk, LETTER])).content.decode()
    for code, translation in load().translations.items():
        assert f"sprak={code}" in shown and f"{translation.name} (utkast)" in shown.replace(
            translation.name.capitalize(), translation.name
        )


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_that_nobody_has_approved_is_shown_beside_the_swedish_and_cannot_be_sent(
    client: Client, case: Case, code: str
) -> None:
    url = reverse("letters:draft", args=[case.pk, LETTER]) + f"?sprak={code}"
    response = client.get(url)
    shown = response.content.decode()
    assert f'<th scope="col" lang="{code}">{load().translations[code].own_name}</th>' in shown
    assert "Ring oss: 031-000 00 00" in shown and "är ett utkast som en maskin har gjort" in shown
    assert "Kan inte skickas ännu" in shown and "läs brevet med en tolk" in shown
    client.post(url, {"what": "skicka", "channel": "post", "as_read": response.context["draft"].fingerprint})
    assert not Letter.objects.exists()


@pytest.mark.parametrize("page", ["draft", "gallery"])
def test_a_language_that_somebody_has_approved_says_who_and_when(
    client: Client, case: Case, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {"status": "approved", "approved_by": "Språkbyrån Exempel", "approved_on": date(2026, 11, 20)}
    arabic = load().translations["ar"].model_copy(update=answers)
    edition = replace(load(), translations={**load().translations, "ar": arabic})
    monkeypatch.setattr("kvar.web.ui.middleware.content_of", lambda day: edition)
    urls = {
        "draft": reverse("letters:draft", args=[case.pk, LETTER]),
        "gallery": reverse("letter_gallery:letter", args=[LETTER]),
    }
    said = "Raderna på arabiska är godkända av Språkbyrån Exempel den 20 november 2026."
    assert said in client.get(urls[page] + "?sprak=ar").content.decode()
    assert "godkända av" not in client.get(urls[page] + "?sprak=fa").content.decode()


def test_a_letter_that_is_stopped_by_its_language_can_be_seen_as_pdf(client: Client, case: Case) -> None:
    preview = client.get(reverse("letters:preview", args=[case.pk, LETTER]) + "?sprak=uk")
    assert preview["Content-Type"] == "application/pdf"
    assert "Зателефонуйте" in "".join(page.extract_text() for page in PdfReader(BytesIO(preview.content)).pages)


def test_a_letter_to_an_authority_has_no_such_choice(client: Client, case: Case) -> None:
    shown = client.get(reverse("letters:draft", args=[case.pk, "begaran_anstand"]) + "?sprak=ar").content.decode()
    assert "sprak=ar" not in shown and "العربية" not in shown


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sent_letter_shows_the_two_languages_as_its_draft_did(code: str) -> None:
    drafted, sent = drafted_paper(beside(code)), sent_paper(as_text(beside(code)))
    found = [next(block for block in shown.blocks if block.kind == "parallel") for shown in (drafted, sent)]
    assert (found[0].rows, found[0].language) == (found[1].rows, found[1].language)


@pytest.mark.parametrize("words", ["[sv] hej", "[sv] hej\n[ar] a\n[sv] b", "[ar] hej\n[sv] b"])
def test_words_that_only_look_like_two_languages_are_shown_as_they_are(words: str) -> None:
    shown = sent_paper(f"A\n\nB\n\nC\n\nTitel\n=====\n\n{words}\n").blocks[-1]
    assert shown.kind != "parallel" and " ".join(shown.lines).split() == words.split()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_number_runs_from_left_to_right_on_the_page_too(code: str) -> None:
    shown = render_to_string("ui/components/letter_paper.html", {"paper": drafted_paper(beside(code))})
    turned = load().translations[code].direction == "right_to_left"
    assert ('<bdi dir="ltr">2026-12-17</bdi>' in shown) is turned
    assert ('<bdi dir="ltr">031-000\u00a000\u00a001</bdi>' in shown) is turned


def test_what_stands_beside_a_number_is_still_no_markup() -> None:
    assert numbers_kept("<b>علي</b> 031-00") == '&lt;b&gt;علي&lt;/b&gt; <bdi dir="ltr">031-00</bdi>'
    assert numbers_kept("<b>031-00</b>") == "<b>031-00</b>"  # as it is: the template escapes it
