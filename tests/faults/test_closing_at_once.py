"""A case is closed in the same second as somebody does something in it: the one or the other, never both."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kvar.casework import access, tracks
from kvar.casework.access import Actor
from kvar.casework.access_table import Act
from kvar.casework.closing.outcomes import close_case
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.intake import linking, moving
from kvar.casework.meetings import mobilising
from kvar.casework.money.promises import PromiseTold, promise_payments
from kvar.casework.owner.owning import take_case
from kvar.casework.steps import notes
from kvar.casework.steps.handovers import hand_over
from kvar.records.models import Case, JournalEntry, Notice, User
from tests import factories
from tests.factories import CHILDREN, MONEY, TODAY
from tests.finishing import finish_own
from tests.harness.threads import at_once

Doing = Callable[..., Any]
PAY = PromiseTold(kind="own_means", payee="Provbostäder AB", amount=785_000, due_on=TODAY)


def _promise(*, case: Case, by: Actor) -> Any:
    return promise_payments(case=case, by=factories.make_actor(unit=MONEY), today=TODAY, told=PAY)


def _assign(*, case: Case, by: Actor) -> Any:
    return tracks.assign_responsible(case=case, by=by, today=TODAY, user=User.objects.get(pk=by.id))


def _visit(*, case: Case, by: Actor) -> Any:
    return factories.make_visit(case, by=by)


def _move(*, case: Case, by: Actor) -> Any:
    return moving.record_move(case=case, by=by, today=TODAY, administration=factories.CENTRUM, moved_on=TODAY)


ACTS: dict[str, Doing] = {
    "hand_over": partial(hand_over, today=TODAY, unit=CHILDREN),
    "take": partial(take_case, today=TODAY),
    "note": partial(notes.write_note, today=TODAY, text="Vi ringde."),
    "mobilise": partial(
        mobilising.say_mobilised, today=TODAY, partner="debt_advice", state="contacted", note="", version=0
    ),
    "promise": _promise,
    "assign": _assign,
    "visit": _visit,
    "move": _move,
}


def may_close(by: Actor) -> Case:
    """A case with nothing left that hinders closing."""
    case = factories.make_case_in_follow_up(by=by)
    factories.finish_others(case, today=TODAY)
    finish_own(case, by=by)
    return case


def read(case: Case) -> Case:
    """The case as a page of its own has read it."""
    return Case.objects.select_related("household__dwelling__landlord").get(pk=case.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_what_is_done_in_a_case_that_was_closed_after_the_page_was_read_is_refused(act: str) -> None:
    by = factories.make_actor()
    case = may_close(by)
    stale = read(case)
    close_case(case=case, by=by, today=TODAY, note="Klart.")
    written = JournalEntry.objects.filter(case=case).count()
    with pytest.raises(Unseen):
        ACTS[act](case=stale, by=by)
    assert JournalEntry.objects.filter(case=case).count() == written


@pytest.mark.parametrize("act", ACTS)
def test_closing_and_doing_at_once_leave_one_of_them(act: str, committed_db: None) -> None:
    by = factories.make_actor()
    case = may_close(by)
    results = at_once(
        partial(close_case, case=read(case), by=by, today=TODAY, note="Klart."),
        partial(ACTS[act], case=read(case), by=by),
    )
    assert all(not isinstance(one, Exception) or isinstance(one, ActRefused | Unseen) for one in results), results
    case.refresh_from_db()
    entries = list(JournalEntry.objects.filter(case=case).order_by("entered_at", "pk").values_list("kind", flat=True))
    if not isinstance(results[0], Exception):
        assert case.closed_on == TODAY
        assert isinstance(results[1], Unseen) or entries[-1] == "closed", "nothing is written after the last entry"


def test_two_close_the_same_case(committed_db: None) -> None:
    by, colleague = factories.make_actor(), factories.make_actor()
    case = may_close(by)
    results = at_once(
        *(partial(close_case, case=read(case), by=one, today=TODAY, note="Klart.") for one in (by, colleague))
    )
    assert sum(isinstance(one, Unseen) for one in results) == 1
    assert JournalEntry.objects.filter(case=case, kind="closed").count() == 1


@pytest.mark.django_db
def test_an_act_holds_the_case_and_reads_it_anew() -> None:
    """The protection itself: without the lock in ``require`` two acts in one case run beside each other."""
    by = factories.make_actor(cleared=True)
    case = read(factories.make_case_with_notice(by=by))
    Case.objects.filter(pk=case.pk).update(cause="disturbance")
    type(case.household)._default_manager.filter(pk=case.household_id).update(protected=True)
    with CaptureQueriesContext(connection) as asked:
        access.require(by, Act.WRITE_NOTE, case)
    assert (case.cause, case.household.protected) == ("disturbance", True)
    if connection.vendor == "postgresql":
        assert any("FOR NO KEY UPDATE" in one["sql"] for one in asked.captured_queries)


def test_two_move_papers_between_the_same_two_cases_in_opposite_directions(committed_db: None) -> None:
    """Both want both cases. They take them in one order, so that neither waits for the other for ever."""
    by, colleague = factories.make_actor(), factories.make_actor()
    one, other = (factories.make_case_with_notice(by=by) for _ in range(2))
    papers = [Notice.objects.select_related("case__household").get(case=case) for case in (one, other)]
    move = partial(linking.link_notice, today=TODAY)
    results = at_once(
        partial(move, notice=papers[0], case=read(other), by=by),
        partial(move, notice=papers[1], case=read(one), by=colleague),
    )
    assert results == [None, None]


def test_two_acts_in_cases_that_rest_on_each_other(committed_db: None) -> None:
    """The same person in two cases: each act writes the other's open steps anew as well."""
    by, colleague = factories.make_actor(), factories.make_actor()
    tenant = factories.make_person_told(name="Nora Provin")
    cases = [factories.make_case_with_notice(by=by, tenant=tenant) for _ in range(2)]
    results = at_once(
        *(
            partial(factories.make_notice, by=who, case=read(case))
            for who, case in zip((by, colleague), cases, strict=True)
        )
    )
    assert not [one for one in results if isinstance(one, Exception)], results
