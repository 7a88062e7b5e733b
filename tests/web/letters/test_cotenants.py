"""Whoever rents together with somebody is written to as the tenant is, and what she has asked for holds."""

import pytest
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.contact.safe_contact import ask_safe_contact
from kvar.casework.enforcement.confirming import draft_confirmation
from kvar.casework.letters.addressees import household_lines
from kvar.casework.letters.asked import asks_of
from kvar.casework.letters.facts import about_letter
from kvar.casework.letters.words import Chosen
from kvar.content.load import load
from kvar.records.models import Case, Member, Notice, User
from tests import factories
from tests.factories import TODAY
from tests.factories_letters import RENT, Scene, rent
from tests.factories_reviews import AT
from tests.web.letters.test_stops import found_in
from tests.web.writers import signed_in

pytestmark = pytest.mark.django_db
LONG = "Abdirahman Mohamed Hassan Abdullahi Warsame"


def shared(*names: str) -> Scene:
    """Maria rents the home with these."""
    return rent(
        cotenants=tuple(
            factories.make_person_told(name=name, personal_number="", number_state="unknown") for name in names
        ),
    )


def holder(case: Case, role: str) -> Member:
    return Member.objects.get(household=case.household_id, role=role)


def kinds_in(scene: Scene) -> list[str]:
    return [stop.kind for stop in found_in(scene)]


def test_both_stand_in_the_window_and_either_alone_is_somebody() -> None:
    scene = shared("Per Lindqvist")
    assert household_lines(scene.case)[:2] == ("Maria Lindqvist", "Per Lindqvist")
    Member.objects.filter(pk=holder(scene.case, "tenant").pk).update(until=TODAY)
    assert "no_tenant" not in kinds_in(scene)
    about = about_letter(load().letters["begaran_anstand"], case=scene.case, by=scene.by, today=TODAY, chosen=Chosen())
    assert about.case.household.members.count() == 2
    assert asks_of(load().letters["begaran_anstand"], about).begins_with["namn"] == "Per Lindqvist"
    assert draft_of(scene).recipient == "Per Lindqvist"


def draft_of(scene: Scene):  # type: ignore[no-untyped-def]
    page = signed_in(scene.by).get(reverse("letters:draft", args=[scene.case.pk, scene.letter]))
    return page.context["draft"]


@pytest.mark.parametrize("role", ["tenant", "cotenant"])
def test_what_either_has_asked_for_stops_the_letter_to_the_home(role: str) -> None:
    case, by = (scene := shared("Per Lindqvist")).case, scene.by
    chosen = Chosen(to=("Maria Lindqvist", "Provgatan 12"), without_day=True)
    typed = Scene(letter=RENT, case=case, by=by, channel="post", chosen=chosen)
    assert kinds_in(typed) == []
    told = {"rule": "post_only_to", "value": "Box 7, 417 00 Göteborg"}
    ask_safe_contact(case=case, by=by, today=TODAY, member=holder(case, role), **told)
    assert kinds_in(typed) == ["unsafe_way"]


def test_the_copy_of_a_confirmation_is_to_both_and_is_stopped_by_either(by: Actor) -> None:
    cotenant = factories.make_person_told(name="Per Lindqvist", personal_number="", number_state="unknown")
    told = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "reference": "U-1", "eviction_at": AT}
    case = factories.make_case_with_notice(by=by, cotenants=(cotenant,), **told)
    notice, colleague = Notice.objects.get(case=case), User.objects.get(pk=by.id)
    draft = draft_confirmation(notice=notice, recipient="household", by=by, today=TODAY, answers=colleague)
    assert "Maria Lindqvist" in draft.text and "Per Lindqvist" in draft.text


def test_a_name_that_is_longer_than_the_window_goes_on_in_the_next_line() -> None:
    scene = shared(LONG)
    assert "window_full" not in kinds_in(scene)
    assert LONG in draft_of(scene).text


def test_where_the_window_is_full_the_lines_can_be_shortened() -> None:
    """Given six who rent together / when their names do not fit / then the letter has a field for what is to stand."""
    scene = shared("Per A", "Per B", "Per C", "Per D", "Per E")
    client, page = signed_in(scene.by), reverse("letters:draft", args=[scene.case.pk, scene.letter])
    assert "window_full" in kinds_in(scene) and 'name="to"' in client.get(page).content.decode()
    said = client.post(
        page, {"what": "visa", "channel": "post", "to": "Familjen Lindqvist\nProvgatan 12\n417 00 Göteborg"}
    )
    assert "window_full" not in [stop.kind for stop in said.context["draft"].stops]
