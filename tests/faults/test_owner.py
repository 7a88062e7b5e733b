"""What must not go wrong when people are ill, in a hurry or gone. Runs on both databases."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client

from kvar import law
from kvar.casework.access import Actor, actor_of
from kvar.casework.errors import ActRefused
from kvar.casework.my_day.worklist import Chips, my_day
from kvar.casework.owner.absences import report_absence
from kvar.casework.owner.duty import Because, who_answers
from kvar.casework.owner.owning import let_go_who_left, let_leave, take_case
from kvar.casework.plans import plan_of
from kvar.casework.postponing import last_day_to_wait, may_wait, postpone_step
from kvar.casework.steps.completing import complete_step
from kvar.casework.time import let_time_work
from kvar.casework.tracks import assign_responsible, finish_track, receive_case
from kvar.content.load import load
from kvar.records.models import Absence, Case, JournalEntry, Postponement, StandingStep, Told, Track, User
from tests import factories
from tests.factories import ADULT, CHILDREN, TODAY
from tests.harness.threads import at_once

EVICTION = datetime(2026, 12, 15, 9, 0, tzinfo=UTC)
MONDAY = TODAY + timedelta(days=1)


def user_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.id)


@pytest.mark.django_db
def test_the_responsible_person_is_ill_on_the_day_of_a_kfm_notice() -> None:
    """The confirmation of the same day stands on the cover's Min dag and is told, not to her sick-bed."""
    sara, eva = factories.make_actor(name="Sara Lindh"), factories.make_actor(name="Eva Berg")
    lead = factories.make_actor(role="team_lead", name="Lena Lind")
    case = factories.make_case_with_notice(by=sara)
    take_case(case=case, by=sara, today=TODAY)
    report_absence(by=lead, today=MONDAY, user=user_of(sara), first_day=MONDAY, last_day=None, cover=user_of(eva))
    notice = factories.make_notice(by=eva, case=case, today=MONDAY, kind="enforcement_time", eviction_at=EVICTION)

    must = [row for row in my_day(eva, today=MONDAY, chips=Chips()).lanes[0].rows if row.case == case]
    assert len(must) == 1 and must[0].by_law and must[0].instead and must[0].who == "Sara Lindh"
    answers = who_answers(case, ADULT, on=MONDAY)
    assert (answers.user, answers.because) == (user_of(eva), Because.COVER)
    let_time_work(today=MONDAY)
    told = {(row.to_id, row.kind) for row in Told.objects.filter(case=case, unit=ADULT)}
    assert (eva.id, "due_today") in told
    assert (lead.id, "due_today") in told
    assert not [kind for to, kind in told if to == sara.id]
    confirmation = next(i for i in plan_of(case).items if i.step.skip is law.Skip.NEVER and i.due == MONDAY)
    assert str(notice.pk) in confirmation.subject or confirmation.subject == "case"
    with pytest.raises(ActRefused, match="kan inte skjutas upp"):
        _postpone(case, eva, confirmation)


@pytest.mark.django_db
def test_the_cover_falls_ill_too_the_same_morning() -> None:
    sara, eva = factories.make_actor(name="Sara Lindh"), factories.make_actor(name="Eva Berg")
    head = factories.make_actor(role="unit_head")
    case = factories.make_case_with_notice(by=sara)
    take_case(case=case, by=sara, today=TODAY)
    factories.make_absence(sara, cover=user_of(eva))
    factories.make_absence(eva)
    assert who_answers(case, ADULT, on=TODAY).user == user_of(head)
    assert any(row.instead for lane in my_day(head, today=TODAY, chips=Chips()).lanes for row in lane.rows)


def test_two_workers_take_the_same_case_in_the_same_second(committed_db: None) -> None:
    first, second = factories.make_actor(name="Sara Lindh"), factories.make_actor(name="Eva Berg")
    case = factories.make_case_with_notice(by=first)
    took = at_once(*(partial(take_case, case=case, by=by, today=TODAY) for by in (first, second)))
    [won] = [one for one in took if isinstance(one, JournalEntry)]
    [lost] = [one for one in took if isinstance(one, ActRefused)]
    owner = Track.objects.get(case=case, unit=ADULT).responsible
    assert owner is not None
    assert won.by_id == owner.pk
    assert f"{owner.name} har redan tagit ärendet" in lost.sentence
    assert JournalEntry.objects.filter(case=case, kind="responsible").count() == 1


