"""A paper registered as a case of its own belongs to a case that no match found: sought, looked at, joined, undone."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework import access
from kvar.casework.access import Actor, actor_of
from kvar.records.models import AccessLog, Case, JournalEntry, Notice, User
from tests import factories
from tests.factories import CENTRUM, CHILDREN, TODAY

pytestmark = pytest.mark.django_db
ELSEWHERE = factories.make_dwelling_told(address="Skissvägen 4, 424 00 Göteborg")
OWN_TO_ONE_ANSWER = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def user() -> User:
    return factories.make_user(name="Sara Lindh")


@pytest.fixture
def by(user: User) -> Actor:
    return actor_of(user)


@pytest.fixture
def sara(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def paper(by: Actor) -> Notice:
    """About the man's bill: another name, another address, nothing that a match looks at."""
    tenant = factories.make_person_told(name="Nils Berg", personal_number="", number_state="unknown", birth_year=None)
    return factories.make_notice(by=by, tenant=tenant, dwelling=ELSEWHERE)


def page_of(paper: Notice) -> str:
    return reverse("intake:belongs", args=[paper.pk])


def sought(client: Client, paper: Notice, typed: str) -> str:
    return str(client.post(page_of(paper), {"sought": typed}).content.decode())


def choice(paper: Notice, case: Case, typed: str = "Maria", **told: str) -> dict[str, str]:
    chosen = {"sought": typed, "version": str(paper.version), "target": str(case.pk), "because": "told"}
    return chosen | told


def test_the_way_there_stands_on_the_notice_where_nothing_matches(sara: Client, paper: Notice) -> None:
    notice = sara.get(reverse("intake:notice", args=[paper.pk])).content.decode()
    assert reverse("intake:link", args=[paper.pk]) not in notice, "nothing matches"
    assert page_of(paper) in notice
    page = sara.get(page_of(paper)).content.decode()
    assert "När du har flyttat den: Ärendet här är kvar utan underrättelse, så att" in page


@pytest.mark.parametrize("typed", ["reference", "name", "number"])
def test_a_case_is_found_by_its_number_a_name_or_a_personal_number_and_shown(
    typed: str, sara: Client, by: Actor, paper: Notice
) -> None:
    case = factories.make_case_with_notice(by=by)
    person = case.household.members.get().person
    page = sought(
        sara, paper, {"reference": case.reference, "name": "maria lind", "number": person.personal_number}[typed]
    )
    home = case.household.dwelling.address
    assert f"{case.reference} · {case.household.name} · {home} · öppet · öppnat" in page
    assert f'value="{case.pk}"' in page


@pytest.mark.parametrize("typed", ["Provgatan", "Provbostäder", ""])
def test_by_nothing_else(typed: str, sara: Client, by: Actor, paper: Notice) -> None:
    case = factories.make_case_with_notice(by=by)
    assert case.reference not in sought(sara, paper, typed)


def test_joining_moves_the_paper_says_why_and_the_undo_page_takes_it_back(
    sara: Client, by: Actor, paper: Notice
) -> None:
    case, left = factories.make_case_with_notice(by=by), paper.case
    assert left is not None
    page = sara.post(page_of(paper), choice(paper, case), follow=True).content.decode()
    assert f"Underrättelsen hör nu till ärende {case.reference}." in page
    assert f"Flyttades från {left.reference} till {case.reference}. Skäl: framgår av samtal eller handlingar." in page
    paper.refresh_from_db()
    assert paper.case == case
    # the case that it came from is open, without an outcome for anybody, and both pages of it say why
    left.refresh_from_db()
    assert (left.closed_on, left.outcome) == (None, "")
    stays = "Ärendet här är kvar utan underrättelse"
    assert stays in page and stays in JournalEntry.objects.get(case=left, kind="notice_unlinked").words.text
    assert sara.get(reverse("case:page", args=[left.pk])).status_code == 200
    # and it goes back there
    undone = {"reason": "Fel hushåll.", "version": paper.version}
    assert sara.post(reverse("intake:unlink", args=[paper.pk]), undone).status_code == 303
    paper.refresh_from_db()
    assert paper.case == left


def test_a_case_with_another_paper_left_says_that_instead(sara: Client, by: Actor, paper: Notice) -> None:
    factories.make_notice(by=by, case=paper.case)
    assert "för där finns en annan underrättelse" in sara.get(page_of(paper)).content.decode()


@pytest.mark.parametrize("left_out", ["target", "because"])
def test_what_is_not_chosen_is_asked_for_and_what_is_chosen_is_kept(
    left_out: str, sara: Client, by: Actor, paper: Notice
) -> None:
    case = factories.make_case_with_notice(by=by)
    told = {name: value for name, value in choice(paper, case).items() if name != left_out}
    response = sara.post(page_of(paper), told)
    page = response.content.decode()
    assert response.status_code == 422 and "Inget svar är valt." in page
    kept = {"target": str(case.pk), "because": "told"} | {left_out: ""}
    assert all(f'value="{value}"' in page and "checked" in page for value in kept.values() if value)
    paper.refresh_from_db()
    assert paper.case != case


