"""The pages about meetings with a landlord: nothing to search with, nothing on paper but what a consent carries."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.records.models import AgendaItem, Case, Consent, Household, LandlordMeeting
from tests import factories
from tests.factories import TODAY
from tests.factories_landlords import let_us_tell, make_agenda_item, put_on
from tests.harness.queries import assert_constant_queries
from tests.harness.routes import routes

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by, tenant=factories.make_person_told(name="Ester Provsson"))


def text(client: Client, route: str, *about: object) -> str:
    return client.get(reverse(f"landlord_meetings:{route}", args=about)).content.decode()


def test_no_address_takes_a_landlord_to_look_for() -> None:
    ours = [shape for shape in routes() if shape.name.startswith("landlord_meetings:")]
    assert ours and all("landlord" not in shape.arguments for shape in routes())
    assert {name for shape in ours for name in shape.arguments} == {"case", "agenda_item", "landlord_meeting"}


@pytest.mark.parametrize("asked", ["?landlord=Provbostäder+AB", "?q=Provbostäder", "?sought=Ester"])
def test_asking_the_list_or_a_meeting_for_a_landlord_gives_no_case(
    saras: Client, by: Actor, case: Case, asked: str
) -> None:
    let_us_tell(case, by=by)
    meeting = make_agenda_item(by=by).meeting
    for url in (
        reverse("landlord_meetings:coming"),
        reverse("landlord_meetings:agenda", args=[meeting.pk]),
        reverse("landlord_meetings:sheet", args=[meeting.pk]),
    ):
        assert "Ester Provsson" not in saras.get(url + asked).content.decode()


def test_without_consent_the_page_says_what_is_missing_and_leads_there(saras: Client, case: Case) -> None:
    page = text(saras, "put_on", case.pk)
    assert "Samtycke saknas" in page and reverse("consents:ask", args=[case.pk]) in page and "ater=" in page
    assert "<textarea" not in page


def test_only_what_the_consent_is_about_can_be_chosen(saras: Client, by: Actor, case: Case) -> None:
    let_us_tell(case, by=by, scope=("payment",))
    page = text(saras, "put_on", case.pk)
    assert 'value="payment"' in page and 'value="children"' not in page


def test_a_case_is_put_on_a_new_meeting_and_stands_on_its_sheet(saras: Client, by: Actor, case: Case) -> None:
    let_us_tell(case, by=by)
    typed = {"meeting": "new", "day": "2026-12-02", "at": "10.30", "place": "Rådhuset", "scope": ["payment"]}
    answer = saras.post(
        reverse("landlord_meetings:put_on", args=[case.pk]), typed | {"about": "Betalning till den 20."}
    )
    item = AgendaItem.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        303,
        reverse("landlord_meetings:agenda", args=[item.meeting_id]),
    )
    page = text(saras, "sheet", item.meeting_id)
    assert "Ester Provsson" in page and "Betalning till den 20." in page
    assert case.reference not in page and "Skriv ut" in page


def test_a_new_meeting_without_a_day_keeps_what_was_typed(saras: Client, by: Actor, case: Case) -> None:
    let_us_tell(case, by=by)
    typed = {"meeting": "new", "scope": ["payment"], "about": "Betalning till den 20."}
    answer = saras.post(reverse("landlord_meetings:put_on", args=[case.pk]), typed)
    assert answer.status_code == 422 and "Betalning till den 20." in answer.content.decode()


def test_what_is_printed_is_checked_when_it_is_printed(saras: Client, by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    factories.take_back(case=case, by=by, today=TODAY, consent=Consent.objects.get())
    assert "Ester Provsson" not in text(saras, "sheet", item.meeting_id)
    page = text(saras, "agenda", item.meeting_id)
    assert "Ester Provsson" in page and item.about not in page


def test_nothing_of_a_meeting_that_has_been_is_printed(saras: Client, by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    LandlordMeeting.objects.update(day=TODAY - timedelta(days=1))
    page = text(saras, "sheet", item.meeting_id)
    assert "Ester Provsson" not in page and "Mötet har varit." in page and "Skriv ut<" not in page
    assert "Bladet till mötet" not in text(saras, "agenda", item.meeting_id)


def test_a_called_off_meeting_has_no_form_to_write_it_up_in(saras: Client, by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    LandlordMeeting.objects.update(day=TODAY - timedelta(days=1), called_off="De är sjuka.")
    page = text(saras, "write_up", case.pk, item.pk)
    assert "Mötet är inställt" in page and "<textarea" not in page
    url = reverse("landlord_meetings:write_up", args=[case.pk, item.pk])
    answer = saras.post(url, {"talked": "yes", "note": "De väntar.", "version": 1})
    assert answer.status_code == 422 and "De väntar." in answer.content.decode()


def test_a_protected_household_is_on_no_page_of_a_meeting(saras: Client, by: Actor, case: Case) -> None:
    item = make_agenda_item(case, by=by)
    Household.objects.filter(pk=case.household_id).update(protected=True)
    for route in ("agenda", "sheet"):
        assert "Ester Provsson" not in text(saras, route, item.meeting_id)


def test_the_queries_do_not_grow_with_the_cases(saras: Client, by: Actor) -> None:
    meeting = make_agenda_item(by=by).meeting

    def more() -> None:
        other = factories.make_case_with_notice(by=by)
        let_us_tell(other, by=by)
        put_on(other, by=by, to=meeting)

    for route in ("agenda", "sheet"):
        assert_constant_queries(saras, reverse(f"landlord_meetings:{route}", args=[meeting.pk]), more)


def test_the_case_page_says_when_it_is_taken_up(saras: Client, by: Actor, case: Case) -> None:
    make_agenda_item(case, by=by)
    page = saras.get(reverse("case:page", args=[case.pk])).content.decode()
    assert "Möten med hyresvärden" in page and "står på mötet" in page


def test_the_meetings_are_found_from_the_calendar_and_from_the_case(saras: Client, case: Case) -> None:
    coming = reverse("landlord_meetings:coming")
    assert coming in saras.get(reverse("calendar:week")).content.decode()
    together = saras.get(reverse("meetings:overview", args=[case.pk])).content.decode()
    assert coming in together and reverse("landlord_meetings:put_on", args=[case.pk]) in together


def test_a_unit_that_meets_no_landlords_is_not_led_there(by: Actor) -> None:
    family = factories.make_family(by=by)
    amir = Client()
    amir.force_login(factories.make_user(unit=factories.CHILDREN))
    for url in (reverse("calendar:week"), reverse("meetings:overview", args=[family.pk])):
        assert reverse("landlord_meetings:coming") not in amir.get(url).content.decode()
