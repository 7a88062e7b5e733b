"""What goes between two units of a case is for the two; a third one, and one that has left, reads nothing of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kvar.casework.access import Actor, cases_visible_to
from kvar.casework.casefile.entries import entries_visible_to
from kvar.casework.closing.hindrances import hindrances_of
from kvar.casework.errors import Unseen
from kvar.casework.steps.completing import complete_step
from kvar.casework.steps.handovers import accept_handover, hand_over, handover_for, refuse_handover, take_back_handover
from kvar.casework.steps.notes import write_note
from kvar.records.models import Case, Handover, OpenStep, StandingStep, Track, User
from tests import factories
from tests.factories import CHILDREN, MONEY, TODAY

pytestmark = pytest.mark.django_db
SECRET = "Mamman mår dåligt"


@pytest.fixture
def by() -> Actor:
    return factories.make_actor()


@pytest.fixture
def amir() -> Actor:
    return factories.make_actor(unit=CHILDREN, name="Amir Said")


@pytest.fixture
def jonas() -> Actor:
    return factories.make_actor(unit=MONEY, name="Jonas Ek")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_family(by=by)


def read(actor: Actor, case: Case) -> str:
    """The journal, the case page and the page of the units, as one of the unit reads them."""
    client = Client()
    client.force_login(User.objects.get(pk=actor.id))
    pages = [client.get(reverse(name, args=[case.pk])).content.decode() for name in ("case:page", "tracks:page")]
    return " ".join([*(entry.words.text for entry in entries_visible_to(actor, case)), *pages])


def test_a_third_unit_reads_nothing_of_a_hand_over(case: Case, by: Actor, amir: Actor, jonas: Actor) -> None:
    """Given a hand-over with a message and an answer / when a third unit looks / then neither is there for it."""
    handover = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN, message=SECRET)
    accept_handover(handover=handover, by=amir, today=TODAY, note=f"{SECRET} sedan länge")
    assert handover_for(by, case, handover.pk).message == handover_for(amir, case, handover.pk).message == SECRET
    assert SECRET in read(by, case) and SECRET in read(amir, case)
    assert SECRET not in read(jonas, case)
    with pytest.raises(Unseen):
        handover_for(jonas, case, handover.pk)


def test_the_note_of_a_step_that_hands_over_is_the_message(case: Case, by: Actor, amir: Actor, jonas: Actor) -> None:
    complete_step(case=case, by=by, today=TODAY, step="H07", subject="case", note=SECRET)
    assert Handover.objects.get(case=case).message == SECRET and SECRET in read(by, case)
    assert not StandingStep.objects.filter(reason__contains=SECRET).exists() and SECRET not in read(jonas, case)


def test_why_it_is_refused_or_taken_back_is_for_the_two(case: Case, by: Actor, amir: Actor, jonas: Actor) -> None:
    first = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    refuse_handover(handover=first, by=amir, today=TODAY, refusal="incomplete", note=SECRET)
    second = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    take_back_handover(handover=second, by=by, today=TODAY, note=SECRET)
    assert SECRET not in read(jonas, case) and handover_for(by, case, first.pk).answer_note == SECRET


@pytest.fixture
def alone(by: Actor) -> Case:
    """A case with the adult unit alone in it."""
    case = factories.make_case_with_notice(by=by)
    OpenStep.objects.filter(case=case, unit=CHILDREN).delete()
    Track.objects.filter(case=case, unit=CHILDREN).delete()
    return case


def answers(handover: Handover, by: Actor, amir: Actor) -> dict[str, Any]:
    return {
        "refused": lambda: refuse_handover(handover=handover, by=amir, today=TODAY, refusal="wrong_unit"),
        "taken back": lambda: take_back_handover(handover=handover, by=by, today=TODAY, note="Fel ärende."),
    }


@pytest.mark.parametrize("how", ["refused", "taken back"])
def test_a_unit_that_only_a_hand_over_let_in_leaves_with_it(alone: Case, by: Actor, amir: Actor, how: str) -> None:
    """Given a unit with nothing to do in a case / when the hand-over comes back / then the case is not there for it."""
    handover = hand_over(case=alone, by=by, today=TODAY, unit=CHILDREN, message=SECRET)
    assert cases_visible_to(amir).filter(pk=alone.pk).exists()
    answers(handover, by, amir)[how]()
    assert not cases_visible_to(amir).filter(pk=alone.pk).exists()


def test_a_unit_that_was_there_before_stays(case: Case, by: Actor, amir: Actor) -> None:
    handover = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    answers(handover, by, amir)["refused"]()
    assert cases_visible_to(amir).filter(pk=case.pk).exists()


def test_a_unit_that_has_begun_keeps_what_it_has_written(alone: Case, by: Actor, amir: Actor) -> None:
    handover = hand_over(case=alone, by=by, today=TODAY, unit=CHILDREN)
    write_note(case=alone, by=amir, today=TODAY, text="Vi har träffat barnet.", shared=False)
    answers(handover, by, amir)["taken back"]()
    assert cases_visible_to(amir).filter(pk=alone.pk).exists()


def test_whoever_says_no_comes_to_the_own_day(alone: Case, by: Actor, amir: Actor) -> None:
    handover = hand_over(case=alone, by=by, today=TODAY, unit=CHILDREN)
    client = Client()
    client.force_login(User.objects.get(pk=amir.id))
    address = reverse("tracks:handover", args=[alone.pk, handover.pk])
    answer = client.post(address, {"action": "refuse", "refusal": "wrong_unit", "note": ""}, follow=True)
    assert answer.status_code == 200 and answer.redirect_chain == [(reverse("worklist:my_day"), 303)]


def test_what_hinders_closing_leads_where_the_coordinator_may_go(by: Actor, amir: Actor, jonas: Actor) -> None:
    """Given a hand-over between two other units / when the adult unit would close / then it says so, and no more."""
    case = factories.make_case_in_follow_up(by=by)
    Track.objects.get_or_create(case=case, unit=CHILDREN)
    hand_over(case=case, by=jonas, today=TODAY, unit=CHILDREN, message=SECRET)
    told = [one for one in hindrances_of(case, today=TODAY) if "överlämning" in one.sentence.lower()]
    assert [one.route for one in told] == ["tracks:page"]
