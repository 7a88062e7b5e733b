"""The people of the household and the one who is responsible."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor
from kvar.casework.city.numbers import official_number
from kvar.casework.tracks import track_version
from kvar.content.load import load
from kvar.records.models import Case, Member, Person, Track, User
from tests import factories
from tests.web.saras import SignIn

pytestmark = pytest.mark.django_db
CHILD = {"name": "Ali", "role": "child", "lives": "alternating", "source": "landlord", "certainty": "likely"}


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def url(case: Case, name: str, *more: object) -> str:
    return reverse(f"case:{name}", args=[case.pk, *more])


def test_a_child_is_added_with_who_says_so_and_stands_on_the_page(saras: Client, case: Case) -> None:
    assert saras.post(url(case, "member_new"), CHILD).status_code == 303
    html = saras.get(url(case, "page")).content.decode()
    assert "1 (1 växelvis, enligt hyresvärden, inte bekräftat)" in html and "avsnitt 1, barnfamilj" in html


def test_a_child_without_a_source_is_refused_beside_the_source(saras: Client, case: Case) -> None:
    response = saras.post(url(case, "member_new"), {**CHILD, "source": ""})
    assert response.status_code == 422 and "varifrån uppgiften om barnet kommer" in response.content.decode()
    assert not Member.objects.filter(household=case.household_id, role="child").exists()


def test_the_page_says_what_is_needed_and_asks_no_more(saras: Client, case: Case) -> None:
    page = saras.get(url(case, "member_new")).content.decode()
    assert "Namnet och vem det är behövs" in page and "Måste väljas när det gäller ett barn." in page
    label = page.split('for="id_source"')[1].split("</label>")[0]
    assert "frivilligt" not in label


def test_an_adult_needs_only_a_name(saras: Client, case: Case) -> None:
    assert saras.post(url(case, "member_new"), {"name": "Yngve", "role": "adult"}).status_code == 303
    assert Person.objects.get(name="Yngve").number_state == "unknown"


def test_the_birthday_follows_from_the_number(saras: Client, case: Case) -> None:
    number = official_number(date(2016, 5, 30), woman=True)
    assert saras.post(url(case, "member_new"), {**CHILD, "personal_number": number}).status_code == 303
    assert Person.objects.get(name="Ali").born_on == date(2016, 5, 30)
    assert "Ali, 10" in saras.get(url(case, "page")).content.decode()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"personal_number": "19850330-2384"}, "Kontrollsiffran"),
        ({"birth_year": "3020"}, "kan inte stämma"),
        ({"name": "x" * 201}, "Texten är 201 tecken"),
    ],
)
def test_what_cannot_be_true_is_refused_with_a_sentence(
    saras: Client, case: Case, told: dict[str, str], said: str
) -> None:
    response = saras.post(url(case, "member_new"), {"name": "Yngve", "role": "adult"} | told)
    assert response.status_code == 422 and said in response.content.decode()


def test_a_number_and_that_there_is_none_cannot_both_be_true(saras: Client, case: Case) -> None:
    number = official_number(date(1990, 5, 30), woman=False)
    told = {"name": "Yngve", "role": "adult", "personal_number": number, "has_no_number": "on"}
    response = saras.post(url(case, "member_new"), told)
    assert response.status_code == 422 and "både ett nummer" in response.content.decode()


def test_what_is_said_later_counts_and_what_was_said_stays(saras: Client, case: Case, by: Actor) -> None:
    child = factories.add_child(case, by=by)
    told = {"lives": "visiting", "source": "school", "certainty": load().codes.certainties[0].id}
    assert saras.post(url(case, "member", child.pk), told).status_code == 303
    assert [row.value for row in child.statements.filter(about="lives")] == ["full_time", "visiting"]
    assert "på umgänge, enligt skolan eller förskolan" in saras.get(url(case, "page")).content.decode()


def test_saying_nothing_about_a_child_is_refused(saras: Client, case: Case, by: Actor) -> None:
    child = factories.add_child(case, by=by)
    response = saras.post(url(case, "member", child.pk), {"source": "school", "certainty": "likely"})
    assert response.status_code == 422 and "Inget är valt" in response.content.decode()


def test_protecting_somebody_hides_the_case_at_once_from_those_without_clearance(
    saras: Client, case: Case, sign_in: SignIn
) -> None:
    tenant = Member.objects.get(household=case.household_id)
    response = saras.post(url(case, "member", tenant.pk), {"action": "protect"})
    assert (response.status_code, response["Location"]) == (303, reverse("worklist:my_day"))
    assert saras.get(url(case, "page")).status_code == 404
    assert sign_in(factories.make_user(cleared=True)).get(url(case, "page")).status_code == 200


def test_a_member_of_another_household_is_not_there(saras: Client, case: Case, by: Actor) -> None:
    other = factories.make_case_with_notice(by=by)
    stranger = Member.objects.get(household=other.household_id)
    assert saras.get(url(case, "member", stranger.pk)).status_code == 404


def test_somebody_of_the_own_unit_is_named_responsible(saras: Client, case: Case, sara: User) -> None:
    html = saras.get(url(case, "responsible")).content.decode()
    assert "Sara Lindh" in html
    assert (
        saras.post(
            url(case, "responsible"), {"user": str(sara.pk), "version": track_version(case, factories.ADULT)}
        ).status_code
        == 303
    )
    assert Track.objects.get(case=case, unit=factories.ADULT).responsible == sara


def test_somebody_of_another_unit_cannot_be_named(saras: Client, case: Case) -> None:
    other = factories.make_user(unit=factories.MONEY)
    response = saras.post(
        url(case, "responsible"), {"user": str(other.pk), "version": track_version(case, factories.ADULT)}
    )
    assert response.status_code == 422 and not Track.objects.filter(case=case, responsible=other).exists()
