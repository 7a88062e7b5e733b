"""A letter is one unit's: that unit writes it, and nobody else learns that it was sent (OSL 8:2, 26:1)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from kvar import law
from kvar.casework import access, facts, layers, queued
from kvar.casework.access import Actor, letter_for, letters_visible_to
from kvar.casework.casefile import case_file, papers
from kvar.casework.casefile.entries import entries_visible_to
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.facts import facts_of, with_everything
from kvar.casework.households import protect_person
from kvar.casework.layers import units_with_own_facts
from kvar.casework.letters import issuing
from kvar.casework.letters.facts import letter_facts
from kvar.casework.letters.words import Chosen
from kvar.casework.letters.writing import unit_writing
from kvar.casework.money.undertaking_letter import send_letter
from kvar.casework.post import proving, queueing
from kvar.casework.post.proving import PostedTold, record_postings
from kvar.casework.post.queueing import has_post, put_in_post, queue_of, queue_shown, take_out
from kvar.casework.post.sending import send_at_once
from kvar.casework.post.stacking import print_post
from kvar.casework.post.stacks import stack_for, stacks_of
from kvar.casework.steps.notes import answer_question
from kvar.content.load import load
from kvar.records.models import Case, Letter, Posting, QueuedLetter, Told
from tests import factories
from tests.factories import ADULT, CHILDREN, MONEY, TODAY
from tests.factories_post import LETTER, make_queued, put

pytestmark = pytest.mark.django_db
CHILD, REPORTER = "brev_barn", "svar_anmalare"
TO = ("Skolan", "Box 1", "417 00 Göteborg")
ANSWER = {"anmald_dag": TODAY, "besluts_dag": TODAY, "beslut": "Vi har inlett en utredning."}
KINDS = {"letter", "post", "posting"}


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh", phone="031-000 00 00")


@pytest.fixture
def amir() -> Actor:
    return factories.make_actor(name="Amir Said", unit=CHILDREN, phone="031-000 00 07")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_family(by=by, tenant=factories.make_person_told(served_on=TODAY))


def to_reporter(**fields: Any) -> Chosen:
    return Chosen(**({"to": TO, "typed": ANSWER} | fields))


def send(case: Case, by: Actor, **fields: Any) -> Letter:
    told = {"letter": REPORTER, "channel": "secure_mail", "chosen": to_reporter()} | fields
    return send_at_once(case=case, by=by, today=TODAY, **told)


def wait(case: Case, by: Actor) -> QueuedLetter:
    return put(case, by=by, letter=REPORTER, to=TO, typed=ANSWER)


def read(case: Case) -> Case:
    return with_everything(Case.objects.filter(pk=case.pk)).get()


def kinds_read_by(actor: Actor, case: Case) -> set[str]:
    return KINDS & set(entries_visible_to(actor, case).values_list("kind", flat=True))


def test_the_letters_say_whose_they_are() -> None:
    own = {letter.id: unit_writing(letter) for letter in load().letters.values() if letter.written_by}
    assert {id for id, unit in own.items() if unit == CHILDREN} == {CHILD, "brev_ungdom", REPORTER}
    assert {id for id, unit in own.items() if unit == MONEY} == {one for one in own if one.startswith("atagande_")}
    assert unit_writing(load().letters[LETTER]) == ADULT


@pytest.mark.parametrize("act", [issuing.issue_letter, send_letter, send_at_once, put_in_post])
def test_another_unit_sends_it_by_no_act(act: Callable[..., Any], case: Case, by: Actor, amir: Actor) -> None:
    told: dict[str, Any] = {"letter": REPORTER, "channel": "post", "chosen": to_reporter(), "today": TODAY}
    with pytest.raises(ActRefused, match="Brevet skrivs av enheten för barn och unga"):
        act(case=case, by=by, **told)
    with pytest.raises(ActRefused, match="Brevet skrivs av vuxenenheten"):
        act(case=case, by=amir, today=TODAY, letter=LETTER, channel="post", chosen=Chosen())
    assert not Letter.objects.exists() and not QueuedLetter.objects.exists()
    assert act(case=case, by=amir, **told)


def test_without_the_check_anybody_would(case: Case, by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The protection switched off."""
    monkeypatch.setattr(issuing, "require_unit", lambda _by, _letter: None)
    assert send(case, by).unit == ADULT


