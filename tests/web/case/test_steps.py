"""Done, not now, open again: by the page, with the loser of a race told kindly and nothing typed lost."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.intake import drafts
from kvar.casework.steps import completing
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, StandingStep
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
STEP = "H08"


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def url(case: Case, step: str = STEP, subject: str = "case") -> str:
    return reverse("case:step", args=[case.pk, step, subject, 0])


def last_words(case: Case) -> str:
    return JournalEntry.objects.filter(case=case).latest("entered_at").words.text


def test_a_step_is_made_done_with_a_note_and_the_case_page_follows(saras: Client, case: Case) -> None:
    response = saras.post(url(case), {"action": "done", "note": "Inga andra ärenden."})
    assert (response.status_code, response["Location"]) == (303, reverse("case:page", args=[case.pk]))
    assert StandingStep.objects.get(case=case, step=STEP).state == "done" and "Inga andra ärenden." in last_words(case)


def test_after_an_act_the_focus_lands_on_the_next_right_step(saras: Client, case: Case) -> None:
    after = saras.post(url(case), {"action": "done"}, follow=True).content.decode()
    assert 'id="nu-rubrik" tabindex="-1" autofocus' in after and "Steget är klart." in after
    again = saras.get(reverse("case:page", args=[case.pk])).content.decode()
    assert 'id="nu-rubrik" tabindex="-1">' in again


def test_the_swap_takes_the_main_part_alone(saras: Client, case: Case) -> None:
    html = saras.get(reverse("case:page", args=[case.pk])).content.decode()
    assert 'hx-select="#innehall"' in html and 'hx-target="#innehall"' in html and '<main id="innehall"' in html


def test_the_step_page_says_what_why_and_by_what_law(saras: Client, case: Case) -> None:
    html = saras.get(url(case)).content.decode()
    rule = load().steps[STEP]
    assert rule.title in html and rule.text in html and "riktlinje" in html
    assert load().sources[rule.sources[0]].paragraph in html and "I handboken:" in html
    for chapter, passage in load().handbook.about_step(STEP, on=TODAY):
        assert f'href="/handbok/{chapter.id}/#{passage.id}"' in html


def test_a_skip_needs_its_reason_and_can_be_taken_back(saras: Client, case: Case) -> None:
    refused = saras.post(url(case), {"action": "skip", "because": "other", "words": ""})
    assert refused.status_code == 422 and "Skriv skälet med egna ord" in refused.content.decode()
    assert (
        saras.post(url(case), {"action": "skip", "because": "other", "words": "Gjort i förra ärendet."}).status_code
        == 303
    )
    assert "Gjort i förra ärendet." in last_words(case)
    html = saras.get(url(case)).content.decode()
    assert "Görs inte" in html and "Öppna steget igen" in html
    assert saras.post(url(case), {"action": "withdraw", "reason": "Det var fel ärende."}).status_code == 303
    assert not StandingStep.objects.filter(case=case, step=STEP).exists() and "Det var fel ärende." in last_words(case)


def test_the_loser_of_a_race_is_told_who_was_first_and_keeps_the_text(saras: Client, case: Case) -> None:
    first = factories.make_actor(name="Jonas Wik")
    completing.complete_step(case=case, by=first, today=TODAY, step=STEP, subject="case")
    response = saras.post(url(case), {"action": "done", "note": "Det jag hann skriva."})
    html = response.content.decode()
    assert response.status_code == 422 and "Jonas Wik har redan gjort klart steget" in html
    assert "Det jag hann skriva." in html and StandingStep.objects.filter(case=case, step=STEP).count() == 1


def test_a_step_that_left_the_plan_keeps_the_text_too(saras: Client, case: Case) -> None:
    response = saras.post(url(case, "H24"), {"action": "done", "note": "Kvittot är sparat."})
    assert response.status_code == 422 and "Kvittot är sparat." in response.content.decode()


def test_a_step_that_follows_from_a_fact_leads_to_where_the_fact_is_given(saras: Client, case: Case) -> None:
    html = saras.get(url(case, "H09")).content.decode()
    assert reverse("case:responsible", args=[case.pk]) in html and "blir klart av sig självt" in html
    assert "Gör klart" not in html
    notice = case.notices.get()
    position = saras.get(url(case, "H33", f"notice:{notice.pk}")).content.decode()
    assert reverse("intake:position", args=[notice.pk]) in position and "Inte nu" not in position


def test_another_units_step_is_read_but_not_done(saras: Client, case: Case) -> None:
    notice = case.notices.get()
    address = url(case, "H23", f"notice:{notice.pk}")
    if saras.get(address).content.decode().count("Steget finns inte i planen längre"):
        address = url(case, "H23")
    html = saras.get(address).content.decode()
    assert "Det här steget görs av" in html and "Gör klart" not in html
    refused = saras.post(address, {"action": "done"})
    assert refused.status_code == 422 and "Det här steget görs av" in refused.content.decode()


def test_a_step_nobody_has_written_is_not_there(saras: Client, case: Case) -> None:
    assert saras.get(url(case, "H99")).status_code == 404


def test_what_was_typed_comes_back_after_a_reload_and_goes_when_it_is_saved(
    saras: Client, case: Case, by: Actor
) -> None:
    name = f"case:step:{case.pk}:{STEP}:case:0:done"
    assert name.replace(":", "%3A") in saras.get(url(case)).content.decode()
    drafts.save_draft(by=by, form=name, typed={"note": ["Halvskriven mening"]})
    assert "Halvskriven mening" in saras.get(url(case)).content.decode()
    saras.post(url(case), {"action": "done", "note": "Hel mening."})
    assert drafts.draft_of(by=by, form=name) is None
