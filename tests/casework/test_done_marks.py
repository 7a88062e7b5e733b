"""A unit's done-mark is about what was there when it was made: what comes after opens its part again."""

from datetime import timedelta

import pytest

from kvar.casework.access import Actor, actor_of
from kvar.casework.closing.hindrances import hindrances_of
from kvar.casework.intake.linking import link_notice
from kvar.casework.steps.handovers import accept_handover, hand_over
from kvar.casework.steps.notes import write_note
from kvar.casework.tracks import assign_responsible, finish_track
from kvar.content.load import load
from kvar.records.models import Case, JournalEntry, Notice, Told, Track, User
from tests import factories
from tests.factories import CHILDREN, MONEY, TODAY
from tests.finishing import do_by_law

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=9)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def amir() -> Actor:
    return factories.make_actor(unit=CHILDREN, name="Amir Said")


@pytest.fixture
def case(by: Actor, amir: Actor) -> Case:
    """A family's case where the children's unit has said that it is done."""
    case = factories.make_family(by=by)
    finish(case, amir)
    return case


def finish(case: Case, by: Actor) -> None:
    do_by_law(case, by=by)
    assign_responsible(case=case, by=by, today=TODAY, user=User.objects.get(pk=by.id))
    finish_track(case=case, by=by, today=TODAY, note="Barnen har det bra.")


def is_done(case: Case, unit: str = CHILDREN) -> bool:
    return Track.objects.get(case=case, unit=unit).done_on is not None


def traces(case: Case) -> list[str]:
    rows = JournalEntry.objects.filter(case=case, kind="track_resumed", shared=True)
    return [row.words.text for row in rows.select_related("words").order_by("entered_at", "pk")]


def test_a_new_paper_opens_the_part_of_a_unit_that_was_done(case: Case, by: Actor) -> None:
    # Given a unit that is done. When another paper comes to the case:
    assert is_done(case)
    factories.make_notice(by=by, case=case, today=LATER)
    # Then its part is open again, and the case does not close over its head,
    label = load().organisation.unit(CHILDREN).label.capitalize()
    assert not is_done(case)
    assert any(label in one.sentence for one in hindrances_of(case, today=LATER))
    # the whole unit is told, once,
    told = Told.objects.get(kind="open_again")
    assert (told.unit, told.to, told.case, told.day) == (CHILDREN, None, case, LATER)
    # and the journal says what was and why it no longer holds; the earlier mark stands there too.
    words = "var klar söndag 22 november 2026. Det gäller inte längre, för en underrättelse har kommit."
    assert traces(case) == [f"{label} {words}"]
    assert JournalEntry.objects.filter(case=case, kind="track_done").count() == 1


def test_a_unit_may_say_again_that_it_is_done_and_is_then_told_anew(case: Case, by: Actor, amir: Actor) -> None:
    factories.make_notice(by=by, case=case, today=LATER)
    do_by_law(case, by=amir, today=LATER)
    finish_track(case=case, by=amir, today=LATER, note="Inget nytt om barnen.")
    assert is_done(case)
    factories.make_notice(by=by, case=case, today=LATER + timedelta(days=1))
    assert not is_done(case) and Told.objects.filter(kind="open_again").count() == 2


def test_a_paper_that_is_moved_here_opens_it_and_the_same_debt_told_of_twice_does_not(case: Case, by: Actor) -> None:
    first, elsewhere = Notice.objects.get(case=case), factories.make_notice(by=by)
    link_notice(notice=first, case=case, by=by, today=LATER)
    assert is_done(case)
    link_notice(notice=elsewhere, case=case, by=by, today=LATER)
    assert not is_done(case)


def test_a_child_that_is_added_opens_it(case: Case, by: Actor) -> None:
    factories.add_child(case, by=by, today=LATER, name="Barn 2")
    assert not is_done(case) and "ett barn har kommit till i hushållet" in traces(case)[0]


def test_a_hand_over_opens_the_part_of_whoever_received_it(case: Case, by: Actor, amir: Actor) -> None:
    # Given two units that are done.
    jonas = factories.make_actor(unit=MONEY)
    accept_handover(handover=hand_over(case=case, by=by, today=TODAY, unit=MONEY), by=jonas, today=TODAY)
    finish(case, jonas)
    # When one of them receives a hand-over, then its part is open, and the other's is not.
    handover = hand_over(case=case, by=by, today=LATER, unit=CHILDREN, message="En sak till.")
    assert is_done(case)
    accept_handover(handover=handover, by=amir, today=LATER)
    assert not is_done(case) and is_done(case, MONEY)


def test_other_work_in_the_case_leaves_the_mark(case: Case, by: Actor, amir: Actor) -> None:
    write_note(case=case, by=by, today=LATER, text="Ringde hyresvärden.", shared=True)
    eva = factories.make_user(unit=CHILDREN, name="Eva Holm")
    handover = hand_over(case=case, by=amir, today=LATER, unit=CHILDREN, user=eva, message="Jag går på ledighet.")
    accept_handover(handover=handover, by=actor_of(eva), today=LATER)
    assert is_done(case) and not traces(case)