def test_a_unit_without_a_part_in_the_case_sends_nothing(by: Actor, amir: Actor) -> None:
    with pytest.raises(Unseen):
        send(factories.make_case_with_notice(by=by), amir)


def test_only_the_unit_reads_its_letter(case: Case, by: Actor, amir: Actor) -> None:
    letter = send(case, amir)
    assert letter.unit == CHILDREN and letter_for(amir, letter.pk) == letter
    for stranger in (by, factories.make_actor(unit=MONEY)):
        assert not letters_visible_to(stranger).exists() and not case_file(stranger, case, today=TODAY).letters
        with pytest.raises(Unseen):
            letter_for(stranger, letter.pk)
    assert [one.id for one in case_file(amir, case, today=TODAY).letters] == [letter.pk]


def test_every_unit_of_the_case_reads_the_coordinating_units_letter(case: Case, by: Actor, amir: Actor) -> None:
    letter = send(case, by, letter=LETTER, channel="post", chosen=Chosen())
    assert letter_for(amir, letter.pk) == letter and kinds_read_by(amir, case) == {"letter"}


def test_that_it_was_sent_is_a_fact_of_the_units_own_layer(case: Case, amir: Actor) -> None:
    send(case, amir)
    fresh = read(case)
    assert facts_of(fresh).letters_sent == facts_of(fresh, unit=ADULT).letters_sent == ()
    assert facts_of(fresh, unit=CHILDREN).letters_sent == ((REPORTER, TODAY),)
    assert units_with_own_facts(fresh) == {CHILDREN}


