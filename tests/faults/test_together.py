"""Two people in the same second: one is first, the other is told who was, and nothing is lost. On both databases."""

from typing import Any

import pytest

from kvar.casework.access import Actor
from kvar.casework.closing.after_closing import add_child_after_closing
from kvar.casework.errors import ActRefused, SavedByOther
from kvar.casework.owner.owning import take_case
from kvar.casework.sharing import share_entry
from kvar.casework.steps.completing import complete_step
from kvar.casework.steps.corrections import correct_fact
from kvar.casework.steps.handovers import accept_handover, hand_over, refuse_handover
from kvar.casework.tracks import finish_track, receive_case
from kvar.records.models import Case, Handover, JournalEntry, Member, Notice, StandingStep, Track
from tests import factories
from tests.factories import CHILDREN, TODAY
from tests.harness.threads import at_once


def two(unit: str = factories.ADULT) -> tuple[Actor, Actor]:
    return factories.make_actor(unit=unit, name="Ada Ek"), factories.make_actor(unit=unit, name="Bo Alm")


def refused(results: list[Any]) -> list[ActRefused]:
    """The losers. Everything else must have gone well."""
    errors = [one for one in results if isinstance(one, Exception)]
    assert all(isinstance(one, ActRefused) for one in errors), errors
    return errors


@pytest.fixture
def pair(committed_db: None) -> tuple[Actor, Actor]:
    return two()


@pytest.fixture
def case(pair: tuple[Actor, Actor]) -> Case:
    return factories.make_family(by=pair[0])


def test_two_take_the_same_case(case: Case, pair: tuple[Actor, Actor]) -> None:
    (loser,) = refused(at_once(*(lambda by=by: take_case(case=case, by=by, today=TODAY) for by in pair)))
    owner = Track.objects.get(case=case, unit=factories.ADULT).responsible
    assert owner and owner.name in loser.sentence
    assert JournalEntry.objects.filter(case=case, kind="responsible").count() == 1


def test_two_close_the_same_step(case: Case, pair: tuple[Actor, Actor]) -> None:
    key: dict[str, Any] = {"step": "H08", "subject": "case"}
    results = at_once(*(lambda by=by: complete_step(case=case, by=by, today=TODAY, **key) for by in pair))
    (loser,) = refused(results)
    assert "redan" in loser.sentence
    assert StandingStep.objects.filter(case=case, step="H08").count() == 1


def test_two_edit_the_same_field(case: Case, pair: tuple[Actor, Actor]) -> None:
    notice = Notice.objects.get(case=case)
    told: dict[str, Any] = {"fact": "amount", "object_id": notice.pk, "version": notice.version, "reason": "Kvitto."}

    def correct(by: Actor, new: int) -> JournalEntry:
        return correct_fact(case=case, by=by, today=TODAY, new=new, **told)

    results = at_once(lambda: correct(pair[0], 100_000), lambda: correct(pair[1], 200_000))
    (loser,) = refused(results)
    assert isinstance(loser, SavedByOther)
    assert Notice.objects.get(pk=notice.pk).amount in (100_000, 200_000)


def test_two_hand_over_the_same_case(case: Case, pair: tuple[Actor, Actor]) -> None:
    results = at_once(*(lambda by=by: hand_over(case=case, by=by, today=TODAY, unit=CHILDREN) for by in pair))
    assert len(refused(results)) == 1
    assert Handover.objects.filter(case=case).count() == 1


def test_one_receives_and_one_refuses(case: Case, pair: tuple[Actor, Actor]) -> None:
    handover = hand_over(case=case, by=pair[0], today=TODAY, unit=CHILDREN)
    amir, lo = two(CHILDREN)
    results = at_once(
        lambda: accept_handover(handover=Handover.objects.get(pk=handover.pk), by=amir, today=TODAY),
        lambda: refuse_handover(
            handover=Handover.objects.get(pk=handover.pk), by=lo, today=TODAY, refusal="known_already"
        ),
    )
    (loser,) = refused(results)
    assert "har redan svarat" in loser.sentence
    standing = StandingStep.objects.filter(case=case, step="H07").exists()
    assert standing == (Handover.objects.get(pk=handover.pk).answer == "accepted")


@pytest.mark.parametrize("act", ["receive", "finish"])
def test_two_say_the_same_of_their_unit(act: str, case: Case) -> None:
    ways = {
        "receive": lambda by: receive_case(case=case, by=by, today=TODAY),
        "finish": lambda by: finish_track(case=case, by=by, today=TODAY, note="Klart."),
    }
    results = at_once(*(lambda by=by: ways[act](by) for by in two(CHILDREN)))
    assert len(refused(results)) == 1
    assert JournalEntry.objects.filter(case=case, kind__in=["received", "track_done"]).count() == 1


def test_two_share_the_same_entry(case: Case) -> None:
    amir, lo = two(CHILDREN)
    own = factories.notes.write_note(case=case, by=amir, today=TODAY, text="Vårt.", shared=False)
    results = at_once(
        *(lambda by=by: share_entry(case=case, by=by, today=TODAY, entry=own, reason="Behövs.") for by in (amir, lo))
    )
    assert len(refused(results)) == 1
    assert JournalEntry.objects.filter(case=case, kind="shared").count() == 1


def test_a_child_is_added_while_the_case_is_being_opened(pair: tuple[Actor, Actor]) -> None:
    case = factories.make_closed_case(by=pair[0])
    told: dict[str, Any] = {"told": factories.make_person_told(name="Barn 1"), "said": {}, "source": "tenant"}
    results = at_once(
        *(
            lambda by=by: add_child_after_closing(case=Case.objects.get(pk=case.pk), by=by, today=TODAY, **told)
            for by in pair
        )
    )
    (loser,) = refused(results)
    assert "öppet" in loser.sentence
    case.refresh_from_db()
    assert case.closed_on is None and Member.objects.filter(household=case.household, role="child").count() == 1


@pytest.mark.django_db
def test_somebody_alone_is_refused_nothing() -> None:
    """The control: what the tests above refuse, they refuse because two were at it."""
    by, _other = two()
    case = factories.make_family(by=by)
    take_case(case=case, by=by, today=TODAY)
    handover = hand_over(case=case, by=by, today=TODAY, unit=CHILDREN)
    amir, _lo = two(CHILDREN)
    accept_handover(handover=handover, by=amir, today=TODAY)
    finish_track(case=case, by=amir, today=TODAY, note="Klart.")
    assert refused([]) == []
