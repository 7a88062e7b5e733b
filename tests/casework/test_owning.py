"""Taking a case, handing several out, and what happens to them when somebody leaves."""

from datetime import timedelta

import pytest
from django.db.models import Q

from kvar.casework.access import Actor, actor_of
from kvar.casework.errors import ActRefused, SavedByOther, Unseen
from kvar.casework.owner.duty import Because, who_answers
from kvar.casework.owner.ownerless import ownerless_tracks, tell_of_ownerless, tell_of_unmanned
from kvar.casework.owner.owning import assign_many, let_go_who_left, let_leave, take_case
from kvar.casework.tracks import assign_responsible, track_version
from kvar.records.models import Case, JournalEntry, OpenStep, Told, Track, User
from tests import factories
from tests.factories import ADULT, TODAY
from tests.factories_meetings import make_decision, make_meeting

pytestmark = pytest.mark.django_db
MONDAY = TODAY + timedelta(days=1)


def user_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.id)


def owner_of(case: Case) -> User | None:
    return Track.objects.get(case=case, unit=ADULT).responsible


@pytest.fixture
def by() -> Actor:
    return factories.make_actor(name="Sara Lindh")


@pytest.fixture
def head() -> Actor:
    return factories.make_actor(role="unit_head", name="Harriet Ek")


@pytest.fixture
def case(by: Actor) -> Case:
    return factories.make_case_with_notice(by=by)


def test_i_take_the_case_and_the_unit_has_received_it(case: Case, by: Actor) -> None:
    entry = take_case(case=case, by=by, today=TODAY)
    track = Track.objects.get(case=case, unit=ADULT)
    assert (track.responsible_id, track.responsible_since, track.received_by_id) == (by.id, TODAY, by.id)
    assert "Sara Lindh" in entry.words.text
    assert not OpenStep.objects.filter(case=case, step="H09").exists()


def test_a_case_that_somebody_has_is_not_taken_but_named(case: Case, by: Actor) -> None:
    take_case(case=case, by=by, today=TODAY)
    with pytest.raises(ActRefused, match="Sara Lindh har redan"):
        take_case(case=case, by=factories.make_actor(), today=TODAY)
    assert owner_of(case) == user_of(by)


def test_a_protected_case_is_taken_by_nobody_who_may_not_see_it(by: Actor) -> None:
    case = factories.make_protected_case()
    with pytest.raises(Unseen):
        take_case(case=case, by=by, today=TODAY)


def test_many_are_handed_out_each_for_itself_and_what_failed_is_told(head: Actor, by: Actor) -> None:
    cases = [factories.make_case_with_notice(by=by) for _ in range(2)]
    cleared = factories.make_actor(role="unit_head", cleared=True)
    protected = factories.make_protected_case()
    keys = [cases[0].pk, protected.pk, cases[1].pk]
    made = assign_many(cases=keys, by=cleared, today=TODAY, user=user_of(by))
    assert made.done == tuple(cases)
    assert [(case, "behörighet" in why) for case, why in made.failed] == [(protected, True)]
    assert owner_of(protected) is None
    assert Told.objects.filter(kind="given", to=by.id).count() == 2


def test_a_case_that_somebody_took_meanwhile_stays_with_her(head: Actor, by: Actor, case: Case) -> None:
    """Given a list of cases that nobody has, when one is taken before the press, then it is not given to another."""
    eva = factories.make_actor(name="Eva Berg")
    take_case(case=case, by=eva, today=TODAY)
    made = assign_many(cases=[case.pk], by=head, today=TODAY, user=user_of(by))
    assert [why for _case, why in made.failed] == ["Eva Berg har redan tagit ärendet."]
    assert owner_of(case) == user_of(eva)
    assert assign_many(cases=[case.pk], by=head, today=TODAY, user=user_of(by), of=eva.id).done == (case,)


def test_the_second_of_two_who_name_somebody_is_told_whom_the_first_named(case: Case, by: Actor) -> None:
    eva = factories.make_actor(name="Eva Berg")
    version = track_version(case, ADULT)
    assign_responsible(case=case, by=by, today=TODAY, user=user_of(eva), version=version)
    with pytest.raises(SavedByOther) as told:
        assign_responsible(case=case, by=eva, today=TODAY, user=user_of(by), version=version)
    assert (told.value.theirs, told.value.field) == ("Eva Berg", "user")
    assert owner_of(case) == user_of(eva)


def test_only_a_lead_hands_out(case: Case, by: Actor) -> None:
    with pytest.raises(Unseen):
        assign_many(cases=[case.pk], by=by, today=TODAY, user=user_of(by))


def test_nobody_gets_a_case_after_her_last_day(case: Case, by: Actor) -> None:
    gone = factories.make_user(left_on=TODAY)
    with pytest.raises(ActRefused, match="arbetar i din enhet"):
        assign_responsible(case=case, by=by, today=TODAY, user=gone)


