"""Which of several clocks is worked to on a day: what has run out never hides what still runs (law.md, trap 20)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kvar import law
from kvar.law.clocks import LATELY
from tests.law.build import facts, notice, rules, served, step, the_law

OLD = date(2025, 3, 3)  # its time ended 24 March 2025
OLD_END = date(2025, 3, 24)
NEW = date(2026, 11, 16)  # its time ends 7 December 2026
NEW_END = date(2026, 12, 7)
TODAY = date(2026, 11, 22)


def paper(id: str, day: date, **given: Any) -> law.Notice:
    keys: dict[str, Any] = {"sent_by": law.SentBy.EMAIL, "services": served(day)}
    return notice(id=id, arrived_on=day, **keys | given)


def planned(*papers: law.Notice, **given: Any) -> law.Plan:
    return law.plan(facts(*papers, opened_on=min(row.arrived_on for row in papers if row.arrived_on), **given), rules())


def worked_to(plan: law.Plan, day: date) -> tuple[str, date | None]:
    clock = plan.clock_on(day)
    assert clock is not None
    return clock.subject, clock.act_by_on(day)


UNKNOWN = {"services": served(None)}


@pytest.mark.parametrize(
    ("old", "new", "day", "subject", "act_by"),
    [
        ({}, {}, TODAY, "notice:new", NEW_END),
        (UNKNOWN, {}, TODAY, "notice:new", NEW_END),  # the old one's service day is not known: not over, yet no nearer
        ({}, {}, OLD_END, "notice:old", OLD_END),  # the last day itself is still one to act on
        ({}, {}, OLD_END + timedelta(days=1), "notice:new", NEW_END),
        ({}, {}, NEW_END + timedelta(days=1), "notice:new", NEW_END),  # none runs: the one that ran out last
        ({}, {"paid_on": NEW}, TODAY, "notice:old", OLD_END),  # only the old debt is left
        ({}, UNKNOWN, TODAY, "notice:new", NEW_END),  # the earliest it can be
        ({}, {"same_debt_as": "old"}, TODAY, "notice:new", NEW_END),  # one reading has passed, the other has not
    ],
)
def test_a_clock_that_has_run_out_gives_way(
    old: dict[str, Any], new: dict[str, Any], day: date, subject: str, act_by: date
) -> None:
    assert worked_to(planned(paper("old", OLD, **old), paper("new", NEW, **new)), day) == (subject, act_by)


def test_of_two_that_run_the_one_that_ends_first() -> None:
    plan = planned(paper("first", NEW), paper("second", NEW + timedelta(days=2)))
    assert worked_to(plan, TODAY) == ("notice:first", NEW_END)


def test_what_has_run_out_is_still_told_the_newest_first() -> None:
    plan = planned(paper("oldest", OLD - timedelta(days=70)), paper("old", OLD), paper("new", NEW))
    assert [row.subject for row in plan.passed_on(TODAY)] == ["notice:old", "notice:oldest"]
    assert [row.subject for row in plan.passed_on(NEW_END + timedelta(days=1))] == ["notice:old", "notice:oldest"]


def test_a_plan_without_a_day_works_to_the_clock_of_the_day_its_newest_paper_came() -> None:
    plan = planned(paper("old", OLD), paper("new", NEW))
    assert plan.clock is not None
    assert plan.clock.subject == "notice:new"


def test_a_step_of_the_case_follows_the_clock_that_ran_when_the_newest_paper_came() -> None:
    rule = step("H01", due=law.DueRule(counted_from=law.DueFrom.DEADLINE))
    (item,) = law.plan(facts(paper("old", OLD), paper("new", NEW), opened_on=OLD), rules(rule)).items
    assert item.due == NEW_END


def test_the_home_may_be_saved_as_long_as_any_of_its_times_runs() -> None:
    plan = planned(paper("old", OLD), paper("new", NEW))
    assert dict(plan.saved_until) == {"notice:old": OLD_END, "notice:new": NEW_END, "case": NEW_END}
    assert (plan.has_passed("notice:old", TODAY), plan.has_passed("case", TODAY)) == (True, False)
    assert (plan.has_passed("case", NEW_END), plan.has_passed("case", NEW_END + timedelta(days=1))) == (False, True)


def test_a_time_that_nobody_knows_may_run_a_month_after_the_first_day_it_can_have_ended() -> None:
    plan = planned(paper("old", OLD, **UNKNOWN))
    assert plan.saved_until["notice:old"] == OLD_END + LATELY


@pytest.mark.parametrize("ground", [law.Ground.ENFORCEMENT, law.Ground.DISTURBANCE, law.Ground.CHILD_REPORT])
def test_a_paper_without_a_time_says_of_no_case_that_it_is_over(ground: law.Ground) -> None:
    plan = planned(paper("old", OLD), paper("other", NEW, ground=ground))
    assert "case" not in plan.saved_until
    assert plan.has_passed("notice:old", TODAY)
    assert not plan.has_passed("notice:other", TODAY)


def test_a_met_debt_says_nothing_of_the_time_of_another() -> None:
    assert planned(paper("old", OLD), paper("new", NEW, paid_on=NEW)).saved_until["case"] == OLD_END
    assert "case" not in planned(paper("new", NEW, paid_on=NEW)).saved_until


def test_an_eviction_ahead_may_still_be_turned() -> None:
    at = datetime.fromisoformat("2026-12-15T10:00:00+01:00")
    plan = planned(paper("old", OLD), enforcement=law.Enforcement(eviction_at=at))
    assert plan.saved_until["case"] == at.date()


def test_after_a_final_outcome_only_what_came_since_can_be_saved() -> None:
    kept = law.Outcome(code="kept", on=date(2025, 4, 1), home_kept=True, final=True, about=("old",))
    plan = planned(paper("old", OLD), paper("new", NEW), outcome=kept)
    assert plan.saved_until["case"] == NEW_END
    assert worked_to(plan, TODAY) == ("notice:new", NEW_END)
    assert plan.clock_on(TODAY) == law.clock_of(
        facts(paper("old", OLD), paper("new", NEW), opened_on=OLD), the_law(), on=TODAY
    )


EVICTED = date(2026, 10, 13)


def evicted(*papers: law.Notice, **given: Any) -> law.Facts:
    enforcement = law.Enforcement(evicted_on=EVICTED, documents_complete_on=date(2026, 9, 1), **given)
    return facts(*papers, enforcement=enforcement, opened_on=OLD)


@pytest.mark.parametrize("services", [served(None), served(OLD)])
def test_an_eviction_carried_out_ends_the_times_to_save_the_home_and_those_of_the_eviction(services: Any) -> None:
    from_kronofogden = notice(id="kfm", ground=law.Ground.ENFORCEMENT, arrived_on=OLD)
    plan = law.plan(evicted(paper("old", OLD, services=services), from_kronofogden), rules())
    told = {row.id: row for row in plan.deadlines if row.subject != "notice:kfm"}
    why = (law.Reason(kind=law.ReasonKind.FACT, name="evicted_on", day=EVICTED),)
    for id in ("recovery_period", "earliest_eviction", "eviction_target", "respite", "application_lapse"):
        assert (told[id].status, told[id].reasons, told[id].act_by) == (law.Status.NOT_APPLICABLE, why, None), id
    assert told["storage"].earliest_day == date(2027, 1, 14)
    assert plan.clock_on(TODAY) is None
    assert plan.saved_until["case"] == EVICTED


def test_a_paper_that_comes_after_an_eviction_keeps_its_time() -> None:
    told = law.plan(evicted(paper("old", OLD), paper("new", NEW)), rules()).deadlines
    home = {row.subject: row.status for row in told if row.id == "recovery_period"}
    assert home == {"notice:old": law.Status.NOT_APPLICABLE, "notice:new": law.Status.RUNNING}
