"""One edition follows another, is taken back or is lost: no step that people stand on vanishes, and no page falls."""

import shutil
from pathlib import Path

import pytest

from kvar.casework.access import Actor
from kvar.casework.editions import store
from kvar.casework.editions.drafts import change_step
from kvar.casework.editions.in_force import content_in_force, content_of
from kvar.casework.editions.store import copy_content, draft_folder, publish, published_folder, readable_folder
from kvar.casework.editions.switching import propose_edition, switch_on_edition
from kvar.casework.errors import ActRefused
from kvar.casework.my_day.worklist import Chips, my_day
from kvar.content.load import digest_of, load, ours
from kvar.records.models import OpenStep, PublishedEdition
from tests import factories
from tests.factories import TODAY


def proposed_with_a_step(leader: Actor, **told: str | int) -> tuple[PublishedEdition, str]:
    draft = factories.make_content_draft(by=leader)
    new = factories.make_step_in(draft, by=leader, **told)
    return propose_edition(draft=draft, by=leader, today=TODAY, version=3, starts_on=TODAY, why="Ett steg till."), new


def switch_on(edition: PublishedEdition, by: Actor) -> None:
    factories.try_whole(edition, by=by)
    switch_on_edition(edition=edition, by=by, today=TODAY)


def test_a_proposal_older_than_the_edition_in_force_takes_no_step_away(leader: Actor, second: Actor) -> None:
    other = factories.make_proposal(by=leader)
    edition, new = proposed_with_a_step(leader)
    switch_on(edition, second)
    with content_in_force(TODAY), pytest.raises(ActRefused, match=f"Steget {new} .* är borta"):
        switch_on(other, second)
    assert content_of(TODAY).step(new)


def test_a_unit_with_a_new_step_is_let_into_the_case(leader: Actor, second: Actor) -> None:
    case = factories.make_case_with_notice()
    there = {track.unit for track in case.tracks.all()}
    unit = next(unit.id for unit in load().organisation.units if unit.id not in there)
    edition, new = proposed_with_a_step(leader, unit=unit)
    switch_on(edition, second)
    assert OpenStep.objects.get(case=case, step=new).unit == unit
    assert case.tracks.filter(unit=unit).exists()


def test_my_day_stands_when_an_edition_is_lost(leader: Actor, second: Actor) -> None:
    factories.make_case_with_notice()
    edition, new = proposed_with_a_step(leader, working_days=1)
    OpenStep.objects.all().delete()
    switch_on(edition, second)
    OpenStep.objects.exclude(step=new).delete()
    by = factories.make_actor()
    with content_in_force(TODAY):
        assert [row.step for lane in my_day(by, today=TODAY, chips=Chips(whole_unit=True)).lanes for row in lane.rows]
    shutil.rmtree(published_folder(edition.digest))
    store._read.cache_clear()
    with content_in_force(TODAY):
        assert load() is ours()
        assert not [row for lane in my_day(by, today=TODAY, chips=Chips(whole_unit=True)).lanes for row in lane.rows]


def test_what_was_written_after_the_proposal_can_still_be_changed(leader: Actor, second: Actor) -> None:
    edition = factories.make_proposal(by=leader)
    draft = edition.draft
    change_step(draft=draft, by=leader, today=TODAY, version=3, step="H12", fields={"title": "Ring"})
    switch_on(edition, second)
    draft.refresh_from_db()
    assert draft.ended_at is None


def test_a_draft_that_was_switched_on_as_it_is_has_ended(leader: Actor, second: Actor) -> None:
    edition = factories.make_proposal(by=leader)
    switch_on(edition, second)
    edition.draft.refresh_from_db()
    assert edition.draft.ended_at


def test_an_old_edition_is_made_readable_whole_or_not_at_all(leader: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process looks as soon as the folder is there: never at one with files lacking."""
    draft = factories.make_proposal(by=leader).draft
    (draft_folder(draft.pk) / "deck.yaml").unlink()
    digest, seen = publish(draft.pk), []
    real = Path.replace

    def looked_at(path: Path, target: Path) -> Path:
        there = real(path, target)
        seen.append((Path(target) / "deck.yaml").is_file())
        return there

    monkeypatch.setattr(Path, "replace", looked_at)
    readable_folder(digest)
    assert seen == [True]


def test_the_second_of_two_who_keep_the_same_content_finds_it_there(tmp_path: Path) -> None:
    for _ in range(2):
        copy_content(published_folder(ours().digest), tmp_path / "kept")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("kept")] == ["kept"]


def test_an_edition_that_is_what_kvar_brings_along_is_kept_too(leader: Actor, own_place: Path) -> None:
    """Two people go back to it on purpose: the next Kvar, which brings something else along, must not change that."""
    draft = factories.make_content_draft(by=leader)
    assert publish(draft.pk) == ours().digest
    assert digest_of(own_place / "published" / ours().digest) == ours().digest
    assert published_folder(ours().digest) == own_place / "published" / ours().digest
