"""Not now, because: until a day or until something comes, never past a legal day, kept and counted."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kvar import law
from kvar.casework.access import Actor
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.plans import plan_of
from kvar.casework.postponing import last_day_to_wait, may_wait, postpone_step, postponements_of
from kvar.casework.steps import notes
from kvar.casework.steps.completing import complete_step, withdraw_step
from kvar.content.load import load
from kvar.records.models import AppendOnlyError, Case, JournalEntry, OpenStep, Postponement, StandingStep
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
BECAUSE = load().codes.postpone_reasons[0].id
NEEDS_WORDS = next(reason.id for reason in load().codes.postpone_reasons if reason.needs_words)
EVICTION = datetime(2026, 12, 15, 9, 0, tzinfo=UTC)
SOON = TODAY + timedelta(days=3)


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def waiting_item(case: Case, *, unit: str = factories.ADULT, by_law: bool = False) -> law.PlanItem:
    """An open step of the unit that may wait some days; of those that the law does not set, one that somebody ticks."""
    return next(
        item
        for item in plan_of(case).items
        if law.is_open(item)
        and item.step.unit == unit
        and (item.step.origin is law.Origin.LAW) == by_law
        and may_wait(item.step)
        and (by_law or not item.step.done_when)
        and last_day_to_wait(plan_of(case), item, today=TODAY) >= SOON
    )


def key(item: law.PlanItem) -> dict[str, Any]:
    return {"step": item.step.id, "subject": item.subject, "round": item.round}


def postpone(case: Case, by: Actor, item: law.PlanItem, *, until: date = SOON, **told: Any) -> JournalEntry:
    return postpone_step(case=case, by=by, today=TODAY, **key(item), **({"because": BECAUSE, "until": until} | told))


def state_on(case: Case, item: law.PlanItem, day: date) -> law.State:
    seen = law.seen_on(plan_of(case), day)
    return next(one.state for one in seen if key(one.item) == key(item))


def test_a_postponed_step_leaves_the_list_and_comes_back_by_itself_on_its_day(case: Case, by: Actor) -> None:
    item = waiting_item(case)
    entry = postpone(case, by, item, words="Hyresvärden svarar på onsdag.")
    assert state_on(case, item, TODAY) is law.State.POSTPONED
    assert state_on(case, item, SOON) is not law.State.POSTPONED
    assert OpenStep.objects.get(case=case, **key(item)).appears_on == SOON
    assert "Hyresvärden svarar" in entry.words.text and entry.kind == "step_postponed"


def test_the_reason_that_needs_words_gets_them(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused, match="egna ord"):
        postpone(case, by, waiting_item(case), because=NEEDS_WORDS)


def test_nothing_is_put_off_past_a_legal_day_its_own_or_the_clocks(case: Case, by: Actor) -> None:
    legal, money = waiting_item(case, unit=factories.MONEY, by_law=True), factories.make_actor(unit=factories.MONEY)
    assert legal.due is not None
    last = last_day_to_wait(plan_of(case), legal, today=TODAY)
    assert last <= legal.due
    with pytest.raises(ActRefused, match="kan skjutas upp till"):
        postpone(case, money, legal, until=last + timedelta(days=1))
    clock = plan_of(case).clock
    assert clock is not None
    assert clock.act_by is not None
    local = waiting_item(case)
    limit = TODAY + timedelta(days=load().coordination.owning.postponed_at_most_days)
    assert last_day_to_wait(plan_of(case), local, today=TODAY) == min(clock.act_by, limit)
    with pytest.raises(ActRefused):
        postpone(case, by, local, until=min(clock.act_by, limit) + timedelta(days=1))


def test_a_postponement_falls_when_the_facts_it_rested_on_change(case: Case, by: Actor) -> None:
    item = waiting_item(case)
    postpone(case, by, item)
    row = StandingStep.objects.get(case=case, state="postponed")
    StandingStep.objects.filter(pk=row.pk).update(rests_on="0" * 64)  # as when a fact it rested on was another
    assert state_on(case, item, TODAY) is not law.State.POSTPONED


def test_what_may_never_be_skipped_or_must_be_done_at_once_is_not_put_off(case: Case, by: Actor) -> None:
    factories.make_notice(by=by, case=case, kind="enforcement_time", eviction_at=EVICTION)
    mine = [item for item in plan_of(case).items if law.is_open(item) and item.step.unit == by.unit]
    never = next(item for item in mine if item.step.skip is law.Skip.NEVER)
    at_once = next(item for item in mine if law.due_at_once(item))
    for item in (never, at_once):
        with pytest.raises(ActRefused, match="kan inte skjutas upp"):
            postpone(case, by, item)


def test_a_day_that_has_been_or_is_today_is_no_postponement(case: Case, by: Actor) -> None:
    for until in (TODAY, TODAY - timedelta(days=1)):
        with pytest.raises(ActRefused, match="som kommer"):
            postpone(case, by, waiting_item(case), until=until)


def test_it_ends_earlier_by_itself_when_what_it_waited_for_has_come(case: Case, by: Actor) -> None:
    item = waiting_item(case)
    postpone(case, by, item, awaits="contact")
    notes.record_attempt(case=case, by=by, today=TODAY, on=TODAY, way=factories.contact_way(), reached=False)
    assert StandingStep.objects.filter(case=case, state="postponed").exists()  # nobody was reached
    notes.record_attempt(case=case, by=by, today=TODAY, on=TODAY, way=factories.contact_way(), reached=True)
    assert not StandingStep.objects.filter(case=case, state="postponed").exists()
    row = OpenStep.objects.filter(case=case, **key(item)).first()
    assert row is None or row.appears_on is None or row.appears_on <= TODAY


def test_a_new_paper_ends_what_waited_for_one_and_nothing_else_does(case: Case, by: Actor) -> None:
    postpone(case, by, waiting_item(case), awaits="paper")
    notes.write_note(case=case, by=by, today=TODAY, text="Inget nytt.", shared=True)
    assert StandingStep.objects.filter(case=case, state="postponed").exists()
    factories.make_notice(by=by, case=case)
    assert not StandingStep.objects.filter(case=case, state="postponed").exists()


def test_it_can_be_ended_early_and_done_while_it_waits(case: Case, by: Actor) -> None:
    item = waiting_item(case)
    entry = postpone(case, by, item)
    withdrawn = withdraw_step(case=case, by=by, today=TODAY, **key(item))
    assert withdrawn.withdraws_id == entry.pk
    postpone(case, by, item)
    complete_step(case=case, by=by, today=TODAY, **key(item))
    assert StandingStep.objects.get(case=case, step=item.step.id).state == "done"


def test_the_second_who_puts_it_off_is_told_who_was_first_and_after_its_day_it_may_be_again(
    case: Case, by: Actor
) -> None:
    item = waiting_item(case)
    postpone(case, by, item, until=TODAY + timedelta(days=1))
    with pytest.raises(ActRefused, match="Sara Lindh har redan skjutit upp"):
        postpone(case, factories.make_actor(), item)
    told = {"because": BECAUSE, "until": TODAY + timedelta(days=4)}
    postpone_step(case=case, by=by, today=TODAY + timedelta(days=1), **key(item), **told)


def test_another_units_step_and_an_unseen_case_are_refused(case: Case, by: Actor) -> None:
    item = waiting_item(case)
    with pytest.raises(ActRefused, match="görs av"):
        postpone(case, factories.make_actor(unit=factories.MONEY), item)
    with pytest.raises(Unseen):
        postpone(case, factories.make_actor(administration=factories.CENTRUM), item)


def test_they_are_counted_by_reason_in_the_own_unit_and_the_rows_only_grow(case: Case, by: Actor) -> None:
    postpone(case, by, waiting_item(case))
    counted = {row.because: row.number for row in postponements_of(by, since=TODAY)}
    assert counted == {reason.id: int(reason.id == BECAUSE) for reason in load().codes.postpone_reasons}
    elsewhere = factories.make_actor(unit=factories.MONEY)
    assert all(row.number == 0 for row in postponements_of(elsewhere, since=TODAY))
    with pytest.raises(AppendOnlyError):
        Postponement.objects.get().save()
    with CaptureQueriesContext(connection) as caught:
        postponements_of(by, since=TODAY)
    assert len(caught) == 1