def test_one_puts_a_step_off_while_another_finishes_it(committed_db: None) -> None:
    """Both may succeed one after the other; what stands is one row, and nothing finished is put off."""
    first, second = factories.make_actor(name="Sara Lindh"), factories.make_actor(name="Eva Berg")
    case = factories.make_case_with_notice(by=first)
    item = next(i for i in plan_of(case).items if _can_wait(case, i, first))
    key = {"step": item.step.id, "subject": item.subject, "round": item.round}
    made = at_once(
        partial(_postpone, case, first, item),
        partial(complete_step, case=case, by=second, today=TODAY, **key),
    )
    assert all(isinstance(one, JournalEntry | ActRefused) for one in made), made
    assert isinstance(made[1], JournalEntry)
    assert StandingStep.objects.get(case=case, **key).state == "done"


def test_two_put_the_same_step_off_in_the_same_second(committed_db: None) -> None:
    first, second = factories.make_actor(name="Sara Lindh"), factories.make_actor(name="Eva Berg")
    case = factories.make_case_with_notice(by=first)
    item = next(i for i in plan_of(case).items if _can_wait(case, i, first))
    made = at_once(*(partial(_postpone, case, by, item) for by in (first, second)))
    [lost] = [one for one in made if isinstance(one, ActRefused)]
    assert "har redan skjutit upp" in lost.sentence
    assert (StandingStep.objects.count(), Postponement.objects.count()) == (1, 1)


def test_the_same_absence_is_written_in_twice_in_the_same_second(committed_db: None) -> None:
    sara, lead = factories.make_actor(), factories.make_actor(role="team_lead")
    told: dict[str, Any] = {"today": TODAY, "user": user_of(sara), "first_day": TODAY, "last_day": None}
    made = at_once(*(partial(report_absence, by=by, **told) for by in (sara, lead)))
    assert sorted(type(one).__name__ for one in made) == ["Absence", "ActRefused"]
    assert Absence.objects.count() == 1


def test_the_night_runs_twice_at_once_and_moves_and_tells_each_case_once(committed_db: None) -> None:
    head = factories.make_actor(role="unit_head")
    sara = factories.make_actor()
    case = factories.make_case_with_notice(by=sara)
    take_case(case=case, by=sara, today=TODAY)
    let_leave(by=head, today=TODAY, user=user_of(sara), left_on=MONDAY)
    moved = at_once(partial(let_go_who_left, MONDAY), partial(let_go_who_left, MONDAY))
    assert sorted(moved) == [0, 1]
    assert Told.objects.filter(kind="ownerless", case=case, unit=ADULT).count() == 1


def test_two_who_name_each_other_as_cover_in_the_same_second_make_no_ring(committed_db: None) -> None:
    sara, eva = factories.make_actor(name="Sara Lindh"), factories.make_actor(name="Eva Berg")
    told: dict[str, Any] = {"today": TODAY, "first_day": MONDAY, "last_day": None}
    results = at_once(
        partial(report_absence, by=sara, user=user_of(sara), cover=user_of(eva), **told),
        partial(report_absence, by=eva, user=user_of(eva), cover=user_of(sara), **told),
    )
    assert sorted(isinstance(result, ActRefused) for result in results) == [False, True]


def test_a_responsible_named_while_the_unit_says_it_is_done_is_kept(committed_db: None) -> None:
    """The one writes the name, the other the done-mark, in the same row: neither writes over the other."""
    sara, eva = factories.make_actor(unit=CHILDREN), factories.make_actor(unit=CHILDREN)
    case = factories.make_family(by=factories.make_actor())
    results = at_once(
        partial(assign_responsible, case=read(case), by=sara, today=TODAY, user=user_of(eva)),
        partial(finish_track, case=read(case), by=eva, today=TODAY, note="Klart."),
    )
    track = Track.objects.get(case=case, unit=CHILDREN)
    assert [type(one) for one in results] == [JournalEntry, JournalEntry]
    assert (track.responsible_id, track.done_on) == (eva.id, TODAY)


