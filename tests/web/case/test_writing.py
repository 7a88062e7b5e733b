"""Notes, contact and answers, as people type them."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.intake import drafts
from kvar.casework.plans import plan_of
from kvar.records.models import Answer, Attempt, Case, JournalEntry
from tests import factories
from tests.factories_meetings import make_consent

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def url(case: Case, name: str, *more: object) -> str:
    return reverse(f"case:{name}", args=[case.pk, *more])


def test_a_note_is_saved_for_everybody_or_for_the_own_unit(saras: Client, case: Case) -> None:
    for readers, shared in (("shared", True), ("unit", False)):
        assert saras.post(url(case, "note"), {"text": f"Till {readers}.", "readers": readers}).status_code == 303
        entry = JournalEntry.objects.get(case=case, kind="note", words__text=f"Till {readers}.")
        assert entry.shared is shared


def test_an_empty_or_endless_note_is_refused_beside_the_field_and_kept(saras: Client, case: Case) -> None:
    empty = saras.post(url(case, "note"), {"text": "  ", "readers": "shared"})
    assert empty.status_code == 422 and "Fältet är tomt" in empty.content.decode()
    long = saras.post(url(case, "note"), {"text": "a" * 20_001, "readers": "shared"})
    assert long.status_code == 422 and "a" * 20_001 in long.content.decode()
    assert not JournalEntry.objects.filter(case=case, kind="note").exists()


def test_a_half_written_note_survives_a_reload(saras: Client, case: Case, by: Actor) -> None:
    drafts.save_draft(by=by, form=f"case:note:{case.pk}", typed={"text": ["Halvvägs 🙂"], "readers": ["unit"]})
    html = saras.get(url(case, "note")).content.decode()
    assert "Halvvägs 🙂" in html and "Utkast från" in html


def test_a_contact_is_recorded_with_its_time(saras: Client, case: Case) -> None:
    told = {"on": "21 nov", "at": "17.40", "way": factories.contact_way(), "result": "no_answer", "note": "Inget svar."}
    assert saras.post(url(case, "contact"), told).status_code == 303
    attempt = Attempt.objects.get(case=case)
    assert (attempt.on.isoformat(), f"{attempt.at:%H:%M}", attempt.reached) == ("2026-11-21", "17:40", False)


@pytest.mark.parametrize(
    ("field", "value", "said"), [("on", "2026-11-30", "har inte varit än"), ("at", "kväll", "17.40")]
)
def test_an_impossible_contact_is_refused_with_a_sentence(
    saras: Client, case: Case, field: str, value: str, said: str
) -> None:
    told = {"on": "2026-11-21", "at": "", "way": factories.contact_way(), "result": "no_answer"} | {field: value}
    response = saras.post(url(case, "contact"), told)
    assert response.status_code == 422 and said in response.content.decode() and value in response.content.decode()
    assert not Attempt.objects.filter(case=case).exists()


def test_a_question_is_answered_with_its_source(saras: Client, case: Case) -> None:
    address = url(case, "answer", law.Question.CHILDREN_AFFECTED)
    assert "folkbokföring" in saras.get(address).content.decode()
    assert saras.post(address, {"yes": "no", "source": factories.answer_source(), "note": ""}).status_code == 303
    assert plan_of(case).section is law.Section.WITHOUT_CHILDREN


def test_an_empty_register_answer_is_not_a_no(saras: Client, case: Case) -> None:
    address = url(case, "answer", law.Question.CHILDREN_AFFECTED)
    response = saras.post(address, {"yes": "no", "source": factories.answer_source(register=True), "note": "Tomt."})
    html = response.content.decode()
    assert response.status_code == 422 and "är inte ett nej" in html and "Tomt." in html
    assert not Answer.objects.filter(case=case).exists() and plan_of(case).section is law.Section.UNDECIDED


def test_an_answer_without_source_is_refused(saras: Client, case: Case) -> None:
    response = saras.post(url(case, "answer", law.Question.LANDLORD_CONSENT), {"yes": "yes", "source": ""})
    assert response.status_code == 422 and not Answer.objects.filter(case=case).exists()


def test_a_yes_to_telling_the_landlord_is_a_consent_and_nothing_else(saras: Client, case: Case, by: Actor) -> None:
    address = url(case, "answer", law.Question.LANDLORD_CONSENT)
    refused = saras.post(address, {"yes": "yes", "source": factories.answer_source()})
    assert refused.status_code == 422 and "Ett ja är ett samtycke." in refused.content.decode()
    assert reverse("consents:ask", args=[case.pk]) in refused.content.decode()
    # And while a consent stands, a no is its withdrawal.
    make_consent(case, by=by)
    refused = saras.post(address, {"yes": "no", "source": factories.answer_source()})
    assert refused.status_code == 422 and "Återkalla det under Samtycken" in refused.content.decode()


def test_what_was_refused_is_still_there_after_a_way_round(saras: Client, case: Case) -> None:
    # given a form that is refused and left before the pause in which a browser keeps it
    refused = saras.post(url(case, "contact"), {"on": "", "way": "", "note": "Sonen svarade, hon ringer."})
    assert refused.status_code == 422
    # when she comes back, then it is as she left it
    assert "Sonen svarade, hon ringer." in saras.get(url(case, "contact")).content.decode()


def test_a_question_nobody_asks_is_not_there(saras: Client, case: Case) -> None:
    assert saras.get(url(case, "answer", "shoe_size")).status_code == 404
