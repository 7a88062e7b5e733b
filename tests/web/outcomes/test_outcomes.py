"""Outcome, closing, opening again: refusals beside the field, nothing typed lost, each with its own guards."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, actor_of
from kvar.casework.intake import registering
from kvar.casework.intake.drafts import draft_of, save_draft
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, User
from tests import factories
from tests.factories import TODAY
from tests.harness.queries import MOST, queries_of

pytestmark = pytest.mark.django_db
NOTE = "Autogirot hade fallit bort när hon bytte bank."


@pytest.fixture
def by() -> Actor:
    return actor_of(factories.make_user())


@pytest.fixture
def client(by: Actor) -> Client:
    return signed_in(by)


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    return client


def url(case: Case, act: str) -> str:
    return reverse(f"outcomes:{act}", args=[case.pk])


def typed_outcome(**fields: object) -> dict[str, object]:
    causes = [cause.id for cause in load().codes.causes[:2]]
    return {"outcome": factories.outcome(), "on": TODAY.isoformat(), "causes": causes, "note": NOTE} | fields


def words(response: HttpResponse) -> str:
    return response.content.decode()


def test_an_outcome_puts_the_case_in_follow_up(client: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    response = client.post(url(case, "record"), typed_outcome())
    assert (response.status_code, response["Location"]) == (303, reverse("case:page", args=[case.pk]))
    case.refresh_from_db()
    assert (case.outcome, case.outcome_on, case.closed_on) == (factories.outcome(), TODAY, None)
    assert NOTE in JournalEntry.objects.get(case=case, kind="outcome").words.text


@pytest.mark.parametrize(
    "field, value, sentence",
    [
        ("outcome", "", "Inget svar är valt"),
        ("outcome", "nonsense", "Valet finns inte längre"),
        ("causes", [], "Inget svar är valt"),
        ("on", "", "Fältet är tomt"),
        ("on", "31 februari", "finns inte"),
        ("on", "23 nov 2026", "har inte varit än"),
        ("note", "x" * 10_000, "tecken"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(
    client: Client, by: Actor, field: str, value: object, sentence: str
) -> None:
    case = factories.make_case_with_notice(by=by)
    response = client.post(url(case, "record"), typed_outcome(**{field: value}))
    assert response.status_code == 422
    assert sentence in " ".join(response.context["form"].errors[field])
    assert str(response.context["form"]["note"].value()) in words(response)
    case.refresh_from_db()
    assert case.outcome == ""


def test_a_recorded_outcome_is_shown_to_be_changed(client: Client, by: Actor) -> None:
    case = factories.make_case_in_follow_up(by=by)
    form = client.get(url(case, "record")).context["form"]
    assert form["outcome"].value() == case.outcome and form["causes"].value() == case.causes


def test_what_was_typed_comes_back_until_it_is_saved(client: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    name = f"outcomes:record:{case.pk}"
    save_draft(by=by, form=name, typed={"note": [NOTE], "on": ["i går"], "causes": ["separation", "violence"]})
    response = client.get(url(case, "record"))
    form = response.context["form"]
    assert NOTE in words(response) and "Utkast från" in words(response)
    assert (form["on"].value(), form["causes"].value()) == ("i går", ["separation", "violence"])
    client.post(url(case, "record"), typed_outcome())
    assert draft_of(by=by, form=name) is None


def test_a_refused_save_keeps_the_draft(client: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    name = f"outcomes:record:{case.pk}"
    save_draft(by=by, form=name, typed={"note": [NOTE]})
    client.post(url(case, "record"), typed_outcome(outcome=""))
    assert draft_of(by=by, form=name) is not None


def test_a_colleagues_draft_is_not_mine(client: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    save_draft(by=factories.make_actor(), form=f"outcomes:record:{case.pk}", typed={"note": [NOTE]})
    assert NOTE not in words(client.get(url(case, "record")))


def test_closing_says_everything_that_hinders_it(client: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    shown = words(client.get(url(case, "close")))
    for sentence in ("Utfallet är inte registrerat", "saknar ställningstagande", "Ingen har tagit reda på om barn"):
        assert sentence in shown
    assert "<textarea" not in shown


def test_a_hindered_closing_is_refused_with_the_words_kept(client: Client, by: Actor) -> None:
    """The page was opened before a colleague registered another notice."""
    case = factories.make_case_in_follow_up(by=by)
    factories.make_notice(by=by, case=case)
    response = client.post(url(case, "close"), {"note": NOTE})
    assert response.status_code == 422
    assert "saknar ställningstagande" in words(response) and NOTE in words(response)
    case.refresh_from_db()
    assert case.closed_on is None


def test_no_contact_alone_never_closes_a_case(client: Client, by: Actor) -> None:
    case = factories.make_case_without_children(by=by)
    for notice in case.notices.all():
        registering.take_position(notice=notice, by=by, today=TODAY, opened=True, reason="Ingen har svarat.")
    alone = "no_contact"
    client.post(url(case, "record"), typed_outcome(outcome=alone))
    assert "Utebliven kontakt är aldrig ensam skäl att avsluta" in words(client.get(url(case, "close")))
    assert client.post(url(case, "close"), {"note": NOTE}).status_code == 422


def test_closing_needs_a_note_and_then_closes(client: Client, by: Actor) -> None:
    case = factories.make_case_in_follow_up(by=by)
    empty = client.post(url(case, "close"), {"note": "  "})
    assert empty.status_code == 422 and empty.context["form"].errors["note"]
    factories.finish_others(case)
    factories.finish_own(case, by=by)
    assert client.post(url(case, "close"), {"note": NOTE}).status_code == 303
    case.refresh_from_db()
    assert case.closed_on == TODAY


def test_a_closed_case_opens_again_with_a_reason(client: Client, by: Actor) -> None:
    case = factories.make_closed_case(by=by)
    assert "Ärendet avslutades" in words(client.get(url(case, "reopen")))
    empty = client.post(url(case, "reopen"), {"reason": ""})
    assert empty.status_code == 422 and empty.context["form"].errors["reason"]
    assert client.post(url(case, "reopen"), {"reason": "Ny underrättelse på väg."}).status_code == 303
    case.refresh_from_db()
    assert (case.closed_on, case.outcome) == (None, "")


def test_an_open_case_has_nothing_to_open(client: Client, by: Actor) -> None:
    case = factories.make_case_with_notice(by=by)
    assert client.get(url(case, "reopen"))["Location"] == reverse("case:page", args=[case.pk])
    refused = client.post(url(case, "reopen"), {"reason": "Fel knapp."})
    assert refused.status_code == 422 and "redan öppet" in words(refused) and "Fel knapp." in words(refused)


@pytest.mark.parametrize("act", ["record", "close"])
def test_a_closed_case_takes_no_outcome_and_no_closing(client: Client, by: Actor, act: str) -> None:
    case = factories.make_closed_case(by=by)
    assert client.get(url(case, act)).status_code == 409
    assert client.post(url(case, act), typed_outcome()).status_code == 409


@pytest.mark.parametrize("act", ["record", "close"])
def test_another_unit_of_the_case_does_not_end_it(by: Actor, act: str) -> None:
    case = factories.make_family(by=by)
    money = signed_in(factories.make_actor(unit=factories.CHILDREN))
    assert money.get(url(case, act)).status_code == 404
    assert money.post(url(case, act), typed_outcome()).status_code == 404


def test_the_pages_ask_few_questions(client: Client, by: Actor) -> None:
    case = factories.make_case_in_follow_up(by=by)
    client.get(url(case, "record"))
    assert (
        max(len(queries_of(client, url(case, act))) for act in ("record", "close")) <= MOST + 6
    )  # closing asks every room
