"""A paper that comes while a case is in follow-up: its own steps, its own clock, its own outcome."""

from datetime import UTC, datetime, timedelta

import pytest

from kvar import law
from kvar.casework.closing.outcomes import close_case, hindrances_to_closing, record_outcome
from kvar.casework.errors import ActRefused
from kvar.casework.intake.linking import link_notice
from kvar.casework.plans import plan_of
from kvar.casework.steps.completing import complete_step
from kvar.content.load import load
from kvar.paper.days import journal_day
from kvar.records.models import Case, JournalEntry, OpenStep, StandingStep
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db
NEW = TODAY + timedelta(days=30)


def asked(case: Case, step: str, day: object = NEW) -> list[str]:
    """The subjects for which the step stands open and is not over."""
    rows = OpenStep.objects.filter(case=case, step=step).order_by("subject")
    return [row.subject for row in rows if row.ends_on is None or row.ends_on >= day]  # type: ignore[operator]


def test_a_new_notice_in_follow_up_starts_its_own_steps_and_the_old_ones_stay_ended() -> None:
    # given a case whose home is kept
    by = factories.make_actor()
    case = factories.make_case_in_follow_up(by=by)
    assert asked(case, "H03") == asked(case, "H10") == []
    # when a new notice comes a month later
    notice = factories.make_notice(by=by, case=case, today=NEW)
    # then its steps are asked for, and only its own
    subject = f"notice:{notice.pk}"
    assert asked(case, "H03") == [subject]
    assert asked(case, "H10") == ["case"]
    assert OpenStep.objects.get(case=case, step="H10").due == law.add_working_days(NEW, 1)
    # and its clock is the clock of the case
    clock = plan_of(case).clock
    assert clock is not None and clock.subject == subject
    # and the follow-up goes on beside it
    assert OpenStep.objects.filter(case=case, step="H31").count() == 3


def test_a_time_from_kronofogden_on_the_very_day_of_the_outcome_is_to_be_confirmed() -> None:
    by = factories.make_actor()
    case = factories.make_case_in_follow_up(by=by)
    day = Case.objects.get(pk=case.pk).outcome_on
    assert day is not None
    at = datetime(2026, 12, 20, 9, tzinfo=UTC)
    kfm = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "eviction_at": at}
    notice = factories.make_notice(by=by, case=case, today=day, **kfm)
    assert asked(case, "K02", day + timedelta(days=1)) == [f"notice:{notice.pk}"]


def test_what_was_done_before_the_outcome_can_be_done_again_and_the_journal_keeps_both() -> None:
    by = factories.make_actor()
    case = factories.make_case_with_notice(by=by)
    complete_step(case=case, by=by, today=TODAY, step="H10", subject="case", note="Frist om tre veckor.")
    causes = [load().codes.causes[0].id]
    record_outcome(case=case, by=by, today=TODAY, outcome=factories.outcome(), on=TODAY, causes=causes)
    factories.make_notice(by=by, case=case, today=NEW)
    assert asked(case, "H10") == ["case"]
    complete_step(case=case, by=by, today=NEW, step="H10", subject="case", note="Tid hos Kronofogden.")
    assert asked(case, "H10") == []
    assert StandingStep.objects.get(case=case, step="H10").on == NEW
    assert JournalEntry.objects.filter(case=case, kind="step").count() == 2
    # and the second of two is refused as ever
    with pytest.raises(ActRefused, match="redan"):
        complete_step(case=case, by=by, today=NEW, step="H10", subject="case")


def test_the_case_is_not_closed_on_the_outcome_of_what_was_before() -> None:
    by = factories.make_actor()
    case = factories.make_case_in_follow_up(by=by)
    factories.make_notice(by=by, case=case, today=NEW)
    sentences = hindrances_to_closing(case, today=NEW)
    assert any("sedan utfallet" in sentence for sentence in sentences)
    with pytest.raises(ActRefused, match="sedan utfallet"):
        close_case(case=case, by=by, today=NEW, note="Klart.")


def test_a_paper_that_is_linked_to_a_case_in_follow_up_starts_anew_there() -> None:
    by = factories.make_actor()
    case = factories.make_case_in_follow_up(by=by)
    elsewhere = factories.make_notice(by=by)
    link_notice(notice=elsewhere, case=case, by=by, today=TODAY)
    assert asked(case, "H03", TODAY + timedelta(days=1)) == [f"notice:{elsewhere.pk}"]


def test_an_outcome_that_is_corrected_with_its_old_day_is_not_about_the_paper_that_came_later() -> None:
    # given a case in follow-up, and a paper that came a month later
    by = factories.make_actor()
    case = factories.make_case_in_follow_up(by=by)
    notice = factories.make_notice(by=by, case=case, today=NEW)
    # when the outcome is registered again with its own day: a cause was wrong
    stands = Case.objects.get(pk=case.pk)
    assert stands.outcome_on is not None
    again = {"outcome": stands.outcome, "causes": [load().codes.causes[1].id]}
    record_outcome(case=case, by=by, today=NEW, on=stands.outcome_on, **again)
    # then the new paper's steps stand, and it hinders the closing, with the day its own outcome may have
    assert asked(case, "H03") == [f"notice:{notice.pk}"]
    assert any(f"{journal_day(NEW)} eller senare" in sentence for sentence in hindrances_to_closing(case, today=NEW))
    # when it has its own outcome, it is over too
    record_outcome(case=case, by=by, today=NEW, on=NEW, **again)
    assert not any("sedan utfallet" in sentence for sentence in hindrances_to_closing(case, today=NEW))