def test_whoever_leaves_today_loses_the_sign_in_and_the_cases_stand_with_the_head(
    case: Case, by: Actor, head: Actor
) -> None:
    take_case(case=case, by=by, today=TODAY)
    assert let_leave(by=head, today=TODAY, user=user_of(by), left_on=TODAY) == 1
    assert not user_of(by).is_active
    assert owner_of(case) is None
    assert OpenStep.objects.filter(case=case, step="H09", responsible=None).exists()
    assert Told.objects.get(kind="ownerless", case=case, unit=ADULT).to_id == head.id
    entry = JournalEntry.objects.filter(case=case, kind="responsible").latest("entered_at")
    assert entry.by_id == head.id and "saknar ansvarig" in entry.words.text


def test_they_may_go_to_a_colleague_but_a_protected_one_only_to_somebody_cleared(head: Actor) -> None:
    leaving = factories.make_actor(cleared=True)
    plain, protected = factories.make_case_with_notice(by=leaving), factories.make_protected_case(by=leaving)
    for case in (plain, protected):
        take_case(case=case, by=leaving, today=TODAY)
    colleague = factories.make_user()
    let_leave(by=head, today=TODAY, user=user_of(leaving), left_on=TODAY, to=colleague)
    assert (owner_of(plain), owner_of(protected)) == (colleague, None)


def test_a_day_to_come_is_waited_for_and_the_night_does_it_once_however_late(
    case: Case, by: Actor, head: Actor
) -> None:
    take_case(case=case, by=by, today=TODAY)
    assert let_leave(by=head, today=TODAY, user=user_of(by), left_on=MONDAY) == 0
    assert let_go_who_left(TODAY) == 0
    assert user_of(by).is_active
    late = MONDAY + timedelta(days=3)
    assert who_answers(case, ADULT, on=late).because is Because.LEAD  # before any job has run
    assert ownerless_tracks(today=late).filter(case=case).exists()
    assert [let_go_who_left(late), let_go_who_left(late)] == [1, 0]
    assert owner_of(case) is None


def test_only_the_head_lets_somebody_leave_and_only_from_her_unit(by: Actor, head: Actor) -> None:
    with pytest.raises(Unseen):
        let_leave(by=by, today=TODAY, user=factories.make_user(), left_on=TODAY)
    for user in (user_of(head), factories.make_user(unit=factories.MONEY)):
        with pytest.raises(ActRefused):
            let_leave(by=head, today=TODAY, user=user, left_on=TODAY)
    with pytest.raises(ActRefused, match="har varit"):
        let_leave(by=head, today=TODAY, user=user_of(by), left_on=TODAY - timedelta(days=1))


def test_every_case_and_every_legal_day_has_somebody_or_stands_on_the_heads_list(case: Case, head: Actor) -> None:
    """The invariant of the point: for each legal step an owner, or a row on the list and a telling within the day."""
    tell_of_ownerless(TODAY)
    free = {(track.case_id, track.unit) for track in ownerless_tracks(today=TODAY)}
    told = set(Told.objects.filter(kind="ownerless").values_list("case", "unit"))
    assert free
    assert free == told
    legal = OpenStep.objects.filter(by_law=True)
    assert legal.exists()
    for step in legal:
        assert step.responsible_id or (step.case_id, step.unit) in free


def test_the_head_is_told_once_for_each_time_a_case_comes_to_stand_without_an_owner(
    case: Case, by: Actor, head: Actor
) -> None:
    adults = Q(kind="ownerless", unit=ADULT)
    tell_of_ownerless(TODAY)
    tell_of_ownerless(MONDAY)
    assert Told.objects.filter(adults).count() == 1
    take_case(case=case, by=by, today=TODAY)
    let_leave(by=head, today=TODAY, user=user_of(by), left_on=TODAY)
    assert Told.objects.filter(adults).count() == 2


def test_a_unit_where_nobody_is_on_duty_alarms_the_next_level_once_a_working_day(by: Actor) -> None:
    other = factories.make_user(role="unit_head", unit=factories.MONEY)
    factories.make_absence(by)
    assert tell_of_unmanned(TODAY) == 0  # a Sunday
    assert [tell_of_unmanned(MONDAY), tell_of_unmanned(MONDAY)] == [1, 0]
    told = Told.objects.get(kind="nobody_on_duty")
    assert (told.to_id, told.case_id) == (other.pk, None)


@pytest.mark.parametrize("heir", ["colleague", "nobody", "not_cleared"])
def test_what_one_who_leaves_was_to_do_goes_to_the_same_colleague_who_is_told(
    by: Actor, head: Actor, heir: str
) -> None:
    # given something decided for Sara at a meeting
    protected = heir == "not_cleared"
    User.objects.filter(pk=by.id).update(cleared=protected)
    by = actor_of(user_of(by))
    case = factories.make_protected_case(by=by) if protected else factories.make_case_with_notice(by=by)
    decision = make_decision(make_meeting(case, by=by), by=by)
    colleague = factories.make_user()
    # when she leaves
    let_leave(by=head, today=TODAY, user=user_of(by), left_on=TODAY, to=None if heir == "nobody" else colleague)
    # then it is the colleague's who gets her cases, where that colleague may see it
    decision.refresh_from_db()
    moved = heir == "colleague"
    assert (decision.owner_id == colleague.pk) is moved
    assert Told.objects.filter(kind="decided_for_you", to=colleague).exists() is moved
    assert JournalEntry.objects.filter(case=case, words__text__startswith="Görs nu av").exists() is moved
