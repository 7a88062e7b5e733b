"""Whatever stops a letter says why in one sentence, and offers a way forward that is there for whoever may take it."""

from collections.abc import Callable
from typing import get_args

import pytest
from django.urls import reverse

from kvar.casework.enforcement.confirming import draft_confirmation
from kvar.casework.letters.facts import about_letter, letter_told
from kvar.casework.letters.issuing import draft_letter, ready_draft
from kvar.casework.letters.sending import require_telling
from kvar.casework.letters.stop import LetterStopped, Stop, StopKind
from kvar.content.load import load
from kvar.content.readability import sentences_in, words_in
from kvar.records.models import Notice, User
from kvar.web.ui.stopped import stops_shown
from tests import factories
from tests.factories import TODAY
from tests.factories_letters import OTHERS, SCENES, Scene
from tests.factories_reviews import AT
from tests.web.writers import signed_in

pytestmark = pytest.mark.django_db
MOST_WORDS = 25
OF_CONFIRMATION = "no_case_number"  # the one stop of a letter that is not chosen from the list
EVERY = [(kind, scene) for kind, scene in SCENES.items()] + [*OTHERS.values()]


def found_in(scene: Scene) -> tuple[Stop, ...]:
    """What stops the letter: of itself, else by the way it would go."""
    letter = load().letters[scene.letter]
    about = about_letter(letter, case=scene.case, by=scene.by, today=scene.today, chosen=scene.chosen)
    draft = draft_letter(letter=letter.id, told=letter_told(letter, about), today=scene.today)
    if draft.stops or not scene.channel:
        return draft.stops
    try:
        ready_draft(letter, about, channel=scene.channel)
        require_telling(letter, about)
    except LetterStopped as stopped:
        return stopped.stops
    return ()


def one_sentence(stop: Stop) -> None:
    assert len(sentences_in(stop.sentence)) == 1 and len(words_in(stop.sentence)) <= MOST_WORDS, stop.sentence
    assert stop.ways and all(way.label for way in stop.ways)


@pytest.mark.parametrize("kind, made", EVERY, ids=[*SCENES, *OTHERS])
def test_every_stop_is_one_sentence_with_a_way_forward(kind: str, made: Callable[[], Scene]) -> None:
    scene = made()
    found = [stop for stop in found_in(scene) if stop.kind == kind]
    assert found, [stop.kind for stop in found_in(scene)]
    client, page = signed_in(scene.by), reverse("letters:draft", args=[scene.case.pk, scene.letter])
    shown = client.get(page).content.decode()
    for stop in found:
        one_sentence(stop)
        for way, link in zip(stop.ways, stops_shown([stop], page=page)[0].links, strict=True):
            assert client.get(link.url).status_code == 200, link
            place = link.url.partition("#")[2]
            assert not place or f'id="{place}"' in shown or f'id="{place}_' in shown, (way, stop.sentence)


def test_a_confirmation_without_the_number_of_the_case_is_stopped_too() -> None:
    by = factories.make_actor(cleared=True)
    told = {"kind": "enforcement_time", "sender_type": "enforcement_authority", "reference": "", "eviction_at": AT}
    notice = Notice.objects.get(case=factories.make_protected_case(by=by, **told))
    colleague = User.objects.get(pk=by.id)
    draft = draft_confirmation(notice=notice, recipient="enforcement_authority", by=by, today=TODAY, answers=colleague)
    [stop] = draft.stops
    assert stop.kind == OF_CONFIRMATION
    one_sentence(stop)
    assert signed_in(by).get(stops_shown([stop])[0].links[0].url).status_code == 200


def test_there_is_a_case_for_every_stop() -> None:
    assert {*SCENES, OF_CONFIRMATION} == {*get_args(StopKind)}
