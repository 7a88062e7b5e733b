"""A notice that came to the wrong board is passed on: with its days, its protection and its trace."""

from datetime import date, timedelta

import pytest

from kvar import law
from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.errors import ActRefused
from kvar.casework.facts import with_everything
from kvar.casework.intake import passing_on, two_days
from kvar.casework.my_day.worklist import Chips, my_day
from kvar.casework.plans import plan_of
from kvar.casework.steps import notes
from kvar.records.models import Case, Disclosure, JournalEntry, Told
from tests import factories
from tests.factories import CENTRUM, TODAY

pytestmark = pytest.mark.django_db
ON_PAPER = {"tenant_name": {"state": "value", "value": "Maria Lindqvist"}}
DAY = timedelta(days=1)
ELSEWHERE = factories.make_dwelling_told(address="Skissvägen 4, 424 00 Göteborg", apartment="1001")


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


def said(case: Case) -> str:
    return "\n".join(entry.words.text for entry in JournalEntry.objects.filter(case=case).select_related("words"))


def open_steps(case: Case) -> set[str]:
    return {item.step.id for item in plan_of(case).items if law.is_open(item)}


def test_a_notice_to_the_wrong_administration_is_passed_on_with_its_days(by: Actor) -> None:
    # given a paper that came to Hisingen about a home in Centrum, posted 1 November and here on the 3rd
    home = factories.make_dwelling_told(address="Provgatan 1, 411 00 Göteborg")
    days = {"arrived_on": date(2026, 11, 3), "posted_on": date(2026, 11, 1)}
    phone = factories.make_person_told(phone="070-000 00 00")
    case = factories.make_case_with_notice(by=by, dwelling=home, tenant=phone, fields=ON_PAPER, **days)
    district = passing_on.district_of(home.address)
    assert district.administration is not None
    assert (district.administration.id, district.checked) == (CENTRUM, False)
    # when it is passed on a week later
    notice = case.notices.get()
    told = {"to": CENTRUM, "reason": "Adressen ligger i Centrum."}
    received = passing_on.pass_notice_on(notice=notice, by=by, today=date(2026, 11, 10), **told)
    # then Centrum has it as new, with every day, and only what stands on the paper
    assert received is not None and received.case is not None
    there = factories.make_actor(administration=CENTRUM)
    assert received.case in cases_visible_to(there)
    assert (received.arrived_on, received.posted_on, received.came_on) == (*days.values(), date(2026, 11, 10))
    assert Disclosure.objects.get(case=case).ground_text == "Adressen ligger i Centrum."
    person = received.household.members.get().person
    assert (person.name, person.personal_number, person.phone) == ("Maria Lindqvist", "", "")
    assert my_day(there, today=date(2026, 11, 10), chips=Chips()).without_owner == 1
    assert Told.objects.get(kind="passed_on_here").administration == CENTRUM
    # and both last days are known, the earlier acted on
    two = two_days.two_days_of(received, everything(received.case))
    assert two is not None and two.last_day and two.later_last_day
    assert two.later_last_day - two.last_day == 7 * DAY
    # and here a closed trace stays that runs no time
    case.refresh_from_db()
    assert (case.closed_on, case.outcome) == (date(2026, 11, 10), "not_a_home")
    assert "skickades vidare till Socialförvaltningen Centrum" in said(case)
    assert "Adressen ligger i Centrum." not in said(received.case)
    with pytest.raises(ActRefused):
        passing_on.pass_notice_on(notice=notice, by=by, today=TODAY, **told)


def everything(case: Case) -> Case:
    return with_everything(Case.objects.filter(pk=case.pk)).get()


def test_not_sure_is_an_answer_and_the_paper_is_handled_meanwhile(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    assert passing_on.district_of("Okändgatan 3").administration is None
    told = {"to": passing_on.UNSURE, "reason": "Gatan finns på två ställen."}
    assert passing_on.pass_notice_on(notice=case.notices.get(), by=by, today=TODAY, **told) is None
    case.refresh_from_db()
    assert case.closed_on is None and "Osäkert vilken förvaltning" in said(case)
    assert "H33" in open_steps(case)


def test_a_case_with_work_in_it_stays_open_when_its_paper_goes_on(by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    way = factories.contact_way()
    notes.record_attempt(case=case, by=by, today=TODAY, on=TODAY, at=None, way=way, reached=True, note="")
    passing_on.pass_notice_on(notice=case.notices.get(), by=by, today=TODAY, to=CENTRUM, reason="Fel.")
    case.refresh_from_db()
    assert case.closed_on is None
    assert plan_of(case).clock is None


def test_a_protected_household_keeps_its_protection_on_the_way() -> None:
    cleared = factories.make_actor(cleared=True)
    case = factories.make_protected_case(by=cleared)
    notice = case.notices.get()
    received = passing_on.pass_notice_on(notice=notice, by=cleared, today=TODAY, to=CENTRUM, reason="Fel.")
    assert received is not None and received.case is not None
    assert received.case not in cases_visible_to(factories.make_actor(administration=CENTRUM))
    assert received.case in cases_visible_to(factories.make_actor(administration=CENTRUM, cleared=True))
