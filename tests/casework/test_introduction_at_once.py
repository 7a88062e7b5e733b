"""Two people who write on the same question at the same moment."""

from collections.abc import Callable
from functools import partial

from kvar.casework.access import Actor
from kvar.casework.errors import SavedByOther
from kvar.casework.introduction.workshops import write_down
from kvar.records.models import WorkshopNote
from tests import factories
from tests.factories import TODAY
from tests.harness.threads import at_once


def writing(note: WorkshopNote, by: Actor, text: str) -> Callable[[], None]:
    return partial(write_down, note=note, by=by, today=TODAY, text=text, handed_over=False, version=1)


def test_two_who_save_at_once_do_not_lose_each_others_words(committed_db: None) -> None:
    by = factories.make_actor(role="unit_head")
    note = factories.make_workshop(by=by).notes.get(number=0)
    texts = ["Ena.", "Andra."]
    results = at_once(*(writing(WorkshopNote.objects.get(pk=note.pk), by, text) for text in texts))
    lost = [result for result in results if isinstance(result, SavedByOther)]
    stands = WorkshopNote.objects.get(pk=note.pk)
    assert len(lost) == 1 and lost[0].theirs == stands.text == texts[results.index(None)]
    assert stands.version == 2
