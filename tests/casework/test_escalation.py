"""A day that passes is told upwards, once, with the day it was reached; and what nobody has touched each morning."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from kvar import law
from kvar.casework.access import Actor, actor_of
from kvar.casework.enforcement.confirming import SendingTold, record_sending
from kvar.casework.intake.linking import unlink_notice
from kvar.casework.owner.escalation import escalate, reached
from kvar.casework.owner.ownerless import tell_of_ownerless
from kvar.casework.owner.owning import take_case
from kvar.casework.owner.untouched import tell_untouched, untouched_in_unit
from kvar.casework.situation.reader import tracks_to_hand_out
from kvar.casework.steps import notes
from kvar.casework.time import let_time_work
from kvar.content.load import load
from kvar.records.models import Case, Household, Notice, OpenStep, Told, User
from tests import factories
from tests.factories import ADULT, TODAY

pytestmark = pytest.mark.django_db
KFM = "enforcement_authority"
RULES = load().coordination.owning.escalations


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def lead() -> User:
    return factories.make_user(role="team_lead", name="Lena Lind")


@pytest.fixture
def head() -> User:
    return factories.make_user(role="unit_head", name="Harriet Ek")


@pytest.fixture
def case(by: Actor, lead: User, head: User) -> Case:
    case = factories.make_case_with_notice(by=by)
    take_case(case=case, by=by, today=TODAY)
    return case


def heard(user_id: object) -> set[str]:
    return set(Told.objects.filter(to=user_id, unit=ADULT).values_list("kind", flat=True))


def leave_one(case: Case, *, by_law: bool, due: date) -> OpenStep:
    """Only one step of the case is open in the adult unit, with this day."""
    step = OpenStep.objects.filter(case=case, unit=ADULT).order_by("pk").first()
    assert step is not None
    OpenStep.objects.filter(case=case).exclude(pk=step.pk).delete()
    OpenStep.objects.filter(pk=step.pk).update(by_law=by_law, due=due, appears_on=None, ends_on=None)
    step.refresh_from_db()
    return step


def test_the_ladder_is_climbed_rung_by_rung_as_the_days_pass(case: Case, by: Actor, lead: User, head: User) -> None:
    leave_one(case, by_law=False, due=TODAY - timedelta(days=2))
    days = {rule.to: law.add_working_days(TODAY - timedelta(days=2), rule.working_days) for rule in _local()}
    assert days["owner"] < days["cover"] < days["team_lead"] < days["unit_head"]
    escalate(days["owner"])
    assert (heard(by.id), heard(lead.pk), heard(head.pk)) == ({"overdue"}, set(), set())
    escalate(days["team_lead"])
    assert (heard(lead.pk), heard(head.pk)) == ({"overdue"}, set())
    escalate(days["unit_head"])
    assert heard(head.pk) == {"overdue"}


def _local() -> list[object]:
    return [rule for rule in RULES if rule.by_law is False]  # type: ignore[return-value]


def test_what_the_law_wants_today_is_told_owner_and_lead_the_same_day(case: Case, by: Actor, lead: User) -> None:
    leave_one(case, by_law=True, due=TODAY)
    escalate(TODAY)
    assert "due_today" in heard(by.id)
    assert heard(lead.pk) == {"due_today"}


def test_nothing_is_told_twice_however_often_the_night_comes(case: Case) -> None:
    leave_one(case, by_law=True, due=TODAY)
    assert escalate(TODAY) > 0
    assert escalate(TODAY) == 0


def test_a_night_that_comes_three_days_late_tells_once_with_the_day_it_should_have_come(case: Case, by: Actor) -> None:
    step = leave_one(case, by_law=False, due=TODAY - timedelta(days=2))
    late = law.add_working_days(TODAY, 3)
    escalate(late)
    told = Told.objects.get(kind="overdue", to=by.id)
    rule = next(rule for rule in RULES if rule.id == "owner")
    assert told.day == reached(rule, step) == law.add_working_days(TODAY - timedelta(days=2), 1)
    assert told.day < late


def test_the_cover_is_told_in_the_place_of_whoever_is_away(case: Case, by: Actor) -> None:
    cover = factories.make_user(name="Eva Berg")
    factories.make_absence(by, cover=cover)
    leave_one(case, by_law=True, due=TODAY)
    escalate(TODAY)
    assert heard(by.id) == set()
    assert "due_today" in heard(cover.pk)


def test_a_protected_case_is_told_to_nobody_who_may_not_see_it(lead: User, head: User) -> None:
    cleared = factories.make_actor(cleared=True)
    case = factories.make_protected_case(by=cleared)
    take_case(case=case, by=cleared, today=TODAY)
    leave_one(case, by_law=True, due=TODAY - timedelta(days=5))
    escalate(TODAY)
    assert set(Told.objects.filter(case=case).values_list("to__cleared", flat=True)) == {True}


def test_a_step_that_is_put_off_or_over_escalates_nothing(case: Case) -> None:
    step = leave_one(case, by_law=False, due=TODAY - timedelta(days=9))
    OpenStep.objects.filter(pk=step.pk).update(appears_on=TODAY + timedelta(days=1))
    assert escalate(TODAY) == 0
    OpenStep.objects.filter(pk=step.pk).update(appears_on=None, ends_on=TODAY - timedelta(days=1))
    assert escalate(TODAY) == 0


def test_every_rule_speaks_with_words_that_are_there() -> None:
    for rule in RULES:
        assert load().coordination.told_kind(rule.kind).label


# Nothing has happened since arrival.


def test_a_paper_that_nobody_has_acted_on_is_told_the_owner_after_the_days_of_the_content(
    case: Case, by: Actor
) -> None:
    days = load().coordination.owning.untouched.working_days
    early, morning = law.add_working_days(TODAY, days - 1), law.add_working_days(TODAY, days)
    assert untouched_in_unit(by, today=early) == []
    assert [one.track.case for one in untouched_in_unit(by, today=morning)] == [case]
    tell_untouched(morning)
    assert tell_untouched(morning + timedelta(days=1)) == 0
    assert Told.objects.get(kind="untouched", unit=ADULT).to_id == by.id


def test_taking_it_is_no_act_but_an_attempt_to_reach_somebody_is(case: Case, by: Actor) -> None:
    morning = law.add_working_days(TODAY, 5)
    assert len(untouched_in_unit(by, today=morning)) == 1
    notes.record_attempt(case=case, by=by, today=TODAY, on=TODAY, way=factories.contact_way(), reached=False)
    assert untouched_in_unit(by, today=morning) == []


def test_a_new_paper_starts_it_again_and_another_units_act_does_not_count(case: Case, by: Actor) -> None:
    notes.record_attempt(case=case, by=by, today=TODAY, on=TODAY, way=factories.contact_way(), reached=True)
    factories.make_notice(by=by, case=case)
    money = factories.make_actor(unit=factories.MONEY)
    notes.write_note(case=case, by=money, today=TODAY, text="Vi räknar på det.", shared=True)
    morning = law.add_working_days(TODAY, 5)
    assert [one.track.case for one in untouched_in_unit(by, today=morning)] == [case]
    assert untouched_in_unit(money, today=morning) == []


def test_an_older_paper_registered_late_does_not_hide_what_was_done_after_the_newest(case: Case, by: Actor) -> None:
    """Given a paper and an act on it / when an older one is registered after / then the case is not untouched."""
    notes.record_attempt(case=case, by=by, today=TODAY, on=TODAY, way=factories.contact_way(), reached=True)
    factories.make_notice(by=by, case=case, arrived_on=TODAY - timedelta(days=3))
    assert untouched_in_unit(by, today=law.add_working_days(TODAY, 5)) == []


def test_a_case_opened_for_a_paper_that_went_back_counts_what_is_done_in_it(case: Case, by: Actor) -> None:
    """Given a paper undone into a case of its own / when that is worked / then it is not untouched."""
    notice = factories.make_notice(by=by, case=case)
    own = unlink_notice(notice=notice, by=by, today=TODAY, reason="Fel ärende.")
    morning = law.add_working_days(TODAY, 5)
    assert own in [one.track.case for one in untouched_in_unit(by, today=morning)]
    notes.write_note(case=own, by=by, today=TODAY, text="Vi har ringt.", shared=True)
    assert own not in [one.track.case for one in untouched_in_unit(by, today=morning)]


def test_what_the_other_units_have_done_since_is_told_beside_and_never_their_own_layer(case: Case, by: Actor) -> None:
    money = factories.make_actor(unit=factories.MONEY)
    notes.write_note(case=case, by=money, today=TODAY, text="Vi räknar på det.", shared=True)
    notes.write_note(case=case, by=money, today=TODAY + timedelta(days=1), text="Bara för oss.", shared=False)
    (one,) = untouched_in_unit(by, today=law.add_working_days(TODAY, 5))
    assert (one.others_unit, one.others_on) == (factories.MONEY, TODAY)


def test_the_whole_night_runs_twice_and_the_second_time_tells_nothing(case: Case) -> None:
    first = let_time_work(today=law.add_working_days(TODAY, 4))
    second = let_time_work(today=law.add_working_days(TODAY, 4))
    mine = ("cases_of_leavers", "ownerless_told", "unmanned_told", "untouched_told", "escalated")
    assert any(first[name] for name in mine)
    assert not any(second[name] for name in mine)


def a_time(case: Case, by: Actor, *, today: date) -> Notice:
    at = datetime(2026, 12, 28, 9, 0, tzinfo=UTC)
    told = {"kind": "enforcement_time", "sender_type": KFM, "reference": "U-1", "eviction_at": at}
    return factories.make_notice(by=by, case=case, today=today, **told)


def test_an_old_legal_day_does_not_hide_a_later_one(by: Actor, lead: User) -> None:
    case = factories.make_case_with_notice(by=by)
    take_case(case=case, by=by, today=TODAY)
    later = TODAY + timedelta(days=14)
    for days in range(14):
        escalate(TODAY + timedelta(days=days))
    a_time(case, by, today=later)
    escalate(later + timedelta(days=1))
    keys = Told.objects.filter(key__startswith="escalated", to=lead.pk).values_list("key", flat=True)
    assert any(":K02:" in key for key in keys)


def test_a_confirmation_to_the_authority_alone_leaves_the_case_untouched(by: Actor) -> None:
    notice = a_time(factories.make_case_without_children(by=by), by, today=TODAY)
    told = SendingTold(answers=by.id, way="secure_mail", sent_to="X", sent_on=TODAY, sent_at=time(14, 20))
    record_sending(notice=notice, by=by, today=TODAY, recipient=KFM, told=told)
    assert untouched_in_unit(by, today=TODAY + timedelta(days=7))


def make_due(case: Case) -> None:
    leave_one(case, by_law=True, due=TODAY - timedelta(days=5))


def test_the_next_level_is_told_only_of_a_case_that_it_sees(case: Case, by: Actor, lead: User, head: User) -> None:
    """Given an adult unit with nobody on duty / when a day passes / then a head whose unit is in the case is told."""
    for user in (User.objects.get(pk=by.id), lead, head):
        factories.make_absence(actor_of(user))
    children = factories.make_user(role="unit_head", unit=factories.CHILDREN)
    money = factories.make_user(role="unit_head", unit=factories.MONEY)
    case.tracks.filter(unit=factories.CHILDREN).delete()
    make_due(case)
    escalate(TODAY)
    told = set(Told.objects.filter(case=case, kind__in={rule.kind for rule in RULES}).values_list("to", flat=True))
    assert money.pk in told and children.pk not in told


def test_a_protected_case_that_nobody_on_duty_may_see_waits_with_the_unit_itself(head: User) -> None:
    """No head without clearance, in the unit or above it, is told; it stands for whoever in the unit is cleared."""
    cleared = factories.make_actor(cleared=True)
    case = factories.make_protected_case(by=cleared)
    take_case(case=case, by=cleared, today=TODAY)
    factories.make_absence(cleared)
    factories.make_user(role="unit_head", unit=factories.CHILDREN, cleared=True)
    case.tracks.filter(unit=factories.CHILDREN).delete()
    make_due(case)
    escalate(TODAY)
    rows = Told.objects.filter(case=case, kind__in={rule.kind for rule in RULES})
    assert rows.exists() and set(rows.values_list("to", "unit")) == {(None, ADULT)}


def test_what_a_unit_keeps_to_itself_is_told_in_that_unit_alone(case: Case, head: User) -> None:
    step = leave_one(case, by_law=True, due=TODAY - timedelta(days=5))
    OpenStep.objects.filter(pk=step.pk).update(unit=factories.CHILDREN, shared=False, responsible=None)
    escalate(TODAY)
    assert not Told.objects.filter(case=case, to=head.pk).exists()
    assert set(Told.objects.filter(case=case, unit=factories.CHILDREN).values_list("to", flat=True)) <= {None}


def test_a_case_whose_owner_may_not_see_it_any_longer_stands_without_one() -> None:
    """Given an owner without clearance / when the household is protected / then a cleared head is told."""
    owner, boss = factories.make_actor(), factories.make_actor(role="unit_head", cleared=True)
    case = factories.make_case_with_notice(by=owner)
    take_case(case=case, by=owner, today=TODAY)
    assert tell_of_ownerless(TODAY) == 0 or not Told.objects.filter(kind="ownerless", case=case, unit=ADULT).exists()
    Household.objects.filter(pk=case.household_id).update(protected=True)
    tell_of_ownerless(TODAY)
    assert Told.objects.get(kind="ownerless", case=case, unit=ADULT).to_id == boss.id
    assert case.pk in {one.track.case_id for one in tracks_to_hand_out(boss, today=TODAY)}
    case.refresh_from_db()
    take_case(case=case, by=boss, today=TODAY)