def test_a_receipt_and_a_name_in_the_same_second_are_both_kept(committed_db: None) -> None:
    sara, eva = factories.make_actor(unit=CHILDREN, name="Sara Lindh"), factories.make_actor(unit=CHILDREN)
    case = factories.make_family(by=factories.make_actor())
    results = at_once(
        partial(assign_responsible, case=read(case), by=sara, today=TODAY, user=user_of(eva)),
        partial(receive_case, case=read(case), by=eva, today=TODAY),
    )
    track = Track.objects.get(case=case, unit=CHILDREN)
    assert track.responsible_id == eva.id
    first = sara if isinstance(results[1], ActRefused) else eva
    assert track.received_by_id == first.id, "whoever received it first stands as the one who did"


def test_the_night_frees_the_case_of_somebody_who_has_left_while_a_colleague_takes_it(committed_db: None) -> None:
    head, sara = factories.make_actor(role="unit_head"), factories.make_actor()
    eva, ali = factories.make_actor(name="Eva Berg"), factories.make_actor(name="Ali Nur")
    case = factories.make_case_with_notice(by=sara)
    take_case(case=case, by=sara, today=TODAY)
    let_leave(by=head, today=TODAY, user=user_of(sara), left_on=MONDAY, to=user_of(ali))
    moved, taken = at_once(partial(let_go_who_left, MONDAY), partial(take_case, case=read(case), by=eva, today=MONDAY))
    owner = Track.objects.get(case=case, unit=ADULT).responsible
    assert owner is not None
    assert owner.name == ("Ali Nur" if isinstance(taken, ActRefused) else "Eva Berg")
    assert isinstance(moved, int)


def read(case: Case) -> Case:
    return Case.objects.select_related("household").get(pk=case.pk)


@pytest.mark.django_db
def test_the_night_has_not_run_for_three_days_and_nobody_stands_without_an_answer() -> None:
    """The last day passes; the sign-in is shut, the case is on the list, and the late night does it all once."""
    head, sara = factories.make_actor(role="unit_head"), factories.make_actor()
    case = factories.make_case_with_notice(by=sara)
    take_case(case=case, by=sara, today=TODAY)
    let_leave(by=head, today=TODAY, user=user_of(sara), left_on=MONDAY)
    late = MONDAY + timedelta(days=3)
    assert who_answers(case, ADULT, on=late).user == user_of(head)
    assert let_time_work(today=late)["cases_of_leavers"] == 1
    assert let_time_work(today=late)["cases_of_leavers"] == 0


@pytest.mark.django_db
def test_a_permission_lost_between_opening_and_saving_stops_the_save() -> None:
    sara, head = factories.make_actor(), factories.make_actor(role="unit_head")
    case = factories.make_case_with_notice(by=sara)
    client = Client()
    client.force_login(user_of(sara))
    page = f"/arende/{case.pk}/ta/"
    assert client.get(page).status_code == 200
    let_leave(by=head, today=TODAY, user=user_of(sara), left_on=TODAY)
    assert client.post(page).status_code == 302
    assert Track.objects.get(case=case, unit=ADULT).responsible is None
    fresh = actor_of(factories.make_user())
    with pytest.raises(ActRefused):
        assign_responsible(case=case, by=fresh, today=TODAY, user=user_of(sara))


def _can_wait(case: Case, item: law.PlanItem, by: Actor) -> bool:
    mine = law.is_open(item) and item.step.unit == by.unit and not item.step.done_when
    return mine and may_wait(item.step) and last_day_to_wait(plan_of(case), item, today=TODAY) > TODAY


def _postpone(case: Case, by: Actor, item: law.PlanItem) -> JournalEntry:
    because = load().codes.postpone_reasons[0].id
    key: dict[str, Any] = {"step": item.step.id, "subject": item.subject, "round": item.round}
    return postpone_step(case=case, by=by, today=TODAY, because=because, until=MONDAY, **key)
