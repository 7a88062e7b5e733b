"""Printing the stack: every letter anew, each once, on sheets of its own, and never one that may not go."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from kvar.casework.access import Actor
from kvar.casework.errors import Unseen
from kvar.casework.post.stacking import print_post
from kvar.casework.post.stacks import stack_for, stack_pdf, stacks_of
from kvar.casework.tracks import assign_responsible
from kvar.records.models import AccessLog, Case, Dwelling, Household, Letter, OpenStep, QueuedLetter, Stack, Told, User
from tests import factories
from tests.factories import TODAY
from tests.factories_post import make_letter_case, make_queued, make_stack, printed, put
from tests.web.writers import signed_in

pytestmark = pytest.mark.django_db


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_printed_the_letters_are_issued_and_the_queue_is_empty(case: Case, by: Actor) -> None:
    put(case, by=by, own_words="Ring gärna.")
    found = print_post(by=by, today=TODAY)
    assert found.stopped == () and found.stack is not None
    letter = Letter.objects.get()
    assert "Ring gärna." in letter.text and letter.stacked.stack == found.stack
    assert not QueuedLetter.objects.exists()
    assert not OpenStep.objects.filter(case=case, step="H11").exists()


def test_the_letter_says_what_is_true_when_it_is_printed(case: Case, by: Actor) -> None:
    put(case, by=by)
    Dwelling.objects.filter(households=case.household_id).update(address="Nygatan 1, 417 00 Göteborg")
    printed(by=by)
    assert "Nygatan 1" in Letter.objects.get().text


def test_it_names_whoever_answers_today_and_is_issued_by_whoever_prints(case: Case, by: Actor) -> None:
    put(case, by=by)
    amir = factories.make_actor(name="Amir Prov", phone="031-000 00 07")
    assign_responsible(case=case, by=amir, today=TODAY, user=User.objects.get(pk=amir.id))
    vera = factories.make_actor(name="Vera Prov", phone="031-000 00 09")
    printed(by=vera)
    letter = Letter.objects.get()
    assert letter.by_id == vera.id and "Amir Prov" in letter.text and "031-000 00 07" in letter.text
    assert "Vera" not in letter.text and "Sara" not in letter.text


def test_where_nobody_answers_it_names_whoever_prints(case: Case, by: Actor) -> None:
    put(case, by=by)
    case.tracks.update(responsible=None)
    printed(by=factories.make_actor(name="Vera Prov"))
    assert "Vera Prov" in Letter.objects.get().text


def test_what_may_not_go_is_taken_out_and_the_others_go(case: Case, by: Actor) -> None:
    other = make_letter_case(by=by, sender_name="Andra Huset AB")
    put(case, by=by)
    put(other, by=by)
    case.notices.update(paid_on=TODAY)
    vera = factories.make_actor(name="Vera Prov")
    found = print_post(by=vera, today=TODAY)
    assert len(found.stopped) == 1 and "redan betald" in found.stopped[0] and case.reference in found.stopped[0]
    assert Letter.objects.get().case == other and not QueuedLetter.objects.exists()
    assert Told.objects.get(kind="post_stopped").to_id == by.id


@pytest.mark.parametrize("close", [True, False])
def test_a_closed_or_protected_case_sends_nothing(by: Actor, close: bool) -> None:
    cleared = factories.make_actor(cleared=True)
    case = factories.make_closed_case(by=by) if close else make_letter_case(by=by)
    make_queued(case, by=by)
    if not close:  # marked behind the acts' back: the printer still looks
        Household.objects.filter(pk=case.household_id).update(protected=True)
    found = print_post(by=cleared, today=TODAY)
    assert found.stack is None and len(found.stopped) == 1 and not Letter.objects.exists()
    assert not Stack.objects.exists()


def test_without_the_stops_the_letter_would_go(case: Case, by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection switched off."""
    put(case, by=by)
    case.notices.update(paid_on=TODAY)
    monkeypatch.setattr("kvar.casework.letters.facts.stops", lambda *_args: ())
    assert print_post(by=by, today=TODAY).stack is not None