def test_its_own_case_is_not_offered_and_says_so(sara: Client, paper: Notice) -> None:
    assert paper.case is not None
    page = sought(sara, paper, paper.case.reference)
    assert "hör redan till ett av ärendena" in page and f'value="{paper.case.pk}"' not in page
    assert sara.post(page_of(paper), choice(paper, paper.case, paper.case.reference)).status_code == 422


def test_a_closed_case_is_told_and_not_offered_and_one_closed_meanwhile_says_by_whom(
    sara: Client, by: Actor, paper: Notice
) -> None:
    closed = factories.make_closed_case(by=by)
    page = sought(sara, paper, closed.reference)
    assert "kan öppnas igen från ärendet" in page and reverse("case:page", args=[closed.pk]) in page
    assert f'value="{closed.pk}"' not in page
    # and with the choice that was there before it closed
    response = sara.post(page_of(paper), choice(paper, closed, closed.reference))
    assert response.status_code == 422
    assert f"Ärendet avslutades av {by.name}" in response.content.decode()
    assert "Det kan öppnas igen från ärendet." in response.content.decode()
    paper.refresh_from_db()
    assert paper.case != closed


def test_the_second_of_two_who_move_it_is_told(sara: Client, by: Actor, paper: Notice) -> None:
    case = factories.make_case_with_notice(by=by)
    Notice.objects.filter(pk=paper.pk).update(version=7)
    response = sara.post(page_of(paper), choice(paper, case))
    assert response.status_code == 422 and "En kollega har ändrat underrättelsen" in response.content.decode()


def hidden(kind: str) -> Case:
    """A case that Sara may not know of."""
    if kind == "protected":
        return factories.make_protected_case()
    return factories.make_case_with_notice(by=factories.make_actor(administration=CENTRUM))


def asked(client: Client, paper: Notice, told: dict[str, str]) -> tuple[int, str]:
    """All of the answer but what is sought, which the person has written herself."""
    response = client.post(page_of(paper), told)
    page = OWN_TO_ONE_ANSWER.sub("", response.content.decode())
    return response.status_code, page.replace(f'value="{told["sought"]}"', "")


@pytest.mark.parametrize("kind", ["protected", "another administration"])
def test_two_worlds_a_case_that_is_not_hers_is_answered_like_none(kind: str, sara: Client, paper: Notice) -> None:
    # in a world without it
    target, nowhere = {"target": str(paper.pk), "because": "told", "version": str(paper.version)}, "Maria Lindqvist"
    before = asked(sara, paper, {"sought": nowhere}), asked(sara, paper, {"sought": nowhere} | target)
    # and in one with it, sought and even chosen by its id
    case = hidden(kind)
    target = target | {"target": str(case.pk)}
    assert (asked(sara, paper, {"sought": nowhere}), asked(sara, paper, {"sought": nowhere} | target)) == before
    for typed in (case.reference, case.household.members.get().person.personal_number):
        assert asked(sara, paper, {"sought": typed}) == before[0]
        assert asked(sara, paper, {"sought": typed} | target) == before[1]
    paper.refresh_from_db()
    assert paper.case != case
    assert not AccessLog.objects.filter(about=f"case:{case.pk}", actor__name="Sara Lindh").exists()


@pytest.mark.parametrize("kind", ["protected", "another administration"])
def test_chosen_by_its_id_among_others_it_is_a_choice_that_is_not_there(
    kind: str, sara: Client, by: Actor, paper: Notice
) -> None:
    factories.make_case_with_notice(by=by)
    told = choice(paper, hidden(kind))
    nothing = told | {"target": "00000000-0000-4000-8000-000000000000"}
    assert asked(sara, paper, told) == asked(sara, paper, nothing)
    assert asked(sara, paper, told)[0] == 422


def test_the_guard_is_what_hides_it(sara: Client, paper: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the protection of households switched off, the case is there: the tests above can go red."""
    case = hidden("protected")
    from dataclasses import replace

    from kvar.web.ui import page as pages

    real = access.actor_of
    monkeypatch.setattr(pages, "actor_of", lambda user: replace(real(user), cleared=True))
    page = sought(sara, paper, case.reference)
    assert f"Skyddade uppgifter · {case.reference}" in page
    assert case.household.dwelling.address not in page


def test_another_unit_and_an_administration_elsewhere_have_no_such_page(by: Actor, paper: Notice) -> None:
    for fields in ({"unit": CHILDREN}, {"administration": CENTRUM}):
        client = Client()
        client.force_login(factories.make_user(**fields))
        assert client.get(page_of(paper)).status_code == 404


def test_what_is_found_is_logged_and_the_words_sought_are_not(sara: Client, by: Actor, paper: Notice) -> None:
    case = factories.make_case_with_notice(by=by, today=TODAY)
    sought(sara, paper, "Maria")
    rows = set(AccessLog.objects.filter(route="intake:belongs").values_list("action", "about"))
    assert {("searched", "name"), ("found", f"case:{case.pk}")} <= rows
    assert not any("maria" in f"{action}{about}".lower() for action, about in rows)
