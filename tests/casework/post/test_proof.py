"""The proof that a letter was sent: once, with a number of its own when it went registered, an entry in its case."""

from datetime import datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import get_current_timezone

from kvar.casework.access import Actor
from kvar.casework.clock import as_if
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.post.proving import PostedTold, number_field, posting_of, posting_text, record_postings
from kvar.records.models import Case, JournalText, Letter, OpenStep, Posting
from tests import factories
from tests.factories import TODAY
from tests.factories_post import make_letter_case, printed, put

pytestmark = pytest.mark.django_db
POSTED = PostedTold(way="post", sent_on=TODAY, sent_at=time(15, 40))


def sent(case: Case, by: Actor, channel: str = "post") -> Letter:
    put(case, by=by, channel=channel)
    printed(by=by)
    return Letter.objects.get(case=case)


def registered(number: str) -> PostedTold:
    return PostedTold(way="registered_letter", sent_on=TODAY, number=number)


def test_the_proof_says_how_when_and_by_whom_and_stands_in_the_journal(case: Case, by: Actor) -> None:
    letter = sent(case, by)
    [row] = record_postings(by=by, today=TODAY, told={letter: POSTED})
    assert "kl. 15.40" in posting_text(row) and row.recorded_by_id == by.id
    texts = JournalText.objects.filter(entry__case=case, entry__kind="posting").values_list("text", flat=True)
    assert list(texts) == [posting_text(row)]
    assert posting_of(Letter.objects.get()) == row


def test_a_stack_is_written_in_at_once_with_an_entry_in_each_case(case: Case, by: Actor) -> None:
    letters = [sent(case, by), sent(make_letter_case(by=by), by, channel="registered_letter")]
    told = {letters[0]: POSTED, letters[1]: registered("RR123456789SE")}
    record_postings(by=by, today=TODAY, told=told)
    assert Posting.objects.count() == 2
    assert JournalText.objects.filter(entry__kind="posting", text__contains="nummer RR123456789SE").count() == 1


def test_one_that_cannot_be_leaves_the_whole_stack_unwritten(case: Case, by: Actor) -> None:
    letters = [sent(case, by), sent(make_letter_case(by=by), by, channel="registered_letter")]
    with pytest.raises(ActRefused, match="Skriv numret") as refused:
        record_postings(by=by, today=TODAY, told={letters[0]: POSTED, letters[1]: registered("")})
    assert refused.value.field == number_field(letters[1]) and not Posting.objects.exists()


def test_every_registered_letter_has_its_own_number(case: Case, by: Actor) -> None:
    first = sent(case, by, channel="registered_letter")
    second = sent(make_letter_case(by=by), by, channel="registered_letter")
    record_postings(by=by, today=TODAY, told={first: registered("RR1")})
    with pytest.raises(ActRefused, match="står redan på ett annat brev"):
        record_postings(by=by, today=TODAY, told={second: registered("RR1")})
    with pytest.raises(ActRefused, match="Varje rekommenderat brev"):
        record_postings(by=by, today=TODAY, told={second: registered("RR1")})


@pytest.mark.parametrize(
    "told, sentence",
    [
        (PostedTold(way="post", sent_on=TODAY + timedelta(days=1)), "efter idag"),
        (PostedTold(way="post", sent_on=TODAY - timedelta(days=1)), "innan det skrevs"),
        (PostedTold(way="hand", sent_on=TODAY), "Välj hur"),
        (PostedTold(way="post", sent_on=TODAY, number="RR1"), "Bara ett rekommenderat"),
    ],
)
def test_what_cannot_be_is_refused_in_words(case: Case, by: Actor, told: PostedTold, sentence: str) -> None:
    letter = sent(case, by)
    with pytest.raises(ActRefused, match=sentence):
        record_postings(by=by, today=TODAY, told={letter: told})
    assert not Posting.objects.exists()


@pytest.mark.parametrize("at, kept", [(time(13, 0), False), (time(14, 31), True), (None, True)])
def test_a_letter_is_not_sent_at_an_hour_before_it_was_written(
    case: Case, by: Actor, at: time | None, kept: bool
) -> None:
    """The proof is never changed, and of an undertaking it is evidence."""
    with as_if(datetime.combine(TODAY, time(14, 31), get_current_timezone())):
        letter = sent(case, by)
    told = {letter: PostedTold(way="post", sent_on=TODAY, sent_at=at)}
    if kept:
        record_postings(by=by, today=TODAY, told=told)
    else:
        with pytest.raises(ActRefused, match="skrevs kl. 14.31") as refused:
            record_postings(by=by, today=TODAY, told=told)
        assert refused.value.field == "sent_at"
    assert Posting.objects.exists() is kept


def test_a_number_is_the_same_however_it_is_typed(case: Case, by: Actor) -> None:
    first = sent(case, by, channel="registered_letter")
    second = sent(make_letter_case(by=by), by, channel="registered_letter")
    [row] = record_postings(by=by, today=TODAY, told={first: registered("rr 123 456 785 se")})
    assert row.number == "RR123456785SE"
    with pytest.raises(ActRefused, match="står redan på ett annat brev"):
        record_postings(by=by, today=TODAY, told={second: registered("RR123456785SE")})
    with pytest.raises(ActRefused, match="bara bokstäver och siffror"):
        record_postings(by=by, today=TODAY, told={second: registered("RR 123 <b>")})


def test_it_is_said_once(case: Case, by: Actor) -> None:
    letter = sent(case, by)
    record_postings(by=by, today=TODAY, told={letter: POSTED})
    with pytest.raises(ActRefused, match="Sara Lindh har redan skrivit in"):
        record_postings(by=by, today=TODAY, told={letter: POSTED})


def test_a_proof_is_never_changed_not_even_by_the_database(case: Case, by: Actor) -> None:
    letter = sent(case, by)
    record_postings(by=by, today=TODAY, told={letter: POSTED})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Posting.objects.update(number="RR1")


def test_the_proof_is_written_in_though_the_case_was_closed_meanwhile(case: Case, by: Actor) -> None:
    letter, other = sent(case, by), sent(make_letter_case(by=by), by)
    Case.objects.filter(pk=case.pk).update(closed_on=TODAY)
    OpenStep.objects.filter(case=case).delete()
    record_postings(by=by, today=TODAY, told={letter: POSTED, other: POSTED})
    assert Posting.objects.count() == 2 and not OpenStep.objects.filter(case=case).exists()
    assert JournalText.objects.filter(entry__case=case, entry__kind="posting").count() == 1


def test_of_a_stack_the_one_that_cannot_be_names_itself(case: Case, by: Actor) -> None:
    tenant = factories.make_person_told(name="Adina Prov", personal_number="", number_state="unknown", served_on=TODAY)
    letter, other = sent(case, by), sent(make_letter_case(by=by, tenant=tenant), by)
    record_postings(by=by, today=TODAY, told={other: POSTED})
    with pytest.raises(ActRefused, match="^Adina Prov, Information.*: Sara Lindh har redan skrivit in"):
        record_postings(by=by, today=TODAY, told={letter: POSTED, other: POSTED})


def test_another_unit_writes_none(case: Case, by: Actor) -> None:
    letter = sent(case, by)
    with pytest.raises(Unseen):
        record_postings(by=factories.make_actor(unit=factories.MONEY), today=TODAY, told={letter: POSTED})


def test_nothing_chosen_is_said(by: Actor) -> None:
    with pytest.raises(ActRefused, match="Välj minst ett brev"):
        record_postings(by=by, today=TODAY, told={})
