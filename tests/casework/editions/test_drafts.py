"""A draft is changed a step, a passage or a folder at a time; nothing of it reaches the content in force."""

import pytest

from kvar.casework.access import Actor
from kvar.casework.editions import draft_files, drafts
from kvar.casework.editions.store import draft_folder
from kvar.casework.errors import ActRefused, Unseen
from kvar.content.load import digest_of, load
from kvar.records.models import ContentDraft
from tests import factories
from tests.factories import TODAY


@pytest.fixture
def draft(leader: Actor) -> ContentDraft:
    return factories.make_content_draft(by=leader)


def changed(draft: ContentDraft, by: Actor, version: int = 1, **fields: object) -> None:
    drafts.change_step(draft=draft, by=by, today=TODAY, version=version, step="H11", fields=fields)


def test_a_draft_begins_as_the_content_in_force(draft: ContentDraft) -> None:
    assert digest_of(draft_folder(draft.pk)) == load().digest == draft.based_on
    assert drafts.findings_of(draft) == ()


def test_a_step_is_changed_in_the_draft_alone(draft: ContentDraft, leader: Actor) -> None:
    changed(draft, leader, title="Skicka brevet", due={"counted_from": "arrival", "working_days": 5})
    told = draft_files.step_of(draft, "H11")
    assert (told.title, told.due.working_days) == ("Skicka brevet", 5)
    assert load().step("H11").title != "Skicka brevet"
    assert digest_of(draft_folder(draft.pk)) != load().digest
    assert [entry.text for entry in draft.entries.all()][-1] == "Ändrade steget H11."


def test_the_rest_of_the_file_stays_as_it_was(draft: ContentDraft, leader: Actor) -> None:
    file = draft_folder(draft.pk) / "checklists/hot.yaml"
    before = file.read_text(encoding="utf-8").splitlines()
    changed(draft, leader, title="Skicka brevet")
    after = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == ["    title: Skicka brevet"]
    assert len(after) == len(before)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"due": {"counted_from": "arrival", "working_days": 3, "days": 3}}, "Skriv ett av"),
        ({"due": {"counted_from": "moon"}}, "counted_from"),
        ({"chapter": 7}, "chapter"),
        ({"sources": None}, "sources"),
    ],
)
def test_what_the_file_could_not_hold_is_refused(
    draft: ContentDraft, leader: Actor, fields: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ActRefused, match=sentence):
        changed(draft, leader, **fields)
    assert digest_of(draft_folder(draft.pk)) == load().digest
    assert [*draft_folder(draft.pk).glob("*/*.new")] == []


def test_an_unknown_name_is_found_and_said_with_its_line(draft: ContentDraft, leader: Actor) -> None:
    changed(draft, leader, sources=("jb-12-4",))
    [found] = [one for one in drafts.findings_of(draft) if "jb-12-4 " in one.sentence]
    assert (found.file, found.line > 1) == ("checklists/hot.yaml", True)


def test_the_second_of_two_savers_is_told(draft: ContentDraft, leader: Actor, second: Actor) -> None:
    changed(draft, leader, title="Den första")
    with pytest.raises(ActRefused, match="En kollega har ändrat"):
        changed(draft, second, title="Den andra")
    assert draft_files.step_of(draft, "H11").title == "Den första"
    changed(draft, second, version=2, title="Den andra")
    assert draft_files.step_of(draft, "H11").title == "Den andra"


def test_a_new_step_gets_the_next_number(draft: ContentDraft, leader: Actor) -> None:
    told = draft_files.step_of(draft, "H11").model_dump(
        exclude_none=True, exclude={"id", "per", "shared", "stays", "saves_home"}
    )
    fields = {name: told[name] for name in ("title", "text", "unit", "due", "origin", "sources", "chapter", "leaves")}
    taken = max(int(id[1:]) for id in load().steps if id.startswith("H"))
    new = drafts.add_step(draft=draft, by=leader, today=TODAY, version=1, checklist="H", fields=fields)
    assert new == f"H{taken + 1:02}"
    assert draft_files.step_of(draft, new).title == told["title"]
    assert [one.sentence for one in drafts.findings_of(draft)] == [f"Inget stycke i handboken länkar till {new}."] or [
        one for one in drafts.findings_of(draft) if new in one.sentence
    ]


def test_a_day_that_the_law_sets_is_not_changed_as_a_local_one(draft: ContentDraft, leader: Actor) -> None:
    by_law = next(step.id for step in load().steps.values() if step.origin == "law")
    with pytest.raises(ActRefused, match="kommer ur lag"):
        drafts.change_days(
            draft=draft, by=leader, today=TODAY, version=1, due={by_law: {"counted_from": "arrival", "days": 400}}
        )


def test_the_days_are_those_of_the_draft_and_all_or_none_are_written(draft: ContentDraft, leader: Actor) -> None:
    new = factories.make_step_in(draft, by=leader)
    by_law = next(step.id for step in load().steps.values() if step.origin == "law")
    four_days, before = {"counted_from": "arrival", "days": 4}, digest_of(draft_folder(draft.pk))
    both = {new: four_days, by_law: four_days}
    with pytest.raises(ActRefused, match="kommer ur lag"):
        drafts.change_days(draft=draft, by=leader, today=TODAY, version=3, due=both)
    assert digest_of(draft_folder(draft.pk)) == before
    drafts.change_days(draft=draft, by=leader, today=TODAY, version=3, due={new: four_days})
    assert draft_files.step_of(draft, new).due.days == 4


def test_the_words_of_a_passage_are_changed(draft: ContentDraft, leader: Actor) -> None:
    chapter = draft_files.chapters_of(draft)[0]
    told = {"chapter": chapter.id, "number": 0, "title": "Ny rubrik", "body": "Nya ord.\n\n- ett\n- två"}
    drafts.change_passage(draft=draft, by=leader, today=TODAY, version=1, **told)
    after = draft_files.chapters_of(draft)[0]
    assert (after.passages[0].title, after.passages[0].text) == ("Ny rubrik", "Nya ord.\n\n- ett\n- två")
    assert after.passages[1:] == chapter.passages[1:]


def test_a_passage_may_not_become_two(draft: ContentDraft, leader: Actor) -> None:
    told = {
        "chapter": draft_files.chapters_of(draft)[0].id,
        "number": 0,
        "title": "A",
        "body": "Ord.\n\n## B {#b}\n\nx",
    }
    with pytest.raises(ActRefused, match="rubriker på den nivån"):
        drafts.change_passage(draft=draft, by=leader, today=TODAY, version=1, **told)


def test_a_draft_that_is_thrown_away_is_gone(draft: ContentDraft, leader: Actor) -> None:
    drafts.discard_draft(draft=draft, by=leader, today=TODAY, version=1)
    with pytest.raises(Unseen):
        drafts.draft_for(leader, draft.pk)
    assert [entry.kind for entry in draft.entries.all()] == ["started", "discarded"]


@pytest.mark.parametrize("role", ["caseworker", "unit_head", "system_admin"])
def test_only_a_process_leader_changes_the_content(draft: ContentDraft, role: str) -> None:
    stranger = factories.make_actor(role=role)
    with pytest.raises(Unseen):
        drafts.draft_for(stranger, draft.pk)
    with pytest.raises(Unseen):
        drafts.start_draft(by=stranger, today=TODAY, label="Nej")
    with pytest.raises(Unseen):
        changed(draft, stranger, title="Nej")
