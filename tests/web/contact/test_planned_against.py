"""A new rule of safe contact is said about what is planned already: at saving, on the thing, on the day's list."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.contact import attempts, safe_contact
from kvar.casework.meetings.calling_off import call_off_meeting
from kvar.casework.planned import planned_against
from kvar.casework.visits import call_off_visit
from kvar.records.models import Case
from tests import factories
from tests.factories import TODAY
from tests.factories_meetings import make_meeting

pytestmark = pytest.mark.django_db
AGAINST = "Det planerade går emot"


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def ask(case: Case, by: Actor, rule: str, value: str = "") -> None:
    member = case.household.members.get(role="tenant")
    safe_contact.ask_safe_contact(case=case, by=by, today=TODAY, member=member, rule=rule, value=value)


def kinds(by: Actor, case: Case) -> list[str]:
    return [one.is_a for one in planned_against(by, case, today=TODAY)]


def read(client: Client, route: str, *args: object) -> str:
    return client.get(reverse(route, args=args)).content.decode()


def test_saving_a_rule_says_what_is_planned_against_it_and_leads_there(saras: Client, by: Actor, case: Case) -> None:
    visit = factories.make_visit(case, by=by)
    typed = {"member": case.household.members.get().pk, "rule": "no_visit", "value": "", "way": "", "note": ""}
    page = saras.post(reverse("contact:safe", args=[case.pk]), typed, follow=True).content.decode()
    assert "Redan planerat" in page and reverse("visits:visit", args=[case.pk, visit.pk]) in page


def test_the_visit_and_the_list_of_its_day_say_it(saras: Client, by: Actor, case: Case) -> None:
    visit = factories.make_visit(case, by=by)
    assert AGAINST not in read(saras, "visits:visit", case.pk, visit.pk) + read(saras, "visits:day")
    ask(case, by, "no_visit")
    assert AGAINST in read(saras, "visits:visit", case.pk, visit.pk)
    assert AGAINST in read(saras, "visits:day")


def test_a_meeting_that_the_household_is_invited_to_says_it(saras: Client, by: Actor, case: Case) -> None:
    make_meeting(case, by=by, invited=("tenant",))
    make_meeting(case, by=by, place="Rum 3")  # among ourselves
    assert "Redan planerat" not in read(saras, "contact:safe", case.pk)
    ask(case, by, "post_only_to", "Boxen 1")
    assert read(saras, "meetings:overview", case.pk).count("Skicka bara post till Boxen 1.") == 1
    assert kinds(by, case) == ["meeting"]


def test_a_meeting_without_an_interpreter_is_told_and_a_visit_of_which_nobody_can_write_it_is_not(
    by: Actor, case: Case
) -> None:
    factories.make_visit(case, by=by)
    make_meeting(case, by=by, invited=("tenant", "interpreter"))
    ask(case, by, "interpreter", "somaliska")
    assert kinds(by, case) == []
    make_meeting(case, by=by, invited=("tenant",))
    assert kinds(by, case) == ["meeting"]


def test_the_next_call_to_a_number_that_may_not_be_called_says_it(by: Actor, case: Case) -> None:
    tenant = case.household.members.select_related("person").get()
    tenant.person.phone = "031-000 00 05"
    tenant.person.save()
    told = {"on": TODAY, "way": "phone", "member": tenant, "at": time(9), "reached": False}
    attempts.record_attempt(case=case, by=by, today=TODAY, **told, next="Ringer igen på måndag.")
    ask(case, by, "not_number", "0310000005")
    assert kinds(by, case) == ["attempt"]


def test_what_is_called_off_or_not_touched_by_the_rule_says_nothing(by: Actor, case: Case) -> None:
    visit = factories.make_visit(case, by=by)
    meeting = make_meeting(case, by=by, invited=("tenant",))
    ask(case, by, "only_time", "17.00–19.00")
    assert kinds(by, case) == []
    ask(case, by, "no_visit")
    ask(case, by, "no_shared_mailbox")
    assert kinds(by, case) == ["visit", "meeting"]
    call_off_visit(case=case, by=by, today=TODAY, visit=visit, version=visit.version, reason="Regeln.")
    call_off_meeting(case=case, by=by, today=TODAY, meeting=meeting, version=meeting.version, why="Regeln.")
    assert kinds(by, case) == []
