"""Completing, skipping and withdrawing a step: what stands, what the journal says, and who is refused."""

import threading
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection

from kvar import law
from kvar.casework.access import Actor, actor_of
from kvar.casework.errors import ActRefused
from kvar.casework.plans import plan_of
from kvar.casework.steps.completing import complete_step, skip_step, withdraw_step
from kvar.records.models import Case, JournalEntry, OpenStep, StandingStep, User
from tests import factories
from tests.factories import TODAY

db = pytest.mark.django_db


def open_item(case: Case, *, unit: str = factories.ADULT) -> law.PlanItem:
    """An open step of the unit that somebody ticks."""
    items = plan_of(case).items
    return next(
        i for i in items if i.step.unit == unit and not (i.step.done_when or i.step.hands_to) and law.is_open(i)
    )


def key(item: law.PlanItem) -> dict[str, object]:
    return {"step": item.step.id, "subject": item.subject, "round": item.round}


@pytest.fixture
def by(db: None) -> Actor:
    return factories.make_actor()


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def test_a_completed_step_stands_leaves_the_list_and_is_in_the_journal_as_shown(case: Case, by: Actor) -> None:
    item = open_item(case)
    entry = complete_step(case=case, by=by, today=TODAY, **key(item), note="Ringde värden.")
    assert StandingStep.objects.get(case=case, step=item.step.id).state == "done"
    assert not OpenStep.objects.filter(case=case, step=item.step.id, subject=item.subject).exists()
    shown = entry.words.shown
    assert (shown["title"], shown["due"]) == (item.step.title, item.due.isoformat() if item.due else None)
    assert shown["edition"] and "Ringde värden." in entry.words.text


def test_the_second_of_two_is_told_who_was_first(case: Case, by: Actor) -> None:
    item = open_item(case)
    complete_step(case=case, by=by, today=TODAY, **key(item))
    other = factories.make_actor(name="Amir Said")
    with pytest.raises(ActRefused, match=by.name):
        complete_step(case=case, by=other, today=TODAY, **key(item))


def test_a_step_that_is_not_in_the_plan_is_refused(case: Case, by: Actor) -> None:
    with pytest.raises(ActRefused, match="finns inte i planen"):
        complete_step(case=case, by=by, today=TODAY, step="H99", subject="case")


def test_nobody_ticks_what_the_system_already_knows(case: Case, by: Actor) -> None:
    item = next(i for i in plan_of(case).items if i.step.done_when and law.is_open(i))
    with pytest.raises(ActRefused, match="av sig självt"):
        complete_step(case=case, by=by, today=TODAY, **key(item))


def test_another_units_step_is_refused_with_the_units_name(case: Case, by: Actor) -> None:
    by_money = factories.make_actor(unit=factories.MONEY)
    with pytest.raises(ActRefused, match="görs av"):
        complete_step(case=case, by=by_money, today=TODAY, **key(open_item(case)))


def test_a_skip_needs_a_reason_and_falls_when_the_facts_change(case: Case, by: Actor) -> None:
    notice = case.notices.get()
    item = next(i for i in plan_of(case).items if i.due and not i.step.done_when and i.step.unit == by.unit)
    with pytest.raises(ActRefused, match="varför"):
        skip_step(case=case, by=by, today=TODAY, **key(item), reason=" ")
    skip_step(case=case, by=by, today=TODAY, **key(item), reason="Har redan gjorts av hyresvärden.")
    assert not OpenStep.objects.filter(case=case, step=item.step.id).exists()
    StandingStep.objects.filter(case=case, step=item.step.id).update(rests_on="other facts")
    again = next(i for i in plan_of(case).items if i.step.id == item.step.id)
    assert law.is_open(again) and notice
    complete_step(case=case, by=by, today=TODAY, **key(again))
    assert StandingStep.objects.get(case=case, step=item.step.id).state == "done"


@pytest.fixture
def told_of_a_time(by: Actor) -> Case:
    """Kronofogden has set a time: some steps are for a lead to leave out, and one is for nobody."""
    at_ten = datetime.combine(TODAY, time(10), UTC) + timedelta(days=30)
    return factories.make_case_with_notice(by=by, ground=law.Ground.ENFORCEMENT, eviction_at=at_ten)


def skip(case: Case, step: str, by: Actor) -> None:
    item = next(i for i in plan_of(case).items if i.step.id == step)
    skip_step(case=case, by=by, today=TODAY, **key(item), reason="Behövs inte.")


def test_nobody_skips_what_the_law_wants_the_same_day(told_of_a_time: Case, by: Actor) -> None:
    for role in (by, factories.make_actor(role="team_lead"), factories.make_actor(role="unit_head")):
        with pytest.raises(ActRefused, match="krävs av lag"):
            skip(told_of_a_time, "K02", role)


def test_some_steps_only_a_lead_may_leave_out(told_of_a_time: Case, by: Actor) -> None:
    with pytest.raises(ActRefused, match="1:e socialsekreterare"):
        skip(told_of_a_time, "K15", by)
    skip(told_of_a_time, "K15", factories.make_actor(role="team_lead"))
    assert StandingStep.objects.get(case=told_of_a_time, step="K15").state == "skipped"


def test_withdrawing_opens_the_step_and_the_entry_points_at_the_old_one(case: Case, by: Actor) -> None:
    item = open_item(case)
    done = complete_step(case=case, by=by, today=TODAY, **key(item))
    undone = withdraw_step(case=case, by=by, today=TODAY, **key(item), reason="Fel ärende.")
    assert undone.withdraws_id == done.pk
    assert OpenStep.objects.filter(case=case, step=item.step.id, subject=item.subject).exists()
    with pytest.raises(ActRefused):
        withdraw_step(case=case, by=by, today=TODAY, **key(item))


def test_two_workers_at_the_same_moment_leave_one_standing_row_and_one_entry(committed_db: None) -> None:
    """Real threads, real commits: the unconditional key decides, and the loser is refused kindly."""
    by = factories.make_actor(name="Sara Lindh")
    case = factories.make_case_with_notice(by=by)
    item, answers, start = open_item(case), [], threading.Barrier(2)
    users = [User.objects.get(pk=by.id), factories.make_user(name="Amir Said")]

    def complete(user: User) -> None:
        start.wait()
        try:
            complete_step(case=Case.objects.get(pk=case.pk), by=actor_of(user), today=TODAY, **key(item))
            answers.append("done")
        except ActRefused as refused:
            answers.append(refused.sentence)
        finally:
            connection.close()

    threads = [threading.Thread(target=complete, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers)[-1] == "done" and len(answers) == 2
    assert any("har redan gjort klart" in answer or "redan klart" in answer for answer in answers)
    assert StandingStep.objects.filter(case=case, step=item.step.id).count() == 1
    assert JournalEntry.objects.filter(case=case, kind="step").count() == 1
