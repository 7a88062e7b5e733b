"""Each story shows what it is told for."""

from datetime import timedelta

import pytest

from kvar import law
from kvar.casework.access import Actor, actor_of, cases_visible_to
from kvar.casework.casefile.paper_check import paper_flags
from kvar.casework.city.stories import STORIES, stories
from kvar.casework.my_day.worklist import Chips, my_day
from kvar.casework.plans import plan_of
from kvar.records.models import Case, JournalEntry, Letter, Notice, OpenStep, User
from tests.factories import TODAY
from tests.stories import play, play_all

pytestmark = pytest.mark.django_db


def _sara() -> Actor:
    return actor_of(User.objects.get(email="sara.lindh@hisingen.example"))


def _notices(case: Case) -> list[Notice]:
    return list(case.notices.order_by("arrived_on", "taken_in_at"))


def test_every_story_can_be_played() -> None:
    played = play_all()
    assert set(played) == set(STORIES)
    assert Case.objects.count() == len(STORIES)


def test_a_family_has_four_days_left() -> None:
    case = play("family_with_certain_clock")
    plan = plan_of(case)
    assert plan.section is law.Section.FAMILY
    assert plan.clock is not None
    assert plan.clock.certain
    assert plan.clock.last_day == law.next_working_day(TODAY + timedelta(days=4))
    assert Letter.objects.filter(case=case).count() == 1


def test_until_somebody_has_answered_the_section_is_undecided() -> None:
    plan = plan_of(play("children_not_known"))
    assert plan.section is law.Section.UNDECIDED
    assert law.Question.CHILDREN_AFFECTED in {question.question for question in plan.questions}


def test_a_child_found_later_moves_the_case_to_the_section_of_families() -> None:
    case = play("child_found_later", today=TODAY)
    assert plan_of(case).section is law.Section.FAMILY
    assert {track.unit for track in case.tracks.all()} >= {"vuxen", "barn_och_unga"}
    assert JournalEntry.objects.filter(case=case, kind="step_withdrawn").exists()


def test_before_the_child_was_found_it_had_section_two() -> None:
    case = play("child_found_later", today=TODAY)
    earlier = case.answers.order_by("recorded_at").first()
    assert earlier is not None
    assert (earlier.yes, earlier.source) == (False, "landlord")
    assert case.standing.filter(step="U02").exists()


def test_two_notices_of_one_debt_are_linked_and_both_kept() -> None:
    first, second = _notices(play("two_notices_one_debt"))
    assert second.same_debt_as == first
    assert second.sent_by == law.SentBy.REGISTERED_LETTER


def test_the_clock_follows_a_day_of_service_that_is_put_right() -> None:
    case = play("service_known_later")
    clock = plan_of(case).clock
    assert clock is not None
    assert clock.last_day == law.next_working_day(TODAY - timedelta(days=9) + timedelta(days=21))
    texts = [entry.words.text for entry in JournalEntry.objects.filter(case=case, kind="service")]
    assert len(texts) == 2
    assert "rättad" in texts[1]


def test_the_wrong_amount_is_flagged() -> None:
    (flag,) = paper_flags(_notices(play("wrong_amount"))[0])
    assert flag.may_invalidate
    assert flag.field == "total"
    assert flag.source.paragraph == "RH 1995:34"
    assert "21\N{NO-BREAK SPACE}569" in flag.sentence and "16\N{NO-BREAK SPACE}569" in flag.sentence


def test_only_what_somebody_has_told_of_a_paper_is_flagged() -> None:
    (notice,) = _notices(play("only_a_name"))
    flags = {flag.field: flag.may_invalidate for flag in paper_flags(notice)}
    assert flags["room_count"] is False and flags["rent_amounts"] is True
    assert set(flags) == set(notice.fields) - {"tenant_name"}
    notice.fields = {"tenant_name": notice.fields["tenant_name"], "room_count": {"state": "value", "value": ""}}
    assert paper_flags(notice) == ()


def test_a_paper_with_only_a_name_is_taken_in() -> None:
    case = play("only_a_name")
    (notice,) = _notices(case)
    states = {field["state"] for name, field in notice.fields.items() if name != "tenant_name"}
    assert states == {"missing", "illegible"}
    assert plan_of(case).items


def test_only_the_cleared_see_a_protected_household() -> None:
    case = play("protected_identity")
    cleared = actor_of(User.objects.get(cleared=True, administration="hisingen"))
    assert not cases_visible_to(_sara()).filter(pk=case.pk).exists()
    assert cases_visible_to(cleared).filter(pk=case.pk).exists()


def test_an_eviction_time_without_a_position_is_overdue() -> None:
    case = play("eviction_time_set")
    overdue = my_day(_sara(), today=TODAY, chips=Chips(enforcement=True))
    rows = [row for lane in overdue.lanes for row in lane.rows if row.case == case and row.overdue]
    assert any(row.step == "H33" for row in rows)
    assert len([notice for notice in _notices(case) if notice.ground == law.Ground.ENFORCEMENT]) == 2
    assert _notices(case)[1].cause == law.Ground.RENT_ARREARS


def test_a_condominium_gets_no_undertaking() -> None:
    case = play("condominium")
    assert case.household.dwelling.tenure == law.Tenure.CONDOMINIUM
    assert "H23" not in {item.step.id for item in plan_of(case).items}
    assert OpenStep.objects.filter(case=play("wrong_amount"), step="H23").exists()


def test_paid_in_time_is_in_follow_up() -> None:
    case = play("paid_in_time")
    assert (case.outcome, case.closed_on) == ("kept_debt_paid", None)
    assert OpenStep.objects.filter(case=case, step="H31").exists()


def test_an_eviction_with_children_keeps_its_outcome_and_children() -> None:
    case = play("evicted_with_children")
    assert case.outcome == "evicted"
    assert case.household.members.filter(role="child").count() == 2
    assert _notices(case)[2].evicted_on is not None


def test_electricity_is_counted_from_the_consumer_alone() -> None:
    case = play("electricity")
    assert case.cause == law.Ground.ELECTRICITY_DEBT
    assert _notices(case)[0].paid_on is not None


def test_a_closed_case_is_opened_again() -> None:
    case = play("closed_and_opened_again")
    assert (case.closed_on, case.outcome) == (None, "")
    kinds = list(JournalEntry.objects.filter(case=case).order_by("entered_at").values_list("kind", flat=True))
    assert kinds.index("closed") < kinds.index("reopened")


def test_no_story_shares_a_number_with_another() -> None:
    apart = [thread for thread in stories(today=TODAY) if thread.name != "came_back"]  # the same woman once more
    tenants = [thread.events[0].told.tenant.personal_number for thread in apart]  # type: ignore[attr-defined]
    numbers = [number for number in tenants if number]
    assert len(set(numbers)) == len(numbers) >= 9
    assert all(int(number[6:8]) >= 29 for number in numbers)
