"""What no letter may say, whatever the story: to somebody outside, on a note, to a child; and two papers that agree."""

import re

import pytest

from kvar.casework.letters.addressees import OUTSIDE
from kvar.casework.letters.examples import letter_examples, stories_of
from kvar.content.load import load
from kvar.paper.letter import as_text
from tests.letters.approving import drafted

EXAMPLES = [*letter_examples()]
OF_OUTSIDE = [one for one in EXAMPLES if load().letters[one[0]].to in OUTSIDE]
UNDERTAKING = [one for one in EXAMPLES if load().letters[one[0]].undertakes]
NOTES = [one for one in EXAMPLES if load().letters[one[0]].nameless]
TO_CHILDREN = [one for one in EXAMPLES if load().letters[one[0]].to == "child"]


@pytest.mark.parametrize("story", [story.name for story in stories_of("bekraftelse_kfm")])
def test_the_copy_says_what_the_confirmation_says(story: str) -> None:
    first, copy = (drafted(f"bekraftelse_{name}", story).blocks for name in ("kfm", "kopia"))
    assert copy[-len(first) :] == first


@pytest.mark.parametrize("example", UNDERTAKING)
def test_an_undertaking_says_nothing_of_the_household_but_the_debt(example: tuple[str, str, str]) -> None:
    told = " ".join(as_text(drafted(*example)).lower().split())
    assert re.findall(r"barn|familj|bistånd|sjuk|inkomst|försörj|utredning|samtal|stöd i", told) == []


@pytest.mark.parametrize("example", OF_OUTSIDE)
def test_a_letter_to_somebody_outside_has_no_address_in_the_story_that_keeps_it_back(
    example: tuple[str, str, str],
) -> None:
    hidden = {"utan-bostad", "skyddade-uppgifter", "hyra-och-ranta"}
    assert ("Svarvaregatan" in as_text(drafted(*example))) is (
        example[1] not in hidden and example[0].startswith(("atagande", "anmalan"))
    )


@pytest.mark.parametrize("example", NOTES)
def test_a_note_that_anybody_may_read_says_nothing_of_what_it_is_about(example: tuple[str, str, str]) -> None:
    told = " ".join(as_text(drafted(*example)).lower().split())
    leaks = r"skuld|hyra|bostad|barn|social|avhys|vräk|kronofogd|ärende|handlägg|enhet|tolk|debt|rent|home|case|evict"
    assert re.findall(leaks, told) == []
    assert "bergqvist" not in told


@pytest.mark.parametrize("example", TO_CHILDREN)
def test_a_letter_to_a_child_says_nothing_of_debts_and_does_not_promise_silence(example: tuple[str, str, str]) -> None:
    told = " ".join(as_text(drafted(*example)).lower().split())
    assert re.findall(r"skuld(?!a)|hyra|vräk|avhys|kronofogd|debt|rent\b|evict", told) == []
    assert re.search(r"kan (?:ha rätt att )?(?:få )?veta en del|may (?:have a right|get) to know some", told)
    assert "116 111" in told and "112" in told
