"""What an edition would change in the cases, counted a portion at a time and without saying which."""

from datetime import timedelta

import pytest

from kvar.casework.access import Actor
from kvar.casework.editions import trial
from kvar.casework.editions.drafts import change_step
from kvar.casework.editions.store import library_of
from kvar.casework.editions.trial import StepEffect, effects_of, library_of_draft, try_on_cases
from kvar.casework.errors import ActRefused, Unseen
from kvar.content.load import load
from kvar.records.models import Case, ContentDraft, Trial
from tests import factories
from tests.factories import TODAY


def tried(draft: ContentDraft, by: Actor) -> trial.Effects:
    library = library_of_draft(draft)
    while not (found := try_on_cases(by=by, today=TODAY, digest=library.digest, library=library)).whole:
        pass
    return found


def test_a_later_day_is_counted_in_every_case_that_has_the_step(leader: Actor) -> None:
    for _ in range(5):
        factories.make_case_with_notice()
    found = tried(factories.make_proposal(by=leader, working_days=9).draft, leader)
    assert (found.done, found.total, found.touched, found.other_section) == (5, 5, 5, None)
    assert StepEffect("H11", appears=None, vanishes=None, earlier=None, later=5) in found.steps


@pytest.mark.parametrize(("cases", "told"), [(0, None), (1, None), (4, None), (7, 5), (8, 10)])
def test_no_condition_is_narrow_enough_to_tell_of_one_household(leader: Actor, cases: int, told: int | None) -> None:
    """She writes the conditions: two trials that differ in one household would tell of it, were they told exactly."""
    for _ in range(cases):
        factories.make_case_with_notice()
    found = tried(factories.make_proposal(by=leader, working_days=9).draft, leader)
    assert found.touched == told
    assert [row.later for row in found.steps if row.step == "H11"] == ([told] if told else [])


def test_a_new_step_appears_and_a_step_with_an_unmet_condition_vanishes(leader: Actor) -> None:
    for _ in range(5):
        factories.make_case_with_notice()
    draft = factories.make_content_draft(by=leader)
    new = factories.make_step_in(draft, by=leader)
    change_step(
        draft=draft, by=leader, today=TODAY, version=3, step="H11", fields={"when": ("landlord_consent_given",)}
    )
    found = {row.step: row for row in tried(draft, leader).steps}
    assert found[new] == StepEffect(new, appears=5, vanishes=None, earlier=None, later=None)
    assert found["H11"].vanishes == 5


def test_it_goes_a_portion_at_a_time_and_can_be_left(leader: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "PORTION", 2)
    for _ in range(5):
        factories.make_case_with_notice()
    edition = factories.make_proposal(by=leader)
    library, seen = library_of(edition.digest), []
    for _ in range(3):
        found = try_on_cases(by=leader, today=TODAY, digest=edition.digest, library=library)
        seen.append((found.done, found.whole))
        assert effects_of(edition.digest, today=TODAY) == found
    assert seen == [(2, False), (4, False), (5, True)]
    assert try_on_cases(by=leader, today=TODAY, digest=edition.digest, library=library) == found, "whole is whole"


def test_protected_and_long_closed_cases_are_not_counted(leader: Actor) -> None:
    factories.make_protected_case()
    kept = factories.make_closed_case()
    Case.objects.filter(pk=kept.pk).update(opened_on=TODAY - timedelta(days=400))
    found = tried(factories.make_proposal(by=leader).draft, leader)
    assert (found.total, found.touched, found.steps) == (0, None, ())


def test_only_numbers_are_kept(leader: Actor) -> None:
    case = factories.make_case_with_notice()
    tried(factories.make_proposal(by=leader).draft, leader)
    [row] = Trial.objects.all()
    assert all(isinstance(value, int) for value in row.counted.values())
    assert str(case.household_id) not in str(row.counted) and case.reference not in str(row.counted)


def test_a_changed_draft_is_tried_anew(leader: Actor) -> None:
    factories.make_case_with_notice()
    draft = factories.make_proposal(by=leader).draft
    tried(draft, leader)
    assert effects_of(library_of_draft(draft).digest, today=TODAY) is not None
    draft.refresh_from_db()
    change_step(draft=draft, by=leader, today=TODAY, version=draft.version, step="H12", fields={"title": "Ring"})
    assert effects_of(library_of_draft(draft).digest, today=TODAY) is None


def test_an_old_count_says_nothing_of_the_cases_there_are_now(leader: Actor) -> None:
    factories.make_case_with_notice()
    edition = factories.make_proposal(by=leader)
    factories.try_whole(edition, by=leader)
    later = TODAY + trial._WEEK
    assert trial.trial_is_whole(edition, against=load().digest, today=later - timedelta(days=1))
    assert not trial.trial_is_whole(edition, against=load().digest, today=later)
    assert effects_of(edition.digest, today=later) is None
    factories.make_case_with_notice()
    found = try_on_cases(by=leader, today=later, digest=edition.digest, library=library_of(edition.digest))
    assert (found.done, found.total) == (2, 2)


def test_two_who_count_at_once_count_each_case_once(leader: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        factories.make_case_with_notice()
    edition = factories.make_proposal(by=leader)
    real = trial._counted

    def while_another_counts(*told: object) -> object:
        monkeypatch.setattr(trial, "_counted", real)
        try_on_cases(by=leader, today=TODAY, digest=edition.digest, library=library_of(edition.digest))
        return real(*told)

    monkeypatch.setattr(trial, "_counted", while_another_counts)
    with pytest.raises(ActRefused, match="räknar samtidigt"):
        try_on_cases(by=leader, today=TODAY, digest=edition.digest, library=library_of(edition.digest))


def test_only_process_leaders_try(leader: Actor) -> None:
    with pytest.raises(Unseen):
        try_on_cases(by=factories.make_actor(), today=TODAY, digest="x", library=load())
