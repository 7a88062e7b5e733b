"""Correcting a fact by the page: old and new stay, and the second of two savers sees what the first one wrote."""

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.steps import corrections
from kvar.records.models import Case, Household, JournalEntry, Notice
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def url(case: Case, fact: str, row: object) -> str:
    return reverse("case:correct", args=[case.pk, fact, row])


def last_words(case: Case) -> str:
    return JournalEntry.objects.filter(case=case, kind="correction").latest("entered_at").words.text


def test_an_amount_is_corrected_and_both_values_stay_as_people_say_them(saras: Client, case: Case) -> None:
    notice = Notice.objects.get(case=case)
    told = {"new": "8 100 kr", "reason": "Fel på papperet.", "version": notice.version}
    assert saras.post(url(case, "amount", notice.pk), told).status_code == 303
    notice.refresh_from_db()
    assert notice.amount == 810_000
    assert "från 7\N{NO-BREAK SPACE}850 kronor till 8\N{NO-BREAK SPACE}100 kronor. Fel på papperet." in last_words(case)


def test_a_day_is_corrected_and_said_with_its_weekday(saras: Client, case: Case) -> None:
    notice = Notice.objects.get(case=case)
    told = {"new": "20 nov", "reason": "Stämpeln säger fredag.", "version": notice.version}
    assert saras.post(url(case, "arrived_on", notice.pk), told).status_code == 303
    assert "till fredag 20 november 2026" in last_words(case)


def test_the_second_of_two_savers_sees_the_others_value_and_keeps_the_text(
    saras: Client, case: Case, by: Actor
) -> None:
    notice = Notice.objects.get(case=case)
    corrections.correct_fact(
        case=case,
        by=by,
        today=TODAY,
        fact="amount",
        object_id=notice.pk,
        new=900_000,
        version=notice.version,
        reason="Enligt hyresvärden.",
    )
    told = {"new": "8 100", "reason": "Enligt hyresgästen.", "version": notice.version}
    response = saras.post(url(case, "amount", notice.pk), told)
    html = response.content.decode()
    assert response.status_code == 422 and "En kollega har skrivit: 9\N{NO-BREAK SPACE}000 kronor" in html
    assert "8 100" in html and "Enligt hyresgästen." in html
    assert saras.post(url(case, "amount", notice.pk), told | {"version": notice.version + 1}).status_code == 303


def test_unknown_is_a_value_a_fact_can_be_corrected_to(saras: Client, case: Case) -> None:
    notice = Notice.objects.get(case=case)
    told = {"new": "yes", "reason": "Alla fält finns.", "version": 1}
    assert saras.post(url(case, "valid", notice.pk), told).status_code == 303
    assert saras.post(url(case, "valid", notice.pk), {"new": "", "reason": "Oklart.", "version": 2}).status_code == 303
    notice.refresh_from_db()
    assert notice.valid is None and "från ja till inte känt" in last_words(case)


def test_the_household_follows_when_its_tenants_name_is_corrected(saras: Client, case: Case) -> None:
    person = case.household.members.get().person
    told = {"new": "Maria Lindkvist", "reason": "Fel stavat.", "version": 1}
    assert saras.post(url(case, "name", person.pk), told).status_code == 303
    assert Household.objects.get(pk=case.household_id).name == "Maria Lindkvist"


@pytest.mark.parametrize(
    ("fact", "told", "said"),
    [
        ("amount", {"new": "mycket", "reason": "x"}, "går inte att läsa som ett belopp"),
        ("amount", {"new": "-10", "reason": "x"}, "mindre än noll"),
        ("paid_on", {"new": "2027-01-01", "reason": "x"}, "har inte varit än"),
        ("amount", {"new": "100", "reason": " "}, "Fältet är tomt"),
    ],
)
def test_a_bad_value_is_refused_with_a_sentence_and_kept(
    saras: Client, case: Case, fact: str, told: dict[str, str], said: str
) -> None:
    notice = Notice.objects.get(case=case)
    response = saras.post(url(case, fact, notice.pk), told | {"version": 1})
    assert (
        response.status_code == 422 and said in response.content.decode() and told["new"] in response.content.decode()
    )


def test_a_fact_of_another_case_and_one_that_cannot_be_corrected_are_not_there(
    saras: Client, case: Case, by: Actor
) -> None:
    other = Notice.objects.get(case=factories.make_case_with_notice(by=by))
    assert saras.get(url(case, "amount", other.pk)).status_code == 404
    assert saras.get(url(case, "position", Notice.objects.get(case=case).pk)).status_code == 404


def test_every_fact_that_may_be_corrected_is_led_to_from_the_case(saras: Client, case: Case) -> None:
    html = saras.get(reverse("case:page", args=[case.pk])).content.decode()
    notice, home = Notice.objects.get(case=case), case.household.dwelling_id
    rows = {"Notice": notice.pk, "Dwelling": home}
    for name, what in corrections.CORRECTABLE.items():
        if what.model.__name__ in rows:
            assert url(case, name, rows[what.model.__name__]) in html
            assert saras.get(url(case, name, rows[what.model.__name__])).status_code == 200
