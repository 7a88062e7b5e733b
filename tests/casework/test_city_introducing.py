"""The demo city has begun: there is something on every page about it, dated in the past and through the acts."""

import pytest

from kvar.casework.city.introducing import introduce
from kvar.casework.introduction.reach import activities_visible_to, notes_handed_over_to, open_changes_told_to
from kvar.records.models import WorkshopNote
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


def test_the_demo_shows_what_is_handed_over_what_is_late_and_what_nobody_answers_for() -> None:
    introduce(today=TODAY)
    leader = factories.make_actor(role="process_leader", administration="", unit="")
    assert {note.workshop.unit for note in notes_handed_over_to(leader)} == {factories.ADULT, factories.CHILDREN}
    late = [change.due_on < TODAY for change in open_changes_told_to(leader)]
    assert late == [True, False, False]
    assert [row.owner for row in activities_visible_to(leader) if row.due_on < TODAY] == [""]
    written = WorkshopNote.objects.exclude(changed_at=None)
    assert written.count() == 8
    assert all(note.changed_at.date() == note.workshop.held_on for note in written)