@pytest.mark.parametrize("floor", [access, facts, papers])
def test_without_the_layer_it_is_seen(
    floor: Any, case: Case, by: Actor, amir: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protection switched off, at each place that reads letters."""
    letter = send(case, amir)
    monkeypatch.setattr(floor, "letter_units", lambda _unit: (ADULT, CHILDREN))
    seen = {
        access: lambda: letter_for(by, letter.pk),
        facts: lambda: facts_of(read(case)).letters_sent,
        papers: lambda: case_file(by, case, today=TODAY).letters,
    }
    assert seen[floor]()


def test_without_its_own_letters_the_unit_would_have_no_layer(
    case: Case, amir: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(case, amir)
    monkeypatch.setattr(layers, "letter_units", lambda _unit: (ADULT, CHILDREN))
    assert units_with_own_facts(read(case)) == set()


def all_of_it(case: Case, amir: Actor) -> None:
    """Written and waiting, taken out, printed, posted."""
    take_out(case=case, by=amir, today=TODAY, queued=wait(case, amir), because="Vi ringer.")
    wait(case, amir)
    print_post(by=amir, today=TODAY)
    told = PostedTold(way="post", sent_on=TODAY)
    record_postings(by=amir, today=TODAY, told={Letter.objects.get(): told})


def test_the_journal_of_it_is_the_units_own(case: Case, by: Actor, amir: Actor) -> None:
    all_of_it(case, amir)
    assert kinds_read_by(by, case) == set() and kinds_read_by(amir, case) == KINDS


@pytest.mark.parametrize(
    "floor, name, off, kind",
    [
        (issuing, "is_shared", lambda _letter: True, "letter"),
        (proving, "is_shared", lambda _letter: True, "posting"),
        (queueing, "ADULT", CHILDREN, "post"),
    ],
)
def test_without_the_layer_its_journal_is_read(
    floor: Any, name: str, off: Any, kind: str, case: Case, by: Actor, amir: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protection switched off."""
    monkeypatch.setattr(floor, name, off)
    all_of_it(case, amir)
    assert kinds_read_by(by, case) == {kind}


def test_each_unit_has_a_queue_and_a_stack_of_its_own(case: Case, by: Actor, amir: Actor) -> None:
    put(case, by=by)
    row = wait(case, amir)
    assert list(queue_of(amir)) == [row] and not queue_of(by).filter(pk=row.pk).exists()
    printed, own = print_post(by=by, today=TODAY).stack, print_post(by=amir, today=TODAY).stack
    assert printed and own and list(stacks_of(by, today=TODAY)) == [printed]
    assert [one.letter for one in stack_for(amir, own.pk).letters] == [REPORTER]
    with pytest.raises(Unseen):
        stack_for(by, own.pk)


def test_only_a_unit_with_letters_that_may_wait_has_todays_post(by: Actor, amir: Actor) -> None:
    assert has_post(by) and has_post(amir) and not has_post(factories.make_actor(unit=MONEY))


def test_how_it_went_is_said_by_the_unit_whose_letter_it_is(case: Case, by: Actor, amir: Actor) -> None:
    """Also of the coordinating unit's, which the others can read."""
    own, shared = send(case, amir, channel="post"), send(case, by, letter=LETTER, channel="post", chosen=Chosen())
    for letter, stranger in ((own, by), (shared, amir)):
        with pytest.raises(Unseen):
            record_postings(by=stranger, today=TODAY, told={letter: PostedTold(way="post", sent_on=TODAY)})
    assert not Posting.objects.exists()


def test_without_the_check_another_unit_would_say_it(
    case: Case, by: Actor, amir: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "require_own", lambda _by, _letter: None)
    letter = send(case, amir, channel="post")
    record_postings(by=by, today=TODAY, told={letter: PostedTold(way="post", sent_on=TODAY)})
    assert Posting.objects.exists()


@pytest.mark.parametrize("on", [True, False])
def test_one_that_a_marking_stops_is_told_of_in_its_own_units_journal(
    on: bool, case: Case, amir: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever marks the household: what waited was another unit's, and she is not told that it did."""
    if not on:
        monkeypatch.setattr(queued, "ADULT", CHILDREN)
    wait(case, amir)
    cleared = {unit: factories.make_actor(cleared=True, unit=unit) for unit in (ADULT, CHILDREN)}
    tenant = case.household.members.get(role="tenant")
    protect_person(case=case, by=cleared[ADULT], today=TODAY, member=tenant)
    assert not QueuedLetter.objects.exists() and Told.objects.get(kind="post_stopped").unit == CHILDREN
    assert kinds_read_by(cleared[ADULT], case) == (set() if on else {"post"})
    assert not on or entries_visible_to(cleared[CHILDREN], case).filter(kind="post", unit=CHILDREN).count() == 2


def test_a_units_own_letter_rests_on_what_the_unit_keeps_to_itself(case: Case, by: Actor, amir: Actor) -> None:
    told: dict[str, Any] = {"question": law.Question.CHILD_INVESTIGATION_OPEN, "yes": True, "note": "", "shared": False}
    answer_question(case=case, by=amir, today=TODAY, source=factories.answer_source(), **told)
    own, others = (
        " ".join(letter_facts(letter=CHILD, case=case, by=who, today=TODAY).hindrances) for who in (amir, by)
    )
    assert "utredning om barnet" not in own and "utredning om barnet" in others


def test_what_another_unit_put_in_the_post_before_is_stopped_with_who_writes_it(case: Case, by: Actor) -> None:
    make_queued(case, by=by)
    QueuedLetter.objects.update(letter=REPORTER)
    assert "skrivs av enheten för barn och unga" in next(iter(queue_shown(by, today=TODAY))).stopped
    assert print_post(by=by, today=TODAY).stack is None and not QueuedLetter.objects.exists()


def test_a_unit_that_sends_its_own_says_nothing_of_it_through_anothers_queue(
    case: Case, by: Actor, amir: Actor
) -> None:
    row = make_queued(case, by=by)
    QueuedLetter.objects.update(letter=REPORTER, chosen=wait(case, amir).chosen)
    send(case, amir)
    assert list(QueuedLetter.objects.all()) == [row] and kinds_read_by(by, case) == set()


def test_what_another_unit_has_written_today_is_not_named(
    case: Case, by: Actor, amir: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two units can have written the same letter, under two editions: neither is told of the other's."""
    send(case, amir, channel="post")
    monkeypatch.setattr(issuing, "require_unit", lambda _by, _letter: None)
    assert wait(case, by) and send(case, by, channel="post")


@pytest.mark.any_database
@pytest.mark.parametrize("said", ["UPDATE records_letter SET unit = 'vuxen'", "DELETE FROM records_letter"])
def test_the_new_column_has_not_opened_the_letters_to_change(said: str, case: Case, amir: Actor) -> None:
    send(case, amir)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(said)


def test_an_undertaking_is_financial_assistances_to_send(case: Case, by: Actor) -> None:
    told: dict[str, Any] = {
        "letter": "atagande_hyresvard",
        "channel": "hand",
        "chosen": Chosen(to=TO),
    }
    with pytest.raises(ActRefused, match="Brevet skrivs av enheten för ekonomiskt bistånd"):
        send_letter(case=case, by=by, today=TODAY, **told)
