"""Two people switch an edition on; the plans follow; done steps keep their words; and it can be taken back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kvar.casework.access import Actor
from kvar.casework.clock import now
from kvar.casework.editions import store, switching
from kvar.casework.editions.drafts import change_step, findings_of, start_draft
from kvar.casework.editions.in_force import content_in_force, content_of, edition_in_force
from kvar.casework.editions.store import draft_folder, publish, published_folder
from kvar.casework.editions.switching import (
    propose_edition,
    start_editions,
    switch_on_edition,
    take_back_edition,
)
from kvar.casework.errors import ActRefused, Unseen
from kvar.casework.plans import plan_of
from kvar.casework.steps.completing import complete_step
from kvar.content.load import digest_of, load, ours
from kvar.records.models import Case, EditionEntry, OpenStep, PublishedEdition
from tests import factories
from tests.factories import TODAY

NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def case() -> Case:
    return factories.make_case_with_notice()


def due_of(case: Case, step: str = "H11") -> date | None:
    return OpenStep.objects.get(case=case, step=step).due


def switched_on(leader: Actor, second: Actor, **told: object) -> PublishedEdition:
    edition = factories.make_proposal(by=leader, **told)
    factories.try_whole(edition, by=second)
    switch_on_edition(edition=edition, by=second, today=TODAY)
    edition.refresh_from_db()
    return edition


def test_a_proposal_changes_nothing(leader: Actor, case: Case) -> None:
    before = due_of(case)
    edition = factories.make_proposal(by=leader)
    assert edition_in_force(TODAY) is None and content_of(TODAY) is ours()
    assert due_of(case) == before
    assert digest_of(published_folder(edition.digest)) == edition.digest


def test_the_second_person_switches_it_on_and_the_lists_follow(leader: Actor, second: Actor, case: Case) -> None:
    before = due_of(case)
    edition = switched_on(leader, second)
    assert edition.rebuilt_at and edition.seconded_by_id == second.id
    with content_in_force(TODAY):
        assert load().digest == edition.digest
        plan = plan_of(case)
    after = due_of(case)
    assert before and after and after > before
    assert next(item.due for item in plan.items if item.step.id == "H11") == after
    assert load() is ours(), "outside, nothing is changed"


def test_the_one_who_proposed_may_not_switch_on(leader: Actor) -> None:
    edition = factories.make_proposal(by=leader)
    factories.try_whole(edition, by=leader)
    with pytest.raises(ActRefused, match="själv föreslagit"):
        switch_on_edition(edition=edition, by=leader, today=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():  # and the database says the same
        PublishedEdition.objects.filter(pk=edition.pk).update(seconded_by_id=leader.id)


def test_nobody_switches_on_what_has_not_been_tried(leader: Actor, second: Actor, case: Case) -> None:
    edition = factories.make_proposal(by=leader)
    with pytest.raises(ActRefused, match="Räkna först igenom"):
        switch_on_edition(edition=edition, by=second, today=TODAY)
    assert edition_in_force(TODAY) is None


def test_it_is_switched_on_once(leader: Actor, second: Actor) -> None:
    edition = switched_on(leader, second)
    with pytest.raises(ActRefused, match="redan slagit på"):
        switch_on_edition(edition=edition, by=factories.make_process_leader(), today=TODAY)


def test_an_edition_of_next_week_begins_next_week(leader: Actor, second: Actor, case: Case) -> None:
    before = due_of(case)
    edition = switched_on(leader, second, starts_on=NEXT_WEEK)
    assert content_of(TODAY) is ours() and content_of(NEXT_WEEK).digest == edition.digest
    assert start_editions(today=TODAY) == 0 and due_of(case) == before
    assert start_editions(today=NEXT_WEEK + timedelta(days=2)) == 1, "late, but done"
    assert due_of(case) != before
    assert start_editions(today=NEXT_WEEK + timedelta(days=2)) == 0, "safe to run twice"


def test_the_lists_follow_later_when_they_were_interrupted(
    leader: Actor, second: Actor, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = due_of(case), switching.rebuild_open_steps

    def interrupted() -> int:
        raise OSError("the machine stopped")

    for turn in (lambda: switched_on(leader, second), lambda: taken_back(leader)):
        monkeypatch.setattr(switching, "rebuild_open_steps", interrupted)
        stands = due_of(case)
        with pytest.raises(OSError, match="stopped"):
            turn()
        assert due_of(case) == stands
        monkeypatch.setattr(switching, "rebuild_open_steps", real)
        assert start_editions(today=TODAY) == 1
        assert due_of(case) != stands
    assert due_of(case) == before


def taken_back(by: Actor) -> None:
    [edition] = PublishedEdition.objects.all()
    take_back_edition(edition=edition, by=by, today=TODAY, why="Fel dag.")


def test_a_proposal_whose_day_has_passed_begins_the_day_it_is_switched_on(leader: Actor, second: Actor) -> None:
    edition = factories.make_proposal(by=leader)
    factories.try_whole(edition, by=second, today=NEXT_WEEK)
    switch_on_edition(edition=edition, by=second, today=NEXT_WEEK)
    edition.refresh_from_db()
    assert edition.starts_on == NEXT_WEEK


def test_taking_back_brings_the_one_before_into_force(leader: Actor, second: Actor, case: Case) -> None:
    before = due_of(case)
    edition = switched_on(leader, second)
    with content_in_force(TODAY):
        take_back_edition(edition=edition, by=leader, today=TODAY, why="Fel dag.")
    assert content_of(TODAY) is ours() and due_of(case) == before
    with pytest.raises(ActRefused, match="redan tagit tillbaka"):
        take_back_edition(edition=edition, by=second, today=TODAY, why="En gång till.")


def test_an_edition_whose_codes_a_case_may_use_is_not_taken_back(leader: Actor, second: Actor) -> None:
    draft = factories.make_content_draft(by=leader)
    file = draft_folder(draft.pk) / "codes.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("causes:\n", "causes:\n  - {id: new_cause, label: ny orsak}\n", 1), encoding="utf-8")
    edition = propose_edition(draft=draft, by=leader, today=TODAY, version=1, starts_on=TODAY, why="En orsak till.")
    factories.try_whole(edition, by=second)
    switch_on_edition(edition=edition, by=second, today=TODAY)
    with content_in_force(TODAY), pytest.raises(ActRefused, match="new_cause"):
        take_back_edition(edition=edition, by=leader, today=TODAY, why="Behövs inte.")
    assert content_of(TODAY).digest == edition.digest


def test_taking_back_needs_a_reason(leader: Actor, second: Actor) -> None:
    edition = switched_on(leader, second)
    with pytest.raises(ActRefused, match="Skriv varför"):
        take_back_edition(edition=edition, by=leader, today=TODAY, why=" ")


def test_everything_is_in_the_journal(leader: Actor, second: Actor) -> None:
    edition = switched_on(leader, second)
    take_back_edition(edition=edition, by=leader, today=TODAY, why="Fel dag.")
    entries = EditionEntry.objects.filter(draft=edition.draft_id).order_by("at", "id")
    assert [(entry.kind, entry.by_id) for entry in entries] == [
        ("started", leader.id),
        ("changed", leader.id),
        ("proposed", leader.id),
        ("switched_on", second.id),
        ("taken_back", leader.id),
    ]


def test_done_steps_keep_the_words_they_had(leader: Actor, second: Actor, case: Case) -> None:
    by = factories.make_actor()
    subject = OpenStep.objects.get(case=case, step="H05").subject
    entry = complete_step(case=case, by=by, today=TODAY, step="H05", subject=subject)
    old = load().step("H05").title
    edition = factories.make_proposal(by=leader)
    change_step(draft=edition.draft, by=leader, today=TODAY, version=3, step="H05", fields={"title": "Räkna pengarna"})
    take_back_edition(edition=edition, by=leader, today=TODAY, why="En sak till.")
    edition = propose_edition(draft=edition.draft, by=leader, today=TODAY, version=4, starts_on=TODAY, why="Nya ord.")
    factories.try_whole(edition, by=second)
    switch_on_edition(edition=edition, by=second, today=TODAY)
    with content_in_force(TODAY):
        assert load().step("H05").title == "Räkna pengarna"
        entry.refresh_from_db()
        assert old in entry.words.text and entry.words.shown["edition"] == ours().digest


def test_a_folder_that_is_changed_on_disk_is_not_used(leader: Actor, second: Actor) -> None:
    edition = switched_on(leader, second)
    file = published_folder(edition.digest) / "edition.yaml"
    file.chmod(0o644)
    file.write_text(file.read_text(encoding="utf-8") + "\n# smuggled in\n", encoding="utf-8")
    assert content_of(TODAY).digest == edition.digest, "this process has read it already"
    store._read.cache_clear()
    assert content_of(TODAY) is ours(), "the last good edition stays in force"


def test_an_edition_that_cannot_be_read_is_read_once_and_again_when_its_folder_is_back(
    leader: Actor, second: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = switched_on(leader, second)
    folder, asked = published_folder(edition.digest), []
    file = folder / "glossary.yaml"
    file.chmod(0o644)
    whole = file.read_bytes()
    file.write_bytes(whole + b"#")
    store._read.cache_clear()
    monkeypatch.setattr(store, "digest_of", lambda folder: asked.append(folder) or digest_of(folder))
    assert content_of(TODAY) is content_of(TODAY) is ours()
    assert len(asked) == 1
    file.unlink()  # whoever puts files back changes the folder
    file.write_bytes(whole)
    assert content_of(TODAY).digest == edition.digest


def test_an_edition_older_than_a_new_kind_of_file_is_read_with_ours(leader: Actor, second: Actor) -> None:
    """Kvar is brought up to date after an edition was published: what it lacks comes along with Kvar."""
    edition = factories.make_proposal(by=leader)
    draft = edition.draft
    (draft_folder(draft.pk) / "deck.yaml").unlink()
    digest = publish(draft.pk)
    PublishedEdition.objects.filter(pk=edition.pk).update(digest=digest, seconded_by_id=second.id, seconded_at=now())
    found = content_of(TODAY)
    assert (found.digest, found.rules.edition) == (digest, digest)
    assert found.deck == ours().deck and found.step("H11") != ours().step("H11")
    with content_in_force(TODAY):
        assert findings_of(start_draft(by=leader, today=TODAY, label="Nästa")) == ()


def test_a_draft_with_faults_is_not_proposed(leader: Actor) -> None:
    draft = factories.make_content_draft(by=leader)
    (draft_folder(draft.pk) / "codes.yaml").unlink()
    with pytest.raises(ActRefused, match="1 fel"):
        propose_edition(draft=draft, by=leader, today=TODAY, version=1, starts_on=TODAY, why="x")


def test_a_draft_without_a_step_that_there_was_is_not_proposed(leader: Actor) -> None:
    draft = factories.make_content_draft(by=leader)
    file = draft_folder(draft.pk) / "checklists/andrahand.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("id: A04", "id: A44"), encoding="utf-8")
    with pytest.raises(ActRefused, match="fel som behöver rättas"):
        propose_edition(draft=draft, by=leader, today=TODAY, version=1, starts_on=TODAY, why="x")


@pytest.mark.parametrize(
    ("starts_on", "sentence"), [(TODAY - timedelta(days=1), "bakåt i tiden"), (TODAY, "likadant som det som gäller")]
)
def test_a_proposal_looks_forward_and_changes_something(leader: Actor, starts_on: date, sentence: str) -> None:
    draft = factories.make_content_draft(by=leader)
    with pytest.raises(ActRefused, match=sentence):
        propose_edition(draft=draft, by=leader, today=TODAY, version=1, starts_on=starts_on, why="x")


def test_a_draft_is_proposed_once_at_a_time(leader: Actor) -> None:
    edition = factories.make_proposal(by=leader)
    with pytest.raises(ActRefused, match="redan föreslaget"):
        propose_edition(draft=edition.draft, by=leader, today=TODAY, version=3, starts_on=TODAY, why="x")


def test_only_process_leaders_switch_on(leader: Actor) -> None:
    edition = factories.make_proposal(by=leader)
    head = factories.make_actor(role="unit_head")
    with pytest.raises(Unseen):
        switch_on_edition(edition=edition, by=head, today=TODAY)
    with pytest.raises(Unseen):
        take_back_edition(edition=edition, by=head, today=TODAY, why="x")
