"""Taking a consent back, and writing up a talk of the same day, as the pages ask for it."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.consent.taking_back import TakenBackTold, withdraw_consent
from kvar.records.models import Case, Consent, Disclosure, LandlordMeeting
from tests import factories
from tests.factories import TODAY
from tests.factories_landlords import let_us_tell, make_agenda_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def test_taking_back_asks_the_day_the_hour_how_and_by_whom(saras: Client, by: Actor, case: Case) -> None:
    url = reverse("consents:withdraw", args=[case.pk, let_us_tell(case, by=by).pk])
    typed = {"on": "2026-11-22", "at": "25", "how": "written", "said_by": "Vera Prov, god man"}
    answer = saras.post(url, typed)
    shown = answer.content.decode()
    assert answer.status_code == 422 and "klockslag" in shown and "Vera Prov, god man" in shown
    assert saras.post(url, typed | {"at": "0.30"}).status_code == 303
    taken = Consent.objects.get()
    assert (taken.withdrawn_on, taken.withdrawn_at, taken.withdrawn_said_by) == (TODAY, time(0, 30), typed["said_by"])
    listed = saras.get(reverse("consents:list", args=[case.pk])).content.decode()
    assert "00.30" in listed and "Vera Prov, god man" in listed


def test_the_page_asks_which_came_first_only_when_the_consent_ended_that_day(
    saras: Client, by: Actor, case: Case
) -> None:
    item = make_agenda_item(case, by=by)
    LandlordMeeting.objects.update(day=TODAY)
    url = reverse("landlord_meetings:write_up", args=[case.pk, item.pk])
    assert 'name="before"' not in saras.get(url).content.decode()
    told = TakenBackTold(on=TODAY, how="oral")
    withdraw_consent(case=case, by=by, today=TODAY, consent=Consent.objects.get(), told=told)
    agenda = saras.get(reverse("landlord_meetings:agenda", args=[item.meeting_id])).content.decode()
    assert url in agenda
    typed = {"talked": "yes", "note": "De väntar.", "version": item.version, "at": "", "before": ""}
    answer = saras.post(url, typed)
    shown = answer.content.decode()
    assert answer.status_code == 422 and "före eller efter det" in shown and "De väntar." in shown
    assert "redan skrivet" not in shown and not Disclosure.objects.exists()
    assert saras.post(url, typed | {"before": "yes"}).status_code == 303
    assert Disclosure.objects.get().on == TODAY


def test_the_page_says_where_the_case_goes_when_the_consent_ends(saras: Client, by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    said = saras.get(reverse("landlord_meetings:put_on", args=[case.pk])).content.decode()
    assert "flyttas det av sig självt till Får inte tas upp" in said
    told = TakenBackTold(on=TODAY, how="oral")
    withdraw_consent(case=case, by=by, today=TODAY, consent=Consent.objects.get(), told=told)
    agenda = saras.get(reverse("landlord_meetings:agenda", args=[item.meeting_id])).content.decode()
    assert case.household.name in agenda.split("Får inte tas upp")[1]
    sheet = saras.get(reverse("landlord_meetings:sheet", args=[item.meeting_id])).content.decode()
    assert case.household.name not in sheet
