"""A rule about contact that forbids a letter's way takes it out of today's post at once; any other rule leaves it."""

from typing import Any

import pytest

from kvar.casework.access import Actor
from kvar.casework.post import forbidding
from kvar.casework.post.forbidding import ask_and_stop
from kvar.casework.post.stacking import print_post
from kvar.records.models import Case, JournalText, QueuedLetter, SafeContact, Told
from tests import factories
from tests.factories import TODAY
from tests.factories_post import make_letter_case, put

pytestmark = pytest.mark.django_db
ELSEWHERE = {"rule": "post_only_to", "value": "Box 7, 417 00 Göteborg"}


def ask(case: Case, by: Actor, role: str = "tenant", **rule: Any) -> SafeContact:
    member = case.household.members.get(role=role)
    return ask_and_stop(case=case, by=by, today=TODAY, member=member, **(ELSEWHERE | rule))


@pytest.mark.parametrize("rule", [ELSEWHERE, {"rule": "no_shared_mailbox", "value": ""}])
def test_it_is_taken_out_at_once_and_whoever_put_it_there_is_told(case: Case, by: Actor, rule: dict[str, str]) -> None:
    put(case, by=by)
    ask(case, factories.make_actor(name="Amir Prov"), **rule)
    assert not QueuedLetter.objects.exists()
    assert Told.objects.get(kind="post_stopped").to_id == by.id
    [said] = JournalText.objects.filter(entry__case=case, text__startswith="Taget ur dagens post")
    assert "Lämna brevet på ett annat sätt, för det här gäller Maria Lindqvist" in said.text
    assert print_post(by=by, today=TODAY).stack is None


@pytest.mark.parametrize(
    "rule",
    [
        {"rule": "not_number", "value": "031-000 00 01"},
        {"rule": "no_message", "value": ""},
        {"rule": "post_only_to", "value": "Provgatan 12, 417 00 Göteborg"},
    ],
)
def test_a_rule_that_does_not_touch_the_way_leaves_it(case: Case, by: Actor, rule: dict[str, str]) -> None:
    put(case, by=by)
    ask(case, by, **rule)
    assert QueuedLetter.objects.count() == 1 and not Told.objects.filter(kind="post_stopped").exists()


def test_the_rule_of_somebody_whom_the_letter_is_not_to_leaves_it(case: Case, by: Actor) -> None:
    factories.add_child(case, by=by, name="Omar Prov")
    put(case, by=by)
    ask(case, by, role="child")
    assert QueuedLetter.objects.count() == 1


def test_it_is_taken_out_of_every_case_of_the_household_and_of_no_other(case: Case, by: Actor) -> None:
    beside, stranger = make_letter_case(by=by, sender_name="Andra Huset AB"), make_letter_case(by=by)
    Case.objects.filter(pk=beside.pk).update(household=case.household)
    for one in (case, Case.objects.get(pk=beside.pk), stranger):
        put(one, by=by)
    ask(case, by)
    assert QueuedLetter.objects.get().case == stranger


def test_the_cases_are_held_while_it_happens(case: Case, by: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is put in meanwhile."""
    held: list[Case] = []
    monkeypatch.setattr(forbidding, "hold_with_beside", held.append)
    ask(case, by)
    assert held == [case]


def test_without_the_rule_of_the_post_it_would_still_wait(
    case: Case, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protection switched off: the printer still says no."""
    put(case, by=by)
    monkeypatch.setattr(forbidding, "_stop_forbidden", lambda *_args, **_kwargs: None)
    ask(case, by)
    assert QueuedLetter.objects.exists()
    assert "på ett annat sätt" in print_post(by=by, today=TODAY).stopped[0]