def test_the_stack_is_a_checklist_and_every_letter_on_sheets_of_its_own(case: Case, by: Actor) -> None:
    tenant = factories.make_person_told(name="Adina Prov", personal_number="", number_state="unknown", served_on=TODAY)
    other = make_letter_case(by=by, tenant=tenant)
    put(case, by=by)
    put(other, by=by, channel="registered_letter")
    shown = stack_for(by, printed(by=by).pk)
    assert [one.recipient for one in shown.letters] == ["Adina Prov", "Maria Lindqvist"]  # registered first
    found = pages(stack_pdf(shown, heading="Dagens post, Vuxenenheten"))
    assert "Adina Prov" in found[0] and "Maria Lindqvist" in found[0] and "Rekommenderat" in found[0]
    starts = [n for n, page in enumerate(found) if "Du riskerar" in page]
    assert len(starts) == 2 and all(n % 2 == 0 for n in starts) and len(found) % 2 == 0


def test_a_stack_of_any_size_has_lists_that_go_on_counting(
    case: Case, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kvar.casework.post.stacks.ROWS_ON_A_LIST", 2)
    for number in range(3):
        put(case, by=by, own_words=f"Ord {number}")
    found = pages(stack_pdf(stack_for(by, printed(by=by).pk), heading="Dagens post"))
    lists = [page for page in found if "Pricka av" in page]
    assert [page.count("Maria Lindqvist") for page in lists] == [2, 1] and " 3 Maria Lindqvist" in lists[1]
    assert len([page for page in found if "Ord " in page]) == 3


@pytest.mark.parametrize("url, word", [("post:stack", "listed"), ("post:stack_file", "see_case")])
def test_to_open_the_letters_is_logged_as_more_than_to_see_their_list(
    case: Case, by: Actor, url: str, word: str
) -> None:
    """The same word as when a letter's own PDF is opened."""
    put(case, by=by)
    signed_in(by).get(reverse(url, args=[printed(by=by).pk]))
    row = AccessLog.objects.get(route=url)
    assert (row.action, row.about) == (word, f"case:{case.pk}")
    signed_in(by).get(reverse("letters:pdf", args=[Letter.objects.get().pk]))
    assert AccessLog.objects.get(route="letters:pdf").action == "see_case"


def test_a_letter_in_the_stack_is_the_stored_one_page_for_page(case: Case, by: Actor) -> None:
    put(case, by=by)
    shown = stack_for(by, printed(by=by).pk)
    own = pages(bytes(Letter.objects.get().pdf))
    assert pages(stack_pdf(shown, heading="Dagens post"))[2 : 2 + len(own)] == own


def test_a_household_protected_since_is_gone_from_the_stack_for_those_who_are_not_cleared(by: Actor) -> None:
    first, second = make_letter_case(by=by), make_letter_case(by=by, sender_name="Andra Huset AB")
    put(first, by=by)
    put(second, by=by)
    stack = printed(by=by)
    Household.objects.filter(pk=first.household_id).update(protected=True)
    assert [one.case for one in stack_for(by, stack.pk).letters] == [second]
    assert len(stack_for(factories.make_actor(cleared=True), stack.pk).letters) == 2
    Household.objects.filter(pk=second.household_id).update(protected=True)
    with pytest.raises(Unseen):
        stack_for(by, stack.pk)


def test_another_unit_and_another_administration_see_no_stack(case: Case, by: Actor) -> None:
    put(case, by=by)
    stack = printed(by=by)
    for stranger in (
        factories.make_actor(unit=factories.MONEY),
        factories.make_actor(administration=factories.CENTRUM, cleared=True),
    ):
        with pytest.raises(Unseen):
            stack_for(stranger, stack.pk)
    assert list(stacks_of(by, today=TODAY)) == [stack]


def test_a_letter_is_in_one_stack(case: Case, by: Actor) -> None:
    put(case, by=by)
    printed(by=by)
    with pytest.raises(Exception, match=r"(?i)unique"):
        make_stack(Letter.objects.get(), by=by)
